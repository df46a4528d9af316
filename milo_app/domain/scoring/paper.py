"""A report as paper: what stands on it, in which order, without a layout. The printed page and the PDF both draw this.

Everything is text that is drawn as it is; nothing in it is ever read as markup. `tone` is strong, fair, weak, none or
empty, and says which colour a score has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from milo_app.core.errors import MiloError
from milo_app.domain.scoring.evidence import Segment
from milo_app.domain.scoring.paper_words import LANGUAGES

ON = frozenset({"1", "true", "yes", "on"})
OFF = frozenset({"0", "false", "no", "off"})
PARTS = ("chips", "highlights", "lowlights", "transcript")


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """What goes onto the paper beside the scorecard, and the language of its own words."""

    chips: bool = True
    highlights: bool = True
    lowlights: bool = True
    transcript: bool = True
    language: str = "en"

    @staticmethod
    def from_parts(parts: Mapping[str, str]) -> PaperOptions:
        """Read options from an address or a form; what makes no sense is left at its default."""
        chosen: dict[str, Any] = {}
        for name in PARTS:
            value = parts.get(name, "").lower()
            if value in ON or value in OFF:
                chosen[name] = value in ON
        if parts.get("language", "") in LANGUAGES:
            chosen["language"] = parts["language"]
        return PaperOptions(**chosen)


@dataclass(frozen=True, slots=True)
class Chip:
    """A few words in a frame."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that were said, with the place where they stand."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part; `aside` stands at the end of its line."""

    text: str
    aside: str = ""
    tone: str = ""
    level: int = 2
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Chips:
    """Chips in a row."""

    items: tuple[Chip, ...]
    kind: Literal["chips"] = "chips"


@dataclass(frozen=True, slots=True)
class Point:
    """A highlight or a lowlight with its quote."""

    label: str
    tone: str
    text: str
    quote: Quoted | None
    kind: Literal["point"] = "point"


@dataclass(frozen=True, slots=True)
class Scored:
    """A criterion: its score of 0-100 or a note why there is none, its weight in words, and the evidence."""

    number: str
    name: str
    score: int | None
    tone: str
    aside: str
    text: str
    note: str
    quotes: tuple[Quoted, ...]
    kind: Literal["scored"] = "scored"


@dataclass(frozen=True, slots=True)
class Check:
    """A deterministic check: its result in a word, what was wanted and what was found."""

    result: str
    tone: str
    name: str
    detail: str
    kind: Literal["check"] = "check"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said; `label` is empty for an answer and names a follow-up question."""

    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what was said."""

    number: str
    text: str
    aside: str
    tone: str
    note: str
    turns: tuple[Said, ...]
    kind: Literal["asked"] = "asked"


@dataclass(frozen=True, slots=True)
class Note:
    """A quiet sentence."""

    text: str
    kind: Literal["note"] = "note"


Block = Heading | Chips | Point | Scored | Check | Asked | Note


@dataclass(frozen=True, slots=True)
class Picture:
    """A small picture: `png` or `jpg`, and its bytes."""

    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document. `facts` are pairs of a word and a value; `page_of` holds {n} and {m}."""

    language: str
    company: str
    color: str
    kicker: str
    title: str
    subtitle: str
    score: int | None
    score_word: str
    tone: str
    band: str
    evaluator: str
    facts: tuple[tuple[str, str], ...]
    page_of: str
    footer: str
    file_stem: str
    logo: Picture | None = None
    blocks: tuple[Block, ...] = field(default=())


class PrintingFailed(MiloError):
    """The paper could not be made into a PDF."""

    status = 503

    def __init__(self, reason: str) -> None:
        super().__init__(
            "The PDF could not be made.", safe="Nothing was changed.", do="Print the page from your browser instead."
        )
        self.reason = reason
