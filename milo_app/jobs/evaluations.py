"""Brings back evaluations whose job died before it could write a word."""

from __future__ import annotations

from milo_app import bootstrap
from milo_app.core.work import system
from milo_app.domain.scoring import lost


def requeue() -> int:
    """Queue lost evaluations again in every workspace and return how many there were."""
    with bootstrap.read(system(None)) as w:
        homes = lost.workspaces_with_lost(w)
    found = 0
    for workspace_id in homes:
        with bootstrap.work(system(workspace_id)) as w:
            found += lost.requeue_lost(w)
    return found
