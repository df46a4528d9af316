"""Everything that leaves the house, and every piece of slow work, is a row here first.

A row is written in the transaction of its cause, claimed by a worker with a lease and a fence, and finished under that
fence, so that a worker that lost its lease cannot overwrite the one that took over. Kinds whose effect must not happen
twice (SMS, calls) write `sending` before the provider is called; a reclaimed `sending` row goes to the handler's
`reconcile` instead of being sent again. Times are the application's clock, in UTC.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Protocol

from sqlalchemy import Index, UniqueConstraint, or_, select, text, update
from sqlmodel import Field, Session, SQLModel, col

from milo_app.core.db import UTC, Json, text_enum
from milo_app.core.work import Work

MAX_ATTEMPTS = 8


class OutboxState(str, Enum):
    """Where a row stands."""

    DUE = "due"
    LEASED = "leased"
    SENDING = "sending"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"


class OutboxItem(SQLModel, table=True):
    """One thing to do. `workspace_id` is None for the installation itself (a password reset)."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_outbox_due", "due_at", sqlite_where=text("state = 'due'"), postgresql_where=text("state = 'due'")),
        Index(
            "ix_outbox_leased",
            "lease_until",
            sqlite_where=text("state IN ('leased','sending')"),
            postgresql_where=text("state IN ('leased','sending')"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int | None = Field(default=None, foreign_key="workspace.id", index=True)
    kind: str = Field(max_length=40)
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    key: str | None = Field(default=None, max_length=120)
    state: OutboxState = Field(default=OutboxState.DUE, sa_type=text_enum(OutboxState))
    due_at: datetime = Field(sa_type=UTC)
    created_at: datetime = Field(sa_type=UTC)
    done_at: datetime | None = Field(default=None, sa_type=UTC)
    attempts: int = 0
    lease_owner: str = Field(default="", max_length=64)
    lease_until: datetime | None = Field(default=None, sa_type=UTC)
    fence: int = 0
    error: str = Field(default="", max_length=1000)


class Handler(Protocol):
    """Does the work of one kind. It runs outside any transaction and opens its own."""

    def __call__(self, item: Claimed) -> None:
        """Do it, or raise. `Retry` asks for another try at a time; `GiveUp` ends it with a reason."""
        ...


@dataclass(frozen=True)
class Claimed:
    """What a worker holds: a copy of the row and the fence that it must show at the end."""

    id: int
    workspace_id: int | None
    kind: str
    payload: dict[str, Any]
    attempts: int
    fence: int
    was_sending: bool


class Retry(Exception):
    """Try again after `after`; the reason is kept on the row."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class GiveUp(Exception):
    """It cannot succeed; the reason is kept on the row and shown to people."""


def enqueue(
    w: Work, kind: str, payload: dict[str, Any], *, due_at: datetime | None = None, key: str | None = None
) -> None:
    """Add a thing to do in this transaction; with a `key` that exists already, nothing is added."""
    if key is not None and w.session.execute(select(col(OutboxItem.id)).where(col(OutboxItem.key) == key)).first():
        return
    w.session.add(
        OutboxItem(
            workspace_id=w.actor.workspace_id,
            kind=kind,
            payload=payload,
            key=key,
            due_at=due_at or w.now,
            created_at=w.now,
        )
    )
    w.after_commit(nudge)


_nudges: list[Callable[[], None]] = []


def on_nudge(action: Callable[[], None]) -> None:
    """Call the action whenever something due was added (the worker listens, so that nobody waits for the next tick)."""
    _nudges.append(action)


def nudge() -> None:
    """Wake the workers of this process."""
    for action in _nudges:
        action()


def claim(
    session: Session,
    owner: str,
    now: datetime,
    *,
    kinds: list[str],
    limit: int = 20,
    lease: timedelta = timedelta(seconds=120),
) -> list[Claimed]:
    """Lease up to `limit` due or abandoned rows to `owner` and return them. The caller commits."""
    if not kinds:
        return []
    abandoned = col(OutboxItem.state).in_([OutboxState.LEASED, OutboxState.SENDING]) & (
        col(OutboxItem.lease_until) < now
    )
    due = (col(OutboxItem.state) == OutboxState.DUE) & (col(OutboxItem.due_at) <= now)
    rows = session.execute(
        select(OutboxItem)
        .where(col(OutboxItem.kind).in_(kinds), or_(due, abandoned))
        .order_by(col(OutboxItem.due_at))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).scalars()
    taken: list[Claimed] = []
    for row in rows:
        was_sending = row.state == OutboxState.SENDING
        row.state = OutboxState.LEASED
        row.lease_owner = owner
        row.lease_until = now + lease
        row.fence += 1
        row.attempts += 1
        assert row.id is not None
        taken.append(
            Claimed(row.id, row.workspace_id, row.kind, dict(row.payload), row.attempts, row.fence, was_sending)
        )
        session.add(row)
    session.flush()
    return taken


def anything_due(session: Session, now: datetime, kinds: list[str]) -> bool:
    """Return whether a claim would find something: a read, so that idle ticks do not queue behind writers."""
    waiting = (col(OutboxItem.state) == OutboxState.DUE) & (col(OutboxItem.due_at) <= now)
    abandoned = col(OutboxItem.state).in_([OutboxState.LEASED, OutboxState.SENDING]) & (
        col(OutboxItem.lease_until) < now
    )
    query = select(col(OutboxItem.id)).where(col(OutboxItem.kind).in_(kinds), or_(waiting, abandoned)).limit(1)
    return session.execute(query).first() is not None


def mark_sending(session: Session, item: Claimed) -> bool:
    """Write `sending` before a provider is called; False when the lease was lost. The caller commits."""
    return _settle(session, item, state=OutboxState.SENDING)


def finish(session: Session, item: Claimed, now: datetime) -> bool:
    """Mark the row done under its fence; False when the lease was lost. The caller commits."""
    return _settle(session, item, state=OutboxState.DONE, done_at=now, error="", lease_until=None)


def fail(
    session: Session, item: Claimed, now: datetime, reason: str, *, after: timedelta | None = None, final: bool = False
) -> bool:
    """Put the row back with growing, jittered delay, or end it when final or tried too often. The caller commits."""
    if final or item.attempts >= MAX_ATTEMPTS:
        return _settle(session, item, state=OutboxState.FAILED, error=reason[:1000], done_at=now, lease_until=None)
    wait = after or timedelta(seconds=min(3600, 2**item.attempts) * random.uniform(0.5, 1.5))  # noqa: S311 (jitter, no secret)
    return _settle(session, item, state=OutboxState.DUE, error=reason[:1000], due_at=now + wait, lease_until=None)


def extend(session: Session, item: Claimed, until: datetime) -> bool:
    """Keep a row longer while its work goes on; False when the lease was lost. The caller commits."""
    return _settle(session, item, lease_until=until)


def mark_unknown(session: Session, item: Claimed, now: datetime, reason: str) -> bool:
    """Say that nobody knows whether it was sent, so that a person decides. The caller commits."""
    return _settle(session, item, state=OutboxState.UNKNOWN, error=reason[:1000], done_at=now, lease_until=None)


def _settle(session: Session, item: Claimed, **values: Any) -> bool:
    done = session.execute(
        update(OutboxItem).where(col(OutboxItem.id) == item.id, col(OutboxItem.fence) == item.fence).values(**values)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]
