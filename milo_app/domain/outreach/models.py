"""Tables of outreach: every message, as its reader gets it."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from milo_app.core.db import UTC, Tenant, text_enum
from milo_app.core.ids import public_id


class MessageState(str, Enum):
    """Where a message stands. `simulated` went to the dev mailbox and nowhere else."""

    QUEUED = "queued"
    SENT = "sent"
    SIMULATED = "simulated"
    FAILED = "failed"


class Message(Tenant, table=True):
    """One mail. `mime` is what was handed to the transport, byte for byte.

    A link in an `is_secret` one opens an account or an interview: its words are kept sealed in `mime`,
    and dropped once it was sent.
    """

    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_message_ws", "workspace_id", "id"),
        Index("ix_message_application", "application_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    kind: str = Field(
        max_length=40, description="invitation, resume_link, completion, password_reset, sign_in_link, ..."
    )
    key: str = Field(max_length=120, description="One message per cause: a retry does not make a second row.")
    to_address: str = Field(max_length=254)
    to_name: str = Field(default="", max_length=200)
    subject: str = Field(max_length=200)
    text: str = ""
    html: str = ""
    application_id: int | None = Field(default=None, foreign_key="application.id")
    user_id: int | None = Field(default=None, foreign_key="app_user.id")
    is_secret: bool = False
    state: MessageState = Field(default=MessageState.QUEUED, sa_type=text_enum(MessageState))
    transport: str = Field(default="", max_length=40)
    error: str = Field(default="", max_length=500)
    created_at: datetime = Field(sa_type=UTC)
    sent_at: datetime | None = Field(default=None, sa_type=UTC)
    mime: str = ""


class CompletionNotice(Tenant, table=True):
    """A completed interview that a subscriber is to be mailed about, alone or in a digest."""

    __tablename__ = "completion_notice"
    __table_args__ = (
        UniqueConstraint("user_id", "application_id", "attempt"),
        Index("ix_completion_notice_due", "sent_at", "due_at"),
        Index("ix_completion_notice_recent", "user_id", "interviewer_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="app_user.id")
    interviewer_id: int = Field(foreign_key="interviewer.id")
    application_id: int = Field(foreign_key="application.id")
    attempt: int = 1
    at: datetime = Field(sa_type=UTC, description="When the interview was completed.")
    due_at: datetime = Field(
        sa_type=UTC, description="When it is mailed: at once, or at the end of the digest's window."
    )
    is_digest: bool = False
    sent_at: datetime | None = Field(default=None, sa_type=UTC)
