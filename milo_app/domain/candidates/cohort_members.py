"""Who is in a cohort: one keyset page at a time, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from milo_app.core.edges import is_number
from milo_app.core.paging import PAGE_SIZE, Cursor, Page, keyset, page_of
from milo_app.core.text import short_date
from milo_app.core.work import Work
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates.cohorts import pick
from milo_app.domain.candidates.listing import capped_count, joined
from milo_app.domain.candidates.models import Application
from milo_app.domain.candidates.queries import real, visible_to
from milo_app.domain.candidates.rows import ApplicationRow, rows_of
from milo_app.domain.candidates.team_models import CohortMember


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person in a cohort, with the application that brought them in, and when they came in and by whom."""

    row: ApplicationRow
    added: str
    by: str


def page(w: Work, public_id: str, cursor: str = "", size: int = PAGE_SIZE) -> Page[MemberRow]:
    """Return one page of the people of a cohort; raises `NotFound`."""
    cohort = pick(w, public_id)
    base = (
        real(visible_to(w))
        .join(CohortMember, col(CohortMember.application_id) == col(Application.id))
        .where(col(CohortMember.workspace_id) == w.workspace_id, col(CohortMember.cohort_id) == cohort.id)
    )
    edge = Cursor.parse(cursor)
    if edge.go in ("next", "prev") and not is_number(edge.value):
        edge = Cursor()
    member = cast("ColumnElement[Any]", col(CohortMember.id))
    narrow: Any = base.with_only_columns(member, col(Application.id))
    query, backwards = keyset(narrow, member, member, edge, descending=True, size=size)
    found = [(int(key), int(row_id)) for key, row_id in w.session.execute(query)]
    made = page_of(found, backwards, edge, capped_count(w, base), lambda line: (line[0], line[0]), size)
    rows = _rows(w, made.rows)
    return Page(rows, made.total, made.is_capped, made.start, made.next, made.prev, made.last)


def _rows(w: Work, found: list[tuple[int, int]]) -> list[MemberRow]:
    lines = rows_of(w, joined(w, [row_id for _, row_id in found]))
    query = (
        select(col(CohortMember.id), col(CohortMember.added_at), col(User.name))
        .outerjoin(User, col(User.id) == col(CohortMember.added_by))
        .where(col(CohortMember.workspace_id) == w.workspace_id, col(CohortMember.id).in_([key for key, _ in found]))
    )
    told = {key: (short_date(at, w.actor.tz, w.now), name or "") for key, at, name in w.session.execute(query)}
    return [MemberRow(line, *told[key]) for (key, _), line in zip(found, lines, strict=True)]
