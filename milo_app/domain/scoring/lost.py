"""Evaluations that nobody works on any more: queued long ago, and the job died before it could write a word."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, String, and_, cast, exists, literal, select
from sqlmodel import col

from milo_app.core.ids import short_key
from milo_app.core.outbox import OutboxItem, OutboxState, enqueue
from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application, EvaluationState

_AFTER: Final = timedelta(minutes=15)
_OPEN: Final = (OutboxState.DUE, OutboxState.LEASED, OutboxState.SENDING)


def _lost(w: Work) -> ColumnElement[bool]:
    key = literal("evaluate:") + cast(col(Application.id), String) + ":%"
    open_job = select(col(OutboxItem.id)).where(
        col(OutboxItem.kind) == "evaluate", col(OutboxItem.key).like(key), col(OutboxItem.state).in_(_OPEN)
    )
    is_old = col(Application.engaged_at) < w.now - _AFTER
    return and_(col(Application.evaluation) == EvaluationState.QUEUED, is_old, ~exists(open_job))


def workspaces_with_lost(w: Work) -> list[int]:
    """Return the workspaces with lost evaluations (the system, across workspaces)."""
    return list(w.session.scalars(select(col(Application.workspace_id)).where(_lost(w)).distinct()))


def requeue_lost(w: Work) -> int:
    """Queue lost evaluations of this workspace again, at most 500 at a time, and return how many there were."""
    rows = w.session.scalars(select(Application).where(_lost(w)).limit(500)).all()
    for row in rows:
        payload = {"application": row.id, "attempt": row.attempt}
        enqueue(w, "evaluate", payload, key=f"evaluate:{row.id}:{row.attempt}:{short_key()}")
    return len(rows)
