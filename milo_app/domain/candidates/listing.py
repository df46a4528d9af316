"""Lists of candidates: who is shown, in which order, one keyset page at a time.

Every filter and sort reads one covering index of `application` (`ix_application_listed`), so that a page costs the same
whatever is combined. `filtered` is the base of everything that is said of "all that match": pages, counts, boards,
maps, queues, bulk acts and exports.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlmodel import col

from milo_app.core.clock import local_day_bounds
from milo_app.core.db import UTC, columns
from milo_app.core.edges import EPOCH, is_number, micros_of, moment_edge
from milo_app.core.paging import COUNT_CAP, PAGE_SIZE, Cursor, Page, keyset, page_of
from milo_app.core.text import fold
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.candidates.errors import ApplicationNotFound
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.listed import BEGUN, DONE, STOPPED, keys_of
from milo_app.domain.candidates.models import (
    Application,
    ApplicationState,
    ApplicationTag,
    Candidate,
    Decision,
    EvaluationState,
    Source,
)
from milo_app.domain.candidates.places import place
from milo_app.domain.candidates.queries import real, visible_to
from milo_app.domain.candidates.rows import ApplicationRow, Joined, rows_of
from milo_app.domain.candidates.team_models import Cohort, CohortMember, Verdict
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers.models import Interviewer

_NEVER = literal(EPOCH, UTC)
"""Where who has not completed stands among the moments: before everybody, so that pages hold every row."""
TOP_RATED = 80
"""From which score on somebody is among the top rated of a stage (the band "strong")."""


@dataclass(frozen=True, slots=True)
class ApplicationCounts:
    """How many applications of an interviewer stand where; `all` leaves dismissed people out, as the table does.

    `review` are finished and undecided: what "Review 48 new" counts for everybody.
    """

    all: int = 0
    pending: int = 0
    in_progress: int = 0
    evaluating: int = 0
    completed: int = 0
    knocked_out: int = 0
    shortlisted: int = 0
    dismissed: int = 0
    review: int = 0


@dataclass(frozen=True, slots=True)
class Position:
    """Where an application stands in a filtered list: "3 of 12", with its neighbours (empty: none)."""

    number: int
    total: int
    is_capped: bool
    previous: str
    next: str


def filtered(
    w: Work, interviewer: Interviewer | None, flt: ApplicationFilter, *, in_order: bool = True
) -> Select[Application]:
    """Return the select of the applications that a filter shows, without order; None means the whole workspace.

    With `in_order` it is read along the index that holds the order of the list.
    """
    query = real(visible_to(w))
    if interviewer is not None:
        query = query.where(col(Application.interviewer_id) == interviewer.id)
        query = along(query, "listed") if in_order else query
    for condition in (*_plain(w, flt), *_stages(w, interviewer, flt), *_related(w, interviewer, flt)):
        query = query.where(condition)
    return query


def along(query: Any, index: str) -> Any:
    """Make SQLite read along an index of `application`: without figures of its own it guesses, and often wrongly."""
    return query.with_hint(Application, f"INDEXED BY ix_application_{index}", "sqlite")


def _plain(w: Work, flt: ApplicationFilter) -> list[ColumnElement[bool]]:
    a = Application
    found: list[ColumnElement[bool]] = []
    if flt.decision:
        found.append(col(a.decision) == Decision(flt.decision))
    else:
        found.append(col(a.decision) != Decision.DISMISSED)
    if flt.state:
        found.append(col(a.state) == ApplicationState(flt.state))
    if flt.evaluation:
        found.append(col(a.evaluation) == EvaluationState(flt.evaluation))
    if flt.source:
        found.append(col(a.source) == Source(flt.source))
    if flt.country and not w.actor.is_blind:
        found.append(col(a.country) == flt.country)
    if flt.notes:
        found.append(col(a.notes_count) > 0 if flt.notes == "with" else col(a.notes_count) == 0)
    if flt.low is not None:
        found.append(col(a.score_sort) >= flt.low)
    if flt.high is not None:
        found.append(and_(col(a.score_sort) <= flt.high, col(a.score_sort) >= 0))
    if flt.places:
        found.append(_at(w, flt.places))
    tz = w.session.get_one(Workspace, w.workspace_id).tz if flt.since or flt.until else "UTC"
    if flt.since:
        found.append(col(a.invited_at) >= local_day_bounds(flt.since, tz)[0])
    if flt.until:
        found.append(col(a.invited_at) < local_day_bounds(flt.until, tz)[1])
    if (wanted := fold(flt.q)) and not w.actor.is_blind:
        hit = col(a.name_key).contains(wanted, autoescape=True)
        if w.actor.can("candidate:read_contact"):
            hit = or_(hit, col(a.email_key).contains(wanted, autoescape=True))
        found.append(hit)
    if flt.review:
        # Everybody who may still be judged: finished, and nobody has decided.
        found += [col(a.state) == ApplicationState.COMPLETED, col(a.decision) == Decision.NONE]
    return found


def _at(w: Work, chosen: Sequence[int]) -> ColumnElement[bool]:
    """Return who is at one of the places; 0 is nowhere. A blind reader may ask for countries only."""
    if not w.actor.is_blind:
        return col(Application.place_id).in_(chosen)
    countries = {found.country for place_id in chosen if (found := place(place_id)) and found.is_country}
    return col(Application.country).in_(countries | ({""} if 0 in chosen else set()))


def cell_of(w: Work, interviewer: Interviewer | None, key: str) -> ColumnElement[int] | None:
    """Return the column that holds the cells of a stage key; None where the present version has no such stage."""
    keys = keys_of(w, interviewer) if interviewer is not None else ()
    return cast("ColumnElement[int]", col(getattr(Application, f"s{keys.index(key)}"))) if key in keys else None


def _stages(w: Work, interviewer: Interviewer | None, flt: ApplicationFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for key, option in flt.stages:
        cell = cell_of(w, interviewer, key)
        if cell is None:
            continue
        conditions: dict[str, Callable[[], ColumnElement[bool]]] = {
            "top": lambda cell=cell: cell >= TOP_RATED,  # type: ignore[misc]
            "done": lambda cell=cell: cell >= DONE,  # type: ignore[misc]
            "begun": lambda cell=cell: cell == BEGUN,  # type: ignore[misc]
            "stopped": lambda cell=cell: cell == STOPPED,  # type: ignore[misc]
            "none": lambda cell=cell: and_(cell < BEGUN, cell != STOPPED),  # type: ignore[misc]
        }
        found.append(conditions[option]())
    return found


def _related(w: Work, interviewer: Interviewer | None, flt: ApplicationFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for name, value in flt.tags:
        tagged = select(col(ApplicationTag.application_id)).where(
            col(ApplicationTag.workspace_id) == w.workspace_id, col(ApplicationTag.name) == name
        )
        if interviewer is not None:
            tagged = tagged.where(col(ApplicationTag.interviewer_id) == interviewer.id)
        if value:
            tagged = tagged.where(col(ApplicationTag.value) == value)
        found.append(col(Application.id).in_(tagged))
    if flt.cohort:
        members = (
            select(col(CohortMember.candidate_id))
            .join(Cohort, col(Cohort.id) == col(CohortMember.cohort_id))
            .where(col(Cohort.workspace_id) == w.workspace_id, col(Cohort.public_id) == flt.cohort)
        )
        found.append(col(Application.candidate_id).in_(members))
    if flt.review and w.actor.user_id is not None:
        mine = exists().where(
            col(Verdict.workspace_id) == w.workspace_id,
            col(Verdict.application_id) == col(Application.id),
            col(Verdict.user_id) == w.actor.user_id,
        )
        found.append(~mine)
    return found


@dataclass(frozen=True, slots=True)
class _Sort:
    """A column to sort by, how its value stands in a cursor, and whether a cursor's value fits it."""

    column: ColumnElement[Any]
    pack: Callable[[Any], Any]
    fits: Callable[[Any], bool]
    unpack: Callable[[Any], Any] = lambda value: value
    index: str = ""
    """The index that has this order, where there is one; it is for lists that leave nobody out but the dismissed."""


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _sort_of(w: Work, interviewer: Interviewer | None, flt: ApplicationFilter) -> _Sort:
    a = Application
    if flt.sort.startswith("stage."):
        cell = cell_of(w, interviewer, flt.sort.removeprefix("stage."))
        if cell is not None:
            return _Sort(cell, int, is_number)
    enums: dict[str, tuple[Any, Any]] = {
        "decision": (col(a.decision), Decision),
        "state": (col(a.state), ApplicationState),
        "source": (col(a.source), Source),
    }
    if flt.sort in enums:
        column, kind = enums[flt.sort]
        known = {member.value for member in kind}
        return _Sort(column, lambda value: value.value, lambda value: value in known, kind)
    numbers: dict[str, Any] = {
        "score": col(a.score_sort),
        "notes": col(a.notes_count),
        "tags": col(a.tags_count),
        "attempt": col(a.attempt),
    }
    index = {"score": "iv_score", "name": "iv_name", "invited": "iv_invited"}.get(flt.sort, "")
    if flt.sort in numbers:
        return _Sort(numbers[flt.sort], int, is_number, index=index)
    texts: dict[str, Any] = {"name": col(a.name_key), "country": col(a.country)}
    if flt.sort in texts and not w.actor.is_blind:
        return _Sort(texts[flt.sort], str, _is_text, index=index)
    moments: dict[str, Any] = {"invited": col(a.invited_at), "completed": func.coalesce(col(a.completed_at), _NEVER)}
    moment = moments.get(flt.sort, col(a.engaged_at))
    return _Sort(moment, micros_of, lambda value: is_number(value) or isinstance(value, datetime), index=index)


def _edge(text: str, sort: _Sort) -> Cursor:
    cursor = Cursor.parse(text)
    if sort.pack is micros_of:
        return moment_edge(cursor)
    if cursor.go in ("first", "last"):
        return cursor
    if not sort.fits(cursor.value):
        return Cursor()
    return Cursor(cursor.go, sort.unpack(cursor.value), cursor.id, cursor.start)


def _own() -> ColumnElement[int]:
    return cast("ColumnElement[int]", col(Application.id))


def capped_count(w: Work, query: Select[Any]) -> int:
    """Return how many rows a query finds, counting no further than one over the cap."""
    inner = query.with_only_columns(_own()).limit(COUNT_CAP + 1).subquery()
    return int(columns(w.session, select(func.count()).select_from(inner))[0][0])


def joined(w: Work, ids: list[int]) -> list[Joined]:
    """Return applications with their person and interviewer, in the order of the ids."""
    query = (
        select(Application, Candidate)
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .where(col(Application.workspace_id) == w.workspace_id, _own().in_(ids))
    )
    found = {application.id: (application, person) for application, person in w.session.execute(query)}
    # Read once and not with every line: an interviewer carries its whole draft.
    homes = {application.interviewer_id for application, _ in found.values()}
    of = select(Interviewer).where(col(Interviewer.workspace_id) == w.workspace_id, col(Interviewer.id).in_(homes))
    roles = {role.id: role for role in w.session.scalars(of)}
    return [(*found[row_id], roles[found[row_id][0].interviewer_id]) for row_id in ids if row_id in found]


def _total(w: Work, interviewer: Interviewer | None, flt: ApplicationFilter) -> int:
    """Return how many a filter finds, counting no further than one over the cap."""
    # Who has a tag or is in a cohort is known beforehand: counting begins there, and not at everybody in the list.
    counted = filtered(w, interviewer, flt, in_order=not (flt.tags or flt.cohort))
    return capped_count(w, along(counted, "candidate") if flt.cohort and not flt.tags else counted)


def _beyond(w: Work, base: Select[Any], sort: _Sort, last: tuple[Any, ...], *, descending: bool) -> int:
    """Return how many come after a row in the order of the index, counting no further than one over the cap."""
    after = Cursor("next", last[1], int(last[0]))
    return capped_count(w, keyset(base, sort.column, _own(), after, descending=descending)[0])


def page_of_ids(
    w: Work, interviewer: Interviewer | None, flt: ApplicationFilter, cursor: str = "", size: int = PAGE_SIZE
) -> Page[int]:
    """Return the internal ids of one page, for whoever makes lines of their own from them."""
    sort = _sort_of(w, interviewer, flt)
    base = filtered(w, interviewer, flt)
    edge = _edge(cursor, sort)
    narrow = base.with_only_columns(_own(), sort.column)
    # A range of scores is a stretch of the index by score; any other filter would look far along an index of one column.
    rest = replace(flt, low=None, high=None) if flt.sort == "score" else flt
    if interviewer is not None and sort.index and not rest.is_narrow:
        narrow = along(narrow, sort.index)
    query, backwards = keyset(narrow, sort.column, _own(), edge, descending=flt.descending, size=size)
    found = [tuple(line) for line in columns(w.session, query)]
    if edge.go == "first" and len(found) <= size:
        # A first page that is not full holds everybody: no need to count.
        total = len(found)
    elif edge.go == "first" and flt.sort == "engaged" and interviewer is not None and not (flt.tags or flt.cohort):
        # The index was read up to here already; the rest of it says how many more there are.
        total = size + _beyond(w, base, sort, found[size - 1], descending=flt.descending)
    else:
        total = _total(w, interviewer, flt)
    made = page_of(found, backwards, edge, total, lambda line: (sort.pack(line[1]), int(line[0])), size)
    return replace(made, rows=[int(line[0]) for line in made.rows])


def page(
    w: Work, interviewer_public_id: str, flt: ApplicationFilter, cursor: str = "", size: int = PAGE_SIZE
) -> Page[ApplicationRow]:
    """Return one page of an interviewer's candidates; raises `InterviewerNotFound`."""
    made = page_of_ids(w, interviewers.pick(w, interviewer_public_id), flt, cursor, size)
    return Page(
        rows_of(w, joined(w, made.rows)), made.total, made.is_capped, made.start, made.next, made.prev, made.last
    )


def counts(w: Work, interviewer_public_id: str) -> ApplicationCounts:
    """Return how many candidates of an interviewer stand where."""
    interviewer = interviewers.pick(w, interviewer_public_id)
    query = (
        real(visible_to(w))
        .where(col(Application.interviewer_id) == interviewer.id)
        .with_only_columns(col(Application.state), col(Application.decision), func.count())
        .group_by(col(Application.state), col(Application.decision))
    )
    found: dict[str, int] = {}
    for state, decision, number in columns(w.session, along(query, "iv_state")):
        if decision == Decision.DISMISSED:
            found["dismissed"] = found.get("dismissed", 0) + number
            continue
        names = ["all", state.value] + (["shortlisted"] if decision == Decision.SHORTLISTED else [])
        if state == ApplicationState.COMPLETED and decision == Decision.NONE:
            names.append("review")
        for name in names:
            found[name] = found.get(name, 0) + number
    return ApplicationCounts(**found)


def ids_of(w: Work, interviewer: Interviewer | None, flt: ApplicationFilter, limit: int = 1_000_000) -> list[int]:
    """Return the internal ids of everybody that a filter shows, oldest row first."""
    query = filtered(w, interviewer, flt).with_only_columns(_own()).order_by(_own()).limit(limit)
    return [int(row_id) for row_id in w.session.scalars(query)]


def position(w: Work, public_id: str, flt: ApplicationFilter) -> Position:
    """Return where an application stands among its interviewer's; number 0 when the filter hides it."""
    row: Application | None = w.session.scalars(
        visible_to(w).where(col(Application.public_id) == public_id)
    ).one_or_none()
    if row is None:
        raise ApplicationNotFound
    if row.is_test:
        return Position(number=0, total=0, is_capped=False, previous="", next="")
    interviewer = w.session.get_one(Interviewer, row.interviewer_id)
    sort = _sort_of(w, interviewer, flt)
    base = filtered(w, interviewer, flt)
    total = capped_count(w, base)
    value = w.session.execute(select(sort.column).where(_own() == row.id)).scalar_one()
    ahead = sort.column > value if flt.descending else sort.column < value
    tie = and_(sort.column == value, _own() > row.id if flt.descending else _own() < row.id)
    before = capped_count(w, base.where(or_(ahead, tie)))
    is_shown = w.session.execute(base.with_only_columns(_own()).where(_own() == row.id)).first() is not None

    def neighbour(go: Any) -> str:
        narrow = base.with_only_columns(col(Application.public_id), sort.column, _own())
        query, _ = keyset(
            narrow, sort.column, _own(), Cursor(go, value, row.id or 0), descending=flt.descending, size=1
        )
        found = w.session.execute(query).first()
        return str(found[0]) if found else ""

    return Position(
        number=before + 1 if is_shown else 0,
        total=min(total, COUNT_CAP),
        is_capped=total > COUNT_CAP,
        previous=neighbour("prev"),
        next=neighbour("next"),
    )
