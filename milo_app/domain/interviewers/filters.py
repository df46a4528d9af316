"""A filter of the list as it stands in an address, and what it finds besides a page: ids, and counts in the other tabs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote, unquote

from sqlalchemy import func
from sqlmodel import col

from milo_app.core.db import columns
from milo_app.core.text import plain
from milo_app.core.work import Work
from milo_app.domain.interviewers.listing import NEEDS, Counts, InterviewerFilter, filtered
from milo_app.domain.interviewers.models import Interviewer

DEFAULTS = {"tab": "active", "q": "", "sort": "recent", "labels": "", "need": ""}
TABS = ("active", "draft", "expired", "archived")
SORTS = ("recent", "oldest", "most", "least")
MOST_LABELS = 30
MOST_IDS = 1_000
"""How many interviewers one bulk action takes."""


def from_parts(parts: Mapping[str, str]) -> InterviewerFilter:
    """Read the parts of an address; whatever is unknown is the default."""

    def one_of(name: str, known: tuple[str, ...]) -> str:
        return parts[name] if parts.get(name) in known else DEFAULTS[name]

    return InterviewerFilter(
        tab=one_of("tab", TABS),
        q=plain(parts.get("q", ""))[:200],
        sort=one_of("sort", SORTS),
        labels=labels_from(parts.get("labels", "")),
        need=one_of("need", NEEDS),
    )


def to_parts(flt: InterviewerFilter) -> dict[str, str]:
    """Return the parts of an address that `from_parts` reads as this filter."""
    return {"tab": flt.tab, "q": flt.q, "sort": flt.sort, "labels": labels_text(flt.labels), "need": flt.need}


def labels_text(labels: tuple[tuple[str, str], ...]) -> str:
    """Write labels as `key:value,key:value`, each part quoted so that it may hold anything."""
    return ",".join(f"{quote(key, safe='')}:{quote(value, safe='')}" for key, value in labels)


def labels_from(text: str) -> tuple[tuple[str, str], ...]:
    """Read what `labels_text` wrote; pairs that make no sense are left out."""
    found: dict[tuple[str, str], None] = {}
    for pair in text.split(",")[:MOST_LABELS]:
        key, colon, value = pair.partition(":")
        if key and colon and value:
            found[plain(unquote(key))[:60], plain(unquote(value))[:200]] = None
    return tuple(found)


def counts_of(w: Work, flt: InterviewerFilter) -> Counts:
    """Return how many interviewers of each state a filter finds, whatever its tab."""
    query = (
        filtered(w, replace(flt, tab="all"))
        .with_only_columns(col(Interviewer.state), func.count())
        .group_by(col(Interviewer.state))
    )
    return Counts(**{state.value: number for state, number in columns(w.session, query)})


def ids_of(w: Work, flt: InterviewerFilter) -> list[str]:
    """Return the public ids of what a filter shows, newest first, `MOST_IDS` at most."""
    query = filtered(w, flt).with_only_columns(col(Interviewer.public_id)).order_by(col(Interviewer.id).desc())
    return list(w.session.execute(query.limit(MOST_IDS)).scalars())
