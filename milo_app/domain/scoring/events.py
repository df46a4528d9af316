"""What scoring tells the rest of the house, inside the transaction that made it true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from milo_app.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ApplicationScored(Event):
    """The current attempt was judged and its results stand. `score` is None when nothing could be scored.

    `state` is the application's state after it: a disqualified person is judged as far as they came and stays so.
    """

    application_id: int
    interviewer_id: int
    attempt: int
    score: int | None
    is_first: bool
    state: str


@dataclass(frozen=True, kw_only=True)
class ScoringFailed(Event):
    """The evaluator did not answer, or not in the agreed form. The interview is complete; its score is missing."""

    application_id: int
    interviewer_id: int
    attempt: int
    reason: str
    will_retry: bool


@dataclass(frozen=True, kw_only=True)
class ScoringRequested(Event):
    """A person asked for the evaluation to be tried again."""

    application_id: int
    interviewer_id: int


@dataclass(frozen=True, kw_only=True)
class ReportPrinted(Event):
    """Somebody took the report on an application along; `form` is pdf or page."""

    application_id: int
    interviewer_id: int
    at: datetime
    form: str


@dataclass(frozen=True, kw_only=True)
class GuestLinkMade(Event):
    """Somebody made a link with which a guest reads chosen answers without an account."""

    application_id: int
    interviewer_id: int
    at: datetime
    link_id: int
    is_blind: bool


@dataclass(frozen=True, kw_only=True)
class GuestLinkRevoked(Event):
    """A guest's link opens nothing from now on."""

    application_id: int
    interviewer_id: int
    at: datetime
    link_id: int


@dataclass(frozen=True, kw_only=True)
class GuestVerdictGiven(Event):
    """A guest said what they think, or changed it. `user_id` made the link."""

    application_id: int
    interviewer_id: int
    at: datetime
    link_id: int
    user_id: int | None
    value: str
    is_first: bool
