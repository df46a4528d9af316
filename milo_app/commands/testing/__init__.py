"""`milo test`: every check of the project, in parts."""
