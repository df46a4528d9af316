"""The summary: what stands out and what to ask about, each with the words behind it, taken from the counts alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from milo_app.core.text import ellipsis, plural
from milo_app.domain.scoring.ports import Case, Judged, Point, Quote

STRENGTH_FROM: Final = 70
ASK_BELOW: Final = 60
MAX_STRENGTHS: Final = 3
MAX_ASKS: Final = 2


def answer_points(case: Case, judged: Sequence[Judged]) -> tuple[Point, ...]:
    """Return up to three strengths and two things to ask about, from the answers with the highest and lowest scores."""
    names = {item.key: item.criterion for item in case.items}
    strengths = [
        Point("strength", _sentence(names[j.key], _shown(j)), _strongest(j))
        for j in _best(judged)
        if j.quotes and _shown(j)
    ]
    asks = [Point("ask", _sentence(names[j.key], _missing(j)), j.quotes[0]) for j in _weakest(judged) if j.quotes]
    return (*strengths[:MAX_STRENGTHS], *asks[:MAX_ASKS])


def resume_points(case: Case, judged: Sequence[Judged]) -> tuple[Point, ...]:
    """Return the criteria that the resume shows best, and those that no line of it speaks to."""
    names = {item.key: item.criterion for item in case.items}
    strengths = [
        Point("strength", _sentence(names[j.key], _resume_shown(j)), j.quotes[0]) for j in _best(judged) if j.quotes
    ]
    asks = [
        Point("ask", _sentence(names[j.key], "no line of the resume speaks to it")) for j in judged if j.score is None
    ]
    asks += [
        Point("ask", _sentence(names[j.key], "little in the resume"), j.quotes[0]) for j in _weakest(judged) if j.quotes
    ]
    return (*strengths[:2], *asks[:MAX_ASKS])


def _best(judged: Sequence[Judged]) -> list[Judged]:
    return sorted((j for j in judged if (j.score or 0) >= STRENGTH_FROM), key=lambda j: -(j.score or 0))


def _weakest(judged: Sequence[Judged]) -> list[Judged]:
    return sorted((j for j in judged if j.score is not None and j.score < ASK_BELOW), key=lambda j: j.score or 0)


def _sentence(name: str, rest: str) -> str:
    return ellipsis(f"{name}: {rest}.", 300)


def _found(judged: Judged) -> dict[str, list[Any]]:
    return dict(judged.breakdown.get("found", {}))


def _shown(judged: Judged) -> str:
    found = _found(judged)
    parts = [
        plural(len(found.get("actions", ())), "thing done", "things done") if found.get("actions") else "",
        plural(len(found.get("numbers", ())), "number") if found.get("numbers") else "",
        "a result" if found.get("results") else "",
    ]
    told = [part for part in parts if part]
    return "tells " + _listed(told) if told else ""


def _missing(judged: Judged) -> str:
    found = _found(judged)
    if found.get("evasive") and not found.get("actions"):
        return "turned the question away"
    lacks = [
        word
        for word, key in (
            ("what they did themselves", "actions"),
            ("a number", "numbers"),
            ("what came of it", "results"),
        )
        if not found.get(key)
    ]
    return "does not tell " + _listed(lacks, "or") if lacks else "tells little that is specific"


def _strongest(judged: Judged) -> Quote:
    # The first quote may only set the scene; the longest of the picked sentences usually holds the deed.
    return max(judged.quotes, key=lambda quote: len(quote.text))


def _resume_shown(judged: Judged) -> str:
    lines = int(judged.breakdown.get("lines", len(judged.quotes)))
    years = judged.breakdown.get("years")
    return plural(lines, "line") + " of the resume" + (f", about {plural(int(years), 'year')}" if years else "")


def _listed(parts: list[str], last: str = "and") -> str:
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + f" {last} " + parts[-1]
