"""Labels: definitions that a team makes, and their values on interviewers."""
