"""What makes figures stale: every change of an application, a retake, and spend."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.events import subscribe
from milo_app.core.work import Work
from milo_app.domain.analytics.service import mark
from milo_app.domain.billing.events import SpendBooked
from milo_app.domain.candidates.events import ApplicationChanged, DecisionEvent
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviews.events import RetakeStarted
from milo_app.domain.interviews.models import StageRun

_COUNTED = frozenset({"created", "started", "state", "score", "feedback"})


def register() -> None:
    """Subscribe; bootstrap calls it once."""
    subscribe(ApplicationChanged, on_application_changed)
    subscribe(DecisionEvent, on_decision)
    subscribe(RetakeStarted, on_retake)
    subscribe(SpendBooked, on_spend)


def on_application_changed(w: Work, event: ApplicationChanged) -> None:
    """Mark the days on which this application counts; progress within a stage changes no figure."""
    if event.what not in _COUNTED:
        return
    row = w.session.execute(select(Application).where(col(Application.id) == event.application_id)).scalar_one_or_none()
    if row is None:
        mark(w, event.interviewer_id, event.at)
    elif not row.is_test:
        mark(w, row.interviewer_id, row.invited_at, row.started_at, row.completed_at)


def on_decision(w: Work, event: DecisionEvent) -> None:
    """Have the totals of the interviewers counted again; no day's figures depend on a decision."""
    for interviewer_id in event.interviewer_ids:
        mark(w, interviewer_id, event.at)


def on_retake(w: Work, event: RetakeStarted) -> None:
    """Mark the days of the earlier attempt: its completion no longer counts there."""
    moments = w.session.execute(
        select(col(StageRun.started_at), col(StageRun.completed_at)).where(
            col(StageRun.application_id) == event.application_id, col(StageRun.attempt) < event.attempt
        )
    )
    mark(w, event.interviewer_id, *(moment for row in moments for moment in row))


def on_spend(w: Work, event: SpendBooked) -> None:
    """Mark the day of the spend."""
    if event.interviewer_id is not None:
        mark(w, event.interviewer_id, event.at)
