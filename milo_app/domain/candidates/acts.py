"""Acts of colleagues that can be taken back for an hour: how one is kept, found again and marked as undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.errors import Conflict, Invalid
from milo_app.core.guard import change_if
from milo_app.core.work import Work
from milo_app.domain.candidates.bulk_models import TeamAct
from milo_app.domain.candidates.errors import NothingToUndo

UNDO_FOR = timedelta(hours=1)
"""So long an act can be taken back."""


@dataclass(frozen=True, slots=True)
class Undo:
    """How to take an act back: by its public id. It carries no rights, undoing asks for them again.

    `act` is empty when nothing changed; `skipped` were changed by others since they were shown and were left alone.
    """

    label: str
    count: int
    act: str = ""
    skipped: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON-able data."""
        return {"label": self.label, "count": self.count, "act": self.act, "skipped": self.skipped}

    @staticmethod
    def from_dict(raw: dict[str, Any]) -> Undo:
        """Read what `as_dict` made; raises `Invalid` for anything else."""
        try:
            return Undo(str(raw["label"]), int(raw["count"]), str(raw["act"]), int(raw.get("skipped", 0)))
        except (KeyError, TypeError, ValueError) as error:
            raise Invalid("This cannot be undone.") from error


@dataclass(frozen=True, slots=True)
class Undone:
    """How many stand as before, and how many were changed again since and were left alone."""

    restored: int
    skipped: int


def begin(w: Work, kind: str, interviewer_id: int | None = None, **data: Any) -> TeamAct:
    """Add an act of the present actor; whoever begins it writes label and count when they are known."""
    act = TeamAct(
        workspace_id=w.workspace_id,
        user_id=w.actor.user_id,
        interviewer_id=interviewer_id,
        kind=kind,
        label="",
        data=data,
        created_at=w.now,
    )
    w.session.add(act)
    w.session.flush()
    return act


def own(w: Work, public_id: str) -> TeamAct:
    """Return an act of the present actor that can still be taken back; raises `NothingToUndo` or `Conflict`."""
    query = select(TeamAct).where(col(TeamAct.workspace_id) == w.workspace_id, col(TeamAct.public_id) == public_id)
    if w.actor.kind != "system":
        query = query.where(col(TeamAct.user_id) == w.actor.user_id)
    act = w.session.scalars(query).one_or_none()
    if act is None or act.undone_at is not None:
        raise NothingToUndo
    if w.now - act.created_at > UNDO_FOR:
        raise Conflict("This is more than an hour old and can no longer be undone.", safe="Nothing was changed.")
    return act


def mark_undone(w: Work, act: TeamAct) -> None:
    """Note that an act was taken back; raises `NothingToUndo` when somebody was faster."""
    if not change_if(w.session, act, col(TeamAct.undone_at).is_(None), undone_at=w.now):
        raise NothingToUndo


def recent(w: Work, limit: int = 20) -> list[TeamAct]:
    """Return the present actor's acts of the last hour that can be taken back, newest first."""
    query = (
        select(TeamAct)
        .where(
            col(TeamAct.workspace_id) == w.workspace_id,
            col(TeamAct.user_id) == w.actor.user_id,
            col(TeamAct.created_at) > w.now - UNDO_FOR,
            col(TeamAct.undone_at).is_(None),
        )
        .order_by(col(TeamAct.id).desc())
        .limit(limit)
    )
    return list(w.session.scalars(query))
