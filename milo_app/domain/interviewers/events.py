"""What happened to an interviewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from milo_app.core.events import Event


@dataclass(frozen=True, kw_only=True)
class InterviewerEvent(Event):
    """Something happened to an interviewer."""

    interviewer_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class InterviewerDrafted(InterviewerEvent):
    """A draft was begun."""


@dataclass(frozen=True, kw_only=True)
class InterviewerComposed(InterviewerEvent):
    """A composer drafted a plan; tokens are 0 for the built-in one."""

    composer: str
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True, kw_only=True)
class InterviewerPublished(InterviewerEvent):
    """A version was frozen and is what new candidates get."""

    version_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class InterviewerClosed(InterviewerEvent):
    """It was archived: its link stops for new candidates."""


@dataclass(frozen=True, kw_only=True)
class InterviewerReopened(InterviewerEvent):
    """It came back from the archive."""


@dataclass(frozen=True, kw_only=True)
class InterviewerExtended(InterviewerEvent):
    """Its deadline was moved."""

    deadline_at: datetime


@dataclass(frozen=True, kw_only=True)
class InterviewerDeadlinePassed(InterviewerEvent):
    """Its deadline passed and intake closed."""


@dataclass(frozen=True, kw_only=True)
class InterviewerCloned(InterviewerEvent):
    """It was made as a copy of another one."""

    source_id: int


@dataclass(frozen=True, kw_only=True)
class InterviewerDeleted(InterviewerEvent):
    """A draft was thrown away."""


@dataclass(frozen=True, kw_only=True)
class InterviewerConfigured(InterviewerEvent):
    """Retakes or the budget were changed."""


@dataclass(frozen=True, kw_only=True)
class InterviewerBudgetReached(InterviewerEvent):
    """Its budget is used up: nobody new comes in until it is raised."""

    budget_micros: int


@dataclass(frozen=True, kw_only=True)
class InterviewerDeadlineNear(InterviewerEvent):
    """Its deadline is `days` (7 or 1) away, told once per deadline."""

    deadline_at: datetime
    days: int


@dataclass(frozen=True, kw_only=True)
class InterviewerSubscribersChanged(InterviewerEvent):
    """Other members are mailed about it from now on."""

    subscribers: int
