"""What candidates did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from milo_app.core.events import Event
from milo_app.domain.candidates.events import ApplicationEvent


@dataclass(frozen=True, kw_only=True)
class ApplicationStarted(ApplicationEvent):
    """Somebody began."""

    attempt: int


@dataclass(frozen=True, kw_only=True)
class StageStarted(ApplicationEvent):
    """Somebody did the first thing in a stage."""

    stage_run_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerSaved(ApplicationEvent):
    """A reply was kept."""

    answer_id: int
    question_id: int


@dataclass(frozen=True, kw_only=True)
class FileAttached(ApplicationEvent):
    """A file was kept."""

    file_id: int
    purpose: str


@dataclass(frozen=True, kw_only=True)
class StageCompleted(ApplicationEvent):
    """Somebody finished a stage and was not stopped by it."""

    stage_run_id: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class InterviewCompleted(ApplicationEvent):
    """Somebody finished the last stage."""

    attempt: int


@dataclass(frozen=True, kw_only=True)
class CandidateKnockedOut(ApplicationEvent):
    """A rule stopped somebody; `rule` is its name for people."""

    stage_run_id: int
    rule: str


@dataclass(frozen=True, kw_only=True)
class RetakeStarted(ApplicationEvent):
    """Somebody began again."""

    attempt: int


@dataclass(frozen=True, kw_only=True)
class RetakeAllowed(ApplicationEvent):
    """The team gave somebody their own number of retakes and their own wait."""

    most: int
    cooldown_days: int
    is_mailed: bool


@dataclass(frozen=True, kw_only=True)
class FeedbackGiven(ApplicationEvent):
    """Somebody rated the interview, 1-5."""

    stars: int


@dataclass(frozen=True, kw_only=True)
class TestRunStarted(ApplicationEvent):
    """A colleague began to take an interview as a test candidate."""

    __test__ = False


@dataclass(frozen=True, kw_only=True)
class TestRunsDeleted(Event):
    """Test runs were deleted with everything in them."""

    __test__ = False
    interviewer_ids: tuple[int, ...]
    count: int
    at: datetime
