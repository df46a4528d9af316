"""Keyset pages: first, previous, next, last and "1-50 of 348", never an OFFSET and no page numbers.

A cursor names the row at the edge (its sort value and id) and the direction, as URL-safe text. It carries no rights: the
query that uses it is filtered like any other, so a forged cursor shows nothing that its reader may not see.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from sqlalchemy import ColumnElement, Select, and_, or_

T = TypeVar("T")
PAGE_SIZE = 50
COUNT_CAP = 10_000
CHUNK = 500
"""How many ids one statement names."""


@dataclass(frozen=True)
class Cursor:
    """An edge of a page: rows after (`next`) or before (`prev`) it; `last` starts from the end, `first` from the start."""

    go: Literal["first", "next", "prev", "last"] = "first"
    value: Any = None
    id: int = 0
    start: int = 0

    def text(self) -> str:
        """Return the cursor as it stands in a URL; the first page has none."""
        if self.go == "first":
            return ""
        packed = json.dumps([self.go, self.value, self.id, self.start], separators=(",", ":"))
        return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")

    @staticmethod
    def parse(text: str) -> Cursor:
        """Read a cursor from a URL; anything unreadable is the first page."""
        if not text or len(text) > 400:
            return Cursor()
        try:
            go, value, row, start = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        except (ValueError, TypeError, binascii.Error, RecursionError):
            return Cursor()
        if go not in ("next", "prev", "last") or not isinstance(row, int) or not isinstance(start, int):
            return Cursor()
        if not isinstance(value, (int, float, str, type(None))) or abs(row) > 2**62 or abs(start) > 2**53:
            return Cursor()
        return Cursor(go, value, row, start)


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of rows, how many there are (capped), and the cursors of its neighbours (empty: no such page)."""

    rows: list[T]
    total: int
    is_capped: bool
    start: int
    next: str
    prev: str
    last: str

    @property
    def words(self) -> str:
        """Return "1-50 of 348" or "0 of 0"."""
        if not self.rows:
            return "0 of 0" if self.total == 0 else f"0 of {self.total:,}"
        total = f"{COUNT_CAP:,}+" if self.is_capped else f"{self.total:,}"
        if self.start < 0:
            return f"last {len(self.rows)} of {total}"
        return f"{self.start + 1:,}–{self.start + len(self.rows):,} of {total}"


def keyset(
    query: Select[Any],
    sort: ColumnElement[Any],
    row_id: ColumnElement[Any],
    cursor: Cursor,
    *,
    descending: bool,
    size: int = PAGE_SIZE,
) -> tuple[Select[Any], bool]:
    """Add order, edge and limit (size + 1) to a query; the flag says that the rows come in reverse and must be turned."""
    backwards = cursor.go in ("prev", "last")
    down = descending != backwards
    if cursor.go in ("next", "prev"):
        beyond = sort < cursor.value if down else sort > cursor.value
        tie = and_(sort == cursor.value, row_id < cursor.id if down else row_id > cursor.id)
        # The first condition says nothing new, but it is one that an index can start from.
        query = query.where(sort <= cursor.value if down else sort >= cursor.value, or_(beyond, tie))
    order = (sort.desc(), row_id.desc()) if down else (sort.asc(), row_id.asc())
    return query.order_by(*order).limit(size + 1), backwards


def page_of(
    rows: list[Any],
    backwards: bool,
    cursor: Cursor,
    total: int,
    edge: Callable[[Any], tuple[Any, int]],
    size: int = PAGE_SIZE,
) -> Page[Any]:
    """Make a page from the rows of `keyset`; `edge(row)` returns (sort value, id) with a JSON-able value."""
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    capped = total > COUNT_CAP
    if cursor.go == "first":
        start = 0
    elif cursor.go == "last":
        start = -1 if capped else max(0, total - len(rows))
    else:
        start = cursor.start
        if cursor.go == "prev" and not more:
            start = 0
    has_prev = more if backwards else cursor.go != "first"
    has_next = cursor.go != "last" if backwards else more
    if not rows:
        return Page(rows, total, capped, 0, "", "", "")
    known = start >= 0
    next_cursor = Cursor("next", *edge(rows[-1]), start + len(rows) if known else -1).text() if has_next else ""
    prev_cursor = Cursor("prev", *edge(rows[0]), max(0, start - size) if known else -1).text() if has_prev else ""
    return Page(rows, total, capped, start, next_cursor, prev_cursor, Cursor("last").text() if has_next else "")


def chunks(ids: Iterable[int], size: int = CHUNK) -> Iterator[list[int]]:
    """Yield the ids in order, each once, in portions that one statement can name."""
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]
