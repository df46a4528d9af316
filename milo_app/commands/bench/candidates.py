"""The lists of candidates at a million applications, in an interviewer of 50,000: filters, sorts and pages.

Everything goes through the functions that the pages call, in a transaction of its own, as a recruiter. Acts on all that
match are measured on a copy of the database.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from milo_app.commands.bench.interviewers import INTERVIEWERS, asked, largest_of, recruiter
from milo_app.commands.bench.registry import Row, timing
from milo_app.commands.bench.stock import DATABASES, Stock, open_stock, vacuum
from milo_app.core.paging import Cursor
from milo_app.core.work import Work

APPLICATIONS = 1_000_000
GOALS_MS = {"sqlite": 25.0, "postgres": 60.0}
BOARD_MS, ACT_MS = 150.0, 3_000.0
ACTS = 6
ROUNDS = 40
Ask = Callable[[Work], object]


@dataclass(frozen=True)
class Place:
    """What of the database is looked at."""

    interviewer: str
    people: int
    stages: tuple[str, ...]
    tag: tuple[str, str]
    cohort: str
    country: str
    name: str
    email: str
    middle: str
    """The public id of somebody half-way down the list."""


def measure(applications: int = APPLICATIONS, databases: tuple[str, ...] = DATABASES) -> list[Row]:
    """Return p50 and p95 in milliseconds for each database."""
    rows: list[Row] = []
    for kind in databases:
        stock = Stock(kind, applications, INTERVIEWERS, largest_of(applications))
        with open_stock(stock) as workspace_id:
            rows += _pages(kind, workspace_id)
        with open_stock(stock, to_write=True) as workspace_id:
            rows += _acts(kind, workspace_id)
    return rows


def _acts(kind: str, workspace_id: int) -> Iterator[Row]:
    """Decide about everybody at once and take it back, a few times over.

    The first of each is not counted: a database that was copied a moment ago is not in memory yet. PostgreSQL clears away
    behind each act, as it does by itself within a minute (revision 0011 tells it to).
    """
    from milo_app import bootstrap
    from milo_app.core.settings import settings
    from milo_app.domain.candidates import decisions, people_totals
    from milo_app.domain.candidates.filters import ApplicationFilter
    from milo_app.domain.candidates.selection import Selection

    actor = recruiter(workspace_id)
    with bootstrap.read(actor) as w:
        place = _look(w)
    everybody = Selection(interviewer=place.interviewer, flt=ApplicationFilter())
    taken: dict[str, tuple[list[float], list[float]]] = {"shortlist": ([], []), "undo": ([], [])}
    followed: list[float] = []
    undo = ""
    for number in range(-2, 2 * ACTS):
        name = "undo" if number % 2 else "shortlist"
        begun, busy = time.perf_counter(), time.thread_time()
        with bootstrap.work(actor) as w:
            if name == "undo":
                decisions.undo(w, undo)
            else:
                undo = decisions.shortlist(w, everybody).act
        wall, cpu = 1000 * (time.perf_counter() - begun), 1000 * (time.thread_time() - busy)
        begun = time.perf_counter()
        people_totals.catch_up(bootstrap.work)
        if number >= 0:
            taken[name][0].append(wall)
            taken[name][1].append(cpu)
            followed.append(1000 * (time.perf_counter() - begun))
        if kind == "postgres":
            vacuum(settings().database)
    for name, (walls, cpus) in taken.items():
        yield timing(f"{kind} {place.people:,}: {name} all that match", walls, ACT_MS, cpus)
    yield timing(f"{kind} {place.people:,}: the directory follows such an act, in the background", followed, None)


def _pages(kind: str, workspace_id: int) -> Iterator[Row]:
    from milo_app import bootstrap

    with bootstrap.read(recruiter(workspace_id)) as w:
        place = _look(w)
        questions = list(_questions(w, place))
    for name, ask in questions:
        goal = BOARD_MS if name.startswith(("board", "map")) else GOALS_MS[kind]
        yield asked(f"{kind} {place.people:,}: {name}", workspace_id, ask, goal, ROUNDS)


def _look(w: Work) -> Place:
    """Find the largest interviewer and values that its filters can have."""
    from sqlalchemy import func, select
    from sqlmodel import col

    from milo_app.domain.candidates.listed import keys_of
    from milo_app.domain.candidates.models import Application, ApplicationTag
    from milo_app.domain.candidates.team_models import Cohort
    from milo_app.domain.interviewers.models import Interviewer

    row = w.session.scalars(select(Interviewer).order_by(col(Interviewer.invited).desc()).limit(1)).one()
    mine = col(Application.interviewer_id) == row.id

    def commonest(*columns: Any) -> Any:
        kind = columns[0].class_
        query = select(*columns).where(kind.interviewer_id == row.id).group_by(*columns).order_by(func.count().desc())
        return w.session.execute(query.limit(1)).first()

    tag = commonest(col(ApplicationTag.name), col(ApplicationTag.value))
    country = commonest(col(Application.country))
    somebody = select(Application).where(mine).order_by(col(Application.engaged_at), col(Application.id))
    middle = w.session.scalars(somebody.offset(row.invited // 2).limit(1)).one()
    return Place(
        interviewer=row.public_id,
        people=row.invited,
        stages=keys_of(w, row),
        tag=(tag[0], tag[1]) if tag else ("", ""),
        cohort=w.session.scalars(select(col(Cohort.public_id)).limit(1)).first() or "",
        country=country[0] if country else "",
        name=middle.name_key,
        email=middle.email_key,
        middle=middle.public_id,
    )


def _questions(w: Work, place: Place) -> Iterator[tuple[str, Ask]]:
    from milo_app.domain.candidates import board, geography, listing, table
    from milo_app.domain.candidates.filters import SORTS, ApplicationFilter
    from milo_app.domain.interviewers import queries as interviewers

    def page(flt: ApplicationFilter, cursor: str = "") -> Ask:
        return lambda at: table.page(at, interviewers.pick(at, place.interviewer), flt, cursor)

    everybody = ApplicationFilter()
    for name, changes in _filters(w, place):
        yield f"filter {name}", page(replace(everybody, **changes))
    for sort in (*SORTS, *(f"stage.{key}" for key in place.stages)):
        for is_down in (True, False):
            flt = replace(everybody, sort=sort, descending=is_down)
            way = "down" if is_down else "up"
            yield f"sort {sort} {way}", page(flt)
            if is_down:
                yield f"sort {sort}: half-way down", page(flt, _half_way(w, place, flt))
                yield f"sort {sort}: last page", page(flt, Cursor("last").text())
    last = listing.page_of_ids(w, interviewers.pick(w, place.interviewer), everybody, Cursor("last").text())
    yield "page before the last", page(everybody, last.prev)
    yield "board", lambda at: board.board(at, place.interviewer, everybody)
    yield "board with a filter", lambda at: board.board(at, place.interviewer, replace(everybody, low=60))
    yield "map", lambda at: geography.geography(at, place.interviewer, everybody)
    yield "counts", lambda at: listing.counts(at, place.interviewer)
    yield "position half-way down", lambda at: listing.position(at, place.middle, everybody)


def _filters(w: Work, place: Place) -> Iterator[tuple[str, dict[str, Any]]]:
    from milo_app.domain.candidates.filters import STAGE_OPTIONS
    from milo_app.domain.candidates.models import ApplicationState, Decision, EvaluationState, Source

    yield "none", {}
    for number, key in enumerate(place.stages, 1):
        for option in STAGE_OPTIONS:
            yield f"stage {number} {option}", {"stages": ((key, option),)}
    for state in ApplicationState:
        yield f"state {state.value}", {"state": state.value}
    for decision in (Decision.SHORTLISTED, Decision.DISMISSED):
        yield f"status {decision.value}", {"decision": decision.value}
    for evaluation in EvaluationState:
        yield f"evaluation {evaluation.value}", {"evaluation": evaluation.value}
    for source in Source:
        yield f"source {source.value}", {"source": source.value}
    for notes in ("with", "without"):
        yield f"{notes} notes", {"notes": notes}
    yield "score 80 to 100 by score", {"low": 80, "high": 100, "sort": "score"}
    yield "score 0 to 10", {"low": 0, "high": 10}
    yield "tag", {"tags": (place.tag,)}
    yield "tag of any value", {"tags": ((place.tag[0], ""),)}
    yield "name", {"q": place.name}
    yield "part of a name", {"q": place.name[1:4]}
    yield "e-mail", {"q": place.email}
    yield "nobody's name", {"q": "xyzzyx"}
    yield "country", {"country": place.country}
    yield "another country", {"country": "IS"}
    yield "cohort", {"cohort": place.cohort}
    yield (
        "applied in a month",
        {"since": (w.now - timedelta(days=90)).date(), "until": (w.now - timedelta(days=60)).date()},
    )
    yield "to review", {"review": True}
    rare = {"notes": "with", "decision": Decision.SHORTLISTED.value, "low": 90, "source": Source.IMPORT.value}
    yield "four at once", rare
    yield "four at once by name", rare | {"sort": "name"}


def _half_way(w: Work, place: Place, flt: Any) -> str:
    """Return the cursor of a page in the middle of a list, as its pages would have handed it out."""
    from sqlalchemy import select
    from sqlmodel import col

    from milo_app.domain.candidates import listing
    from milo_app.domain.candidates.models import Application
    from milo_app.domain.interviewers import queries as interviewers

    interviewer = interviewers.pick(w, place.interviewer)
    sort = listing._sort_of(w, interviewer, flt)
    query = select(sort.column, col(Application.id)).where(col(Application.interviewer_id) == interviewer.id)
    ordered = query.order_by(sort.column.desc(), col(Application.id).desc())
    value, row_id = w.session.execute(ordered.offset(place.people // 2).limit(1)).one()
    return Cursor("next", sort.pack(value), row_id, place.people // 2).text()
