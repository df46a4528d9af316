"""Recomputes the figures that were marked dirty."""

from __future__ import annotations

from milo_app import bootstrap
from milo_app.domain.analytics import service


def recompute() -> int:
    """Recompute dirty cells of all workspaces and return how many there were."""
    return service.recompute(bootstrap.work)
