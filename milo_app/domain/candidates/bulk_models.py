"""Tables of acts on many candidates: what can be undone, and jobs that run on."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import BigInteger, Field

from milo_app.core.db import UTC, Json, Tenant, text_enum
from milo_app.core.ids import public_id
from milo_app.domain.candidates.models import Decision


class BulkJobState(str, Enum):
    """Where a job on many candidates stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class TeamAct(Tenant, table=True):
    """An act of a colleague on one or many candidates that can be undone for an hour (the activity menu lists them)."""

    __tablename__ = "team_act"
    __table_args__ = (
        Index("ix_team_act_user", "workspace_id", "user_id", "id"),
        Index(
            "ix_team_act_due",
            "workspace_id",
            "id",
            sqlite_where=text("people_due > people_done"),
            postgresql_where=text("people_due > people_done"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    user_id: int | None = Field(default=None, foreign_key="app_user.id")
    interviewer_id: int | None = Field(default=None, foreign_key="interviewer.id")
    kind: str = Field(max_length=20, description="shortlisted, dismissed, cleared, cohort.")
    label: str = Field(max_length=200, description='What was done, in words: "48 candidates shortlisted".')
    count: int = 0
    data: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    created_at: datetime = Field(sa_type=UTC)
    undone_at: datetime | None = Field(default=None, sa_type=UTC)
    people_due: int = Field(
        default=0,
        sa_column_kwargs={"server_default": "0"},
        description="How often the figures of its people had to be written later: see `people_totals`.",
    )
    people_done: int = Field(
        default=0,
        sa_column_kwargs={"server_default": "0"},
        description="Up to which of these they are written. Both only grow, so that nobody takes back what another owes.",
    )


class TeamActItem(Tenant, table=True):
    """One application as it stood before an act; undo knows what the act made of it by the moment of the act.

    One statement writes all of an act, with the act and the workspace that it has just made or read: the database does
    not look both up again for each of fifty thousand rows.
    """

    __tablename__ = "team_act_item"
    __table_args__ = (Index("ix_team_act_item_application", "application_id", "act_id"),)

    workspace_id: int = Field(index=False, nullable=False)
    act_id: int = Field(primary_key=True)
    application_id: int = Field(primary_key=True, foreign_key="application.id")
    decision: Decision = Field(default=Decision.NONE, sa_type=text_enum(Decision))
    reason: str = Field(default="", max_length=300)
    decided_by: int | None = None
    decided_at: datetime | None = Field(default=None, sa_type=UTC)
    revision: int = 0


class BulkJob(Tenant, table=True):
    """A long act on many candidates that a worker carries out; its row tells how far it is, its file is kept 7 days."""

    __tablename__ = "bulk_job"
    __table_args__ = (Index("ix_bulk_job_user", "workspace_id", "user_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    user_id: int | None = Field(default=None, foreign_key="app_user.id")
    interviewer_id: int | None = Field(default=None, foreign_key="interviewer.id")
    kind: str = Field(max_length=20, description="export, package, nudge, enrich, rescore.")
    label: str = Field(max_length=200)
    params: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    state: BulkJobState = Field(default=BulkJobState.QUEUED, sa_type=text_enum(BulkJobState))
    total: int = 0
    done: int = 0
    skipped: int = 0
    cursor: int = Field(default=0, description="The last application id that was worked on.")
    reason: str = Field(default="", max_length=500, description="Why it failed.")
    result_key: str = Field(default="", max_length=200)
    result_name: str = Field(default="", max_length=200)
    result_size: int = Field(default=0, sa_type=BigInteger)
    created_at: datetime = Field(sa_type=UTC)
    finished_at: datetime | None = Field(default=None, sa_type=UTC)
    expires_at: datetime | None = Field(default=None, sa_type=UTC)
    seen_at: datetime | None = Field(default=None, sa_type=UTC, description="When its row was put away.")


class BulkJobItem(Tenant, table=True):
    """One application of a job: what it waits for, and why it was passed over."""

    __tablename__ = "bulk_job_item"

    job_id: int = Field(primary_key=True, foreign_key="bulk_job.id")
    application_id: int = Field(primary_key=True, foreign_key="application.id")
    skipped: str = Field(default="", max_length=300, description="Why this person was passed over; empty: was not.")
