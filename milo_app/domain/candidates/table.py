"""The candidates table of one interviewer: a line per person with a cell for each stage of the present version.

Lines are read as columns, not as rows of the tables: a page of fifty is read with every click.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, select
from sqlmodel import col

from milo_app.core.db import columns
from milo_app.core.paging import PAGE_SIZE, Page
from milo_app.core.text import ago, full_time, initials
from milo_app.core.work import Work
from milo_app.domain.candidates.blind import alias, people, veil
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.listing import page_of_ids
from milo_app.domain.candidates.models import MOST_STAGES, Application, ApplicationTag, Candidate
from milo_app.domain.candidates.place_words import country_name
from milo_app.domain.candidates.rows import StageCell, stage_cell
from milo_app.domain.candidates.words import band, state_word
from milo_app.domain.interviewers.models import Interviewer, Stage
from milo_app.domain.interviewers.versions import stages_of


@dataclass(frozen=True, slots=True)
class StageColumn:
    """A stage of the present version, which is a column of the table."""

    key: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of the table.

    `cells` follow the stages of the present version; None where the version that this person answers has no such stage.
    E-mail is empty for readers without `candidate:read_contact`. `revision` is what `decisions` compares, so that
    nobody decides on a line that a colleague has changed since.
    """

    id: str
    name: str
    initials: str
    email: str
    country: str
    country_word: str
    photo: str
    state: str
    state_word: str
    decision: str
    score: int | None
    band: str
    failed: str
    note: str
    cells: tuple[StageCell | None, ...]
    applied: str
    applied_full: str
    engaged: str
    engaged_full: str
    completed: str
    completed_full: str
    source: str
    attempt: int
    notes: int
    tags: tuple[tuple[str, str], ...]
    revision: int


def stage_columns(w: Work, interviewer: Interviewer) -> tuple[StageColumn, ...]:
    """Return the stages of the present version in order."""
    if interviewer.version_id is None:
        return ()
    return _columns(stages_of(w, {interviewer.version_id})[interviewer.version_id])


def _columns(stages: list[Stage]) -> tuple[StageColumn, ...]:
    found = [StageColumn(_key(stage), stage.title, stage.kind.value) for stage in stages]
    return tuple(found[:MOST_STAGES])


def _key(stage: Stage) -> str:
    return str(stage.spec.get("key", ""))


def page(
    w: Work, interviewer: Interviewer, flt: ApplicationFilter, cursor: str = "", size: int = PAGE_SIZE
) -> Page[TableRow]:
    """Return one page of an interviewer's candidates."""
    made = page_of_ids(w, interviewer, flt, cursor, size)
    rows = rows_of(w, interviewer, made.rows)
    return Page(rows, made.total, made.is_capped, made.start, made.next, made.prev, made.last)


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_HERE: BindParameter[Any] = bindparam("workspace")
# Made once: putting a statement together costs more than running it.
_SHOWN = (
    "id", "public_id", "version_id", "progress", "state", "evaluation", "evaluation_reason", "decision", "score",
    "knocked_out_by", "invited_at", "engaged_at", "completed_at", "source", "attempt", "notes_count", "revision",
    "country",
)  # fmt: skip
_LINES_OF: Any = (
    select(
        *(getattr(Application, name) for name in _SHOWN),
        col(Candidate.name),
        col(Candidate.email),
        col(Candidate.photo_key),
    )
    .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
    .where(col(Application.workspace_id) == _HERE, col(Application.id).in_(_IDS))
)
_TAGS_OF = (
    select(col(ApplicationTag.application_id), col(ApplicationTag.name), col(ApplicationTag.value))
    .where(col(ApplicationTag.workspace_id) == _HERE, col(ApplicationTag.application_id).in_(_IDS))
    .order_by(col(ApplicationTag.id))
)


def _read(w: Work, query: Any, ids: list[int]) -> Sequence[Any]:
    return columns(w.session, query, {"workspace": w.workspace_id, "ids": ids})


def rows_of(w: Work, interviewer: Interviewer, ids: list[int]) -> list[TableRow]:
    """Return the lines of applications by their internal ids, in that order."""
    found = {line.id: line for line in _read(w, _LINES_OF, ids)}
    versions = {line.version_id for line in found.values()} | {interviewer.version_id or 0}
    stages = stages_of(w, versions - {0})
    keys = [column.key for column in _columns(stages.get(interviewer.version_id or 0, []))]
    by_key = {version: {_key(stage): stage for stage in own} for version, own in stages.items()}
    tags = _tags(w, ids)
    if w.actor.is_blind:
        known = people(w, [line.public_id for line in found.values()])
        tags = {
            row_id: [(name, veil(value, known[found[row_id].public_id])) for name, value in those]
            for row_id, those in tags.items()
            if row_id in found
        }
    return [
        _row(w, found[row_id], keys, by_key[found[row_id].version_id], tags.get(row_id, []))
        for row_id in ids
        if row_id in found
    ]


def _tags(w: Work, ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    for application_id, name, value in _read(w, _TAGS_OF, ids):
        found.setdefault(application_id, []).append((name, value))
    return found


def _row(w: Work, a: Any, keys: list[str], stages: Mapping[str, Stage], tags: list[tuple[str, str]]) -> TableRow:
    is_blind = w.actor.is_blind
    name = alias(a.public_id) if is_blind else a.name
    country = "" if is_blind else a.country
    cells = tuple(stage_cell(stages[key], a.progress, a.evaluation) if key in stages else None for key in keys)
    return TableRow(
        id=a.public_id,
        name=name,
        initials=name[-4:-2] if is_blind else initials(name),
        email=a.email if w.actor.can("candidate:read_contact") and not is_blind else "",
        country=country,
        country_word=country_name(country) if country else "",
        photo="" if is_blind else a.photo_key,
        state=a.state.value,
        state_word=state_word(a.state, a.evaluation),
        decision=a.decision.value,
        score=a.score,
        band=band(a.score),
        failed=a.knocked_out_by,
        note=a.evaluation_reason,
        cells=cells,
        **_times(w, a.invited_at, a.engaged_at, a.completed_at),
        source=a.source.value,
        attempt=a.attempt,
        notes=a.notes_count,
        tags=tuple(tags),
        revision=a.revision,
    )


def _times(w: Work, applied: datetime, engaged: datetime, completed: datetime | None) -> dict[str, str]:
    """Return how long ago each moment was, and when exactly, in the reader's zone."""
    now, tz = w.now, w.actor.tz
    return {
        "applied": ago(applied, now),
        "engaged": ago(engaged, now),
        "completed": ago(completed, now),
        "applied_full": full_time(applied, tz),
        "engaged_full": full_time(engaged, tz),
        "completed_full": full_time(completed, tz),
    }
