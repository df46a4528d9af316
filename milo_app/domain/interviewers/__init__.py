"""Interviewers: their plan, versions, links, deadlines and totals."""
