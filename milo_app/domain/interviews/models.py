"""Tables of interviews: what a candidate did, attempt by attempt."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from milo_app.core.db import UTC, Json, Tenant, text_enum
from milo_app.core.ids import public_id
from milo_app.domain.interviewers.plan import StageKind


class StageRunState(str, Enum):
    """A stage, for one candidate."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    KNOCKED_OUT = "knocked_out"


class FilePurpose(str, Enum):
    """Why a file was uploaded."""

    RESUME = "resume"
    ANSWER = "answer"


class TextState(str, Enum):
    """Whether the text of a file could be read."""

    WAITING = "waiting"
    READ = "read"
    UNREADABLE = "unreadable"


class CandidateSession(Tenant, table=True):
    """A candidate's browser: the digest of the `milo_candidate` cookie, bound to one application."""

    __tablename__ = "candidate_session"
    __table_args__ = (Index("ix_candidate_session_application", "application_id"),)

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    application_id: int = Field(foreign_key="application.id")
    is_proven: bool = Field(
        default=False, description="Opened by a mailed link: this browser's person reads the mailbox."
    )
    created_at: datetime = Field(sa_type=UTC)
    seen_at: datetime = Field(sa_type=UTC)
    expires_at: datetime = Field(sa_type=UTC)
    revoked_at: datetime | None = Field(default=None, sa_type=UTC)


class StageRun(Tenant, table=True):
    """One attempt at one stage."""

    __tablename__ = "stage_run"
    __table_args__ = (
        UniqueConstraint("application_id", "stage_id", "attempt"),
        Index("ix_stage_run_iv_invited", "interviewer_id", "invited_at", "kind"),
        Index("ix_stage_run_iv_started", "interviewer_id", "started_at", "kind"),
        Index("ix_stage_run_iv_completed", "interviewer_id", "completed_at", "kind"),
        Index("ix_stage_run_ws_completed", "workspace_id", "completed_at", "kind"),
    )

    id: int | None = Field(default=None, primary_key=True)
    interviewer_id: int = Field(foreign_key="interviewer.id")
    application_id: int = Field(foreign_key="application.id")
    stage_id: int = Field(foreign_key="stage.id")
    kind: StageKind = Field(sa_type=text_enum(StageKind))
    attempt: int = 1
    state: StageRunState = Field(default=StageRunState.NOT_STARTED, sa_type=text_enum(StageRunState))
    invited_at: datetime = Field(sa_type=UTC)
    started_at: datetime | None = Field(default=None, sa_type=UTC)
    completed_at: datetime | None = Field(default=None, sa_type=UTC)
    score: int | None = None
    passed: bool | None = None


class StoredFile(Tenant, table=True):
    """A file a candidate uploaded, with the text that was read from it."""

    __tablename__ = "stored_file"
    __table_args__ = (
        Index("ix_stored_file_application", "application_id"),
        Index("ix_stored_file_sha256", "sha256", "workspace_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    application_id: int = Field(foreign_key="application.id")
    question_id: int | None = Field(default=None, foreign_key="question.id")
    purpose: FilePurpose = Field(sa_type=text_enum(FilePurpose))
    name: str = Field(max_length=200)
    kind: str = Field(max_length=10)
    size: int
    sha256: str = Field(max_length=64)
    blob_key: str = Field(max_length=200)
    created_at: datetime = Field(sa_type=UTC)
    text_state: TextState = Field(default=TextState.WAITING, sa_type=text_enum(TextState))
    text: str = ""
    text_note: str = Field(default="", max_length=400, description="Why the text is missing or what was left out.")


class Answer(Tenant, table=True):
    """A question as it was put and the reply to it. `follow_up` is 0 for the question itself, then 1, 2, ...

    `body` is the reply as text (also for choices, numbers and dates, as shown); `value` holds it typed for the rules.
    An answer without `answered_at` was put but not yet answered: that is where the candidate resumes.
    """

    __table_args__ = (
        UniqueConstraint("stage_run_id", "question_id", "follow_up"),
        Index("ix_answer_application", "application_id"),
        Index("ix_answer_question", "question_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id")
    stage_run_id: int = Field(foreign_key="stage_run.id")
    question_id: int = Field(foreign_key="question.id")
    follow_up: int = 0
    prompt: str = Field(default="")
    body: str = Field(default="")
    value: dict[str, Any] = Field(default_factory=dict, sa_type=Json, description='{"v": ...} or empty')
    file_id: int | None = Field(default=None, foreign_key="stored_file.id")
    is_skipped: bool = False
    asked_at: datetime = Field(sa_type=UTC)
    answered_at: datetime | None = Field(default=None, sa_type=UTC)
