"""Web push: encryption for one browser (RFC 8291), the server's signature (RFC 8292), and the hand-over (RFC 8030)."""
