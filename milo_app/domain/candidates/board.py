"""The workflow view: a column for each stage of the present version, then completed, shortlisted and dismissed.

A person stands in one column: by the decision where there is one, else by how far the interview is. Stages are reached
by answering and by nothing else, so a person can be moved into a decision, out of one, and nowhere besides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from heapq import nlargest
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, func, literal, true
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlmodel import col

from milo_app.core.db import columns, is_sqlite, moment_of, raw_columns
from milo_app.core.errors import Conflict, Invalid
from milo_app.core.work import Work
from milo_app.domain.candidates import decisions, queries
from milo_app.domain.candidates.decisions import Undo
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.listed import keys_of
from milo_app.domain.candidates.listing import along, filtered, joined
from milo_app.domain.candidates.models import FINISHED, Application, Decision
from milo_app.domain.candidates.rows import ApplicationRow, StageCell, rows_of
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.versions import StageSpec, plan_of

PAGE = 25
MOST_CARDS = 200
"""Cards of one column; whoever needs more takes the table or a filter."""
LATE = timedelta(days=7)
COMPLETED, SHORTLISTED, DISMISSED = "completed", "shortlisted", "dismissed"
STAGE = "stage."
_DECIDED = {SHORTLISTED: Decision.SHORTLISTED, DISMISSED: Decision.DISMISSED}
_TITLES = {COMPLETED: "Completed", SHORTLISTED: "Shortlisted", DISMISSED: "Dismissed"}


@dataclass(frozen=True, slots=True)
class Card:
    """A person in a column, how long there, and whether that is long enough to be looked at."""

    row: ApplicationRow
    cell: StageCell | None
    """How far they are in the stage of this column; None in a column that is no stage."""
    waited: timedelta
    is_late: bool
    stands: str
    """The column where this person stands without a decision."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its first cards. `median` is how long those who are in it have been there; None when empty."""

    key: str
    title: str
    kind: str
    count: int
    median: timedelta | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """What became of a move: an `undo`, or only the `sentence` why nothing was moved."""

    undo: Undo | None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """One column before it is read: its people, in the order of their cards, and since when they are there."""

    key: str
    title: str
    kind: str
    base: Select[Any] | None
    """Everybody of this decision whom the filter shows; None where it shows nobody of it."""
    board: int | None
    since: Any
    order: tuple[Any, ...]


def board(
    w: Work, interviewer_public_id: str, flt: ApplicationFilter, sizes: Mapping[str, int] | None = None
) -> tuple[Column, ...]:
    """Return all columns, each with its first 25 cards or as many as `sizes` says; raises `InterviewerNotFound`."""
    interviewer = interviewers.pick(w, interviewer_public_id)
    return _read(w, interviewer, flt, _places(w, interviewer, flt), sizes or {})


def column_page(w: Work, interviewer_public_id: str, flt: ApplicationFilter, key: str, size: int) -> Column:
    """Return one column with more of its cards; raises `Invalid` for a column that is not there."""
    interviewer = interviewers.pick(w, interviewer_public_id)
    place = next((place for place in _places(w, interviewer, flt) if place.key == key), None)
    if place is None:
        raise Invalid("This column is gone.", do="Reload the page.")
    return _read(w, interviewer, flt, [place], {key: size})[0]


def move(w: Work, application_public_id: str, to: str, reason: str = "") -> Move:
    """Move a person to a column, or say why that cannot be. Needs candidate:decide; raises `ApplicationNotFound`."""
    w.require("candidate:decide")
    application = queries.pick(w, application_public_id)
    if application.is_test:
        raise Conflict("This is a test run.", do="Decide on candidates only.")
    if to in _DECIDED:
        if application.decision == _DECIDED[to]:
            return Move(None)
        act = decisions.shortlist(w, [application_public_id]) if to == SHORTLISTED else decisions.dismiss(
            w, [application_public_id], reason
        )  # fmt: skip
        return Move(act)
    interviewer = w.session.get_one(Interviewer, application.interviewer_id)
    keys = keys_of(w, interviewer)
    if to == _stands(application, keys):
        is_decided = application.decision != Decision.NONE
        return Move(decisions.clear(w, [application_public_id]) if is_decided else None)
    row = rows_of(w, joined(w, [application.id or 0]))[0]
    return Move(None, _refusal(row.name, application, to, keys, _titles(w, interviewer)))


def _refusal(name: str, application: Application, to: str, keys: Sequence[str], titles: Mapping[str, str]) -> str:
    """Say why somebody cannot be moved to where the interview alone leads, and what helps instead."""
    now = titles.get(_stands(application, keys), "the interview")
    if to == COMPLETED:
        return f"{name} has not finished {now} yet. Send a nudge instead."
    wanted = to.removeprefix(STAGE)
    if to not in titles:
        return "This stage is gone. Reload the page."
    if application.board == FINISHED or keys.index(wanted) < application.board:
        return f"{name} has been through {titles[to]} already. Allow a retake in the report instead."
    return f"{name} gets to {titles[to]} by finishing {now}. Send a nudge instead."


def _titles(w: Work, interviewer: Interviewer) -> dict[str, str]:
    return {STAGE + stage.plan.key: stage.plan.title for stage in _stages(w, interviewer)} | _TITLES


def _stages(w: Work, interviewer: Interviewer) -> tuple[StageSpec, ...]:
    return tuple(plan_of(w, interviewer.version_id).stages) if interviewer.version_id is not None else ()


def _stands(application: Application, keys: Sequence[str]) -> str:
    if application.board == FINISHED or not keys:
        return COMPLETED
    return STAGE + keys[min(application.board, len(keys) - 1)]


def _places(w: Work, interviewer: Interviewer, flt: ApplicationFilter) -> list[_Place]:
    """Return the columns in order. A filter by decision leaves those empty that it does not show."""
    shown = Decision(flt.decision) if flt.decision else None
    undecided = filtered(w, interviewer, replace(flt, decision=Decision.NONE.value))
    a, row_id = Application, col(Application.id)
    titles, stages = _titles(w, interviewer), _stages(w, interviewer)
    kinds = {stage.plan.key: stage.kind.value for stage in stages}
    base = undecided if shown in (None, Decision.NONE) else None
    moved = (col(a.moved_at).desc(), row_id.desc())
    places = [
        _Place(STAGE + key, titles[STAGE + key], kinds[key], base, number, col(a.moved_at), moved)
        for number, key in enumerate(keys_of(w, interviewer))
    ]
    best = (col(a.score_sort).desc(), row_id.desc())
    places.append(_Place(COMPLETED, _TITLES[COMPLETED], COMPLETED, base, FINISHED, col(a.moved_at), best))
    for key, decision in _DECIDED.items():
        of_it = filtered(w, interviewer, replace(flt, decision=decision.value)) if shown in (None, decision) else None
        latest = (col(a.decided_at).desc(), row_id.desc())
        places.append(_Place(key, _TITLES[key], key, of_it, None, col(a.decided_at), latest))
    return places


def _read(
    w: Work, interviewer: Interviewer, flt: ApplicationFilter, places: Sequence[_Place], sizes: Mapping[str, int]
) -> tuple[Column, ...]:
    keys = keys_of(w, interviewer)
    read = _way(w, flt)
    found = [(place, *_found(place, max(1, min(sizes.get(place.key, PAGE), MOST_CARDS)), read)) for place in places]
    lines = joined(w, [row_id for _, _, _, ids in found for row_id in ids])
    rows = dict(zip((line[0].id or 0 for line in lines), zip(lines, rows_of(w, lines), strict=True), strict=True))
    made: list[Column] = []
    for place, count, median, ids in found:
        cards = [_card(w, place, rows[row_id][0][0], rows[row_id][1], keys) for row_id in ids if row_id in rows]
        made.append(Column(place.key, place.title, place.kind, count, median, tuple(cards)))
    return tuple(made)


Found = tuple[int, timedelta | None, list[int]]
"""Of a column: how many, their median, and the ids of the first cards."""
Read = Callable[[_Place, Select[Any], int], Found]


def _found(place: _Place, size: int, read: Read) -> Found:
    return (0, None, []) if place.base is None else read(place, place.base, size)


def _way(w: Work, flt: ApplicationFilter) -> Read:
    """Return how columns are read: PostgreSQL has an own way; SQLite has an index for a board that leaves nobody out."""
    seen: dict[int, Any] = {}
    if not is_sqlite(w.session):
        return lambda place, base, size: _gathered(w, place, base, size, seen)
    if not replace(flt, decision="").is_narrow:
        return lambda place, base, size: _counted(w, place, base, size)
    return lambda place, base, size: _scanned(w, place, base, size, seen)


def _counted(w: Work, place: _Place, base: Select[Any], size: int) -> Found:
    """Ask the index of the board, which holds all of it: nothing else is read."""
    query = along(base if place.board is None else base.where(col(Application.board) == place.board), "iv_board")
    count = int(columns(w.session, _plain(query, func.count()))[0][0])
    if not count:
        return 0, None, []
    middle = _plain(query, place.since).order_by(place.since).offset((count - 1) // 2).limit(1)
    first = _plain(query, col(Application.id)).order_by(*place.order).limit(size)
    return count, _gap(w, columns(w.session, middle)[0][0]), [int(row.id) for row in columns(w.session, first)]


def _gathered(w: Work, place: _Place, base: Select[Any], size: int, seen: dict[int, Any]) -> Found:
    """Let PostgreSQL count and order all columns of the same decision in one pass over its people.

    `seen` holds count, median and first ids by board position (0 where the column is the decision itself).
    """
    if id(base) not in seen:
        of = literal(0) if place.board is None else col(Application.board)
        row_id, is_over = col(Application.id), col(Application.board) == FINISHED
        best = aggregate_order_by(row_id, col(Application.score_sort).desc(), row_id.desc())
        latest = aggregate_order_by(row_id, place.since.desc().nulls_last(), row_id.desc())
        query = _plain(
            base,
            of,
            func.count(),
            func.percentile_disc(0.5).within_group(place.since),
            func.array_agg(best).filter(is_over)[1:MOST_CARDS],
            func.array_agg(latest).filter(~is_over if place.board is not None else true())[1:MOST_CARDS],
        )
        rows = columns(w.session, query.group_by(of))
        seen[id(base)] = {row[0]: (row[1], row[2], row[3] if row[0] == FINISHED else row[4]) for row in rows}
    count, since, first = seen[id(base)].get(place.board or 0, (0, None, []))
    return count, _gap(w, since), first[:size]


def _scanned(w: Work, place: _Place, base: Select[Any], size: int, seen: dict[int, Any]) -> Found:
    """Read once whom a filter finds, for all columns of the same decision: a filter looks at every row as it is.

    `seen` holds lines of board position, moment, id and score. Whoever has no moment comes last.
    """
    if id(base) not in seen:
        wanted = (col(Application.board), place.since.label("since"), col(Application.id), col(Application.score_sort))
        seen[id(base)] = raw_columns(w.session, _plain(base, *wanted))
    rows = [row for row in seen[id(base)] if place.board is None or row[0] == place.board]
    if not rows:
        return 0, None, []
    moments = sorted(since for _, since, _, _ in rows if since is not None)
    since = moment_of(w.session, moments[(len(moments) - 1) // 2]) if moments else None
    if place.key == COMPLETED:
        first = nlargest(size, rows, key=_by_score)
    else:
        dated = rows if len(moments) == len(rows) else [row for row in rows if row[1] is not None]
        first = [*nlargest(size, dated, key=_by_moment), *(row for row in rows if row[1] is None)][:size]
    return len(rows), _gap(w, since), [int(row[2]) for row in first]


_by_score = itemgetter(3, 2)
_by_moment = itemgetter(1, 2)


def _gap(w: Work, since: datetime | None) -> timedelta | None:
    return max(timedelta(0), w.now - since) if since else None


def _plain(query: Select[Any], *wanted: Any) -> Select[Any]:
    return query.with_only_columns(*wanted, maintain_column_froms=True)


def _card(w: Work, place: _Place, application: Application, row: ApplicationRow, keys: Sequence[str]) -> Card:
    is_decided = place.key in _DECIDED
    since = (application.decided_at if is_decided else application.moved_at) or application.engaged_at
    waited = max(timedelta(0), w.now - since)
    is_late = place.key != DISMISSED and waited > LATE
    return Card(row, _cell(w, place, application, row), waited, is_late, _stands(application, keys))


def _cell(w: Work, place: _Place, application: Application, row: ApplicationRow) -> StageCell | None:
    own = {STAGE + stage.plan.key: stage.id for stage in plan_of(w, application.version_id).stages}
    return next((cell for cell in row.stages if cell.stage_id == own.get(place.key)), None)
