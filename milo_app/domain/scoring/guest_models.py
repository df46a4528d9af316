"""Tables of guest verdicts: a link to chosen answers of one candidate, and what a guest said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from milo_app.core.db import UTC, Json, Tenant, text_enum
from milo_app.core.ids import public_id
from milo_app.domain.candidates.team_models import VerdictValue


class GuestLink(Tenant, table=True):
    """A page without an account: chosen answers of one candidate. Only the digest of its token is stored."""

    __tablename__ = "guest_link"
    __table_args__ = (Index("ix_guest_link_application", "application_id"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    application_id: int = Field(foreign_key="application.id")
    token_hash: str = Field(max_length=64, unique=True)
    guest: str = Field(default="", max_length=120, description="For whom it is meant, in the team's words.")
    message: str = Field(default="", max_length=1000)
    questions: list[int] = Field(default_factory=list, sa_type=Json, description="Ids of the questions shown.")
    options: dict[str, Any] = Field(default_factory=dict, sa_type=Json, description="What else is shown.")
    is_blind: bool = False
    created_by: int | None = Field(default=None, foreign_key="app_user.id")
    created_at: datetime = Field(sa_type=UTC)
    expires_at: datetime = Field(sa_type=UTC)
    revoked_at: datetime | None = Field(default=None, sa_type=UTC)
    opened_at: datetime | None = Field(default=None, sa_type=UTC)


class GuestVerdict(Tenant, table=True):
    """What a guest said; one per link, which they may change until it expires."""

    __tablename__ = "guest_verdict"

    id: int | None = Field(default=None, primary_key=True)
    link_id: int = Field(foreign_key="guest_link.id", unique=True)
    name: str = Field(default="", max_length=120)
    value: VerdictValue = Field(sa_type=text_enum(VerdictValue))
    comment: str = Field(default="", max_length=2000)
    at: datetime = Field(sa_type=UTC)
