"""Lists for programs: newest first, continued after the last row that the program already has. Never an OFFSET."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session

from milo_app.core.paging import COUNT_CAP

T = TypeVar("T")


@dataclass(frozen=True)
class Feed(Generic[T]):
    """Some rows, whether more follow, and how many there are in all (None: more than are counted)."""

    rows: list[T]
    has_more: bool
    total: int | None


def feed_of(rows: Sequence[T], limit: int, total: int | None) -> Feed[T]:
    """Make a feed of at most `limit` rows from a query that asked for one row more."""
    return Feed(list(rows[:limit]), len(rows) > limit, total)


def counted(session: Session, query: Select[Any], row_id: ColumnElement[Any]) -> int | None:
    """Return how many rows a query has, or None beyond `COUNT_CAP`. The query must name its workspace itself."""
    inner = query.with_only_columns(row_id).limit(COUNT_CAP + 1).subquery()
    number = int(session.execute(select(func.count()).select_from(inner)).scalar_one())
    return number if number <= COUNT_CAP else None
