"""The directory: everybody of the workspace in one list, each person once, one keyset page at a time.

Lists read `person_totals` along covering indexes and never the applications of those who are shown. `among` are people
whom a search found; without it everybody is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlmodel import col

from milo_app.core.clock import local_day_bounds
from milo_app.core.db import columns
from milo_app.core.edges import is_number, micros_of, moment_edge
from milo_app.core.errors import Denied
from milo_app.core.paging import COUNT_CAP, PAGE_SIZE, Cursor, Page, keyset, page_of
from milo_app.core.text import fold
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.candidates.listing import along
from milo_app.domain.candidates.models import (
    Application,
    ApplicationState,
    ApplicationTag,
    Candidate,
    Decision,
    Source,
)
from milo_app.domain.candidates.people_filters import PeopleFilter
from milo_app.domain.candidates.people_models import CandidateSkill, PersonTotals
from milo_app.domain.candidates.people_totals import BITS
from milo_app.domain.candidates.places import around
from milo_app.domain.candidates.team_models import Cohort, CohortMember
from milo_app.domain.interviewers.models import Interviewer, Stage
from milo_app.domain.interviewers.plan import StageKind

_INDEXES = {"name": "name", "score": "score", "interviews": "interviews", "first": "first"}
"""The indexes that have an order; they are for lists that leave nobody out."""
_BEFORE = ("state.pending", "state.in_progress", "state.knocked_out")
"""States of somebody who stands at a stage."""
P = PersonTotals


def visible_to(w: Work) -> Select[Any]:
    """Return the select of the people whom the actor may read. A blind reviewer sees people in their interviewers only."""
    w.require("candidate:read")
    if w.actor.is_blind:
        raise Denied(
            "This list shows who people are over all interviewers, and you review without names.",
            do="Open an interviewer, or leave blind review in My account.",
        )
    return select(PersonTotals).where(col(P.workspace_id) == w.workspace_id)


def filtered(w: Work, flt: PeopleFilter, among: Sequence[int] | None = None) -> Select[Any]:
    """Return the select of the people whom a filter shows, without order."""
    query = visible_to(w)
    for condition in (*_plain(w, flt), *_of_applications(w, flt), *_beside(w, flt)):
        query = query.where(condition)
    if among is not None:
        query = query.where(col(P.candidate_id).in_(list(among)))
    if among is not None or flt.interviewer or flt.tags or flt.skills or flt.cohort:
        # These name people: the database looks those up, instead of going along a list of everybody.
        named: Select[Any] = by_person(query)
        return named
    index = "place" if flt.place else "country" if flt.country else "listed"
    along: Select[Any] = _along(query, index)
    return along


def by_person(query: Any) -> Any:
    """Make SQLite look people up by their ids: every index of theirs begins with the workspace, which is everybody."""
    return query.with_hint(PersonTotals, "NOT INDEXED", "sqlite")


def _along(query: Any, index: str) -> Any:
    return query.with_hint(PersonTotals, f"INDEXED BY ix_person_totals_{index}", "sqlite")


def _plain(w: Work, flt: PeopleFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if flt.country:
        found.append(col(P.country) == flt.country)
    if flt.place:
        found.append(col(P.place_id).in_(around(flt.place, flt.within)))
    if flt.min_years is not None:
        found.append(col(P.years) >= flt.min_years)
    if flt.max_years is not None:
        found.append(and_(col(P.years) <= flt.max_years, col(P.years) >= 0))
    if flt.low is not None:
        found.append(col(P.score) >= flt.low)
    if flt.high is not None:
        found.append(and_(col(P.score) <= flt.high, col(P.score) >= 0))
    tz = w.session.get_one(Workspace, w.workspace_id).tz if flt.since or flt.until else "UTC"
    if flt.since:
        found.append(col(P.engaged_at) >= local_day_bounds(flt.since, tz)[0])
    if flt.until:
        found.append(col(P.engaged_at) < local_day_bounds(flt.until, tz)[1])
    return found


def _of_applications(w: Work, flt: PeopleFilter) -> list[ColumnElement[bool]]:
    """Return what one and the same application must be like, and first what its bits say of that."""
    a = Application
    found: list[ColumnElement[bool]] = []
    wanted: list[ColumnElement[bool]] = []
    kinds: tuple[tuple[str, Any, Any], ...] = (
        ("state", ApplicationState, a.state), ("decision", Decision, a.decision), ("source", Source, a.source),
    )  # fmt: skip
    for part, kind, column in kinds:
        if value := getattr(flt, part):
            found.append(col(P.marks).op("&")(BITS[f"{part}.{value}"]) != 0)
            wanted.append(col(column) == kind(value))
    if flt.stage:
        found.append(col(P.marks).op("&")(sum(BITS[key] for key in _BEFORE)) != 0)
        wanted.append(_stands_at(w, flt.stage))
    mine = (col(a.workspace_id) == w.workspace_id, col(a.is_test).is_(False))
    if flt.interviewer:
        role = select(col(Interviewer.id)).where(
            col(Interviewer.workspace_id) == w.workspace_id, col(Interviewer.public_id) == flt.interviewer
        )
        those = along(select(col(a.candidate_id)).where(col(a.interviewer_id).in_(role), *mine, *wanted), "listed")
        found.append(col(P.candidate_id).in_(those))
    elif len(wanted) > 1 or flt.stage:
        theirs = select(col(a.id)).where(col(a.candidate_id) == col(P.candidate_id), *mine, *wanted)
        found.append(along(theirs, "candidate").exists())
    return found


def _stands_at(w: Work, kind: str) -> ColumnElement[bool]:
    """Return who stands at a stage of a kind, by the present version of their interviewer."""
    places = (
        select(col(Interviewer.id), col(Stage.position) - 1)
        .join(Stage, col(Stage.version_id) == col(Interviewer.version_id))
        .where(
            col(Interviewer.workspace_id) == w.workspace_id,
            col(Stage.workspace_id) == w.workspace_id,
            col(Stage.kind) == StageKind(kind),
        )
    )
    return tuple_(col(Application.interviewer_id), col(Application.board)).in_(places)


def _beside(w: Work, flt: PeopleFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for name, value in flt.tags:
        tagged = (
            select(col(Application.candidate_id))
            .join(ApplicationTag, col(ApplicationTag.application_id) == col(Application.id))
            .where(col(ApplicationTag.workspace_id) == w.workspace_id, col(ApplicationTag.name) == name)
        )
        found.append(col(P.candidate_id).in_(tagged.where(col(ApplicationTag.value) == value) if value else tagged))
    for skill in flt.skills:
        able = select(col(CandidateSkill.candidate_id)).where(
            col(CandidateSkill.workspace_id) == w.workspace_id, col(CandidateSkill.skill) == skill
        )
        found.append(col(P.candidate_id).in_(able))
    if flt.cohort:
        members = (
            select(col(CohortMember.candidate_id))
            .join(Cohort, col(Cohort.id) == col(CohortMember.cohort_id))
            .where(col(Cohort.workspace_id) == w.workspace_id, col(Cohort.public_id) == flt.cohort)
        )
        found.append(col(P.candidate_id).in_(members))
    return found


@dataclass(frozen=True, slots=True)
class _Sort:
    """A column to sort by, how its value stands in a cursor, and whether a cursor's value fits it."""

    column: Any
    pack: Callable[[Any], Any]
    fits: Callable[[Any], bool]


def _sort_of(flt: PeopleFilter) -> _Sort:
    numbers: dict[str, Any] = {"score": P.score, "interviews": P.interviews, "years": P.years}
    texts: dict[str, Any] = {"name": P.name_key, "country": P.country}
    if flt.sort in numbers:
        return _Sort(col(numbers[flt.sort]), int, is_number)
    if flt.sort in texts:
        return _Sort(col(texts[flt.sort]), str, lambda value: isinstance(value, str))
    moment: Any = P.first_at if flt.sort == "first" else P.engaged_at
    return _Sort(col(moment), micros_of, lambda value: isinstance(value, datetime))


def _edge(text: str, sort: _Sort) -> Cursor:
    cursor = Cursor.parse(text)
    if sort.pack is micros_of:
        cursor = moment_edge(cursor)
    return cursor if cursor.go in ("first", "last") or sort.fits(cursor.value) else Cursor()


def capped_count(w: Work, query: Select[Any]) -> int:
    """Return how many people a query finds, counting no further than one over the cap."""
    inner = query.with_only_columns(col(P.candidate_id)).limit(COUNT_CAP + 1).subquery()
    return int(columns(w.session, select(func.count()).select_from(inner))[0][0])


def page_of_ids(
    w: Work, flt: PeopleFilter, cursor: str = "", size: int = PAGE_SIZE, among: Sequence[int] | None = None
) -> Page[int]:
    """Return the internal ids of the people of one page."""
    sort = _sort_of(flt)
    base = filtered(w, flt, among)
    edge = _edge(cursor, sort)
    narrow = base.with_only_columns(col(P.candidate_id), sort.column)
    # A range of scores is a stretch of the index by score.
    rest = replace(flt, low=None, high=None) if flt.sort == "score" else flt
    if among is None and flt.sort in _INDEXES and not replace(rest, q="").is_narrow:
        narrow = _along(visible_to(w), _INDEXES[flt.sort]).with_only_columns(col(P.candidate_id), sort.column)
        for condition in _plain(w, flt):
            narrow = narrow.where(condition)
    query, backwards = keyset(
        narrow, sort.column, col(P.candidate_id), edge, descending=flt.descending, size=size  # type: ignore[arg-type]
    )  # fmt: skip
    found = [tuple(line) for line in columns(w.session, query)]
    total = len(found) if edge.go == "first" and len(found) <= size else capped_count(w, base)
    made = page_of(found, backwards, edge, total, lambda line: (sort.pack(line[1]), int(line[0])), size)
    return replace(made, rows=[int(line[0]) for line in made.rows])


def latest_of(w: Work, flt: PeopleFilter, among: Sequence[int] | None = None) -> Select[Any]:
    """Return the select of the internal ids of the latest application of everybody whom a filter shows."""
    return filtered(w, flt, among).with_only_columns(col(P.application_id))


def total(w: Work) -> int:
    """Return how many people there are, counting no further than one over the cap."""
    return capped_count(w, visible_to(w))


def named_like(w: Work, text: str) -> list[int] | None:
    """Return people whose name holds a text, or whose e-mail for who may read that; None for an empty text."""
    wanted = fold(text)
    if not wanted:
        return None
    hit = col(Candidate.name_key).contains(wanted, autoescape=True)
    if w.actor.can("candidate:read_contact"):
        hit = or_(hit, col(Candidate.email).contains(wanted, autoescape=True))
    query = select(col(Candidate.id)).where(col(Candidate.workspace_id) == w.workspace_id, hit).limit(COUNT_CAP)
    return [int(row_id or 0) for row_id in w.session.scalars(query)]
