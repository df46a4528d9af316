"""What follows in this capability from its own events."""

from __future__ import annotations

from milo_app.core.events import subscribe
from milo_app.domain.interviewers.events import (
    InterviewerCloned,
    InterviewerDrafted,
    InterviewerExtended,
    InterviewerPublished,
)
from milo_app.domain.interviewers.reminders import on_deadline_set
from milo_app.domain.interviewers.subscriptions import on_created


def register() -> None:
    """Subscribe; bootstrap calls it once."""
    subscribe(InterviewerDrafted, on_created)
    subscribe(InterviewerCloned, on_created)
    subscribe(InterviewerPublished, on_deadline_set)
    subscribe(InterviewerExtended, on_deadline_set)
