"""Totals and rollup tiers, recomputed from raw rows for cells marked dirty."""
