"""What a member is told about and how: their own choices in one workspace."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from milo_app.core.db import UTC, Json, Tenant, text_enum


class Digest(str, Enum):
    """How often a member is mailed."""

    AT_ONCE = "at_once"
    HOURLY = "hourly"
    DAILY = "daily"


class NoticePreference(Tenant, table=True):
    """The choices of one member. `matrix` holds only what differs from the defaults: `{topic: {channel: bool}}`."""

    __tablename__ = "notice_preference"
    __table_args__ = (UniqueConstraint("workspace_id", "user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="app_user.id")
    matrix: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    digest: Digest = Field(default=Digest.AT_ONCE, sa_type=text_enum(Digest))
    quiet_from: str = Field(default="", max_length=5, description="HH:MM in the member's zone; empty: no quiet hours.")
    quiet_to: str = Field(default="", max_length=5)
    has_sound: bool = False
    changed_at: datetime = Field(sa_type=UTC)
