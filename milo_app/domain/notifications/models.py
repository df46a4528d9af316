"""Tables of notifications."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from milo_app.core.db import UTC, Tenant


class Notification(Tenant, table=True):
    """Something one user is told. Rows of one `group_key` are shown as one line with a count while unread."""

    __table_args__ = (
        Index("ix_notification_user", "user_id", "read_at", "id"),
        Index("ix_notification_group", "user_id", "group_key", "read_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="app_user.id")
    kind: str = Field(max_length=40)
    title: str = Field(max_length=200)
    body: str = Field(default="", max_length=300)
    group_key: str = Field(default="", max_length=80)
    count: int = 1
    interviewer_id: int | None = Field(default=None, foreign_key="interviewer.id")
    application_id: int | None = Field(default=None, foreign_key="application.id")
    created_at: datetime = Field(sa_type=UTC)
    read_at: datetime | None = Field(default=None, sa_type=UTC)
