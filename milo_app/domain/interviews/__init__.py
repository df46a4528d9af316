"""What a candidate does: stage runs, answers, files, resuming."""
