"""Lines and cells of a pasted or uploaded list, in linear time. A line with broken quotes costs itself and no other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

DELIMITERS = "\t;|,"
"""In the order of preference when two fit equally: a comma stands in names and titles too."""
LONGEST_CELL = 2_000
MOST_CELLS = 60
_LINES_OF_A_CELL = 5
_SAMPLE = 60
ADDRESS = re.compile(r"[^\s@<>,;|\"()]{1,64}@[^\s@<>,;|\"()]{1,190}\.[^\s@<>,;|\"().]{2,63}")
_BULLET = re.compile(r"^(?:[-*•·]|\d{1,5}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one line; `number` counts from 1 in the file. `problem` says why it cannot be read."""

    number: int
    cells: tuple[str, ...]
    problem: str = ""


def delimiter_of(lines: Sequence[str]) -> str:
    """Return what separates the cells, from the first lines: comma, semicolon, tab or pipe."""
    sample = [line for line in lines[: _SAMPLE * 4] if line.strip()][:_SAMPLE]
    if not sample:
        return ","
    if (told := re.fullmatch(r"sep=(.)\s*", sample[0], re.IGNORECASE)) and told.group(1) in DELIMITERS:
        return told.group(1)
    return max(DELIMITERS, key=lambda mark: _fitness(sample, mark))


def _fitness(sample: Sequence[str], mark: str) -> tuple[float, float, int]:
    """Rate a delimiter: how often a whole cell is an address, how even the lines are, and how many cells they have."""
    rows = [_cells(line, mark) or line.split(mark) for line in sample]
    counts = Counter(len(row) for row in rows if len(row) > 1)
    width, even = counts.most_common(1)[0] if counts else (1, 0)
    whole = sum(any(ADDRESS.fullmatch(cell.strip().strip("<>")) for cell in row) for row in rows)
    return round(whole / len(rows), 1), round(even / len(rows), 1), width if even else 0


def lines_of(text: str, delimiter: str) -> Iterator[Line]:
    """Read every line that is not empty. A quoted cell may hold line breaks, up to five lines long."""
    raw = text.splitlines()
    at = 0
    while at < len(raw):
        line = raw[at]
        if not line.strip(" \t" if delimiter != "\t" else " ").strip(delimiter + " "):
            at += 1
            continue
        taken = 1
        cells = _cells(line, delimiter) if '"' in line else line.split(delimiter)
        while cells is None and taken < _LINES_OF_A_CELL and at + taken < len(raw) and _is_open(line, delimiter):
            line = f"{line}\n{raw[at + taken]}"
            taken += 1
            cells = _cells(line, delimiter)
        if cells is None:
            yield Line(at + 1, (raw[at],), "The quotes do not match.")
            at += 1
            continue
        yield _line(at + 1, cells)
        at += taken


def _line(number: int, cells: list[str]) -> Line:
    if len(cells) > MOST_CELLS:
        return Line(number, tuple(cells[:MOST_CELLS]), f"This line has more than {MOST_CELLS} columns.")
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return Line(number, tuple(cell[:LONGEST_CELL] for cell in cells), "A cell of this line is far too long.")
    return Line(number, tuple(cell.strip() for cell in cells))


def _cells(line: str, delimiter: str) -> list[str] | None:
    """Split one line; None when a quote is not closed, or closes in the middle of a cell."""
    if '"' not in line:
        return line.split(delimiter)
    cells: list[str] = []
    at, end = 0, len(line)
    while True:
        start = at
        while start < end and line[start] == " ":
            start += 1
        if start < end and line[start] == '"':
            found = _quoted(line, start + 1)
            if found is None:
                return None
            cell, at = found
            while at < end and line[at] == " ":
                at += 1
            if at < end and line[at] != delimiter:
                return None
            cells.append(cell)
        else:
            stop = line.find(delimiter, at)
            stop = end if stop < 0 else stop
            cells.append(line[at:stop])
            at = stop
        if at >= end:
            return cells
        at += 1
        if at == end:
            return [*cells, ""]


def _quoted(line: str, at: int) -> tuple[str, int] | None:
    """Read a quoted cell from behind its first quote; return it with the place behind its last one."""
    parts: list[str] = []
    while True:
        stop = line.find('"', at)
        if stop < 0:
            return None
        parts.append(line[at:stop])
        if not line.startswith('"', stop + 1):
            return "".join(parts), stop + 1
        parts.append('"')
        at = stop + 2


def _is_open(line: str, delimiter: str) -> bool:
    """Whether the last cell of a line begins with a quote that is still to be closed."""
    return line.count('"') % 2 == 1


def pasted_lines(text: str) -> str:
    """Return pasted text with bullets taken off and lists of addresses on one line put under each other."""
    return "\n".join(_spread(line) for line in text.splitlines())


def _spread(line: str) -> str:
    bare = _BULLET.sub("", line.strip()) if not line.startswith("\t") else line
    if bare.count("@") < 2 or '"' in bare or len(bare) > 100_000:
        return bare
    parts = [part.strip() for part in re.split(r"[;,]", bare) if part.strip()]
    # One address in each part, as mail programs copy them; the first keeps its line's number as well as it can.
    return "\n".join(parts) if all(part.count("@") == 1 for part in parts) else bare
