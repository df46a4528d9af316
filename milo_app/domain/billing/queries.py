"""Reading the ledger: balance, spend, and the credits of the top bar. Everything derives from the entries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import BigInteger, cast, func, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from milo_app.core.clock import zone
from milo_app.core.errors import Denied
from milo_app.core.money import exact
from milo_app.core.paging import chunks
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.billing.models import LedgerEntry

LOW_PERCENT = 90


@dataclass(frozen=True)
class CreditsView:
    """The credits of a workspace, in micro-units and as text; `has_credits` is False where none were granted."""

    used: int
    left: int
    granted: int
    percent_used: int
    month_micros: int
    currency: str
    used_text: str
    left_text: str
    month_text: str
    is_low: bool
    has_credits: bool


def _sum(w: Work, *where: ColumnElement[bool]) -> int:
    # PostgreSQL sums bigint as numeric; the cast keeps whole numbers on both databases.
    total = cast(func.coalesce(func.sum(col(LedgerEntry.micros)), 0), BigInteger)
    query = select(total).select_from(LedgerEntry).where(col(LedgerEntry.workspace_id) == w.workspace_id, *where)
    return int(w.session.execute(query).scalar_one())


def balance(w: Work) -> int:
    """Return what is left in micro-units: grants less spend. May be negative: work done is always booked."""
    return _sum(w)


def granted(w: Work) -> int:
    """Return the sum of all grants in micro-units."""
    return _sum(w, col(LedgerEntry.micros) > 0)


def spend(
    w: Work, since: datetime | None = None, until: datetime | None = None, *, interviewer_id: int | None = None
) -> int:
    """Return the spend in micro-units, 0 or more, from `since` (inclusive) to `until` (exclusive)."""
    where: list[ColumnElement[bool]] = [col(LedgerEntry.micros) < 0]
    if since is not None:
        where.append(col(LedgerEntry.at) >= since)
    if until is not None:
        where.append(col(LedgerEntry.at) < until)
    if interviewer_id is not None:
        where.append(col(LedgerEntry.interviewer_id) == interviewer_id)
    return -_sum(w, *where)


def spend_by_interviewer(w: Work, interviewer_ids: Collection[int] | None = None) -> dict[int, int]:
    """Return the spend of these interviewers (None: of all) in micro-units; who has none may be left out."""
    entry = LedgerEntry
    total = cast(func.sum(-col(entry.micros)), BigInteger)
    query = (
        select(col(entry.interviewer_id), total)
        .where(col(entry.workspace_id) == w.workspace_id, col(entry.micros) < 0, col(entry.interviewer_id).is_not(None))
        .group_by(col(entry.interviewer_id))
    )
    if interviewer_ids is None:
        return {row[0]: int(row[1]) for row in w.session.execute(query)}
    found: dict[int, int] = {}
    for some in chunks(interviewer_ids):
        rows = w.session.execute(query.where(col(entry.interviewer_id).in_(some)))
        found |= {row[0]: int(row[1]) for row in rows}
    return found


def month_start(moment: datetime, tz: str) -> datetime:
    """Return the first moment of the local month, in UTC."""
    place = zone(tz)
    return datetime.combine(moment.astimezone(place).date().replace(day=1), time(0), place).astimezone(moment.tzinfo)


def credits_view(w: Work) -> CreditsView:
    """Return the credits of this workspace for the top bar; the month is the local one of the workspace."""
    if not (w.actor.can("spend:read") or w.actor.can("billing:read")):
        raise Denied("Your role does not show spend.", do="Ask an admin of this workspace.")
    home = w.session.get(Workspace, w.workspace_id)
    currency, tz = (home.currency, home.tz) if home else ("USD", "UTC")
    given, used = granted(w), spend(w)
    month = spend(w, month_start(w.now, tz))
    percent = min(100, 100 * used // given) if given else (100 if used else 0)
    return CreditsView(
        used=used,
        left=given - used,
        granted=given,
        percent_used=percent,
        month_micros=month,
        currency=currency,
        used_text=exact(used, currency),
        left_text=exact(given - used, currency),
        month_text=exact(month, currency),
        is_low=given > 0 and percent >= LOW_PERCENT,
        has_credits=given > 0,
    )
