"""Shortlisting and dismissing: acts of a person, on one or many, each of which can be undone exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col

from milo_app.core.errors import Invalid
from milo_app.core.guard import change_if
from milo_app.core.text import one_line, plural
from milo_app.core.work import Work
from milo_app.domain.candidates import queries
from milo_app.domain.candidates.errors import NothingToUndo
from milo_app.domain.candidates.events import (
    ApplicationChanged,
    CandidatesDismissed,
    CandidatesShortlisted,
    DecisionsCleared,
    DecisionsRestored,
)
from milo_app.domain.candidates.models import Application, Decision

MOST_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class UndoItem:
    """One application before and after a decision; moments as ISO text, so that it can be kept anywhere."""

    id: str
    decision: str
    reason: str
    decided_by: int | None
    decided_at: str
    after: str
    after_at: str


@dataclass(frozen=True, slots=True)
class Undo:
    """How to take a decision back. It carries no rights: undoing asks for them again."""

    label: str
    count: int
    items: tuple[UndoItem, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON-able data."""
        return asdict(self)

    @staticmethod
    def from_dict(raw: dict[str, Any]) -> Undo:
        """Read what `as_dict` made; raises `Invalid` for anything else."""
        try:
            items = tuple(UndoItem(**item) for item in raw["items"])
            return Undo(str(raw["label"]), int(raw["count"]), items)
        except (KeyError, TypeError, ValueError) as error:
            raise Invalid("This cannot be undone.") from error


@dataclass(frozen=True, slots=True)
class Undone:
    """How many stand as before, and how many were changed again since and were left alone."""

    restored: int
    skipped: int


def shortlist(w: Work, ids: Sequence[str]) -> Undo:
    """Mark people as worth a talk; a dismissal ends with it."""
    undo, done = _decide(w, ids, Decision.SHORTLISTED, "")
    if done:
        w.publish(CandidatesShortlisted(application_ids=done, at=w.now))
    return undo


def dismiss(w: Work, ids: Sequence[str], reason: str = "") -> Undo:
    """Take people out of the running; they appear only under Status: Dismissed from then on."""
    undo, done = _decide(w, ids, Decision.DISMISSED, one_line(reason)[:300])
    if done:
        w.publish(CandidatesDismissed(application_ids=done, at=w.now, reason=one_line(reason)[:300]))
    return undo


def clear(w: Work, ids: Sequence[str]) -> Undo:
    """Take a decision back to undecided."""
    undo, done = _decide(w, ids, Decision.NONE, "")
    if done:
        w.publish(DecisionsCleared(application_ids=done, at=w.now))
    return undo


_LABELS = {
    Decision.SHORTLISTED: "{} shortlisted",
    Decision.DISMISSED: "{} dismissed",
    Decision.NONE: "Decision cleared for {}",
}


def _decide(w: Work, ids: Sequence[str], decision: Decision, reason: str) -> tuple[Undo, tuple[int, ...]]:
    w.require("candidate:decide")
    if len(ids) > MOST_AT_ONCE:
        raise Invalid(f"That is more than {MOST_AT_ONCE:,} candidates.", do="Do it in parts.")
    items: list[UndoItem] = []
    done: list[int] = []
    # One moment for all of it: undo knows a decision again by its exact time.
    now = w.now
    for application in queries.pick_many(w, ids):
        if application.decision == decision:
            continue
        before = _item(application, decision, now)
        seen = (col(Application.decision) == application.decision,)
        values = {"decision": decision, "decision_reason": reason, "decided_by": w.actor.user_id, "decided_at": now}
        if change_if(w.session, application, *seen, **values):
            items.append(before)
            done.append(_changed(w, application))
    return Undo(_LABELS[decision].format(plural(len(items), "candidate")), len(items), tuple(items)), tuple(done)


def undo(w: Work, taken: Undo) -> Undone:
    """Restore exactly what stood before; what was changed again since is left alone.

    Raises `NothingToUndo` when that is all of it.
    """
    w.require("candidate:decide")
    found = {
        application.public_id: application for application in queries.pick_many(w, [item.id for item in taken.items])
    }
    restored: list[int] = []
    for item in taken.items:
        application = found.get(item.id)
        if application is None:
            continue
        unchanged = (
            col(Application.decision) == Decision(item.after),
            col(Application.decided_at) == datetime.fromisoformat(item.after_at),
        )
        before = {
            "decision": Decision(item.decision),
            "decision_reason": item.reason,
            "decided_by": item.decided_by,
            "decided_at": datetime.fromisoformat(item.decided_at) if item.decided_at else None,
        }
        if change_if(w.session, application, *unchanged, **before):
            restored.append(_changed(w, application))
    if taken.items and not restored:
        raise NothingToUndo
    if restored:
        w.publish(DecisionsRestored(application_ids=tuple(restored), at=w.now))
    return Undone(len(restored), len(taken.items) - len(restored))


def _item(application: Application, after: Decision, now: datetime) -> UndoItem:
    return UndoItem(
        id=application.public_id,
        decision=application.decision.value,
        reason=application.decision_reason,
        decided_by=application.decided_by,
        decided_at=application.decided_at.isoformat() if application.decided_at else "",
        after=after.value,
        after_at=now.isoformat(),
    )


def _changed(w: Work, application: Application) -> int:
    assert application.id is not None
    ids = (application.id, application.interviewer_id)
    w.publish(ApplicationChanged(application_id=ids[0], interviewer_id=ids[1], at=w.now, what="decision"))
    return application.id
