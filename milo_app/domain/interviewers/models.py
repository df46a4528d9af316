"""Tables of interviewers: the row people see, and the frozen versions that answers and scores point to."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Index, UniqueConstraint
from sqlmodel import BigInteger, Field

from milo_app.core.db import UTC, Json, Tenant, text_enum
from milo_app.core.ids import public_id
from milo_app.domain.interviewers.plan import QuestionKind, StageKind


class InterviewerState(str, Enum):
    """draft -> active -> expired -> active (extend); active or expired -> archived -> back by the deadline."""

    DRAFT = "draft"
    ACTIVE = "active"
    EXPIRED = "expired"
    ARCHIVED = "archived"


class Interviewer(Tenant, table=True):
    """The AI agent for one role (API: posting)."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "slug"),
        Index("ix_interviewer_ws_state", "workspace_id", "state", "id"),
        Index("ix_interviewer_ws_created", "workspace_id", "state", "created_at", "id"),
        Index("ix_interviewer_ws_invited", "workspace_id", "state", "invited", "id"),
        Index("ix_interviewer_ws_deadline", "workspace_id", "state", "deadline_at"),
        Index("ix_interviewer_deadline", "state", "deadline_at"),
        Index(
            "ix_interviewer_paused",
            "workspace_id",
            "state",
            sqlite_where=sa.text("budget_told_at IS NOT NULL"),
            postgresql_where=sa.text("budget_told_at IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    title: str = Field(max_length=200)
    slug: str = Field(max_length=100)
    state: InterviewerState = Field(default=InterviewerState.DRAFT, sa_type=text_enum(InterviewerState))
    department: str = Field(default="", max_length=80)
    persona: str = Field(default="Sarah", max_length=100)
    language: str = Field(default="en", max_length=12)
    description: str = Field(default="", description="The job description as pasted; never read out to candidates.")
    draft: dict[str, Any] = Field(default_factory=dict, sa_type=Json, description="The plan being edited.")
    draft_rev: int = Field(default=0, description="Grows with each save; a writer with an older number is told.")
    version_id: int | None = Field(default=None, description="The published version that new candidates get.")
    is_demo: bool = Field(default=False, description="Made by the demo writer; goes away with the demo data.")
    created_by: int | None = Field(default=None, foreign_key="app_user.id")
    created_at: datetime = Field(sa_type=UTC)
    activated_at: datetime | None = Field(default=None, sa_type=UTC)
    deadline_at: datetime | None = Field(default=None, sa_type=UTC)
    expired_at: datetime | None = Field(default=None, sa_type=UTC)
    archived_at: datetime | None = Field(default=None, sa_type=UTC)
    max_retakes: int = Field(default=0, ge=0, le=10)
    retake_cooldown_days: int = Field(default=0, ge=0)
    budget_micros: int | None = Field(default=None, sa_type=BigInteger)
    invited: int = Field(
        default=0,
        sa_column_kwargs={"server_default": "0"},
        description="Repeats the totals, so that lists are sorted by it along an index.",
    )
    budget_told_at: datetime | None = Field(
        default=None, sa_type=UTC, description="When the subscribers were told that this budget is used up."
    )
    budget_near_at: datetime | None = Field(
        default=None, sa_type=UTC, description="When people were told that four fifths of this budget are spent."
    )
    listed_version_id: int | None = Field(
        default=None, description="The version whose stages the cells of its candidates follow; a job catches up."
    )
    list_columns: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=Json,
        sa_column_kwargs={"server_default": "{}"},
        description="The columns of its candidates list that the team sees unless a member chose others.",
    )
    remind_days: int = Field(
        default=2,
        ge=0,
        le=14,
        sa_column_kwargs={"server_default": "2"},
        description="Days before the deadline on which unfinished candidates are reminded; 0: never.",
    )


class InterviewerVersion(Tenant, table=True):
    """A published plan. Nothing in it or below it changes again."""

    __tablename__ = "interviewer_version"
    __table_args__ = (UniqueConstraint("interviewer_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    interviewer_id: int = Field(foreign_key="interviewer.id")
    number: int
    published_at: datetime = Field(sa_type=UTC)
    published_by: int | None = Field(default=None, foreign_key="app_user.id")
    minutes: int = 0
    is_trial: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": sa.false()},
        description="Frozen from a draft for a test run: its number is negative and no list names it.",
    )
    spec: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=Json,
        sa_column_kwargs={"server_default": "{}"},
        description="The Plan without its stages: title, persona, language and settings.",
    )


class Stage(Tenant, table=True):
    """A step of a version. `spec` is the StagePlan without its questions."""

    __table_args__ = (UniqueConstraint("version_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="interviewer_version.id")
    position: int = Field(description="Counted from 1.")
    kind: StageKind = Field(sa_type=text_enum(StageKind))
    title: str = Field(max_length=120)
    weight: int = 5
    spec: dict[str, Any] = Field(default_factory=dict, sa_type=Json)


class Question(Tenant, table=True):
    """A question or criterion of a stage. `spec` is the whole QuestionPlan; the columns repeat what queries need."""

    __table_args__ = (UniqueConstraint("stage_id", "position"), Index("ix_question_version", "version_id"))

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="interviewer_version.id")
    stage_id: int = Field(foreign_key="stage.id")
    position: int = Field(description="Counted from 1 within the stage.")
    key: str = Field(max_length=16)
    kind: QuestionKind = Field(sa_type=text_enum(QuestionKind))
    criterion: str = Field(default="", max_length=80)
    weight: int = 5
    is_dealbreaker: bool = False
    spec: dict[str, Any] = Field(default_factory=dict, sa_type=Json)


class InterviewerTotals(Tenant, table=True):
    """Lifetime figures of an interviewer, recomputed from its applications. Tests are left out."""

    __tablename__ = "interviewer_totals"
    __table_args__ = (
        Index("ix_interviewer_totals_invited", "workspace_id", "invited", "interviewer_id"),
        Index(
            "ix_interviewer_totals_low",
            "workspace_id",
            "interviewer_id",
            sqlite_where=sa.text("is_under_baseline"),
            postgresql_where=sa.text("is_under_baseline"),
        ),
        Index(
            "ix_interviewer_totals_pending",
            "workspace_id",
            "interviewer_id",
            sqlite_where=sa.text("pending > 0"),
            postgresql_where=sa.text("pending > 0"),
        ),
    )

    interviewer_id: int = Field(primary_key=True, foreign_key="interviewer.id")
    invited: int = 0
    started: int = 0
    completed: int = 0
    knocked_out: int = 0
    shortlisted: int = 0
    dismissed: int = 0
    scored: int = 0
    score_sum: int = 0
    csat_count: int = 0
    csat_sum: int = 0
    spend_micros: int = Field(default=0, sa_type=BigInteger)
    pending: int = Field(
        default=0, sa_column_kwargs={"server_default": "0"}, description="Evaluations that failed and can be retried."
    )
    recent_invited: int = Field(
        default=0, sa_column_kwargs={"server_default": "0"}, description="Invited in the last 30 local days."
    )
    recent_completed: int = Field(
        default=0, sa_column_kwargs={"server_default": "0"}, description="How many of those are complete by now."
    )
    before_invited: int = Field(
        default=0, sa_column_kwargs={"server_default": "0"}, description="Invited in the 30 days before those."
    )
    before_completed: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    compared_on: date | None = Field(default=None, sa_type=sa.Date, description="The local day of these windows.")
    is_under_baseline: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": sa.false()},
        description="Completion of the recent window is well under that of the window before it.",
    )


class StageTotals(Tenant, table=True):
    """Where the people of an interviewer stand, stage by stage over all versions (a stage keeps its key). No tests.

    Each person counts once, by the present attempt.
    """

    __tablename__ = "stage_totals"

    interviewer_id: int = Field(primary_key=True, foreign_key="interviewer.id")
    stage_key: str = Field(primary_key=True, max_length=32)
    reached: int = 0
    started: int = 0
    completed: int = 0
    stopped: int = Field(default=0, description="A rule ended the interview in this stage.")


class InterviewerSubscription(Tenant, table=True):
    """A member who gets a mail when a candidate completes this interviewer, and is told of its deadline and budget."""

    __tablename__ = "interviewer_subscription"
    __table_args__ = (
        UniqueConstraint("interviewer_id", "user_id"),
        Index("ix_interviewer_subscription_user", "user_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    interviewer_id: int = Field(foreign_key="interviewer.id")
    user_id: int = Field(foreign_key="app_user.id")
    created_at: datetime = Field(sa_type=UTC)


class DeadlineNotice(Tenant, table=True):
    """A reminder of one deadline that was given: the unique row is why nobody is reminded twice."""

    __tablename__ = "deadline_notice"
    __table_args__ = (UniqueConstraint("interviewer_id", "kind", "deadline_at"),)

    id: int | None = Field(default=None, primary_key=True)
    interviewer_id: int = Field(foreign_key="interviewer.id")
    kind: str = Field(max_length=16, description="week, day (to subscribers) or candidates.")
    deadline_at: datetime = Field(sa_type=UTC)
    given_at: datetime = Field(sa_type=UTC)


class InterviewTemplate(Tenant, table=True):
    """A reusable configuration. `plan` is a Plan; `defaults` holds what is not versioned (retakes, budget, ...)."""

    __tablename__ = "interview_template"
    __table_args__ = (UniqueConstraint("workspace_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    code: str = Field(max_length=32, description="Letters, digits and hyphens; programs name the template by it.")
    name: str = Field(max_length=120)
    description: str = Field(default="", max_length=500)
    plan: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    defaults: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    is_default: bool = False
    interviewer_id: int | None = Field(default=None, description="The interviewer that it was saved from, if any.")
    created_by: int | None = Field(default=None, foreign_key="app_user.id")
    created_at: datetime = Field(sa_type=UTC)


class LibraryQuestion(Tenant, table=True):
    """A question kept for reuse between interviewers; `spec` is a whole QuestionPlan."""

    __tablename__ = "library_question"
    __table_args__ = (Index("ix_library_question_kind", "workspace_id", "stage_kind", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    stage_kind: StageKind = Field(sa_type=text_enum(StageKind))
    kind: QuestionKind = Field(sa_type=text_enum(QuestionKind))
    text: str = Field(max_length=1000)
    text_key: str = Field(default="", max_length=1000, description="The text folded for search.")
    spec: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    created_by: int | None = Field(default=None, foreign_key="app_user.id")
    created_at: datetime = Field(sa_type=UTC)
