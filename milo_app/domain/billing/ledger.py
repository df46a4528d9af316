"""Reading the ledger line by line, and what each service cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import BigInteger, ColumnElement, func, select
from sqlalchemy import cast as as_type
from sqlmodel import col

from milo_app.core.edges import micros_of, moment_edge
from milo_app.core.errors import Denied
from milo_app.core.money import exact, sign_of
from milo_app.core.paging import COUNT_CAP, PAGE_SIZE, Cursor, Page, keyset, page_of
from milo_app.core.text import full_time
from milo_app.core.work import Work
from milo_app.domain.billing.models import LedgerEntry
from milo_app.domain.billing.prices import SERVICE_WORDS

SMALLEST_SHOWN = 10_000
"""A cent in micro-units: smaller amounts are written with six decimals, so that they are not all $0.00."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One entry; `interviewer_id` is internal."""

    at: str
    service: str
    words: str
    amount: str
    is_grant: bool
    note: str
    interviewer_id: int | None


@dataclass(frozen=True, slots=True)
class ServiceSpend:
    """What one service cost, in micro-units (positive), with the number of entries."""

    service: str
    words: str
    micros: int
    amount: str
    entries: int


def _allowed(w: Work) -> None:
    if not (w.actor.can("spend:read") or w.actor.can("billing:read")):
        raise Denied("Your role does not show spend.", do="Ask an admin of this workspace.")


def amount(micros: int, currency: str) -> str:
    """Write an amount exactly: two decimals, six where it is less than a cent."""
    if 0 < abs(micros) < SMALLEST_SHOWN:
        return f"{'-' if micros < 0 else ''}{sign_of(currency)}0.{abs(micros):06d}"
    return exact(micros, currency)


def entries(w: Work, cursor: str = "", size: int = PAGE_SIZE) -> Page[LedgerRow]:
    """Return a page of the ledger, newest first. Needs spend:read or billing:read."""
    _allowed(w)
    edge = moment_edge(Cursor.parse(cursor))
    # A count over a subquery is no ORM statement, so the tenancy hook does not see it: the workspace stands here.
    mine = select(col(LedgerEntry.id)).where(col(LedgerEntry.workspace_id) == w.workspace_id)
    total = w.session.execute(select(func.count()).select_from(mine.limit(COUNT_CAP + 1).subquery())).scalar_one()
    at = cast("ColumnElement[Any]", col(LedgerEntry.at))
    number = cast("ColumnElement[Any]", col(LedgerEntry.id))
    query, backwards = keyset(select(LedgerEntry), at, number, edge, descending=True, size=size)
    found = list(w.session.execute(query).scalars())
    made = page_of(found, backwards, edge, total, lambda row: (micros_of(row.at), row.id), size)
    rows = [_row(w, row) for row in made.rows]
    return Page(rows, made.total, made.is_capped, made.start, made.next, made.prev, made.last)


def _row(w: Work, row: LedgerEntry) -> LedgerRow:
    return LedgerRow(
        at=full_time(row.at, w.actor.tz),
        service=row.service,
        words=SERVICE_WORDS.get(row.service, row.service),
        amount=amount(row.micros, row.currency),
        is_grant=row.micros > 0,
        note=row.note,
        interviewer_id=row.interviewer_id,
    )


def by_service(w: Work, since: datetime | None = None) -> list[ServiceSpend]:
    """Return the spend per service from `since` on, the dearest first; services that cost nothing are left out."""
    _allowed(w)
    total = as_type(func.sum(col(LedgerEntry.micros)), BigInteger)
    query = (
        select(col(LedgerEntry.service), col(LedgerEntry.currency), total, func.count())
        .where(col(LedgerEntry.workspace_id) == w.workspace_id, col(LedgerEntry.micros) < 0)
        .group_by(col(LedgerEntry.service), col(LedgerEntry.currency))
    )
    if since is not None:
        query = query.where(col(LedgerEntry.at) >= since)
    rows = [
        ServiceSpend(service, SERVICE_WORDS.get(service, service), -int(micros), amount(-int(micros), currency), number)
        for service, currency, micros, number in w.session.execute(query)
    ]
    return sorted(rows, key=lambda row: -row.micros)
