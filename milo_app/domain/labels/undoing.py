"""How a change of labels is taken back: data that says what stood before, and what was made of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from milo_app.core.errors import Invalid
from milo_app.core.work import Work
from milo_app.domain.labels.errors import KeyTaken, LabelNotFound, LabelNothingToUndo
from milo_app.domain.labels.events import LabelAssignmentUndone, LabelRestored
from milo_app.domain.labels.models import LabelAssignment, LabelDefinition, LabelKind
from milo_app.domain.labels.rules import folded


class UndoItem(NamedTuple):
    """The value of one interviewer before and after; empty where it had none."""

    interviewer_id: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Undo:
    """How to take a change of labels back. It carries no rights: undoing asks for them again.

    `was` and `became` are the definition before and after where it changed; `became` is empty after a deletion.
    """

    label: str
    count: int
    definition: str
    items: tuple[UndoItem, ...] = ()
    was: dict[str, Any] | None = None
    became: dict[str, Any] | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON-able data."""
        return asdict(self)

    @staticmethod
    def from_dict(raw: dict[str, Any]) -> Undo:
        """Read what `as_dict` made; raises `Invalid` for anything else."""
        try:
            items = tuple(UndoItem(int(one), str(before), str(after)) for one, before, after in raw["items"])
            return Undo(str(raw["label"]), int(raw["count"]), str(raw["definition"]), items, raw["was"], raw["became"])
        except (KeyError, TypeError, ValueError) as error:
            raise Invalid("This cannot be undone.") from error


@dataclass(frozen=True, slots=True)
class Undone:
    """How many stand as before, and how many were changed again since and were left alone."""

    restored: int
    skipped: int


def snapshot(row: LabelDefinition) -> dict[str, Any]:
    """Return a definition as data, enough to make it again."""
    return {
        "key": row.key,
        "name": row.name,
        "description": row.description,
        "kind": row.kind.value,
        "allowed": list(row.allowed),
        "is_required": row.is_required,
        "created_by": row.created_by,
        "created_at": row.created_at.isoformat(),
    }


def undo(w: Work, taken: Undo, present: Collection[int]) -> Undone:
    """Restore what stood before on the interviewers that are still `present` (internal ids that the caller may see).

    What was changed again since is left alone; raises `LabelNothingToUndo` when that is all of it, and `KeyTaken` when
    a new label took the key of a deleted one.
    """
    w.require("label:manage" if taken.was is not None else "interviewer:update")
    row = w.session.exec(
        select(LabelDefinition).where(
            col(LabelDefinition.workspace_id) == w.workspace_id, col(LabelDefinition.public_id) == taken.definition
        )
    ).first()
    if taken.was is not None:
        row = _definition_back(w, row, taken)
    if row is None or row.id is None:
        raise LabelNotFound
    done = _values_back(w, row, taken.items, present)
    if taken.items and not done and taken.was is None:
        raise LabelNothingToUndo
    if taken.was is not None:
        w.publish(LabelRestored(label_id=row.id, at=w.now, name=row.name, restored=len(done)))
    else:
        w.publish(LabelAssignmentUndone(label_id=row.id, at=w.now, name=row.name, interviewer_ids=tuple(done)))
    return Undone(len(done), len(taken.items) - len(done))


def _definition_back(w: Work, row: LabelDefinition | None, taken: Undo) -> LabelDefinition:
    was = taken.was or {}
    if taken.became is None:
        if row is not None:
            raise LabelNothingToUndo
        return _made_again(w, taken.definition, was)
    if row is None:
        raise LabelNotFound
    if snapshot(row) != taken.became:
        raise LabelNothingToUndo
    row.name, row.description = was["name"], was["description"]
    row.allowed, row.is_required = list(was["allowed"]), was["is_required"]
    w.session.add(row)
    w.session.flush()
    return row


def _made_again(w: Work, public_id: str, was: dict[str, Any]) -> LabelDefinition:
    row = LabelDefinition(
        workspace_id=w.workspace_id,
        public_id=public_id,
        key=was["key"],
        name=was["name"],
        description=was["description"],
        kind=LabelKind(was["kind"]),
        allowed=list(was["allowed"]),
        is_required=was["is_required"],
        created_by=was["created_by"],
        created_at=datetime.fromisoformat(was["created_at"]),
    )
    try:
        with w.session.begin_nested():
            w.session.add(row)
    except IntegrityError as error:
        raise KeyTaken(was["key"], was["key"]) from error
    return row


def _values_back(w: Work, row: LabelDefinition, items: Sequence[UndoItem], present: Collection[int]) -> list[int]:
    ids = [item.interviewer_id for item in items if item.interviewer_id in present]
    found = {
        one.interviewer_id: one
        for one in w.session.exec(
            select(LabelAssignment).where(
                col(LabelAssignment.workspace_id) == w.workspace_id,
                col(LabelAssignment.definition_id) == row.id,
                col(LabelAssignment.interviewer_id).in_(ids),
            )
        )
    }
    allowed = {folded(value) for value in row.allowed}
    done = []
    for item in items:
        now = found.get(item.interviewer_id)
        is_fit = not item.before or row.kind != LabelKind.PICKLIST or folded(item.before) in allowed
        if item.interviewer_id not in present or (now.value if now else "") != item.after or not is_fit:
            continue
        set_value(w, row, now, item.interviewer_id, item.before)
        done.append(item.interviewer_id)
    w.session.flush()
    return done


def set_value(w: Work, row: LabelDefinition, now: LabelAssignment | None, interviewer_id: int, shown: str) -> None:
    """Give an interviewer a value that was checked already; an empty one takes the label away."""
    if not shown:
        if now is not None:
            w.session.delete(now)
        return
    assert row.id is not None
    now = now or LabelAssignment(
        workspace_id=w.workspace_id,
        definition_id=row.id,
        interviewer_id=interviewer_id,
        value="",
        value_key="",
        assigned_at=w.now,
    )
    now.value, now.value_key, now.assigned_by, now.assigned_at = shown, folded(shown), w.actor.user_id, w.now
    w.session.add(now)
