"""draft -> active -> expired -> active (extend); active or expired -> archived -> back by the deadline.

What a person does here can be taken back: each function returns an `Undo`. Going live is in `publishing`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from sqlmodel import col, select

from milo_app.core.db import all_tenants
from milo_app.core.errors import Invalid
from milo_app.core.guard import change_if
from milo_app.core.text import plural, short_date
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.interviewers.budgets import check_budget, settle_budget
from milo_app.domain.interviewers.deadlines import check_deadline, moved_by
from milo_app.domain.interviewers.errors import WrongState
from milo_app.domain.interviewers.events import (
    InterviewerClosed,
    InterviewerConfigured,
    InterviewerDeadlinePassed,
    InterviewerExtended,
    InterviewerReopened,
)
from milo_app.domain.interviewers.listing import pick, pick_many
from milo_app.domain.interviewers.models import Interviewer, InterviewerState
from milo_app.domain.interviewers.undoing import Before, Undo, UndoItem, item, undo, undo_of

MOST_AT_ONCE = 1000
_LIVE = (InterviewerState.ACTIVE, InterviewerState.EXPIRED)


def archive(w: Work, public_id: str) -> Undo:
    """Put an active or expired interviewer away: its link stops for new candidates, everything is kept.

    Raises `WrongState` for a draft; an archived one stays as it is.
    """
    w.require("interviewer:archive")
    row = pick(w, public_id)
    if row.state == InterviewerState.DRAFT:
        raise WrongState("A draft cannot be archived.", do="Delete it instead.")
    made = _archive(w, row)
    return undo_of("archive", f"Archived {row.title}", [made] if made else [])


def _archive(w: Work, row: Interviewer) -> UndoItem | None:
    before = Before.of(row)
    if not change_if(
        w.session, row, col(Interviewer.state).in_(_LIVE), state=InterviewerState.ARCHIVED, archived_at=w.now
    ):
        return None
    assert row.id is not None
    w.publish(InterviewerClosed(interviewer_id=row.id, at=w.now))
    return item(before, row)


def unarchive(w: Work, public_id: str) -> Undo:
    """Bring an interviewer back: active while its deadline lies ahead, expired otherwise."""
    w.require("interviewer:archive")
    row = pick(w, public_id)
    made = _unarchive(w, row)
    return undo_of("unarchive", f"Unarchived {row.title}", [made] if made else [])


def _unarchive(w: Work, row: Interviewer) -> UndoItem | None:
    before = Before.of(row)
    is_over = row.deadline_at is not None and row.deadline_at <= w.now
    state = InterviewerState.EXPIRED if is_over else InterviewerState.ACTIVE
    expired_at = (row.expired_at or row.deadline_at) if is_over else None
    archived = col(Interviewer.state) == InterviewerState.ARCHIVED
    if not change_if(w.session, row, archived, state=state, archived_at=None, expired_at=expired_at):
        return None
    assert row.id is not None
    w.publish(InterviewerReopened(interviewer_id=row.id, at=w.now))
    settle_budget(w, row)
    return item(before, row)


def extend(w: Work, public_id: str, deadline_at: datetime) -> Undo:
    """Move the deadline of an active or expired interviewer; an expired one opens again.

    Raises `WrongState` for drafts and archived ones, `Invalid` for a deadline that has passed or is too far away.
    """
    w.require("interviewer:update")
    check_deadline(w, deadline_at)
    row = pick(w, public_id)
    made = _extend(w, row, deadline_at)
    if made is None:
        raise WrongState(f"{row.title} is {row.state.value}.", do="Unarchive or publish it first.")
    tz = w.session.get_one(Workspace, w.workspace_id).tz
    return undo_of("extend", f"{row.title} now ends {short_date(deadline_at, tz, w.now)}", [made])


def _extend(w: Work, row: Interviewer, deadline_at: datetime) -> UndoItem | None:
    before = Before.of(row)
    if not change_if(
        w.session,
        row,
        col(Interviewer.state).in_(_LIVE),
        state=InterviewerState.ACTIVE,
        deadline_at=deadline_at,
        expired_at=None,
    ):
        return None
    assert row.id is not None
    w.publish(InterviewerExtended(interviewer_id=row.id, at=w.now, deadline_at=deadline_at))
    settle_budget(w, row)
    return item(before, row)


def set_budget(w: Work, public_id: str, micros: int | None) -> Undo:
    """Set the spending limit in micro-units; None means no limit. It holds at once, in both directions."""
    w.require("interviewer:budget")
    check_budget(micros)
    row = pick(w, public_id)
    before = Before.of(row)
    if row.budget_micros == micros:
        return undo_of("budget", "The budget stays as it was", [])
    row.budget_micros = micros
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    w.publish(InterviewerConfigured(interviewer_id=row.id, at=w.now))
    settle_budget(w, row)
    return undo_of("budget", f"Budget of {row.title} changed", [item(before, row)])


def archive_many(w: Work, public_ids: Collection[str]) -> Undo:
    """Archive those of these interviewers that are active or expired; the others are skipped and counted."""
    w.require("interviewer:archive")
    made, skipped = _each(w, public_ids, lambda row: _archive(w, row))
    return undo_of("archive", _said("Archived", made, skipped), made, skipped)


def unarchive_many(w: Work, public_ids: Collection[str]) -> Undo:
    """Bring those of these interviewers back that are archived; the others are skipped and counted."""
    w.require("interviewer:archive")
    made, skipped = _each(w, public_ids, lambda row: _unarchive(w, row))
    return undo_of("unarchive", _said("Unarchived", made, skipped), made, skipped)


def extend_many(
    w: Work, public_ids: Collection[str], *, days: int | None = None, deadline_at: datetime | None = None
) -> Undo:
    """Move the deadlines of those that are active or expired: each by local days, or all to one moment."""
    w.require("interviewer:update")
    if (days is None) == (deadline_at is None):
        raise Invalid("Choose a number of days or a day.", field="deadline")
    if deadline_at is not None:
        check_deadline(w, deadline_at)
    tz = w.session.get_one(Workspace, w.workspace_id).tz

    def one(row: Interviewer) -> UndoItem | None:
        to = deadline_at if days is None else moved_by(row.deadline_at, w.now, days, tz)
        assert to is not None
        check_deadline(w, to)
        return _extend(w, row, to)

    made, skipped = _each(w, public_ids, one)
    return undo_of("extend", _said("Extended", made, skipped), made, skipped)


def _each(
    w: Work, public_ids: Collection[str], one: Callable[[Interviewer], UndoItem | None]
) -> tuple[list[UndoItem], int]:
    if len(public_ids) > MOST_AT_ONCE:
        raise Invalid(f"That is more than {MOST_AT_ONCE:,} interviewers.", do="Choose fewer.")
    rows = pick_many(w, public_ids)
    made = [found for found in (one(row) for row in rows) if found is not None]
    return made, len(rows) - len(made)


def _said(word: str, made: Collection[UndoItem], skipped: int) -> str:
    said = f"{word} {plural(len(made), 'interviewer')}"
    return f"{said}, {skipped} skipped" if skipped else said


def workspaces_with_due(w: Work) -> list[int]:
    """Return the workspaces in which a deadline has passed since the last tick (for the job)."""
    with all_tenants():
        query = (
            select(Interviewer.workspace_id)
            .where(col(Interviewer.state) == InterviewerState.ACTIVE, col(Interviewer.deadline_at) <= w.now)
            .distinct()
        )
        return sorted(w.session.exec(query))


def expire_due(w: Work) -> int:
    """Close intake where the deadline has passed and return for how many; each closes once, whoever else runs this."""
    query = select(Interviewer).where(
        col(Interviewer.workspace_id) == w.workspace_id,
        col(Interviewer.state) == InterviewerState.ACTIVE,
        col(Interviewer.deadline_at) <= w.now,
    )
    closed = 0
    for row in w.session.exec(query).all():
        still_due = (col(Interviewer.state) == InterviewerState.ACTIVE, col(Interviewer.deadline_at) <= w.now)
        if change_if(w.session, row, *still_due, state=InterviewerState.EXPIRED, expired_at=row.deadline_at):
            assert row.id is not None
            w.publish(InterviewerDeadlinePassed(interviewer_id=row.id, at=w.now))
            closed += 1
    return closed


__all__ = [
    "Undo",
    "archive",
    "archive_many",
    "expire_due",
    "extend",
    "extend_many",
    "set_budget",
    "unarchive",
    "unarchive_many",
    "undo",
    "workspaces_with_due",
]
