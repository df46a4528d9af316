"""The menus over the directory: what they offer is read when one opens."""

from __future__ import annotations

import reflex as rx

from milo_app.core.text import fold
from milo_app.domain.candidates import people_choices
from milo_app.domain.candidates.filters import pairs_text
from milo_app.domain.candidates.people_choices import PeopleChoices
from milo_app.state.access import look
from milo_app.state.candidates_filters import SHOWN, Option, TagLine
from milo_app.state.policy import requires


class PeopleMenus(rx.State):
    """What the menus offer. The filter itself stands in the address."""

    interviewers: list[Option] = []
    tags: list[TagLine] = []
    more: str = ""
    skills: list[Option] = []
    countries: list[Option] = []
    cohorts: list[Option] = []
    search: str = ""
    _tags: tuple[tuple[str, str], ...] = ()

    @rx.event
    @requires("candidate:read")
    async def opened(self, is_open: bool):
        """Fill the menus when one opens; the search for tags starts empty."""
        self.search = ""
        if is_open:
            self._show(await look(people_choices.choices_of))

    def _show(self, found: PeopleChoices) -> None:
        self._tags = found.tags
        self.interviewers = [Option(value=key, label=title) for key, title in found.interviewers]
        self.skills = [Option(value=name, label=name) for name in found.skills]
        self.countries = [Option(value=one.code, label=one.name) for one in found.countries]
        self.cohorts = [Option(value=key, label=name) for key, name in found.cohorts]
        self._sift()

    def _sift(self) -> None:
        wanted = fold(self.search)
        fitting = [(name, value) for name, value in self._tags if wanted in fold(f"{name} {value}")]
        self.tags = [
            TagLine(pick=pairs_text(((name, value),)), words=f"{name}: {value}" if value else name, count="")
            for name, value in fitting[:SHOWN]
        ]
        rest = len(fitting) - len(self.tags)
        self.more = f"{rest} more: type to find them" if rest else ""

    @rx.event
    @requires("candidate:read")
    async def type_search(self, text: str):
        """Narrow the tags as somebody types."""
        self.search = text[:100]
        self._sift()
