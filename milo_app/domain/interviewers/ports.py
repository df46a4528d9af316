"""What interviewers need from outside: who drafts plans and questions, reads postings, knows roles, checks wording."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from milo_app.core.errors import MiloError
from milo_app.domain.interviewers.plan import Plan, QuestionPlan, StageKind


@dataclass(frozen=True)
class Brief:
    """What a composer gets: the description (at most 50,000 characters) and what the recruiter added in words.

    `context` is text beside the description, such as intake notes or a transcript: it is read for what to ask, and
    never quoted as the description.
    """

    description: str
    title: str = ""
    instructions: str = ""
    context: str = ""


@dataclass(frozen=True)
class Fact:
    """Something found in the description: a label for people, the value, and its line (empty: not found)."""

    label: str
    value: str
    line: str = ""


@dataclass(frozen=True)
class Composed:
    """A draft with its origin. `notes` are sentences for the recruiter (what could not be done, and why)."""

    plan: Plan
    facts: tuple[Fact, ...]
    composer: str
    notes: tuple[str, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0


class ComposeFailed(MiloError):
    """The composer gave no usable plan; the pasted text is kept."""

    status = 503


class Composer(Protocol):
    """Drafts a plan from a description."""

    label: str

    def compose(self, brief: Brief) -> Composed:
        """Return a draft, or raise `ComposeFailed` with the reason. May take as long as a model takes."""
        ...


@dataclass(frozen=True)
class WordingHint:
    """A phrase of a question that may keep people out, with what to say instead.

    `can_replace` says that `instead` can stand in the place of the phrase (or, when it ends with a question mark, of the
    whole question); otherwise it is advice.
    """

    phrase: str
    reason: str
    instead: str = field(default="")
    can_replace: bool = True


class WordingCheck(Protocol):
    """Finds wording that may keep people out."""

    def hints(self, text: str) -> list[WordingHint]:
        """Return what to change in a question or description, in order; empty when nothing stands out."""
        ...


@dataclass(frozen=True)
class QuestionBrief:
    """What a writer of questions knows: the role, the stage, and every question that there is already."""

    description: str
    title: str
    language: str
    stage: StageKind
    existing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Written:
    """Questions with their origin. `notes` say in sentences what could not be done; no questions come with a note."""

    questions: tuple[QuestionPlan, ...]
    writer: str
    notes: tuple[str, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0


class WriteFailed(MiloError):
    """The writer gave nothing that can be used; the plan stays as it was."""

    status = 503


class QuestionWriter(Protocol):
    """Writes more questions for a stage, or another wording of one."""

    label: str

    def write(self, brief: QuestionBrief, count: int) -> Written:
        """Return at most `count` new questions that fit the stage, or raise `WriteFailed`."""
        ...

    def tune(self, brief: QuestionBrief, question: QuestionPlan, wish: str) -> Written:
        """Return one question of the same kind, changed as wished in words; none with a note where that cannot be done.

        Raises `WriteFailed`.
        """
        ...


@dataclass(frozen=True)
class PostingText:
    """What was read from a posting or a document; `note` is a sentence when something was left out."""

    text: str
    title: str = ""
    note: str = ""


class UnreadablePosting(MiloError):
    """The page or document holds no text that can be used; the sentence says why and what to do."""

    status = 422


class PostingReader(Protocol):
    """Reads the text of a job posting from an address that somebody typed."""

    def read(self, url: str) -> PostingText:
        """Return its text, at most 50,000 characters.

        Raises `UnreadablePosting`, or the errors of `core.safe_http` for addresses that are not opened or do not
        answer. Takes at most 20 seconds.
        """
        ...


@dataclass(frozen=True)
class Role:
    """A usual role with a plan that is ready to be changed; `icon` names a sign, `family` a group of roles."""

    key: str
    title: str
    family: str
    icon: str
    plan: Plan


class RoleBank(Protocol):
    """Knows the usual roles."""

    def roles(self) -> tuple[Role, ...]:
        """Return all of them, in the order in which they are shown."""
        ...
