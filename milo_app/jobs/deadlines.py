"""Closes interviewers whose deadline has passed, to the minute, once, and reminds of deadlines that come."""

from __future__ import annotations

from milo_app import bootstrap
from milo_app.core.work import system
from milo_app.domain.interviewers import lifecycle, reminders


def expire() -> int:
    """Expire what is due in every workspace and return how many interviewers were closed."""
    with bootstrap.read(system(None)) as w:
        homes = lifecycle.workspaces_with_due(w)
    closed = 0
    for workspace_id in homes:
        with bootstrap.work(system(workspace_id)) as w:
            closed += lifecycle.expire_due(w)
    return closed


def remind() -> int:
    """Give the reminders that are due in every workspace and return how many were begun."""
    with bootstrap.read(system(None)) as w:
        homes = reminders.workspaces_with_deadlines_near(w)
    begun = 0
    for workspace_id in homes:
        with bootstrap.work(system(workspace_id)) as w:
            begun += reminders.remind_due(w)
    return begun
