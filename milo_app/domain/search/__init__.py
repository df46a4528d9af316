"""Finding people and interviewers from anywhere."""
