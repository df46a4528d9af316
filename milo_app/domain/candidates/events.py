"""What happened to candidates and their applications."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from milo_app.core.events import Event

What = Literal["created", "started", "progress", "state", "score", "feedback", "files", "team"]


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
    """A personal link was made, to be mailed or handed on. The token exists here and there only. Purposes: `LinkPurpose`."""

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
class PersonErased(Event):
    """A person is being erased from a workspace: whoever holds words, files or addresses of theirs deletes them now."""

    candidate_id: int
    application_ids: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class CandidatesMerged(Event):
    """Two people became one: the applications named here belong to the first from now on."""

    candidate_id: int
    gone_id: int
    application_ids: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class CandidatesParted(Event):
    """A merge was undone: the applications named here belong to the other person again."""

    candidate_id: int
    gone_id: int
    application_ids: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class NoteWritten(ApplicationEvent):
    """A colleague wrote a note; `mentioned_ids` are the users whom it names."""

    note_id: int
    mentioned_ids: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NoteChanged(ApplicationEvent):
    """A note was edited; `mentioned_ids` are the users whom it names now and did not before."""

    note_id: int
    mentioned_ids: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NoteDeleted(ApplicationEvent):
    """A note lost its words."""

    note_id: int


@dataclass(frozen=True, kw_only=True)
class CandidateRated(ApplicationEvent):
    """A colleague rated a criterion from 1 (Below) to 4 (Exceeds); 0 took the rating back."""

    question_id: int
    value: int


@dataclass(frozen=True, kw_only=True)
class VerdictGiven(ApplicationEvent):
    """A colleague gave a verdict, or changed it."""

    value: str


@dataclass(frozen=True, kw_only=True)
class VerdictWithdrawn(ApplicationEvent):
    """A colleague took a verdict back."""


@dataclass(frozen=True, kw_only=True)
class DecisionEvent(Event):
    """A person decided about applications, one or many: one event for all of them.

    `application_ids` names the first 50 only; all of them are the items of the act.
    """

    act_id: int
    application_ids: tuple[int, ...]
    interviewer_ids: tuple[int, ...]
    count: int
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


@dataclass(frozen=True, kw_only=True)
class PeopleRecounted(Event):
    """The directory shows what a large act has changed: for live pokes only."""

    act_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PersonalLinksHandedOut(Event):
    """A file with the personal links of many people was made for a colleague."""

    interviewer_id: int
    at: datetime
    count: int


@dataclass(frozen=True, kw_only=True)
class ImportEvent(Event):
    """Something happened to a list of people that a recruiter adds."""

    interviewer_id: int
    import_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ImportStarted(ImportEvent):
    """A list was taken over; a job adds its people."""

    total: int
    is_mailed: bool


@dataclass(frozen=True, kw_only=True)
class ImportFinished(ImportEvent):
    """Every line of a list was added or has its reason."""

    user_id: int | None
    added: int
    known: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class ImportTakenBack(ImportEvent):
    """The people of a list who had not begun were taken out again."""

    count: int


@dataclass(frozen=True, kw_only=True)
class ApplicationsTakenBack(Event):
    """Applications that nobody has begun are about to be deleted: whoever holds rows of them deletes those first."""

    application_ids: tuple[int, ...]
    interviewer_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class BulkJobEvent(Event):
    """Something happened to a job on many candidates."""

    job_id: int
    interviewer_id: int | None
    user_id: int | None
    at: datetime
    kind: str
    count: int


@dataclass(frozen=True, kw_only=True)
class BulkJobStarted(BulkJobEvent):
    """A colleague started it; a worker carries it out."""


@dataclass(frozen=True, kw_only=True)
class BulkJobProgressed(BulkJobEvent):
    """Some more of its people are done: for live pokes only."""


@dataclass(frozen=True, kw_only=True)
class BulkJobFinished(BulkJobEvent):
    """It is done; people who were passed over have their reason."""

    skipped: int
    has_file: bool


@dataclass(frozen=True, kw_only=True)
class BulkJobFailed(BulkJobEvent):
    """It cannot go on."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class BulkJobCancelled(BulkJobEvent):
    """A colleague stopped it; no file of it is offered."""


@dataclass(frozen=True, kw_only=True)
class BulkFileFetched(BulkJobEvent):
    """Its file was downloaded."""


@dataclass(frozen=True, kw_only=True)
class CohortEvent(Event):
    """Something happened to people who are followed together."""

    cohort_id: int
    at: datetime
    name: str
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class CohortCreated(CohortEvent):
    """A cohort was made."""


@dataclass(frozen=True, kw_only=True)
class CohortRenamed(CohortEvent):
    """It has another name."""


@dataclass(frozen=True, kw_only=True)
class CohortDeleted(CohortEvent):
    """It is gone; its people stay where they are."""


@dataclass(frozen=True, kw_only=True)
class CohortFilled(CohortEvent):
    """People came in."""


@dataclass(frozen=True, kw_only=True)
class CohortLeft(CohortEvent):
    """People were taken out."""
