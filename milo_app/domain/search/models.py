"""Tables of the search: the queue of what changed, how each index stands, what could not be indexed, and the switches."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Index, UniqueConstraint
from sqlmodel import BigInteger, Field, SQLModel

from milo_app.core.db import UTC, Tenant


class SearchChange(SQLModel, table=True):
    """Something that can be found changed. Written by triggers, in the transaction of the change; only ids are kept.

    `kind` is that of a document, or `workspace` for all of one. `xid` is the number of the transaction on PostgreSQL,
    where the order of `id` is not that of commits, and empty on SQLite, which has one writer at a time.
    """

    __tablename__ = "search_outbox"
    __table_args__ = (
        Index(
            "ix_search_outbox_xid",
            "xid",
            "id",
            sqlite_where=sa.text("xid IS NOT NULL"),
            postgresql_where=sa.text("xid IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=sa.BigInteger().with_variant(sa.Integer(), "sqlite"))
    workspace_id: int
    kind: str = Field(max_length=12)
    doc_id: int
    xid: int | None = Field(default=None, sa_type=BigInteger)
    created_at: datetime = Field(sa_type=UTC)


class SearchIndex(SQLModel, table=True):
    """How an engine's index stands: whether it has to be built anew, and how far that is."""

    __tablename__ = "search_index"

    engine: str = Field(primary_key=True, max_length=24)
    is_wanted: bool = Field(default=False, description="Somebody asked for a new index.")
    is_cancelled: bool = Field(default=False, description="Somebody asked to stop building.")
    is_building: bool = False
    done: int = 0
    total: int = 0
    started_at: datetime | None = Field(default=None, sa_type=UTC)
    built_at: datetime | None = Field(default=None, sa_type=UTC, description="When the last build ended well.")
    applied_at: datetime | None = Field(default=None, sa_type=UTC, description="When changes were last taken.")
    beat_at: datetime | None = Field(default=None, sa_type=UTC, description="The last sign of life of a build.")
    problem: str = Field(default="", max_length=300, description="Why the last try did not succeed; empty when it did.")


class SearchStill(SQLModel, table=True):
    """Holds the triggers still while there is a row: written and taken away in one and the same transaction."""

    __tablename__ = "search_still"

    id: int = Field(default=1, primary_key=True)


class SearchForgotten(SQLModel, table=True):
    """Up to which number the queue was cleaned: an index that stands before it cannot catch up any more."""

    __tablename__ = "search_forgotten"

    id: int = Field(default=1, primary_key=True)
    upto: int = Field(default=0, sa_type=BigInteger)


class SearchFailure(Tenant, table=True):
    """A document that an engine would not take, with its reason; it is left out until somebody tries again."""

    __tablename__ = "search_failure"
    __table_args__ = (UniqueConstraint("engine", "workspace_id", "kind", "doc_id"),)

    id: int | None = Field(default=None, primary_key=True)
    engine: str = Field(max_length=24)
    kind: str = Field(max_length=12)
    doc_id: int
    reason: str = Field(max_length=300)
    at: datetime = Field(sa_type=UTC)


class SearchSetting(Tenant, table=True):
    """What of this workspace can be found. No row: everything."""

    __tablename__ = "search_setting"
    __table_args__ = (UniqueConstraint("workspace_id"),)

    id: int | None = Field(default=None, primary_key=True)
    has_resumes: bool = Field(default=True, sa_column_kwargs={"server_default": sa.true()})
    has_notes: bool = Field(default=True, sa_column_kwargs={"server_default": sa.true()})
    has_tags: bool = Field(default=True, sa_column_kwargs={"server_default": sa.true()})
