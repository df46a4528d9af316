"""Cursor values that are moments: carried as microseconds in the URL, compared as moments in the query."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from milo_app.core.paging import Cursor

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Where moments are counted from."""


def micros_of(moment: datetime) -> int:
    """Return a moment as microseconds, which is how a cursor carries it."""
    gap = moment - EPOCH
    return (gap.days * 86_400 + gap.seconds) * 1_000_000 + gap.microseconds


def moment_edge(cursor: Cursor) -> Cursor:
    """Return the cursor with its microseconds as a moment; the first page when it does not hold any."""
    if cursor.go in ("first", "last"):
        return cursor
    if not is_number(cursor.value) or not 0 <= cursor.value < 2**57:
        return Cursor()
    seconds, micros = divmod(cursor.value, 1_000_000)
    return replace(cursor, value=datetime.fromtimestamp(seconds, UTC).replace(microsecond=micros))


def is_number(value: Any) -> bool:
    """Return whether a cursor's value is a whole number."""
    return isinstance(value, int) and not isinstance(value, bool)
