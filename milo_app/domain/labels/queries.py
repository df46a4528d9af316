"""Reading labels: what there is, what interviewers have, which are missing, and the conditions of a filter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, case, false, func, select
from sqlmodel import col

from milo_app.core.ids import digest
from milo_app.core.work import Work
from milo_app.domain.labels.errors import LabelNotFound
from milo_app.domain.labels.models import LabelAssignment, LabelDefinition, LabelKind
from milo_app.domain.labels.rules import folded

MOST_CHOICES = 200
"""How many values of one label a filter menu offers, the most used first."""


@dataclass(frozen=True, slots=True)
class DefinitionRow:
    """A label of the workspace; `used` counts interviewers, `stamp` changes with everything that can be edited."""

    id: str
    key: str
    name: str
    description: str
    kind: str
    allowed: tuple[str, ...]
    is_required: bool
    used: int
    stamp: str


@dataclass(frozen=True, slots=True)
class LabelValue:
    """A label on an interviewer: the label, and its value as shown and as filters write it."""

    label: str
    key: str
    name: str
    kind: str
    value: str
    value_key: str


@dataclass(frozen=True, slots=True)
class ValueChoice:
    """A value that interviewers have, and how many."""

    value_key: str
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """A label of the filter menu with its values in use."""

    key: str
    name: str
    kind: str
    values: tuple[ValueChoice, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """Labels for a file: key and name per column in a stable order, and per interviewer the values by key."""

    columns: tuple[tuple[str, str], ...]
    values: Mapping[int, Mapping[str, str]]


def pick(w: Work, public_id: str) -> LabelDefinition:
    """Return a definition of this workspace; raises `LabelNotFound`."""
    w.require("label:read")
    row = w.session.scalars(_own(w).where(col(LabelDefinition.public_id) == public_id)).one_or_none()
    if row is None:
        raise LabelNotFound
    return row


def _own(w: Work) -> Select[LabelDefinition]:
    return select(LabelDefinition).where(col(LabelDefinition.workspace_id) == w.workspace_id)


def _by_name(w: Work) -> list[LabelDefinition]:
    rows = w.session.scalars(_own(w)).all()
    return sorted(rows, key=lambda row: (row.name.casefold(), row.key))


def definitions(w: Work) -> list[DefinitionRow]:
    """Return every label with the number of interviewers that have it, by name."""
    w.require("label:read")
    query = (
        select(col(LabelAssignment.definition_id), func.count())
        .where(col(LabelAssignment.workspace_id) == w.workspace_id)
        .group_by(col(LabelAssignment.definition_id))
    )
    used = {int(definition): int(number) for definition, number in w.session.execute(query)}
    return [row_of(row, used.get(row.id or 0, 0)) for row in _by_name(w)]


def definition(w: Work, public_id: str) -> DefinitionRow:
    """Return one label; raises `LabelNotFound`."""
    row = pick(w, public_id)
    return row_of(row, used_by(w, row))


def used_by(w: Work, row: LabelDefinition) -> int:
    """Return how many interviewers have a value of a label."""
    query = (
        select(func.count())
        .select_from(LabelAssignment)
        .where(col(LabelAssignment.workspace_id) == w.workspace_id, col(LabelAssignment.definition_id) == row.id)
    )
    return int(w.session.execute(query).scalar_one())


def row_of(row: LabelDefinition, used: int) -> DefinitionRow:
    """Turn a definition into what pages show."""
    parts = "\x1f".join([row.name, row.description, str(row.is_required), *row.allowed])
    return DefinitionRow(
        id=row.public_id,
        key=row.key,
        name=row.name,
        description=row.description,
        kind=row.kind.value,
        allowed=tuple(row.allowed),
        is_required=row.is_required,
        used=used,
        stamp=digest(parts),
    )


def labels_of(w: Work, interviewer_ids: Collection[int]) -> dict[int, list[LabelValue]]:
    """Return the labels of interviewers by their internal ids, each list by name, with one query for any number."""
    w.require("label:read")
    query = (
        select(LabelAssignment, LabelDefinition)
        .join(LabelDefinition, col(LabelDefinition.id) == col(LabelAssignment.definition_id))
        .where(
            col(LabelAssignment.workspace_id) == w.workspace_id,
            col(LabelAssignment.interviewer_id).in_(list(interviewer_ids)),
        )
    )
    found: dict[int, list[LabelValue]] = defaultdict(list)
    for given, label in w.session.execute(query):
        shown = LabelValue(label.public_id, label.key, label.name, label.kind.value, given.value, given.value_key)
        found[given.interviewer_id].append(shown)
    for values in found.values():
        values.sort(key=lambda one: (one.name.casefold(), one.key))
    return dict(found)


def missing_required(w: Work, interviewer_ids: Collection[int]) -> dict[int, list[str]]:
    """Return the names of the required labels that interviewers lack, by internal id; complete ones are left out."""
    required = [row for row in _by_name(w) if row.is_required]
    if not required or not interviewer_ids:
        return {}
    query = select(col(LabelAssignment.interviewer_id), col(LabelAssignment.definition_id)).where(
        col(LabelAssignment.workspace_id) == w.workspace_id,
        col(LabelAssignment.interviewer_id).in_(list(interviewer_ids)),
        col(LabelAssignment.definition_id).in_([row.id for row in required]),
    )
    has = {(int(interviewer), int(label)) for interviewer, label in w.session.execute(query)}
    missing = {each: [row.name for row in required if (each, row.id) not in has] for each in interviewer_ids}
    return {each: names for each, names in missing.items() if names}


def is_used(w: Work) -> bool:
    """Return whether any interviewer of the workspace has a label, so that there is something to filter by."""
    query = select(col(LabelAssignment.id)).where(col(LabelAssignment.workspace_id) == w.workspace_id).limit(1)
    return w.session.execute(query).first() is not None


def filter_choices(w: Work, among: Select[Any] | None = None) -> list[FilterChoice]:
    """Return the labels that some interviewer has, by name, each with its values in use and their counts.

    With `among`, a select of interviewer ids, only those are counted; values that others have stay with a count of 0.
    """
    w.require("label:read")
    value_key = col(LabelAssignment.value_key)
    holder = cast("ColumnElement[Any]", col(LabelAssignment.interviewer_id))
    number = func.count() if among is None else func.sum(case((holder.in_(among), 1), else_=0))
    rank = func.row_number().over(
        partition_by=col(LabelAssignment.definition_id), order_by=(number.desc(), func.count().desc(), value_key)
    )
    groups = (
        select(
            col(LabelAssignment.definition_id).label("definition"),
            value_key.label("folded"),
            func.min(col(LabelAssignment.value)).label("shown"),
            number.label("number"),
            rank.label("place"),
        )
        .where(col(LabelAssignment.workspace_id) == w.workspace_id)
        .group_by(col(LabelAssignment.definition_id), value_key)
        .subquery()
    )
    found: dict[int, list[ValueChoice]] = defaultdict(list)
    query = select(groups).where(groups.c.place <= MOST_CHOICES).order_by(groups.c.definition, groups.c.place)
    for label, folded_value, shown, count, _ in w.session.execute(query):
        found[label].append(ValueChoice(folded_value, shown, int(count)))
    return [
        FilterChoice(row.key, row.name, row.kind.value, tuple(_in_order(row, found[row.id or 0])))
        for row in _by_name(w)
        if found[row.id or 0]
    ]


def _in_order(row: LabelDefinition, values: list[ValueChoice]) -> list[ValueChoice]:
    """A picklist in its own order, numbers by size, Yes before No, texts the most used first."""
    if row.kind == LabelKind.NUMBER:
        return sorted(values, key=lambda one: Decimal(one.value))
    if row.kind == LabelKind.YES_NO:
        return sorted(values, key=lambda one: one.value, reverse=True)
    place = {value: at for at, value in enumerate(row.allowed)}
    return sorted(values, key=lambda one: place.get(one.value, len(place))) if place else values


def having(
    w: Work, interviewer_id: ColumnElement[Any], wanted: Mapping[str, Collection[str]]
) -> list[ColumnElement[bool]]:
    """Return conditions on a column of interviewer ids: any of the values of each label, and all of the labels.

    `wanted` is values by label key, in any case. A label that is not there matches nobody: a saved filter must not
    turn into "everything" because a colleague deleted its label.
    """
    asked = {key: {folded(value) for value in values} for key, values in wanted.items() if values}
    if not asked:
        return []
    w.require("label:read")
    rows = w.session.execute(
        select(col(LabelDefinition.key), col(LabelDefinition.id)).where(
            col(LabelDefinition.workspace_id) == w.workspace_id, col(LabelDefinition.key).in_(list(asked))
        )
    )
    ids = {str(key): definition_id for key, definition_id in rows}
    return [
        interviewer_id.in_(
            select(col(LabelAssignment.interviewer_id)).where(
                col(LabelAssignment.workspace_id) == w.workspace_id,
                col(LabelAssignment.definition_id) == ids[key],
                col(LabelAssignment.value_key).in_(sorted(values)),
            )
        )
        if key in ids
        else false()
        for key, values in asked.items()
    ]


def for_export(w: Work, interviewer_ids: Sequence[int]) -> Exported:
    """Return a column for every label and the values of the given interviewers, for a file."""
    given = labels_of(w, interviewer_ids)
    columns = tuple((row.key, row.name) for row in _by_name(w))
    return Exported(columns, {each: {one.key: one.value for one in values} for each, values in given.items()})


def values_in_use(w: Work, row: LabelDefinition, value_keys: Collection[str]) -> dict[str, list[int]]:
    """Return who (internal ids) has each of some values of a label, by value key; unused values are left out."""
    w.require("label:read")
    query = (
        select(col(LabelAssignment.value_key), col(LabelAssignment.interviewer_id))
        .where(
            col(LabelAssignment.workspace_id) == w.workspace_id,
            col(LabelAssignment.definition_id) == row.id,
            col(LabelAssignment.value_key).in_(list(value_keys)),
        )
        .order_by(cast("ColumnElement[Any]", col(LabelAssignment.interviewer_id)))
    )
    found: dict[str, list[int]] = defaultdict(list)
    for value_key, interviewer_id in w.session.execute(query):
        found[value_key].append(int(interviewer_id))
    return dict(found)
