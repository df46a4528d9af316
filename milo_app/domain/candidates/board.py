"""The workflow view: a column for each stage of the present version, then completed, shortlisted and dismissed.

A person stands in one column: by the decision where there is one, else by how far the interview is. Stages are reached
by answering and by nothing else, so a person can be moved into a decision, out of one, and nowhere besides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Select, func
from sqlmodel import col

from milo_app.core.errors import Conflict, Invalid
from milo_app.core.work import Work
from milo_app.domain.candidates import decisions, queries
from milo_app.domain.candidates.decisions import Undo
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.listed import keys_of
from milo_app.domain.candidates.listing import along, filtered, joined
from milo_app.domain.candidates.models import FINISHED, Application, Decision
from milo_app.domain.candidates.rows import ApplicationRow, rows_of
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.versions import plan_of

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
    """A person in a column, `since` when, and whether that is long enough to be looked at."""

    row: ApplicationRow
    since: datetime
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
    query: Select[Any] | None
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
    stages = plan_of(w, interviewer.version_id).stages if interviewer.version_id is not None else ()
    return {STAGE + stage.plan.key: stage.plan.title for stage in stages} | _TITLES


def _stands(application: Application, keys: Sequence[str]) -> str:
    if application.board == FINISHED or not keys:
        return COMPLETED
    return STAGE + keys[min(application.board, len(keys) - 1)]


def _places(w: Work, interviewer: Interviewer, flt: ApplicationFilter) -> list[_Place]:
    """Return the columns in order. A filter by decision leaves those empty that it does not show."""
    shown = Decision(flt.decision) if flt.decision else None

    def people(decision: Decision) -> Select[Any]:
        query = filtered(w, interviewer, replace(flt, decision=decision.value))
        # Nobody is left out but by the column itself: then the columns follow each other in an index of their own.
        return query if replace(flt, decision="").is_narrow else cast("Select[Any]", along(query, "iv_board"))

    undecided = people(Decision.NONE)
    a, row_id = Application, col(Application.id)
    places: list[_Place] = []
    titles = _titles(w, interviewer)
    kinds = {}
    if interviewer.version_id is not None:
        kinds = {stage.plan.key: stage.kind.value for stage in plan_of(w, interviewer.version_id).stages}
    for number, key in enumerate(keys_of(w, interviewer)):
        query = undecided.where(col(a.board) == number) if shown in (None, Decision.NONE) else None
        order = (col(a.moved_at).desc(), row_id.desc())
        places.append(_Place(STAGE + key, titles[STAGE + key], kinds[key], query, col(a.moved_at), order))
    finished = undecided.where(col(a.board) == FINISHED) if shown in (None, Decision.NONE) else None
    best = (col(a.score_sort).desc(), row_id.desc())
    places.append(_Place(COMPLETED, _TITLES[COMPLETED], COMPLETED, finished, col(a.moved_at), best))
    for key, decision in _DECIDED.items():
        of_it = people(decision) if shown in (None, decision) else None
        latest = (col(a.decided_at).desc(), row_id.desc())
        places.append(_Place(key, _TITLES[key], key, of_it, col(a.decided_at), latest))
    return places


def _read(
    w: Work, interviewer: Interviewer, flt: ApplicationFilter, places: Sequence[_Place], sizes: Mapping[str, int]
) -> tuple[Column, ...]:
    keys = keys_of(w, interviewer)
    found = [(place, *_figures(w, place), _ids(w, place, sizes.get(place.key, PAGE))) for place in places]
    lines = joined(w, [row_id for _, _, _, ids in found for row_id in ids])
    rows = dict(zip((line[0].id or 0 for line in lines), zip(lines, rows_of(w, lines), strict=True), strict=True))
    columns: list[Column] = []
    for place, count, median, ids in found:
        cards = [_card(w, place, rows[row_id][0][0], rows[row_id][1], keys) for row_id in ids if row_id in rows]
        columns.append(Column(place.key, place.title, place.kind, count, median, tuple(cards)))
    return tuple(columns)


def _figures(w: Work, place: _Place) -> tuple[int, timedelta | None]:
    if place.query is None:
        return 0, None
    count = int(w.session.execute(_plain(place.query, func.count())).scalar_one())
    if not count:
        return 0, None
    middle = _plain(place.query, place.since).order_by(place.since).offset((count - 1) // 2).limit(1)
    since = w.session.execute(middle).scalar_one_or_none()
    return count, (max(timedelta(0), w.now - since) if since else None)


def _ids(w: Work, place: _Place, size: int) -> list[int]:
    if place.query is None:
        return []
    query = _plain(place.query, col(Application.id)).order_by(*place.order).limit(max(1, min(size, MOST_CARDS)))
    return [int(row_id) for row_id in w.session.scalars(query)]


def _plain(query: Select[Any], *columns: Any) -> Select[Any]:
    return query.with_only_columns(*columns, maintain_column_froms=True)


def _card(w: Work, place: _Place, application: Application, row: ApplicationRow, keys: Sequence[str]) -> Card:
    is_decided = place.key in _DECIDED
    since = (application.decided_at if is_decided else application.moved_at) or application.engaged_at
    is_late = place.key != DISMISSED and w.now - since > LATE
    return Card(row, since, is_late, _stands(application, keys))
