"""Tiers of analytics (data.md section 2). All of them can be rebuilt from raw rows."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import BigInteger, Date, Field

from milo_app.core.db import UTC, Tenant


class RollupDay(Tenant, table=True):
    """Counts of an interviewer on a local day of the workspace's zone. Event-time counts; tests are left out."""

    __tablename__ = "rollup_day"
    __table_args__ = (Index("ix_rollup_day_ws", "workspace_id", "day"),)

    interviewer_id: int = Field(primary_key=True, foreign_key="interviewer.id")
    day: date = Field(primary_key=True, sa_type=Date)
    invited: int = 0
    started: int = 0
    completed: int = 0
    invited_completed: int = Field(default=0, description="Of those invited on this day, how many are complete by now.")
    scored: int = 0
    score_sum: int = 0
    spend_micros: int = Field(default=0, sa_type=BigInteger)


class RollupDirty(Tenant, table=True):
    """A cell to recompute. No unique key on purpose: a mark made while a recompute runs must not be lost."""

    __tablename__ = "rollup_dirty"

    id: int | None = Field(default=None, primary_key=True)
    interviewer_id: int
    at: datetime = Field(sa_type=UTC, description="A moment in the day whose figures changed.")
