"""Evaluations, evidence, eligibility, knock-outs and the arithmetic of scores."""
