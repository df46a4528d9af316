"""Tables of notifications: the lines of the bell, devices for push, addresses of chats, and what was posted there."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

import sqlalchemy as sa
from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from milo_app.core.db import UTC, Json, Tenant, text_enum
from milo_app.core.ids import public_id


class Notification(Tenant, table=True):
    """Something one user is told. Rows of one `group_key` are shown as one line with a count while unread.

    From two on, `{n}` in the title stands for the count.
    """

    __table_args__ = (
        Index("ix_notification_user", "user_id", "read_at", "id"),
        Index("ix_notification_group", "user_id", "group_key", "read_at"),
        Index("ix_notification_ws_group", "workspace_id", "group_key", "read_at"),
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
    created_at: datetime = Field(sa_type=UTC, description="When it last grew.")
    read_at: datetime | None = Field(default=None, sa_type=UTC)
    is_listed: bool = Field(
        default=True,
        sa_column_kwargs={"server_default": sa.true()},
        description="Whether the bell shows it; a line may be for push or mail alone.",
    )
    rev: int = Field(default=1, sa_column_kwargs={"server_default": "1"}, description="Grows with the line.")
    spread_rev: int = Field(
        default=0,
        sa_column_kwargs={"server_default": "1"},
        description="What of it push, mail and chats have heard; lines from before there were any are through.",
    )
    mail_at: datetime | None = Field(
        default=None, sa_type=UTC, description="When it is to be mailed; empty: it is not, or was."
    )


class PushDevice(Tenant, table=True):
    """A browser that a member wants to be pushed to. What a push service needs is kept sealed."""

    __tablename__ = "push_device"
    __table_args__ = (
        UniqueConstraint("workspace_id", "endpoint_hash"),
        Index("ix_push_device_user", "workspace_id", "user_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    user_id: int = Field(foreign_key="app_user.id")
    session_id: int | None = Field(
        default=None, description="The sign-in in which it was last seen: signing out of it removes the device."
    )
    name: str = Field(max_length=80)
    endpoint_hash: str = Field(max_length=64)
    sealed: str = Field(description="Endpoint and keys, encrypted.")
    host: str = Field(default="", max_length=120, description="The push service, for people.")
    created_at: datetime = Field(sa_type=UTC)
    told_at: datetime | None = Field(default=None, sa_type=UTC)
    error: str = Field(default="", max_length=300)


class ChatKind(str, Enum):
    """Which chat an address belongs to."""

    SLACK = "slack"
    TEAMS = "teams"


class ChannelWebhook(Tenant, table=True):
    """An address at which a chat takes messages: a member's own, or (without a user) one of the workspace."""

    __tablename__ = "channel_webhook"
    __table_args__ = (Index("ix_channel_webhook_user", "workspace_id", "user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    user_id: int | None = Field(default=None, foreign_key="app_user.id")
    interviewer_id: int | None = Field(
        default=None, foreign_key="interviewer.id", description="Only this interviewer; empty: all."
    )
    kind: ChatKind = Field(sa_type=text_enum(ChatKind))
    name: str = Field(max_length=80)
    sealed: str = Field(description="The address, encrypted: whoever holds it can post.")
    host: str = Field(default="", max_length=120)
    tail: str = Field(default="", max_length=4, description="The last four signs, so that people know it again.")
    topics: list[str] = Field(default_factory=list, sa_type=Json)
    is_paused: bool = False
    created_by: int | None = Field(default=None, foreign_key="app_user.id")
    created_at: datetime = Field(sa_type=UTC)
    told_at: datetime | None = Field(default=None, sa_type=UTC)
    error: str = Field(default="", max_length=300)


class PostState(str, Enum):
    """Where a message to a chat stands. `unknown`: it was being sent when the server stopped."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


class ChannelPost(Tenant, table=True):
    """One message to a chat. While it waits, more of the same grows it."""

    __tablename__ = "channel_post"
    __table_args__ = (
        Index("ix_channel_post_group", "webhook_id", "group_key", "state"),
        Index("ix_channel_post_recent", "webhook_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    webhook_id: int = Field(foreign_key="channel_webhook.id")
    kind: str = Field(max_length=40)
    group_key: str = Field(default="", max_length=80)
    title: str = Field(max_length=200)
    body: str = Field(default="", max_length=300)
    count: int = 1
    interviewer_id: int | None = Field(default=None, foreign_key="interviewer.id")
    application_id: int | None = Field(default=None, foreign_key="application.id")
    state: PostState = Field(default=PostState.WAITING, sa_type=text_enum(PostState))
    created_at: datetime = Field(sa_type=UTC)
    sent_at: datetime | None = Field(default=None, sa_type=UTC)
    error: str = Field(default="", max_length=300)
