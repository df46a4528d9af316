"""What is believed of a verdict: scores between 0 and 100, and quotes whose words stand in the candidate's text. Pure.

Every evaluator passes through here, whatever it promised: a quote that is not found is dropped, and a score without a
quote left is void.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from milo_app.domain.scoring.arithmetic import clamp
from milo_app.domain.scoring.evidence import Source, locate
from milo_app.domain.scoring.ports import Case, Judged, Quote, Verdict

NO_EVIDENCE: Final = "No evidence found"
MAX_QUOTES: Final = 8


@dataclass(frozen=True)
class Found:
    """A quote at its place: the words as they stand in the source."""

    source: Source
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Verified:
    """The result for one item that may be shown."""

    key: str
    score: int | None
    rationale: str
    void_reason: str
    evidence: tuple[Found, ...] = ()
    breakdown: dict[str, Any] = field(default_factory=dict)


def place(quote: Quote | None, sources: Mapping[str, Source]) -> Found | None:
    """Return where a quote stands; None when its words are not in the text that it names."""
    source = sources.get(quote.ref) if quote else None
    if quote is None or source is None:
        return None
    at = locate(source.text, quote.text)
    return Found(source, source.text[at[0] : at[1]], *at) if at else None


def verify(case: Case, verdict: Verdict, sources: Mapping[str, Source]) -> list[Verified]:
    """Return one result per item of the case, in its order; an item that the verdict leaves out is void."""
    judged = {one.key: one for one in verdict.items}
    # An item may only be shown by the words that reply to it: a quote from another answer is no evidence for this one.
    return [
        _verified(item.key, judged.get(item.key), {p.ref: sources[p.ref] for p in item.passages if p.ref in sources})
        for item in case.items
    ]


def _verified(key: str, judged: Judged | None, sources: Mapping[str, Source]) -> Verified:
    if judged is None:
        return Verified(key, None, "", NO_EVIDENCE)
    if judged.score is None:
        return Verified(key, None, judged.rationale, judged.void_reason or NO_EVIDENCE, (), judged.breakdown)
    evidence = _distinct([found for quote in judged.quotes if (found := place(quote, sources))])
    if not evidence:
        return Verified(key, None, judged.rationale, NO_EVIDENCE, (), judged.breakdown)
    return Verified(key, clamp(judged.score), judged.rationale, "", tuple(evidence[:MAX_QUOTES]), judged.breakdown)


def _distinct(found: Sequence[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in found:
        if all((one.source, one.start, one.end) != (other.source, other.start, other.end) for other in kept):
            kept.append(one)
    return kept
