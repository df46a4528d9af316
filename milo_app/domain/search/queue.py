"""The queue of what changed: its numbers, what comes after one, and how it is kept short.

A number says up to where an index stands. On SQLite it is the row's own, since one writer commits after the other. On
PostgreSQL rows commit in another order than they are numbered, so there it is the number of the transaction, and only
transactions below the oldest one that still runs are taken: none of those can come later.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import Executable, bindparam, delete, func, select, text
from sqlmodel import col

from milo_app.core.db import is_sqlite
from milo_app.core.work import Work
from milo_app.domain.search.models import SearchChange, SearchForgotten, SearchStill

KEPT = timedelta(days=7)
WORKSPACE = "workspace"
"""The kind of a row that stands for everything of a workspace."""


@dataclass(frozen=True, slots=True, order=True)
class Changed:
    """A thing that changed, by ids alone."""

    workspace_id: int
    kind: str
    doc_id: int


@dataclass(frozen=True, slots=True)
class Batch:
    """What comes next, each thing once, and the number up to which an index stands when it has taken all of it."""

    things: tuple[Changed, ...] = ()
    upto: int = 0


@dataclass(frozen=True, slots=True)
class Depth:
    """How many rows wait and since when; `waiting` counts up to 10,000."""

    waiting: int = 0
    oldest: datetime | None = None


MOST_COUNTED = 10_000


def newest(w: Work) -> int:
    """Return the number up to which every change is committed: whoever reads everything after this stands there."""
    if is_sqlite(w.session):
        query = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'search_outbox'"
    else:
        query = "SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint) - 1"
    return int(w.session.connection().execute(text(query)).scalar_one())


def can_catch_up(w: Work, number: int) -> bool:
    """Return whether an index that stands at this number can go on: nothing after it is gone, and it is no number yet to come."""
    forgotten = w.session.scalar(select(col(SearchForgotten.upto)).where(col(SearchForgotten.id) == 1)) or 0
    if number < forgotten:
        return False
    if is_sqlite(w.session):
        return number <= newest(w)
    ahead = text("SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint)")
    return number <= int(w.session.connection().execute(ahead).scalar_one())


def after(w: Work, number: int, limit: int = 500) -> Batch:
    """Return what comes after a number. All of one transaction of PostgreSQL stays together, however large it is."""
    by = col(SearchChange.id) if is_sqlite(w.session) else col(SearchChange.xid)
    query = (
        select(by, col(SearchChange.workspace_id), col(SearchChange.kind), col(SearchChange.doc_id))
        .where(by > number)
        .order_by(by, col(SearchChange.id))
    )
    if not is_sqlite(w.session):
        query = query.where(by <= newest(w))
    rows = w.session.connection().execute(query.limit(limit + 1)).all()
    if not rows:
        return Batch()
    if len(rows) > limit:
        last = rows[limit - 1][0]
        if rows[limit][0] != last:
            rows = rows[:limit]
        elif rows[0][0] != last:
            rows = [row for row in rows if row[0] != last]
        else:
            rows = w.session.connection().execute(query.where(by == last)).all()
    return Batch(tuple(sorted({Changed(row[1], row[2], row[3]) for row in rows})), int(rows[-1][0] or 0))


def waiting(w: Work, number: int, limit: int = 50) -> list[Changed]:
    """Return the newest things of this workspace that an index which stands at a number has not taken yet."""
    given = {"number": number, "home": w.workspace_id, "most": limit}
    rows = w.session.connection().execute(_waiting_query(is_lite=is_sqlite(w.session)), given)
    return list(dict.fromkeys(Changed(*row) for row in rows))


@lru_cache(maxsize=2)
def _waiting_query(*, is_lite: bool) -> Executable:
    by = col(SearchChange.id) if is_lite else col(SearchChange.xid)
    return (
        select(col(SearchChange.workspace_id), col(SearchChange.kind), col(SearchChange.doc_id))
        .where(
            by > bindparam("number"),
            col(SearchChange.workspace_id) == bindparam("home"),
            col(SearchChange.kind) != WORKSPACE,
        )
        .order_by(by.desc(), col(SearchChange.id).desc())
        .limit(bindparam("most"))
    )


def depth(w: Work, number: int) -> Depth:
    """Return how much waits behind a number."""
    by = col(SearchChange.id) if is_sqlite(w.session) else col(SearchChange.xid)
    some = select(by.label("number")).where(by > number).order_by(by).limit(MOST_COUNTED).subquery()
    count = int(w.session.connection().execute(select(func.count()).select_from(some)).scalar_one())
    first = select(col(SearchChange.created_at)).where(by > number).order_by(by, col(SearchChange.id)).limit(1)
    return Depth(count, w.session.connection().execute(first).scalar_one_or_none() if count else None)


def since(w: Work, moment: datetime | None) -> Depth:
    """Return what came after a moment: how much waits for an index that cannot be asked where it stands."""
    late = col(SearchChange.created_at) > moment if moment else col(SearchChange.id) > 0
    some = select(col(SearchChange.id)).where(late).limit(MOST_COUNTED).subquery()
    count = int(w.session.connection().execute(select(func.count()).select_from(some)).scalar_one())
    first = select(func.min(col(SearchChange.created_at))).where(late)
    return Depth(count, w.session.connection().execute(first).scalar_one_or_none() if count else None)


def put(w: Work, things: list[Changed]) -> None:
    """Put things into the queue by hand: what is to be tried again, or all of a workspace."""
    xid = None
    if not is_sqlite(w.session):
        current = text("SELECT CAST(CAST(pg_current_xact_id() AS text) AS bigint)")
        xid = int(w.session.connection().execute(current).scalar_one())
    for one in things:
        w.session.add(
            SearchChange(workspace_id=one.workspace_id, kind=one.kind, doc_id=one.doc_id, xid=xid, created_at=w.now)
        )
    w.session.flush()


def put_workspace(w: Work) -> None:
    """Let all of this workspace be indexed again."""
    put(w, [Changed(w.workspace_id, WORKSPACE, 0)])


@contextmanager
def held_still(w: Work) -> Iterator[None]:
    """Write rows in bulk without a row of the queue for each: all of the workspace is put there instead."""
    w.session.add(SearchStill())
    w.session.flush()
    yield
    w.session.flush()
    w.session.connection().execute(delete(SearchStill))
    put_workspace(w)


def forget_old(w: Work) -> int:
    """Delete rows of more than a week ago and remember up to where; return how many went."""
    by = col(SearchChange.id) if is_sqlite(w.session) else col(SearchChange.xid)
    past = w.now - KEPT
    last = (
        w.session.connection()
        .execute(select(func.max(by)).where(col(SearchChange.created_at) < past))
        .scalar_one_or_none()
    )
    if last is None:
        return 0
    gone = w.session.connection().execute(delete(SearchChange).where(by <= last, col(SearchChange.created_at) < past))
    row = w.session.get(SearchForgotten, 1) or SearchForgotten()
    row.upto = max(row.upto, int(last))
    w.session.add(row)
    w.session.flush()
    return int(gone.rowcount)
