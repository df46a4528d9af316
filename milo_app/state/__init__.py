"""State listens: an event, one domain call, rows into vars. See access.py before writing a handler."""
