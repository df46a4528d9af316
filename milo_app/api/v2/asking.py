"""What callers may ask for: sizes, edges and moments, read strictly before anything is looked up."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import Query

from milo_app.api.v2.failures import WrongRange
from milo_app.core.errors import Invalid, NotFound

Limit = Annotated[int, Query(ge=1, le=100)]
After = Annotated[str, Query(max_length=100)]
Search = Annotated[str, Query(max_length=200)]
Moment = Annotated[str, Query(max_length=40)]

_ID = re.compile(r"[0-9a-f]{32}")
_EPOCH = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_SECOND = timedelta(seconds=1)


def known_id(text: str) -> str:
    """Return the id; raises `NotFound` for what no id of Milo looks like, with the same answer as for an unknown one."""
    if not _ID.fullmatch(text):
        raise NotFound("There is nothing with this id.")
    return text


def known_edge(text: str) -> str:
    """Return the id after which a list goes on, empty for its start; raises `NotFound` like `known_id`."""
    return known_id(text) if text else ""


def plain(search: str) -> str:
    """Return the words of a search without what no database takes."""
    return search.replace("\x00", "").strip()


def moment(text: str, field: str) -> datetime | None:
    """Read an ISO moment (without a zone it is UTC) or Unix seconds; raises `Invalid` for anything else."""
    text = text.strip()
    if not text:
        return None
    try:
        if _EPOCH.fullmatch(text):
            micros, whole = math.modf(float(text))
            return datetime.fromtimestamp(int(whole), UTC) + timedelta(seconds=micros)
        # In a query an unescaped + arrives as a space.
        read = datetime.fromisoformat(re.sub(r" (?=[0-9]{2}:?[0-9]{2}$)", "+", text) if "T" in text else text)
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        raise Invalid("Give an ISO 8601 moment or Unix seconds.", field=field) from None


def span(created_after: str, created_before: str) -> tuple[datetime | None, datetime | None]:
    """Return the two bounds, the second exclusive; raises `Invalid`, and `WrongRange` when they are the wrong way round.

    Both bounds are inclusive for the caller. Answers give whole seconds, so a bound in whole seconds takes its second in.
    """
    since, until = moment(created_after, "created_after"), moment(created_before, "created_before")
    if until is None:
        return since, None
    if since is not None and until < since:
        raise WrongRange
    step = timedelta(microseconds=1) if until.microsecond else _SECOND
    latest = datetime.max.replace(tzinfo=UTC)
    return since, until + step if until <= latest - step else latest
