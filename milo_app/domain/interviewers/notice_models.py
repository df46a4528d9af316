"""How a member is told about one interviewer, where that differs from their settings."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from milo_app.core.db import UTC, Tenant, text_enum


class NoticeLevel(str, Enum):
    """What of an interviewer reaches a member: only what needs somebody, or nothing."""

    URGENT = "urgent"
    MUTED = "muted"


class InterviewerNotice(Tenant, table=True):
    """One member's exception for one interviewer; no row means: as in their settings."""

    __tablename__ = "interviewer_notice"
    __table_args__ = (UniqueConstraint("interviewer_id", "user_id"), Index("ix_interviewer_notice_user", "user_id"))

    id: int | None = Field(default=None, primary_key=True)
    interviewer_id: int = Field(foreign_key="interviewer.id")
    user_id: int = Field(foreign_key="app_user.id")
    level: NoticeLevel = Field(sa_type=text_enum(NoticeLevel))
    created_at: datetime = Field(sa_type=UTC)
