"""Where the sentences of a text begin and end, as offsets, so that a quote is the text itself. Pure."""

from __future__ import annotations

import re
from typing import Final

_END: Final = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|[。！？]+|\n+")
_SHORT: Final = re.compile(
    r"(?:^|[A-Z][\w'-]*\s|[A-Z]\.\s?)[A-Z]\.$"
    r"|(?:^|[\s(])(?:[Mm]rs?|[Mm]s|[Dd]r|[Pp]rof|St|vs|e\.g|i\.e|approx|Inc|Ltd|Co|Fig|[Dd]ept)\.$"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence without its outer white space.

    A line break ends one too (resumes are lists of lines). A dot inside a number, after an initial or a usual
    abbreviation does not, unless nothing follows.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.group().startswith(".") and match.end() < len(text) and _SHORT.search(text[start : match.start() + 1]):
            continue
        _keep(text, start, match.end(), found)
        start = match.end()
    _keep(text, start, len(text), found)
    return found


def _keep(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if any(char.isalnum() for char in text[left:right]):
        found.append((left, right))


def lines(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each line that holds a letter or digit, without outer white space."""
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        _keep(text, start, start + len(line), found)
        start += len(line) + 1
    return found
