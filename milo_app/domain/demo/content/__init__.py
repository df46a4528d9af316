"""What the demo says: descriptions of roles, names, answers, resumes and comments. Data and sentence parts only."""
