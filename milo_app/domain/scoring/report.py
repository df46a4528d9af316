"""The report on an application as the candidate page shows it: plain frozen rows, times in UTC, enums as their text.

`band` is always strong, fair, weak or none. A criterion's `number` runs on through all stages, so that a mark in an
answer or in the resume means one criterion.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from milo_app.domain.candidates.notes import Notes
from milo_app.domain.candidates.ratings import Opinions
from milo_app.domain.scoring.evidence import Segment


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One run through the interview; there is more than one only after a retake."""

    number: int
    state_word: str
    score: int | None
    completed_at: datetime | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point of the summary with its quote, where it was said (`Q2`, `Resume`) and where to jump."""

    kind: str
    text: str
    quote: str
    source: str
    anchor: str
    stage_key: str


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A line of the scorecard; `share` is its part of the stage's weight in percent, `note` why it has no score.

    `key` names its question; `own` is the reader's rating (1-4, 0: none), `others` those of colleagues that may be seen,
    `hidden` how many more there are.
    """

    number: str
    name: str
    score: int | None
    band: str
    weight: int
    share: int
    quotes: int
    rationale: str
    note: str
    anchor: str
    anchor_1: str
    anchor_5: str
    key: str = ""
    own: int = 0
    others: tuple[tuple[str, int], ...] = ()
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class FileRow:
    """An uploaded file; `question` is empty for the resume."""

    public_id: str
    name: str
    kind: str
    size: int
    question: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One thing said: the candidate's `answer` with its evidence marked, or the interviewer's `follow_up`."""

    kind: str
    segments: tuple[Segment, ...]
    at: datetime | None
    margin: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with what was said; `criterion` is its number and name, `note` stands where a score is missing."""

    number: str
    text: str
    kind: str
    anchor: str
    score: int | None
    band: str
    note: str
    criterion: str
    turns: tuple[TurnRow, ...]
    file: FileRow | None


@dataclass(frozen=True, slots=True)
class ResumeRow:
    """The resume: its file, the whole text with the evidence marked, and why text is missing."""

    file: FileRow | None
    text_state: str
    note: str
    segments: tuple[Segment, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage of the attempt; `share` is its part of the overall score in percent (0: not scored)."""

    key: str
    kind: str
    title: str
    state: str
    score: int | None
    band: str
    passed: bool | None
    weight: int
    share: int
    note: str
    started_at: datetime | None
    completed_at: datetime | None
    criteria: tuple[CriterionRow, ...]
    questions: tuple[QuestionRow, ...]
    resume: ResumeRow | None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A deterministic check: `state` is pass, fail or unknown."""

    state: str
    name: str
    expected: str
    found: str
    is_dealbreaker: bool
    source: str
    anchor: str
    stage_key: str


@dataclass(frozen=True, slots=True)
class SignalRow:
    """Something to look at. It never changed a score."""

    kind: str
    text: str
    quote: str
    source: str
    anchor: str
    stage_key: str


@dataclass(frozen=True, slots=True)
class TagRow:
    """Something taken from the answers."""

    name: str
    value: str
    quote: str
    text: str


@dataclass(frozen=True, slots=True)
class ScoredByRow:
    """Which evaluator judged a stage, and when."""

    stage: str
    score: int | None
    band: str
    evaluator: str
    is_model: bool
    prompt_version: str
    at: datetime
    seconds: float
    tokens: int


@dataclass(frozen=True, slots=True)
class WhyRow:
    """How a score came about: `stage` is empty for the overall score, `parts` are its lines in words."""

    stage: str
    score: int | None
    formula: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """Something that happened."""

    kind: str
    text: str
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the candidate page. `email` and `phone` are empty without the right to see contact details.

    In blind review scores and summary are left out while `is_locked`: `to_rate` criteria wait for the reader's own rating.
    """

    public_id: str
    interviewer_public_id: str
    interviewer_title: str
    interviewer_slug: str
    candidate_public_id: str
    name: str
    initials: str
    photo: str
    email: str
    phone: str
    source: str
    is_test: bool
    state: str
    status: str
    status_word: str
    decision: str
    decided_by: str
    decided_at: datetime | None
    decision_reason: str
    score: int | None
    band: str
    counted: int
    left_out: int
    left_out_note: str
    evaluation: str
    evaluation_note: str
    can_retry: bool
    knocked_out_by: str
    invited_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    engaged_at: datetime
    minutes: int | None
    csat: int | None
    csat_comment: str
    attempt: int
    attempts: tuple[AttemptRow, ...]
    points: tuple[PointRow, ...]
    stages: tuple[StageRow, ...]
    checks: tuple[CheckRow, ...]
    checks_note: str
    signals: tuple[SignalRow, ...]
    tags: tuple[TagRow, ...]
    scored_by: tuple[ScoredByRow, ...]
    files: tuple[FileRow, ...]
    timeline: tuple[TimelineRow, ...]
    is_blind: bool = False
    is_locked: bool = False
    to_rate: int = 0
    why: tuple[WhyRow, ...] = ()
    version_number: int = 0
    revision: int = 0
    opinions: Opinions = field(default_factory=Opinions)
    notes: Notes = field(default_factory=Notes)
