"""What interviewers need from outside: somebody who drafts a plan from a description."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from milo_app.core.errors import MiloError
from milo_app.domain.interviewers.plan import Plan


@dataclass(frozen=True)
class Brief:
    """What a composer gets: the description (at most 50,000 characters) and what the recruiter added in words."""

    description: str
    title: str = ""
    instructions: str = ""


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
    """A phrase of a question that may keep people out, with what to say instead."""

    phrase: str
    reason: str
    instead: str = field(default="")


class WordingCheck(Protocol):
    """Finds wording that may keep people out."""

    def hints(self, text: str) -> list[WordingHint]:
        """Return what to change in a question or description, in order; empty when nothing stands out."""
        ...
