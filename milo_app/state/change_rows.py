"""Differences between two plans as shown. Pure."""

from __future__ import annotations

from typing import TypedDict

from milo_app.core.text import ellipsis
from milo_app.domain.interviewers.diff import Change

LONGEST_SHOWN = 700
_SIGNS = {"added": "Added", "removed": "Removed", "moved": "Moved", "changed": "Changed"}


class ChangeRow(TypedDict):
    """One difference as shown; long texts are cut, with a mark."""

    kind: str
    word: str
    place: str
    what: str
    before: str
    after: str


def change_rows(changes: tuple[Change, ...]) -> list[ChangeRow]:
    """Return the rows of a comparison; the place stands only where it is another one than above."""
    rows = []
    above = ""
    for one in changes:
        rows.append(
            ChangeRow(
                kind=one.kind,
                word=_SIGNS[one.kind],
                place=one.place if one.place != above else "",
                what=one.what,
                before=ellipsis(one.before, LONGEST_SHOWN),
                after=ellipsis(one.after, LONGEST_SHOWN),
            )
        )
        above = one.place
    return rows
