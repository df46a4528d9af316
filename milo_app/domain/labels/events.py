"""What happened to labels and to the values on interviewers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from milo_app.core.events import Event


@dataclass(frozen=True, kw_only=True)
class LabelEvent(Event):
    """Something happened to a label; `name` is what it was called then."""

    label_id: int
    at: datetime
    name: str


@dataclass(frozen=True, kw_only=True)
class LabelCreated(LabelEvent):
    """A label was defined."""


@dataclass(frozen=True, kw_only=True)
class LabelChanged(LabelEvent):
    """Its name, description, allowed values or the required flag changed; `replaced` counts values that were exchanged."""

    replaced: int = 0


@dataclass(frozen=True, kw_only=True)
class LabelDeleted(LabelEvent):
    """It was deleted with every value; `removed` says how many interviewers lost one."""

    removed: int


@dataclass(frozen=True, kw_only=True)
class LabelRestored(LabelEvent):
    """A deletion or a change was undone; `restored` says how many interviewers have their value back."""

    restored: int


@dataclass(frozen=True, kw_only=True)
class LabelAssigned(LabelEvent):
    """Interviewers got a value."""

    interviewer_ids: tuple[int, ...]
    value: str


@dataclass(frozen=True, kw_only=True)
class LabelUnassigned(LabelEvent):
    """Interviewers lost the label."""

    interviewer_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class LabelAssignmentUndone(LabelEvent):
    """Interviewers have the value, or none, that they had before."""

    interviewer_ids: tuple[int, ...]
