"""Closes interviewers whose deadline has passed, to the minute, once."""

from __future__ import annotations

from milo_app import bootstrap
from milo_app.core.work import system
from milo_app.domain.interviewers import service


def expire() -> int:
    """Expire what is due in every workspace and return how many interviewers were closed."""
    with bootstrap.read(system(None)) as w:
        homes = service.workspaces_with_due(w)
    closed = 0
    for workspace_id in homes:
        with bootstrap.work(system(workspace_id)) as w:
            closed += service.expire_due(w)
    return closed
