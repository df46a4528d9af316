"""Resume criteria by rules: which lines speak to a criterion, how many, how recent, for how long, with what results."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from milo_app.adapters.llm_builtin.evaluator_features import content_stems
from milo_app.adapters.llm_builtin.evaluator_words import NUMBER, RESULTS, VAGUE_WORDS
from milo_app.core.instructions import reads_like_instruction
from milo_app.core.sentences import lines
from milo_app.core.text import plural
from milo_app.domain.scoring.ports import Item, Judged, Quote

MAX_QUOTES: Final = 4
MAX_LINE: Final = 400
PRESENT: Final = 9999
"""The end year of a period that still runs."""
_YEAR: Final = r"(?:19[6-9]\d|20[0-4]\d)"
_RANGE: Final = re.compile(
    rf"({_YEAR})\s*(?:-|–|—|to|until|till|through)\s*(?:[a-z.]{{3,9}}\s+|\d{{1,2}}[/.])?({_YEAR}|present|now"
    rf"|today|current|date)",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(rf"\bsince\s+(?:[a-z.]{{3,9}}\s+)?({_YEAR})", re.IGNORECASE)
_STATED: Final = re.compile(r"\b(\d{1,2})\+?\s*(?:years?|yrs?)\b", re.IGNORECASE)
_WANTED_YEARS: Final = re.compile(r"\b(\d{1,2})\s*\+?\s*(?:or more |plus )?years?\b", re.IGNORECASE)
_STUDY: Final = re.compile(
    r"\b(university|college|school|bachelor|master|b\.?sc|m\.?sc|degree|diploma|gcse|a[- ]levels?|education)\b",
    re.IGNORECASE,
)
_THIN: Final = frozenset(
    [
        "year",
        "years",
        "experience",
        "ability",
        "skills",
        "knowledge",
        "score",
        "weak",
        "strong",
        "answer",
        "resume",
        "shows",
        "line",
        "least",
        "plus",
    ]
)


@dataclass(frozen=True)
class Line:
    """A line of a resume with the period it stands under (years, inclusive), when one is given above it."""

    ref: str
    text: str
    stems: tuple[str, ...]
    period: tuple[int, int] | None


def judge_resume(item: Item, year: int) -> Judged | None:
    """Return the score of one resume criterion with its lines as quotes; None where no line speaks to it.

    Up to 55 for how many of the wanted words appear (four are enough), 15 for how many lines they stand in, 10 for
    figures or results in these lines, 10 for use within the last two years, 10 for the years of it.
    """
    wanted = _wanted(item)
    if not wanted:
        return None
    found = [(line, hits) for line in read_lines(item) if (hits := _hits(line, wanted))]
    if not found:
        return None
    covered = {word for _, hits in found for word in hits}
    share = min(1.0, len(covered) / min(4, len(wanted)))
    told = sum(bool(NUMBER.search(_without_dates(line.text)) or RESULTS.search(line.text)) for line, _ in found)
    periods = [line.period for line, _ in found if line.period]
    recent = any(end >= year - 2 for _, end in periods)
    years = _years((line for line, _ in found), year)
    asked = _WANTED_YEARS.search(f"{item.question} {item.criterion} {item.anchor_5}")
    target = int(asked.group(1)) if asked else 5
    parts = {
        "wanted words": 55 * share,
        "lines": float(min(15, 5 * len(found))),
        "figures and results": float(min(10, 5 * told)),
        "recent": 10.0 if recent else 0.0,
        "years": 10 * min(1.0, years / max(1, target)),
    }
    best = sorted(enumerate(found), key=lambda pair: (-len(pair[1][1]), -bool(NUMBER.search(pair[1][0].text)), pair[0]))
    picked = sorted(best[:MAX_QUOTES], key=lambda pair: pair[0])
    return Judged(
        key=item.key,
        score=max(0, min(100, round(sum(parts.values())))),
        rationale=_rationale(covered, wanted, len(found), told, recent, years),
        quotes=tuple(Quote(line.ref, line.text) for _, (line, _) in picked),
        breakdown={
            "parts": {name: round(value) for name, value in parts.items()},
            "found": {"words": sorted(covered)},
            "lines": len(found),
            "years": years,
        },
    )


def read_lines(item: Item) -> list[Line]:
    """Return the lines of the resume, each once, with the years of the nearest date above (or in) it."""
    found: list[Line] = []
    seen: set[str] = set()
    for passage in item.passages:
        period: tuple[int, int] | None = None
        for start, end in lines(passage.text):
            text = passage.text[start : min(end, start + MAX_LINE)]
            stated = _period(text)
            period = stated or (None if _is_heading(text) else period)
            if text in seen or reads_like_instruction(text):
                continue
            seen.add(text)
            found.append(Line(passage.ref, text, tuple(content_stems(text)), None if _STUDY.search(text) else period))
    return found


def _period(text: str) -> tuple[int, int] | None:
    match = _RANGE.search(text)
    if match:
        last = match.group(2)
        return int(match.group(1)), int(last) if last.isdigit() else PRESENT
    since = _SINCE.search(text)
    return (int(since.group(1)), PRESENT) if since else None


def _years(found: Iterable[Line], year: int) -> int:
    covered: set[int] = set()
    stated = 0
    for line in found:
        if line.period:
            covered |= set(range(line.period[0], min(line.period[1], year)))
        said = _STATED.search(line.text)
        stated = max(stated, int(said.group(1)) if said else 0)
    return max(stated, len(covered))


def _is_heading(text: str) -> bool:
    words = text.split()
    return len(words) <= 3 and (text.isupper() or text.endswith(":"))


def _without_dates(text: str) -> str:
    return re.sub(_YEAR, "", _RANGE.sub("", text))


def _wanted(item: Item) -> dict[str, tuple[str, ...]]:
    """Return the words to look for with their stems: the criterion's keywords, else the content of its own text."""
    words: Iterable[str] = item.keywords
    if not item.keywords:
        said = re.findall(r"[A-Za-z][A-Za-z+#.\-]{2,}", f"{item.criterion} {item.question}")
        words = [word.lower().strip(".-") for word in said]
        words = [word for word in words if word not in VAGUE_WORDS and word not in _THIN]
    found = {word: tuple(content_stems(word)) for word in dict.fromkeys(words)}
    return {word: stems for word, stems in found.items() if stems}


def _hits(line: Line, wanted: dict[str, tuple[str, ...]]) -> set[str]:
    return {word for word, stems in wanted.items() if set(stems) <= set(line.stems)}


def _rationale(
    covered: set[str], wanted: dict[str, tuple[str, ...]], count: int, told: int, recent: bool, years: int
) -> str:
    words = [word for word in wanted if word in covered][:6]
    text = f"{len(covered)} of {len(wanted)} wanted words in {plural(count, 'line')}: {', '.join(words)}"
    extras = [
        plural(told, "line") + " with a figure or result" if told else "no figures or results",
        "used recently" if recent else "",
        f"about {plural(years, 'year')}" if years else "",
    ]
    return f"{text}; {', '.join(part for part in extras if part)}."
