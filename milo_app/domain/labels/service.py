"""Defining labels, and giving their values to interviewers.

Interviewers stand a layer above, so their internal ids come from a caller that has checked which of them the actor may
change (`domain/interviewers/labelling`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete as sql_delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from milo_app.core.errors import Conflict, Invalid, TooLarge
from milo_app.core.text import one_line, plural
from milo_app.core.work import Work
from milo_app.domain.labels import queries
from milo_app.domain.labels.errors import KeyTaken, LabelNotFound, StaleLabel, ValueInUse
from milo_app.domain.labels.events import (
    LabelAssigned,
    LabelChanged,
    LabelCreated,
    LabelDeleted,
    LabelUnassigned,
)
from milo_app.domain.labels.models import LabelAssignment, LabelDefinition, LabelKind
from milo_app.domain.labels.queries import DefinitionRow
from milo_app.domain.labels.rules import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    allowed_of,
    folded,
    key_of,
    value_of,
)
from milo_app.domain.labels.undoing import Undo, UndoItem, set_value, snapshot

MOST_LABELS = 200
MOST_AT_ONCE = 5000


def create(
    w: Work,
    name: str,
    kind: LabelKind,
    *,
    key: str = "",
    description: str = "",
    allowed: str | Sequence[str] = "",
    is_required: bool = False,
) -> DefinitionRow:
    """Define a label; without a key the name gives it. Raises `Invalid` with the field, and `KeyTaken`."""
    w.require("label:manage")
    shown = _name(name)
    wanted = key_of(key.strip() or shown)
    if not wanted:
        raise Invalid("The key needs a letter from a to z or a digit.", field="key", do="Type one, such as region.")
    taken = _with_key(w, wanted)
    if taken is not None:
        raise KeyTaken(wanted, taken.name)
    if len(queries.definitions(w)) >= MOST_LABELS:
        raise Conflict(f"A workspace holds up to {MOST_LABELS} labels.", do="Delete one that nobody uses.")
    row = LabelDefinition(
        workspace_id=w.workspace_id,
        key=wanted,
        name=shown,
        description=_description(description),
        kind=kind,
        allowed=allowed_of(allowed) if kind == LabelKind.PICKLIST else [],
        is_required=is_required,
        created_by=w.actor.user_id,
        created_at=w.now,
    )
    try:
        with w.session.begin_nested():
            w.session.add(row)
    except IntegrityError as error:
        # Somebody made it between the look and here.
        taken = _with_key(w, wanted)
        raise KeyTaken(wanted, taken.name if taken else wanted) from error
    assert row.id is not None
    w.publish(LabelCreated(label_id=row.id, at=w.now, name=row.name))
    return queries.row_of(row, 0)


def _with_key(w: Work, key: str) -> LabelDefinition | None:
    return w.session.exec(
        select(LabelDefinition).where(
            col(LabelDefinition.workspace_id) == w.workspace_id, col(LabelDefinition.key) == key
        )
    ).first()


def _name(typed: str) -> str:
    shown = one_line(typed)
    if not shown:
        raise Invalid("The label needs a name.", field="name")
    if len(shown) > LONGEST_NAME:
        raise Invalid(f"That name has {len(shown)} characters; {LONGEST_NAME} fit.", field="name", do="Shorten it.")
    return shown


def _description(typed: str) -> str:
    text = one_line(typed)
    if len(text) > LONGEST_DESCRIPTION:
        raise Invalid(
            f"That is {len(text)} characters; {LONGEST_DESCRIPTION} fit.", field="description", do="Shorten it."
        )
    return text


def _locked(w: Work, public_id: str) -> LabelDefinition:
    """Return a definition and hold it, so that no value is given while its allowed values change."""
    row = w.session.exec(
        select(LabelDefinition)
        .where(col(LabelDefinition.workspace_id) == w.workspace_id, col(LabelDefinition.public_id) == public_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    if row is None:
        raise LabelNotFound
    return row


def edit(
    w: Work,
    public_id: str,
    *,
    name: str,
    description: str = "",
    allowed: str | Sequence[str] = "",
    is_required: bool = False,
    replace: Mapping[str, str] | None = None,
    seen: str = "",
) -> Undo:
    """Change what may change of a label; key and kind stay for good.

    `replace` says which value takes the place of one that goes. Raises `ValueInUse` for one that goes without, while an
    interviewer has it, and `StaleLabel` when the label is no longer what the `seen` stamp says.
    """
    w.require("label:manage")
    row = _locked(w, public_id)
    if seen and queries.row_of(row, 0).stamp != seen:
        raise StaleLabel
    before = snapshot(row)
    shown, text = _name(name), _description(description)
    items: list[UndoItem] = []
    if row.kind == LabelKind.PICKLIST:
        values = allowed_of(allowed)
        items = _follow(w, row, values, replace or {})
        row.allowed = values
    row.name, row.description, row.is_required = shown, text, is_required
    w.session.add(row)
    w.session.flush()
    after = snapshot(row)
    assert row.id is not None
    if after != before or items:
        moved = len([item for item in items if folded(item.before) != folded(item.after)])
        w.publish(LabelChanged(label_id=row.id, at=w.now, name=row.name, replaced=moved))
    return Undo(f"{row.name} saved", len(items), row.public_id, tuple(items), before, after)


def _follow(w: Work, row: LabelDefinition, values: Sequence[str], replace: Mapping[str, str]) -> list[UndoItem]:
    """Bring the values on interviewers in line with a new list: the way one is written, and what replaces one that goes."""
    kept = {folded(value): value for value in values}
    swaps = {folded(old): new for old, new in replace.items()}
    changed = [value for value in row.allowed if kept.get(folded(value)) != value]
    if not changed:
        return []
    in_use = queries.values_in_use(w, row, [folded(value) for value in changed])
    targets: dict[str, str] = {}
    stuck: dict[str, list[int]] = {}
    for value in changed:
        holders = in_use.get(folded(value), [])
        target = kept.get(folded(value)) or kept.get(folded(swaps.get(folded(value), "")))
        if holders and target is None:
            stuck[value] = holders
        elif holders and target is not None:
            targets[folded(value)] = target
    if stuck:
        raise ValueInUse(stuck)
    items = []
    for value_key, target in targets.items():
        for now in _given(w, row, in_use[value_key]).values():
            items.append(UndoItem(now.interviewer_id, now.value, target))
            set_value(w, row, now, now.interviewer_id, target)
    w.session.flush()
    return items


def delete(w: Work, public_id: str) -> Undo:
    """Remove a label and every value of it; the undo restores both."""
    w.require("label:manage")
    row = _locked(w, public_id)
    assert row.id is not None
    given = w.session.exec(
        select(LabelAssignment).where(
            col(LabelAssignment.workspace_id) == w.workspace_id, col(LabelAssignment.definition_id) == row.id
        )
    ).all()
    items = tuple(UndoItem(one.interviewer_id, one.value, "") for one in given)
    was, name, definition_id = snapshot(row), row.name, row.id
    w.session.execute(
        sql_delete(LabelAssignment).where(
            col(LabelAssignment.workspace_id) == w.workspace_id, col(LabelAssignment.definition_id) == definition_id
        )
    )
    w.session.delete(row)
    w.session.flush()
    w.publish(LabelDeleted(label_id=definition_id, at=w.now, name=name, removed=len(items)))
    return Undo(f"{name} deleted", len(items), public_id, items, was, None)


def assign(w: Work, interviewer_ids: Collection[int], public_id: str, value: str) -> Undo:
    """Give interviewers a value, in place of any other they had; those that have it already are left alone."""
    w.require("interviewer:update")
    _check_count(interviewer_ids)
    row = _locked(w, public_id)
    shown = value_of(row.kind, row.allowed, value)
    had = _given(w, row, interviewer_ids)
    items = []
    for each in dict.fromkeys(interviewer_ids):
        now = had.get(each)
        if now is not None and now.value == shown:
            continue
        items.append(UndoItem(each, now.value if now else "", shown))
        set_value(w, row, now, each, shown)
    w.session.flush()
    assert row.id is not None
    if items:
        done = tuple(item.interviewer_id for item in items)
        w.publish(LabelAssigned(label_id=row.id, at=w.now, name=row.name, interviewer_ids=done, value=shown))
    return Undo(_words(f"{row.name} set to {shown}", interviewer_ids), len(items), public_id, tuple(items))


def unassign(w: Work, interviewer_ids: Collection[int], public_id: str) -> Undo:
    """Take a label off interviewers; those without it are left alone."""
    w.require("interviewer:update")
    _check_count(interviewer_ids)
    row = _locked(w, public_id)
    had = _given(w, row, interviewer_ids)
    items = tuple(UndoItem(each, now.value, "") for each, now in had.items())
    for now in had.values():
        w.session.delete(now)
    w.session.flush()
    assert row.id is not None
    if items:
        w.publish(LabelUnassigned(label_id=row.id, at=w.now, name=row.name, interviewer_ids=tuple(had)))
    return Undo(_words(f"{row.name} removed", interviewer_ids), len(items), public_id, items)


def _words(said: str, ids: Collection[int]) -> str:
    return said if len(ids) == 1 else f"{said} on {plural(len(ids), 'interviewer')}"


def _check_count(ids: Collection[int]) -> None:
    if len(ids) > MOST_AT_ONCE:
        raise TooLarge(f"That is more than {MOST_AT_ONCE:,} interviewers.", do="Do it in parts.")


def _given(w: Work, row: LabelDefinition, ids: Collection[int]) -> dict[int, LabelAssignment]:
    query = select(LabelAssignment).where(
        col(LabelAssignment.workspace_id) == w.workspace_id,
        col(LabelAssignment.definition_id) == row.id,
        col(LabelAssignment.interviewer_id).in_(list(ids)),
    )
    return {one.interviewer_id: one for one in w.session.exec(query)}


def copy(w: Work, source_id: int, target_id: int) -> None:
    """Give a new interviewer the labels of the one that it was cloned from."""
    given = w.session.exec(
        select(LabelAssignment).where(
            col(LabelAssignment.workspace_id) == w.workspace_id, col(LabelAssignment.interviewer_id) == source_id
        )
    ).all()
    for one in given:
        w.session.add(
            LabelAssignment(
                workspace_id=w.workspace_id,
                definition_id=one.definition_id,
                interviewer_id=target_id,
                value=one.value,
                value_key=one.value_key,
                assigned_by=w.actor.user_id,
                assigned_at=w.now,
            )
        )
    w.session.flush()


def forget(w: Work, interviewer_ids: Collection[int]) -> None:
    """Drop the values of interviewers that are about to be deleted themselves."""
    w.session.execute(
        sql_delete(LabelAssignment).where(
            col(LabelAssignment.workspace_id) == w.workspace_id,
            col(LabelAssignment.interviewer_id).in_(list(interviewer_ids)),
        )
    )
