"""The shapes of the template bank: families of jobs, what to ask, what to look for in a resume, what a form asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal


def _prefixes(stems: str) -> re.Pattern[str]:
    """Compile `up|stem|two words` to a pattern that finds words starting with any of them."""
    return re.compile(rf"\b(?:{stems})", re.IGNORECASE)


@dataclass(frozen=True)
class Ask:
    """An interview question with one criterion. `cues` are word beginnings that a description uses when it wants "
    "this."""

    criterion: str
    text: str
    weak: str
    strong: str
    cues: str
    words: str
    """What a strong answer tends to mention, separated by commas; the recruiter can edit it."""
    weight: int = 5
    follow_ups: int = 2

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The cues as a pattern."""
        return _prefixes(self.cues)

    @property
    def keywords(self) -> list[str]:
        """The words as a list."""
        return [word.strip() for word in self.words.split(",") if word.strip()]


@dataclass(frozen=True)
class Look:
    """A scored criterion of a resume."""

    criterion: str
    text: str
    weak: str
    strong: str
    cues: str
    words: str
    weight: int = 5

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The cues as a pattern."""
        return _prefixes(self.cues)

    @property
    def keywords(self) -> list[str]:
        """The words as a list."""
        return [word.strip() for word in self.words.split(",") if word.strip()]


@dataclass(frozen=True)
class FormAsk:
    """A typical form question of a family; asked without a dealbreaker."""

    text: str
    kind: Literal["short", "single", "multiple", "number", "date"]
    options: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True)
class Family:
    """A family of jobs. `titles` are word beginnings that name the job, `words` such that merely speak for it."""

    key: str
    department: str
    titles: str
    words: str
    asks: tuple[Ask, ...]
    looks: tuple[Look, ...]
    forms: tuple[FormAsk, ...] = ()
    is_hourly: bool = False
    noun: str = "this kind of work"

    @cached_property
    def title_pattern(self) -> re.Pattern[str]:
        """The job names as a pattern."""
        return _prefixes(self.titles)

    @cached_property
    def word_pattern(self) -> re.Pattern[str]:
        """The speaking words as a pattern."""
        return _prefixes(self.words)
