"""Evidence: a quote counts only when its words stand in the text, and it is shown at its place there. Pure.

Offsets always count characters of the original text, so that a highlight sits exactly on the words although the
comparison looks past white space, kinds of quotation marks and dashes, case and invisible characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypedDict

_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
_EDGES: Final = "\"' \t\n"
MIN_QUOTE: Final = 2
"""Characters that a quote needs: a single letter is found in any text and shows nothing."""


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of the original text, `start` inclusive and `end` exclusive, with the mark shown on it."""

    start: int
    end: int
    mark: str = ""


@dataclass(frozen=True)
class Source:
    """A text that may be quoted, as stored, with the answer or the file that it belongs to."""

    text: str
    answer_id: int | None = None
    file_id: int | None = None


class Segment(TypedDict):
    """A piece of text for display; `mark` is empty where nothing is highlighted."""

    text: str
    mark: str


@lru_cache(maxsize=256)
def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Return the text for comparing and, for each of its characters, the offset it came from."""
    if text.isascii():
        # Most answers: no character changes its length, so only white space has to be looked at.
        same = text.translate(_SAME).casefold()
        kept = [at for at, char in enumerate(same) if not char.isspace() or (at and not same[at - 1].isspace())]
        return "".join(" " if same[at].isspace() else same[at] for at in kept), kept
    out: list[str] = []
    origin: list[int] = []
    for offset, char in enumerate(text):
        if char.isspace():
            if out and out[-1] != " ":
                out.append(" ")
                origin.append(offset)
            continue
        if unicodedata.category(char) == "Cf":
            continue
        for part in unicodedata.normalize("NFKD", char.translate(_SAME)).translate(_SAME).casefold():
            if part.isspace() and (not out or out[-1] == " "):
                continue
            out.append(part)
            origin.append(offset)
    return "".join(out), origin


def locate(text: str, quote: str) -> tuple[int, int] | None:
    """Return where the quote stands in the original text as (start, end), or None when its words are not there.

    White space, quotation marks, dashes, case and invisible characters may differ; every other character must agree,
    and the match must begin and end at word borders ("art" is no quote of "started"). The first place wins.
    """
    haystack, origin = _folded(text)
    needle = _folded(quote.strip())[0].strip(_EDGES)
    if len(needle) < MIN_QUOTE:
        return None
    at = haystack.find(needle)
    while at >= 0:
        stop = at + len(needle)
        if _at_border(haystack, at) and _at_border(haystack, stop):
            return origin[at], origin[stop - 1] + 1
        at = haystack.find(needle, at + 1)
    return None


def _at_border(text: str, at: int) -> bool:
    return at <= 0 or at >= len(text) or not (text[at - 1].isalnum() and text[at].isalnum())


def is_verbatim(text: str, quote: str) -> bool:
    """Return whether the quote's words stand in the text."""
    return locate(text, quote) is not None


def segments(text: str, spans: Iterable[Span]) -> list[Segment]:
    """Return the whole text cut into plain and marked pieces, in order; joined they are the text again.

    Where spans overlap, the shared piece carries all their marks ("1, 2"). Neighbors with the same marks are one piece.
    """
    inside = [(max(0, s.start), min(len(text), s.end), s.mark) for s in spans if s.mark]
    inside = [piece for piece in inside if piece[0] < piece[1]]
    borders = sorted({0, len(text), *(p[0] for p in inside), *(p[1] for p in inside)})
    found: list[Segment] = []
    for start, end in pairwise(borders):
        marks = sorted({mark for left, right, mark in inside if left <= start and end <= right}, key=_mark_order)
        mark = ", ".join(marks)
        if found and found[-1]["mark"] == mark:
            found[-1]["text"] += text[start:end]
        else:
            found.append({"text": text[start:end], "mark": mark})
    return found


def _mark_order(mark: str) -> tuple[int, str]:
    return (int(mark) if mark.isdigit() else 1_000_000, mark)
