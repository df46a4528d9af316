"""Taking a change of interviewers back: archive, unarchive, extend and budget, for one or many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from sqlmodel import col

from milo_app.core.errors import Conflict, Invalid
from milo_app.core.guard import change_if
from milo_app.core.work import Work
from milo_app.domain.interviewers.budgets import settle_budget
from milo_app.domain.interviewers.events import (
    InterviewerClosed,
    InterviewerConfigured,
    InterviewerExtended,
    InterviewerReopened,
)
from milo_app.domain.interviewers.listing import pick_many
from milo_app.domain.interviewers.models import Interviewer, InterviewerState

What = Literal["archive", "unarchive", "extend", "budget"]
_RIGHTS: dict[str, str] = {
    "archive": "interviewer:archive",
    "unarchive": "interviewer:archive",
    "extend": "interviewer:update",
    "budget": "interviewer:budget",
}


@dataclass(frozen=True, slots=True)
class UndoItem:
    """One interviewer before a change, and what shows that nobody changed it since; moments as ISO text."""

    id: str
    state: str
    deadline_at: str
    expired_at: str
    archived_at: str
    budget_micros: int | None
    state_after: str
    deadline_after: str
    archived_after: str
    budget_after: int | None


@dataclass(frozen=True, slots=True)
class Undo:
    """How to take a change back. It carries no rights: undoing asks for them again. `label` is the toast's sentence."""

    label: str
    count: int
    what: What
    items: tuple[UndoItem, ...]
    skipped: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON-able data."""
        return asdict(self)

    @staticmethod
    def from_dict(raw: dict[str, Any]) -> Undo:
        """Read what `as_dict` made; raises `Invalid` for anything else."""
        try:
            items = tuple(UndoItem(**item) for item in raw["items"])
            if raw["what"] not in _RIGHTS:
                raise ValueError(raw["what"])
            return Undo(str(raw["label"]), int(raw["count"]), raw["what"], items, int(raw.get("skipped", 0)))
        except (KeyError, TypeError, ValueError) as error:
            raise Invalid("This cannot be undone.") from error


@dataclass(frozen=True, slots=True)
class Undone:
    """How many stand as before, and how many were changed again since and were left alone."""

    restored: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Before:
    """The columns of an interviewer that a change may touch."""

    state: InterviewerState
    deadline_at: datetime | None
    expired_at: datetime | None
    archived_at: datetime | None
    budget_micros: int | None

    @staticmethod
    def of(row: Interviewer) -> Before:
        """Keep what stands now."""
        return Before(row.state, row.deadline_at, row.expired_at, row.archived_at, row.budget_micros)


def item(before: Before, row: Interviewer) -> UndoItem:
    """Return how to take one change back, from what stood before it and what stands now."""
    return UndoItem(
        id=row.public_id,
        state=before.state.value,
        deadline_at=_text(before.deadline_at),
        expired_at=_text(before.expired_at),
        archived_at=_text(before.archived_at),
        budget_micros=before.budget_micros,
        state_after=row.state.value,
        deadline_after=_text(row.deadline_at),
        archived_after=_text(row.archived_at),
        budget_after=row.budget_micros,
    )


def undo(w: Work, taken: Undo) -> Undone:
    """Bring interviewers back to how they stood, except those that were changed again since.

    What was active comes back as expired when its deadline has passed meanwhile. Raises `Conflict` when nothing is left
    to undo.
    """
    w.require(_RIGHTS[taken.what])
    rows = {row.public_id: row for row in pick_many(w, [each.id for each in taken.items])}
    restored = 0
    for each in taken.items:
        row = rows.get(each.id)
        if row is not None and _restore(w, row, each, taken.what):
            restored += 1
    if not restored:
        raise Conflict("There is nothing left to undo.", safe="It was changed again since.")
    return Undone(restored, len(taken.items) - restored)


def _restore(w: Work, row: Interviewer, each: UndoItem, what: What) -> bool:
    if what == "budget":
        same = _is(col(Interviewer.budget_micros), each.budget_after)
        if not change_if(w.session, row, same, budget_micros=each.budget_micros):
            return False
        settle_budget(w, row)
    else:
        state, expired_at = _state_then(w, each)
        same_all = (
            col(Interviewer.state) == InterviewerState(each.state_after),
            _is(col(Interviewer.deadline_at), _moment(each.deadline_after)),
            _is(col(Interviewer.archived_at), _moment(each.archived_after)),
        )
        values = {
            "state": state,
            "deadline_at": _moment(each.deadline_at),
            "expired_at": expired_at,
            "archived_at": _moment(each.archived_at),
        }
        if not change_if(w.session, row, *same_all, **values):
            return False
    _tell(w, row, what)
    return True


def _state_then(w: Work, each: UndoItem) -> tuple[InterviewerState, datetime | None]:
    """Return the state to go back to: by the deadline, since time has gone on."""
    state, ends = InterviewerState(each.state), _moment(each.deadline_at)
    if state == InterviewerState.ACTIVE and ends is not None and ends <= w.now:
        return InterviewerState.EXPIRED, ends
    return state, _moment(each.expired_at)


def _tell(w: Work, row: Interviewer, what: What) -> None:
    assert row.id is not None
    ids = {"interviewer_id": row.id, "at": w.now}
    if what == "archive":
        w.publish(InterviewerReopened(**ids))  # type: ignore[arg-type]
    elif what == "unarchive":
        w.publish(InterviewerClosed(**ids))  # type: ignore[arg-type]
    elif what == "extend" and row.deadline_at is not None:
        w.publish(InterviewerExtended(**ids, deadline_at=row.deadline_at))  # type: ignore[arg-type]
    else:
        w.publish(InterviewerConfigured(**ids))  # type: ignore[arg-type]


def _is(column: Any, value: Any) -> Any:
    return column.is_(None) if value is None else column == value


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment is not None else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def undo_of(what: What, label: str, items: Sequence[UndoItem], skipped: int = 0) -> Undo:
    """Return the undo of several items."""
    return Undo(label, len(items), what, tuple(items), skipped)
