"""Tables of labels: what a label is, and which value an interviewer has."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from milo_app.core.db import UTC, Json, Tenant, text_enum
from milo_app.core.ids import public_id


class LabelKind(str, Enum):
    """What values a label takes; frozen once the label exists."""

    TEXT = "text"
    NUMBER = "number"
    PICKLIST = "picklist"
    YES_NO = "yes_no"


class LabelDefinition(Tenant, table=True):
    """A label of the workspace. Key and kind never change."""

    __tablename__ = "label_definition"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    key: str = Field(max_length=40, description="Lower case letters, digits and underscores.")
    name: str = Field(max_length=60)
    description: str = Field(default="", max_length=300)
    kind: LabelKind = Field(sa_type=text_enum(LabelKind))
    allowed: list[str] = Field(default_factory=list, sa_type=Json, description="The values of a picklist, in order.")
    is_required: bool = False
    created_by: int | None = Field(default=None, foreign_key="app_user.id")
    created_at: datetime = Field(sa_type=UTC)


class LabelAssignment(Tenant, table=True):
    """The value of a label on an interviewer."""

    __tablename__ = "label_assignment"
    __table_args__ = (
        UniqueConstraint("interviewer_id", "definition_id"),
        Index("ix_label_assignment_value", "definition_id", "value_key", "interviewer_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    definition_id: int = Field(foreign_key="label_definition.id")
    interviewer_id: int = Field(foreign_key="interviewer.id")
    value: str = Field(max_length=200, description="As shown: text, a plain number, Yes or No.")
    value_key: str = Field(max_length=200, description="The value folded, for filters.")
    assigned_by: int | None = Field(default=None, foreign_key="app_user.id")
    assigned_at: datetime = Field(sa_type=UTC)
