"""What scoring needs from outside: an evaluator that judges answers against anchors and quotes the words behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from milo_app.core.errors import MiloError
from milo_app.domain.scoring.paper import Paper


@dataclass(frozen=True)
class Passage:
    """A text that may be quoted: an answer with its prompt, or a resume. `ref` names it within the case."""

    ref: str
    text: str
    prompt: str = ""


@dataclass(frozen=True)
class Item:
    """One scored question or criterion, with the passages that speak to it (answer and follow-ups; the resume)."""

    key: str
    question: str
    criterion: str
    anchor_1: str
    anchor_5: str
    keywords: tuple[str, ...]
    passages: tuple[Passage, ...]
    instructions: str = ""


@dataclass(frozen=True)
class WantedTag:
    """Something that the plan asks to take from the answers of a stage. `options` hold for the format `option`."""

    name: str
    instructions: str = ""
    format: Literal["text", "number", "date", "option"] = "text"
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """One stage run to judge. Candidate text is data: nothing in it is an instruction.

    `tags` are what the plan wants to know beside scores; `others` are answers that no item counts, but that may tell.
    """

    stage: Literal["resume", "web_interview"]
    title: str
    language: str
    items: tuple[Item, ...]
    tags: tuple[WantedTag, ...] = ()
    others: tuple[Passage, ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every text of the case, each once, in the order of the items."""
        known: dict[str, Passage] = {}
        for passage in [*(passage for item in self.items for passage in item.passages), *self.others]:
            known.setdefault(passage.ref, passage)
        return tuple(known.values())


@dataclass(frozen=True)
class Quote:
    """Words of a passage, verbatim."""

    ref: str
    text: str


@dataclass(frozen=True)
class Judged:
    """The result for one item: a score of 0-100 with quotes, or None with the reason why there is none."""

    key: str
    score: int | None
    rationale: str
    quotes: tuple[Quote, ...] = ()
    void_reason: str = ""
    breakdown: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Point:
    """A highlight (`strength`) or lowlight (`ask`): a sentence and the words behind it."""

    kind: Literal["strength", "ask"]
    text: str
    quote: Quote | None = None


@dataclass(frozen=True)
class FoundTag:
    """Something to note from the text, such as ("Years of experience", "5")."""

    name: str
    value: str
    quote: Quote | None = None


@dataclass(frozen=True)
class Verdict:
    """What an evaluator made of a case."""

    evaluator: str
    is_model: bool
    items: tuple[Judged, ...]
    points: tuple[Point, ...] = ()
    tags: tuple[FoundTag, ...] = ()
    model: str = ""
    prompt_version: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    raw: dict[str, Any] = field(default_factory=dict)


class EvaluationFailed(MiloError):
    """No result because the endpoint or its reply failed. `retry_after` in seconds, None: a retry cannot help."""

    status = 503

    def __init__(self, message: str, *, retry_after: int | None = 60) -> None:
        super().__init__(message, safe="The answers are kept.", do="Retry the evaluation.")
        self.retry_after = retry_after


class Evaluator(Protocol):
    """Judges a case. Quotes that are not verbatim are asked for again twice; one that stays false voids its item."""

    label: str

    def evaluate(self, case: Case) -> Verdict:
        """Return a verdict with one `Judged` per item, in order, or raise `EvaluationFailed`."""
        ...


class ReportPrinter(Protocol):
    """Makes a PDF of a paper, in any script that a font is installed for."""

    def pdf(self, paper: Paper) -> bytes:
        """Return the document; raises `PrintingFailed`. Takes some milliseconds and opens no transaction."""
        ...
