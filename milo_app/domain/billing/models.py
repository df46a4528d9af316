"""The ledger."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import BigInteger, Field

from milo_app.core.db import UTC, Tenant


class LedgerEntry(Tenant, table=True):
    """A grant (positive) or spend (negative) in micro-units. Append-only; `source_key` makes a retry harmless."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        UniqueConstraint("source_key"),
        Index("ix_ledger_entry_ws_at", "workspace_id", "at"),
        Index("ix_ledger_entry_interviewer", "interviewer_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UTC)
    service: str = Field(max_length=24, description="grant, resume, form, web_interview or compose")
    micros: int = Field(sa_type=BigInteger)
    currency: str = Field(max_length=3)
    interviewer_id: int | None = Field(default=None, foreign_key="interviewer.id")
    application_id: int | None = Field(default=None, foreign_key="application.id")
    source_key: str = Field(max_length=120)
    note: str = Field(default="", max_length=200)
