"""Reads resumes (PDF, DOCX, TXT) in a child process that can neither grow, write, nor reach the network."""
