"""A lease row lets one of several processes do a job: who holds it, until when, and under which fence."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import Field, Session, SQLModel

from milo_app.core.db import UTC


class Lease(SQLModel, table=True):
    """The holder of a named job."""

    name: str = Field(primary_key=True, max_length=60)
    owner: str = Field(max_length=64)
    until: datetime = Field(sa_type=UTC)
    fence: int = 1


_TAKE = text(
    "INSERT INTO lease (name, owner, until, fence) VALUES (:name, :owner, :until, 1) "
    "ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until, "
    "fence = lease.fence + CASE WHEN lease.owner = excluded.owner THEN 0 ELSE 1 END "
    "WHERE lease.owner = excluded.owner OR lease.until < :now RETURNING fence"
).bindparams()


def take(session: Session, name: str, owner: str, now: datetime, ttl: timedelta) -> int | None:
    """Take or renew a lease and return its fence; None while another holds it. The caller commits."""
    dialect = session.get_bind().dialect
    kind = UTC()
    row = session.execute(
        _TAKE,
        {
            "name": name,
            "owner": owner,
            "until": kind.process_bind_param(now + ttl, dialect),
            "now": kind.process_bind_param(now, dialect),
        },
    ).first()
    return int(row[0]) if row else None
