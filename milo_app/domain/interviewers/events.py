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
class QuestionsWritten(InterviewerEvent):
    """A writer added questions to a draft; tokens are 0 for the built-in one."""

    writer: str
    count: int
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True, kw_only=True)
class LibraryEvent(Event):
    """Something happened to a question of the library."""

    library_question_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class LibraryQuestionSaved(LibraryEvent):
    """A question was put into the library, or came back by undo."""

    text: str


@dataclass(frozen=True, kw_only=True)
class LibraryQuestionRenamed(LibraryEvent):
    """A question of the library got other words."""

    text: str


@dataclass(frozen=True, kw_only=True)
class LibraryQuestionDeleted(LibraryEvent):
    """A question was taken out of the library; interviewers that use it keep their copy."""

    text: str


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
class TemplateEvent(Event):
    """Something happened to an interview template."""

    template_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class TemplateSaved(TemplateEvent):
    """An interviewer was saved as a template."""


@dataclass(frozen=True, kw_only=True)
class TemplateRenamed(TemplateEvent):
    """Its name, code or description was changed."""


@dataclass(frozen=True, kw_only=True)
class TemplateDeleted(TemplateEvent):
    """It was deleted; interviewers that began with it stay."""


@dataclass(frozen=True, kw_only=True)
class TemplateRestored(TemplateEvent):
    """A deleted one came back."""


@dataclass(frozen=True, kw_only=True)
class DefaultTemplateChosen(TemplateEvent):
    """It became the template that new interviewers begin with, or stopped being it."""


@dataclass(frozen=True, kw_only=True)
class InterviewerConfigured(InterviewerEvent):
    """Retakes, the budget or the team's columns of its candidates list were changed."""


@dataclass(frozen=True, kw_only=True)
class InterviewerBudgetReached(InterviewerEvent):
    """Its budget is used up: nobody new comes in until it is raised."""

    budget_micros: int


@dataclass(frozen=True, kw_only=True)
class InterviewerBudgetNear(InterviewerEvent):
    """Four fifths of its budget are spent; told once, and again only after the budget was raised."""

    budget_micros: int
    spend_micros: int


@dataclass(frozen=True, kw_only=True)
class InterviewerDeadlineNear(InterviewerEvent):
    """Its deadline is `days` (7 or 1) away, told once per deadline."""

    deadline_at: datetime
    days: int


@dataclass(frozen=True, kw_only=True)
class InterviewerSubscribersChanged(InterviewerEvent):
    """Other members are mailed about it from now on."""

    subscribers: int
