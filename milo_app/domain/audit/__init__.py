"""The append-only log of who did what, chained by hashes."""
