"""The list of interviewers: which rows, in which order, one keyset page at a time.

Every order runs along an index of the interviewers' own table (`invited` repeats the totals for that), so that a page
costs the same with ten interviewers and with thousands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, false, func, or_, select, text
from sqlmodel import col

from milo_app.core.db import columns
from milo_app.core.edges import is_number, micros_of, moment_edge
from milo_app.core.paging import COUNT_CAP, PAGE_SIZE, Cursor, Page, keyset, page_of
from milo_app.core.text import fold, slugify
from milo_app.core.work import Work
from milo_app.domain.interviewers.errors import InterviewerNotFound
from milo_app.domain.interviewers.lines import LINE_COLUMNS, InterviewerRow, link_of, rows_of
from milo_app.domain.interviewers.models import Interviewer, InterviewerState, InterviewerTotals
from milo_app.domain.labels import queries as label_queries

EXPIRING = timedelta(days=7)
NEEDS = ("expiring", "completion", "evaluations", "budget")


@dataclass(frozen=True, slots=True)
class InterviewerFilter:
    """What a list shows; it stands in the URL.

    `sort` is recent, oldest, most or least (candidates). `labels` are (definition key, value): several values of one key
    mean any of them, several keys mean all of them. `need` narrows to what needs attention: one of `NEEDS`.
    """

    tab: str = "active"
    q: str = ""
    sort: str = "recent"
    labels: tuple[tuple[str, str], ...] = ()
    need: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many interviewers each tab holds."""

    active: int = 0
    expired: int = 0
    archived: int = 0
    draft: int = 0


def visible_to(w: Work) -> Select[Interviewer]:
    """Return the select of the interviewers that the actor may read."""
    w.require("interviewer:read")
    return select(Interviewer).where(col(Interviewer.workspace_id) == w.workspace_id)


def pick(w: Work, public_id: str) -> Interviewer:
    """Return the row of an interviewer that the actor may read; raises `InterviewerNotFound`."""
    row = w.session.scalars(visible_to(w).where(col(Interviewer.public_id) == public_id)).one_or_none()
    if row is None:
        raise InterviewerNotFound
    return row


def pick_many(w: Work, public_ids: Collection[str]) -> list[Interviewer]:
    """Return the rows of those of these interviewers that the actor may read, in the order they were made."""
    wanted = list(dict.fromkeys(public_ids))
    query = visible_to(w).where(col(Interviewer.public_id).in_(wanted)).order_by(col(Interviewer.id))
    return list(w.session.scalars(query))


def counts(w: Work) -> Counts:
    """Return how many interviewers there are per state."""
    w.require("interviewer:read")
    query = (
        select(col(Interviewer.state), func.count())
        .where(col(Interviewer.workspace_id) == w.workspace_id)
        .group_by(col(Interviewer.state))
    )
    return Counts(**{state.value: number for state, number in columns(w.session, query)})


def filtered(w: Work, flt: InterviewerFilter) -> Select[Interviewer]:
    """Return the select of what a filter shows, without order."""
    query = visible_to(w)
    if flt.tab in {state.value for state in InterviewerState}:
        query = query.where(col(Interviewer.state) == InterviewerState(flt.tab))
    if words := flt.q.strip():
        query = query.where(_named(words))
    for condition in _labelled(w, flt.labels):
        query = query.where(condition)
    if flt.need:
        query = query.where(needing(w, flt.need))
    return query


def _named(words: str) -> ColumnElement[bool]:
    """Match part of a name or of a link name in any case; link names have no accents, so "creme" finds "Crème"."""
    found = [col(Interviewer.title).icontains(words, autoescape=True)]
    if (plain := fold(words)) != words.lower():
        found.append(col(Interviewer.title).icontains(plain, autoescape=True))
    if any(ch.isalnum() for ch in plain):
        part = slugify(words.rstrip("/").rpartition("/")[2], 100)
        found.append(col(Interviewer.slug).contains(part, autoescape=True) & col(Interviewer.version_id).is_not(None))
    return or_(*found)


def _labelled(w: Work, labels: Collection[tuple[str, str]]) -> list[ColumnElement[bool]]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for key, value in labels:
        wanted[key].add(value)
    return label_queries.having(w, cast("ColumnElement[Any]", col(Interviewer.id)), wanted)


def needing(w: Work, need: str) -> ColumnElement[bool]:
    """Return the condition of one kind of attention; each reads a maintained figure along an index."""
    is_active = col(Interviewer.state) == InterviewerState.ACTIVE
    if need == "expiring":
        return is_active & col(Interviewer.deadline_at).between(w.now, w.now + EXPIRING)
    if need == "completion":
        low = select(col(InterviewerTotals.interviewer_id)).where(
            # As the index says it: SQLite recognizes a partial index by these very words.
            col(InterviewerTotals.workspace_id) == w.workspace_id,
            text("interviewer_totals.is_under_baseline"),
        )
        return is_active & col(Interviewer.id).in_(low)
    if need == "evaluations":
        waiting = select(col(InterviewerTotals.interviewer_id)).where(
            col(InterviewerTotals.workspace_id) == w.workspace_id, text("interviewer_totals.pending > 0")
        )
        return is_active & col(Interviewer.id).in_(waiting)
    if need == "budget":
        return is_active & col(Interviewer.budget_told_at).is_not(None)
    return false()


def page(w: Work, flt: InterviewerFilter, cursor: str = "", size: int = PAGE_SIZE) -> Page[InterviewerRow]:
    """Return one page of the list."""
    base = all_of_it = filtered(w, flt)
    is_searched = bool(flt.q.strip())
    by_count = flt.sort in ("most", "least")
    sort = cast("ColumnElement[Any]", col(Interviewer.invited) if by_count else col(Interviewer.created_at))
    row_id = cast("ColumnElement[Any]", col(Interviewer.id))
    shown: list[Any] = list(LINE_COLUMNS)
    if is_searched:
        # No index knows parts of names: every row is looked at, and once is enough for the page and for how many.
        hits = base.with_only_columns(row_id.label("id"), sort.label("sort")).cte("hits")
        base = select(Interviewer).join(hits, hits.c.id == row_id)
        sort, row_id = hits.c.sort, hits.c.id
        shown.append(select(func.count()).select_from(hits).scalar_subquery().label("number"))
    edge = _edge_from(Cursor.parse(cursor), is_moment=not by_count)
    is_down = flt.sort not in ("oldest", "least")
    query, backwards = keyset(base, sort, row_id, edge, descending=is_down, size=size)
    # The queries bypass the tenancy hook; `visible_to` wrote the workspace into them.
    found = list(columns(w.session, query.with_only_columns(*shown)))
    if is_searched and (found or edge.go in ("first", "last")):
        total = found[0].number if found else 0
    else:
        capped = all_of_it.with_only_columns(col(Interviewer.id)).limit(COUNT_CAP + 1).subquery()
        total = columns(w.session, select(func.count()).select_from(capped))[0][0]

    def edge_of(row: Any) -> tuple[int, int]:
        return row.invited if by_count else micros_of(row.created_at), row.id

    made = page_of(found, backwards, edge, total, edge_of, size)
    return replace(made, rows=rows_of(w, made.rows))


def _edge_from(cursor: Cursor, *, is_moment: bool) -> Cursor:
    if is_moment:
        return moment_edge(cursor)
    return cursor if cursor.go in ("first", "last") or is_number(cursor.value) else Cursor()


def titles(w: Work, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return public id and title of interviewers by their internal ids, for lists that point to them."""
    query = visible_to(w).where(col(Interviewer.id).in_(list(ids)))
    lean = query.with_only_columns(col(Interviewer.id), col(Interviewer.public_id), col(Interviewer.title))
    return {row_id: (public_id, title) for row_id, public_id, title in w.session.execute(lean)}


__all__ = [
    "NEEDS",
    "Counts",
    "InterviewerFilter",
    "InterviewerRow",
    "counts",
    "filtered",
    "link_of",
    "page",
    "pick",
    "pick_many",
    "rows_of",
    "titles",
    "visible_to",
]
