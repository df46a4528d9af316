"""What happened to candidates and their applications."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from milo_app.core.events import Event

What = Literal["created", "started", "progress", "state", "score", "decision", "feedback", "files"]


@dataclass(frozen=True, kw_only=True)
class ApplicationEvent(Event):
    """Something happened to an application."""

    application_id: int
    interviewer_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ApplicationChanged(ApplicationEvent):
    """A row or a figure changed: for totals, tiers, search and live pokes. "progress" changes no figure."""

    what: What


@dataclass(frozen=True, kw_only=True)
class ApplicationCreated(ApplicationEvent):
    """A person came into an interviewer."""

    candidate_id: int
    source: str


@dataclass(frozen=True, kw_only=True)
class PersonalLinkIssued(ApplicationEvent):
    """A personal link is to be mailed. The token exists here and in the mail only. Purposes: `LinkPurpose`."""

    purpose: str
    expires_at: datetime
    token: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class PersonalLinksRevoked(ApplicationEvent):
    """The personal links of an application stopped working."""


@dataclass(frozen=True, kw_only=True)
class EvaluationRecorded(ApplicationEvent):
    """Scoring wrote its result, or why there is none."""

    attempt: int
    state: str
    score: int | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class DecisionEvent(Event):
    """A person decided about applications."""

    application_ids: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class CandidatesShortlisted(DecisionEvent):
    """They were shortlisted."""


@dataclass(frozen=True, kw_only=True)
class CandidatesDismissed(DecisionEvent):
    """They were taken out of the running."""

    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class DecisionsCleared(DecisionEvent):
    """They are undecided again."""


@dataclass(frozen=True, kw_only=True)
class DecisionsRestored(DecisionEvent):
    """A decision was undone: they stand as before it."""
