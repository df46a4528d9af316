"""What Milo decides. One package per capability; each imports only those below it (design.md section 1)."""
