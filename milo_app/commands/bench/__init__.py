"""`milo bench`: measurements with goals. `registry.py` lists them; each module holds one family."""
