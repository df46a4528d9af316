"""Labels on interviewers: which of them the actor may label, and what goes wrong said with their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import col

from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.interviewers.errors import InterviewerNotFound, LabelsMissing, WrongState
from milo_app.domain.interviewers.listing import visible_to
from milo_app.domain.interviewers.models import Interviewer, InterviewerState
from milo_app.domain.labels import queries as labels
from milo_app.domain.labels import service, undoing
from milo_app.domain.labels.errors import ValueInUse
from milo_app.domain.labels.queries import DefinitionRow, FilterChoice, LabelValue
from milo_app.domain.labels.undoing import Undo, Undone

MOST_AT_ONCE = service.MOST_AT_ONCE
_NAMED = 3


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """What the dialog of labels shows: every label there is, those on the chosen interviewers, the required ones missing.

    For several interviewers a label appears once per value, and `counts` says on how many (by label id and value key).
    """

    ids: tuple[str, ...]
    title: str
    definitions: tuple[DefinitionRow, ...]
    values: tuple[LabelValue, ...]
    counts: Mapping[tuple[str, str], int]
    missing: tuple[str, ...]
    is_archived: bool


def sheet(w: Work, public_ids: Sequence[str]) -> LabelSheet:
    """Return the labels of one or several interviewers; raises `InterviewerNotFound` when none of them is there."""
    rows = _chosen(w, public_ids)
    ids = [row.id or 0 for row in rows]
    found = labels.labels_of(w, ids)
    counts: dict[tuple[str, str], int] = {}
    shown: dict[tuple[str, str], LabelValue] = {}
    for values in found.values():
        for one in values:
            key = (one.label, one.value_key)
            counts[key] = counts.get(key, 0) + 1
            shown.setdefault(key, one)
    missing = labels.missing_required(w, ids)
    return LabelSheet(
        ids=tuple(row.public_id for row in rows),
        title=rows[0].title if len(rows) == 1 else plural(len(rows), "interviewer"),
        definitions=tuple(labels.definitions(w)),
        values=tuple(
            sorted(shown.values(), key=lambda one: (one.name.casefold(), one.key, -counts[one.label, one.value_key]))
        ),
        counts=counts,
        missing=tuple(sorted({name for names in missing.values() for name in names}, key=str.casefold)),
        is_archived=all(row.state == InterviewerState.ARCHIVED for row in rows),
    )


def filter_choices(w: Work, tab: str = "") -> list[FilterChoice]:
    """Return the labels and values that interviewers have, for a filter; counted over one tab of the list, else over all.

    A value that is in use in another tab only counts 0 here.
    """
    among = visible_to(w).with_only_columns(col(Interviewer.id))
    if tab in {state.value for state in InterviewerState}:
        among = among.where(col(Interviewer.state) == InterviewerState(tab))
    return labels.filter_choices(w, among)


def _chosen(w: Work, public_ids: Sequence[str]) -> list[Interviewer]:
    query = visible_to(w).where(col(Interviewer.public_id).in_(list(public_ids)))
    rows = sorted(w.session.scalars(query), key=lambda row: row.id or 0)
    if not rows:
        raise InterviewerNotFound
    return rows


def _open(w: Work, public_ids: Sequence[str]) -> tuple[list[int], int]:
    """Return the ids of those that can be labelled, and how many are archived; raises `WrongState` when all are."""
    rows = _chosen(w, public_ids)
    ids = [row.id or 0 for row in rows if row.state != InterviewerState.ARCHIVED]
    if not ids:
        raise WrongState("An archived interviewer keeps its labels as they are.", do="Unarchive it first.")
    return ids, len(rows) - len(ids)


def assign(w: Work, public_ids: Sequence[str], label: str, value: str) -> Undo:
    """Give one or many interviewers a value of a label; archived ones among many are left alone, and counted in words."""
    w.require("interviewer:update")
    ids, archived = _open(w, public_ids)
    return _told(service.assign(w, ids, label, value), archived)


def unassign(w: Work, public_ids: Sequence[str], label: str) -> Undo:
    """Take a label off one or many interviewers."""
    w.require("interviewer:update")
    ids, archived = _open(w, public_ids)
    return _told(service.unassign(w, ids, label), archived)


def _told(taken: Undo, archived: int) -> Undo:
    if not archived:
        return taken
    return replace(taken, label=f"{taken.label}; {plural(archived, 'archived one')} left alone")


def edit_label(
    w: Work,
    label: str,
    *,
    name: str,
    description: str = "",
    allowed: str | Sequence[str] = "",
    is_required: bool = False,
    replacing: Mapping[str, str] | None = None,
    seen: str = "",
) -> Undo:
    """Change a label as `labels.service.edit` does; a value in use is told with the names of interviewers."""
    try:
        return service.edit(
            w,
            label,
            name=name,
            description=description,
            allowed=allowed,
            is_required=is_required,
            replace=replacing,
            seen=seen,
        )
    except ValueInUse as error:
        ids = {each for holders in error.used.values() for each in holders}
        raise ValueInUse(error.used, _names(w, sorted(ids)[:_NAMED])) from error


def _names(w: Work, ids: Sequence[int]) -> list[str]:
    query = visible_to(w).where(col(Interviewer.id).in_(list(ids))).order_by(col(Interviewer.id))
    return [row.title for row in w.session.scalars(query)]


def undo(w: Work, taken: Undo) -> Undone:
    """Take back a change of labels, on the interviewers that are still there."""
    wanted = [item.interviewer_id for item in taken.items]
    query = visible_to(w).with_only_columns(col(Interviewer.id)).where(col(Interviewer.id).in_(wanted))
    return undoing.undo(w, taken, {int(each) for each in w.session.scalars(query) if each is not None})


def required_problems(w: Work, row: Interviewer) -> list[str]:
    """Say which required labels keep an interviewer from going live for the first time; live ones are never kept."""
    if row.version_id is not None or row.id is None:
        return []
    return [f"Set the required label {name}." for name in labels.missing_required(w, [row.id]).get(row.id, [])]


def check_required(w: Work, row: Interviewer) -> None:
    """Raise `LabelsMissing` when an interviewer that is about to go live for the first time lacks a required label."""
    if problems := required_problems(w, row):
        raise LabelsMissing(problems)
