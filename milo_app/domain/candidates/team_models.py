"""Tables of what the team makes of candidates: notes, ratings, verdicts, cohorts."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from sqlalchemy import Index, SmallInteger, UniqueConstraint
from sqlmodel import Field

from milo_app.core.db import UTC, Tenant, text_enum
from milo_app.core.ids import public_id


class VerdictValue(str, Enum):
    """Whether somebody would go on with a candidate."""

    DEFINITELY = "definitely"
    YES = "yes"
    UNSURE = "unsure"
    NO = "no"


class Note(Tenant, table=True):
    """What a colleague wrote about an application; plain text. A deleted note keeps its row and loses its words."""

    __table_args__ = (Index("ix_note_application", "application_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    application_id: int = Field(foreign_key="application.id")
    author_id: int = Field(foreign_key="app_user.id")
    body: str = Field(default="", max_length=5000)
    created_at: datetime = Field(sa_type=UTC)
    edited_at: datetime | None = Field(default=None, sa_type=UTC)
    deleted_at: datetime | None = Field(default=None, sa_type=UTC)


class NoteVersion(Tenant, table=True):
    """How a note read before it was edited."""

    __tablename__ = "note_version"
    __table_args__ = (Index("ix_note_version_note", "note_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    note_id: int = Field(foreign_key="note.id")
    body: str = Field(default="", max_length=5000)
    until: datetime = Field(sa_type=UTC)


class NoteMention(Tenant, table=True):
    """A colleague who is named in a note."""

    __tablename__ = "note_mention"
    __table_args__ = (UniqueConstraint("note_id", "user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    note_id: int = Field(foreign_key="note.id")
    user_id: int = Field(foreign_key="app_user.id")


class Rating(Tenant, table=True):
    """A colleague's own rating of one criterion: 1 Below, 2 Partly, 3 Meets, 4 Exceeds."""

    __table_args__ = (UniqueConstraint("application_id", "question_id", "user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id")
    question_id: int = Field(foreign_key="question.id")
    user_id: int = Field(foreign_key="app_user.id")
    value: int = Field(sa_type=SmallInteger)
    at: datetime = Field(sa_type=UTC)


class Verdict(Tenant, table=True):
    """A colleague's verdict on an application; hidden from others until they gave theirs."""

    __table_args__ = (
        UniqueConstraint("application_id", "user_id"),
        Index("ix_verdict_user", "user_id", "application_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id")
    user_id: int = Field(foreign_key="app_user.id")
    value: VerdictValue = Field(sa_type=text_enum(VerdictValue))
    comment: str = Field(default="", max_length=1000)
    at: datetime = Field(sa_type=UTC)


class Cohort(Tenant, table=True):
    """People who are followed together, across interviewers."""

    __table_args__ = (UniqueConstraint("workspace_id", "name_key"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    name: str = Field(max_length=80)
    name_key: str = Field(max_length=80, description="Name folded, so that two do not differ by case alone.")
    created_by: int | None = Field(default=None, foreign_key="app_user.id")
    created_at: datetime = Field(sa_type=UTC)


class CohortMember(Tenant, table=True):
    """A person in a cohort, and the application through which they were added."""

    __tablename__ = "cohort_member"
    __table_args__ = (
        UniqueConstraint("cohort_id", "candidate_id"),
        Index("ix_cohort_member_candidate", "candidate_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    cohort_id: int = Field(foreign_key="cohort.id")
    candidate_id: int = Field(foreign_key="candidate.id")
    application_id: int | None = Field(default=None, foreign_key="application.id")
    added_by: int | None = Field(default=None, foreign_key="app_user.id")
    added_at: datetime = Field(sa_type=UTC)
