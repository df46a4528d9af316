"""The append-only ledger: grants and spend in micro-units, and the price book."""
