"""The menu with further filters of a candidates list: what it offers is read when it opens, since few look into it."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.text import fold
from milo_app.domain.candidates import filter_choices
from milo_app.domain.candidates.filter_choices import FilterChoices, TagChoice
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.state.access import look
from milo_app.state.candidates_words import tag_picks
from milo_app.state.listing import path_part
from milo_app.state.policy import requires

SHOWN = 60


class Option(TypedDict):
    """An option of a drop-down."""

    value: str
    label: str


class TagLine(TypedDict):
    """A value of a tag; `pick` is the tag as it stands in an address."""

    pick: str
    words: str
    count: str


class CandidateFilters(rx.State):
    """What the menu offers. The filter itself stands in the address of the list."""

    tags: list[TagLine] = []
    more: str = ""
    countries: list[Option] = []
    cohorts: list[Option] = []
    search: str = ""
    _tags: tuple[TagChoice, ...] = ()

    @rx.event
    @requires("candidate:read")
    async def opened(self, is_open: bool):
        """Fill the menu when it opens; the search for tags starts empty."""
        self.search = ""
        if is_open:
            self._show(await look(filter_choices.choices_of, path_part(self, "interviewer_id")))
        else:
            self.tags, self._tags = [], ()

    def _show(self, found: FilterChoices) -> None:
        self._tags = found.tags
        self.countries = [Option(value=one.code, label=f"{one.name} ({one.count:,})") for one in found.countries]
        self.cohorts = [Option(value=key, label=name) for key, name in found.cohorts]
        self._sift()

    def _sift(self) -> None:
        self.tags, self.more = tag_lines(self._tags, self.search)

    @rx.event
    @requires("candidate:read")
    async def type_search(self, text: str):
        """Narrow the tags as somebody types."""
        self.search = text[:100]
        self._sift()


def tag_lines(tags: tuple[TagChoice, ...], search: str) -> tuple[list[TagLine], str]:
    """Return the tags that hold the search, at most 60, and how many more there are in words."""
    wanted = fold(search)
    fitting = [one for one in tags if wanted in fold(f"{one.name} {one.value}")]
    lines = [
        TagLine(
            pick=tag_picks(ApplicationFilter(tags=((one.name, one.value),)))[0],
            words=f"{one.name}: {one.value}" if one.value else one.name,
            count=f"{one.count:,}",
        )
        for one in fitting[:SHOWN]
    ]
    rest = len(fitting) - len(lines)
    return lines, f"{rest} more: type to find them" if rest else ""
