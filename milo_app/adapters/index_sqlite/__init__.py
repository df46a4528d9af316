"""The embedded search engine: SQLite FTS5, a vocabulary of names, and rapidfuzz, in a file of its own."""
