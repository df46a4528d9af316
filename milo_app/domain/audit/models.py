"""Tables of the audit log: the chain, and beside it the personal details that erasure may remove."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from milo_app.core.db import UTC, Json, Tenant


class AuditEntry(Tenant, table=True):
    """One fact. `hash` covers the row and `prev_hash`, so a changed or missing row is found at its place."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        UniqueConstraint("workspace_id", "seq"),
        Index("ix_audit_entry_object", "workspace_id", "object_kind", "object_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    seq: int
    at: datetime = Field(sa_type=UTC)
    actor_kind: str = Field(max_length=12)
    actor_id: int | None = None
    action: str = Field(max_length=60)
    object_kind: str = Field(default="", max_length=40)
    object_id: str = Field(default="", max_length=40)
    body_mac: str = Field(max_length=64, description="HMAC of the details under their salt; holds after erasure too.")
    prev_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class AuditDetail(Tenant, table=True):
    """The details of an entry (names, before and after): removable without breaking the chain."""

    __tablename__ = "audit_detail"

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="audit_entry.id", unique=True)
    salt: str = Field(max_length=43)
    body: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
