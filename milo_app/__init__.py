"""Milo: an open, self-hosted recruiting dashboard with AI interviewers."""
