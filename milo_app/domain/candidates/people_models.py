"""Tables about people over all their applications: what the directory reads, what their resumes name, who may be one."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Index, SmallInteger, UniqueConstraint
from sqlmodel import Field

from milo_app.core.db import UTC, Tenant

_SHOWN = ("score", "interviews", "marks", "years", "country", "place_id", "name_key", "application_id")
"""What filters and sorts read: one covering index answers all of them without touching a row."""


def _along(column: str) -> Index:
    """Return the covering index of a column that many lists are narrowed by."""
    rest = (one for one in _SHOWN if one != column)
    name = f"ix_person_totals_{column.removesuffix('_id')}"
    return Index(name, "workspace_id", column, "engaged_at", "candidate_id", *rest)


class PersonTotals(Tenant, table=True):
    """A person over all interviewers, kept by `people_totals`: who has no application, or was erased, has no row.

    `marks` are the states, decisions and sources of all applications as bits (`people_totals.BITS`); `score` is the best
    one or -1, `years` the most years of experience that a tag states or -1. `application_id` is the latest application.
    """

    __tablename__ = "person_totals"
    __table_args__ = (
        Index("ix_person_totals_listed", "workspace_id", "engaged_at", "candidate_id", *_SHOWN),
        Index("ix_person_totals_name", "workspace_id", "name_key", "candidate_id"),
        Index("ix_person_totals_score", "workspace_id", "score", "candidate_id"),
        Index("ix_person_totals_interviews", "workspace_id", "interviews", "candidate_id"),
        Index("ix_person_totals_first", "workspace_id", "first_at", "candidate_id"),
        _along("place_id"),
        _along("country"),
    )

    candidate_id: int = Field(
        sa_type=sa.Integer, primary_key=True, foreign_key="candidate.id", ondelete="CASCADE",
        sa_column_kwargs={"autoincrement": False},
    )  # fmt: skip
    application_id: int = 0
    interviews: int = 0
    first_at: datetime = Field(sa_type=UTC, description="When the person first came in.")
    engaged_at: datetime = Field(sa_type=UTC, description="The person's last action, anywhere.")
    score: int = Field(default=-1, sa_type=SmallInteger)
    years: int = Field(default=-1, sa_type=SmallInteger)
    marks: int = 0
    name_key: str = Field(default="", max_length=200)
    country: str = Field(default="", max_length=2)
    place_id: int = 0


class CandidateSkill(Tenant, table=True):
    """A skill that a resume names, by its name in `skill_words`; replaced whenever the resume is read."""

    __tablename__ = "candidate_skill"
    __table_args__ = (
        UniqueConstraint("application_id", "skill"),
        Index("ix_candidate_skill_skill", "skill", "workspace_id", "candidate_id"),
        Index("ix_candidate_skill_candidate", "candidate_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    candidate_id: int = Field(foreign_key="candidate.id", ondelete="CASCADE")
    application_id: int = Field(foreign_key="application.id", ondelete="CASCADE")
    skill: str = Field(max_length=60)


class CandidateAlias(Tenant, table=True):
    """Another e-mail address of a person, kept when two were merged: whoever comes in by it is that person."""

    __tablename__ = "candidate_alias"
    __table_args__ = (
        UniqueConstraint("workspace_id", "email"),
        Index("ix_candidate_alias_candidate", "candidate_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    candidate_id: int = Field(foreign_key="candidate.id", ondelete="CASCADE")
    email: str = Field(max_length=254)
    phone: str = Field(default="", max_length=20)
    name: str = Field(default="", max_length=200)
    created_at: datetime = Field(sa_type=UTC)


class CandidateTwin(Tenant, table=True):
    """Two people who may be one, the one with the smaller id first. `dismissed_at` says that somebody said: they are not."""

    __tablename__ = "candidate_twin"
    __table_args__ = (
        Index("ix_candidate_twin_open", "workspace_id", "dismissed_at", "first_id", "second_id"),
        Index("ix_candidate_twin_second", "second_id"),
    )

    first_id: int = Field(
        sa_type=sa.Integer, primary_key=True, foreign_key="candidate.id", ondelete="CASCADE",
        sa_column_kwargs={"autoincrement": False},
    )  # fmt: skip
    second_id: int = Field(
        sa_type=sa.Integer, primary_key=True, foreign_key="candidate.id", ondelete="CASCADE",
        sa_column_kwargs={"autoincrement": False},
    )  # fmt: skip
    reason: str = Field(max_length=20, description="phone, resume, or name (with the same place).")
    found_at: datetime = Field(sa_type=UTC)
    dismissed_at: datetime | None = Field(default=None, sa_type=UTC)
    dismissed_by: int | None = Field(default=None, foreign_key="app_user.id")
