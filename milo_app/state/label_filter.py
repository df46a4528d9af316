"""The label filter of the interviewers list: how it stands in the address, and the menu that changes it.

In the address it is `labels=region:east,region:west,team:care`: any of the values of a label, and all of the labels.
Keys and values are percent-encoded, so that a value may hold commas and colons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

import reflex as rx

from milo_app.core.text import fold
from milo_app.domain.interviewers import labelling
from milo_app.domain.interviewers.filters import labels_from, labels_text
from milo_app.domain.labels import queries
from milo_app.domain.labels.queries import FilterChoice
from milo_app.state.access import look
from milo_app.state.listing import go, query_of
from milo_app.state.policy import requires

Wanted = Mapping[str, Sequence[str]]
"""Value keys by label key."""

_SHOWN = 50
PATH = "/interviewers"
KEPT = {"tab": "active", "q": "", "sort": "recent", "need": "", "view": "", "labels": ""}
"""What of the address stays when the labels change; anything else in it is dropped, and the list opens anew."""


class ValueLine(TypedDict):
    """A value of the menu."""

    pick: str
    value: str
    count: str
    is_on: bool


class LabelGroup(TypedDict):
    """A label of the menu with the values that fit the search."""

    name: str
    more: str
    lines: list[ValueLine]


class Chosen(TypedDict):
    """A value that filters now."""

    pick: str
    words: str


def parse(text: str) -> dict[str, list[str]]:
    """Read the part of an address as the list itself does; what is no `key:value` is left out."""
    wanted: dict[str, list[str]] = {}
    for key, value in labels_from(text):
        wanted.setdefault(key, []).append(value)
    return wanted


def formatted(wanted: Wanted) -> str:
    """Write what `parse` reads."""
    return labels_text(tuple((key, value) for key, values in wanted.items() for value in values))


def toggled(wanted: Wanted, key: str, value_key: str) -> dict[str, list[str]]:
    """Return the filter with a value added, or taken away where it was on."""
    changed = {each: list(values) for each, values in wanted.items()}
    values = changed.setdefault(key, [])
    if value_key in values:
        values.remove(value_key)
    else:
        values.append(value_key)
    return {each: values for each, values in changed.items() if values}


def groups_of(choices: Sequence[FilterChoice], wanted: Wanted, search: str) -> list[LabelGroup]:
    """Return the menu: labels whose name or values hold the search, at most 50 values each, chosen ones first."""
    asked = fold(search)
    found = []
    for choice in choices:
        is_named = asked in fold(choice.name)
        fitting = [one for one in choice.values if is_named or asked in one.value_key]
        on = wanted.get(choice.key, ())
        if len(fitting) > _SHOWN:
            fitting.sort(key=lambda one: one.value_key not in on)
        lines = [
            ValueLine(
                pick=f"{choice.key}:{one.value_key}", value=one.value, count=str(one.count), is_on=one.value_key in on
            )
            for one in fitting[:_SHOWN]
        ]
        if lines:
            rest = len(fitting) - len(lines)
            found.append(
                LabelGroup(name=choice.name, more=f"{rest} more: type to find them" if rest else "", lines=lines)
            )
    return found


def chosen_of(choices: Sequence[FilterChoice], wanted: Wanted) -> list[Chosen]:
    """Name the values that filter; one that nobody has any more is named by its key, so that it can be dropped."""
    names = {choice.key: choice.name for choice in choices}
    shown = {(choice.key, one.value_key): one.value for choice in choices for one in choice.values}
    return [
        Chosen(pick=f"{key}:{value_key}", words=f"{names.get(key, key)}: {shown.get((key, value_key), value_key)}")
        for key, values in wanted.items()
        for value_key in values
    ]


class LabelFilter(rx.State):
    """The menu. The filter itself stands in the address of the list, which this opens anew with each change."""

    is_shown: bool = False
    groups: list[LabelGroup] = []
    chosen: list[Chosen] = []
    search: str = ""
    is_open: bool = False
    _choices: list[FilterChoice] = []

    @rx.event
    @requires("label:read")
    async def load(self):
        """Read which labels the address names; the menu itself is read when it opens, since few look into it."""
        if self._wanted() and not self._choices:
            self._choices = await look(labelling.filter_choices, self._tab())
        self._shape()
        self.is_shown = bool(self.chosen) or await look(queries.is_used)

    def _tab(self) -> str:
        return str(self.router.url.query_parameters.get("tab", "active"))

    def _wanted(self) -> dict[str, list[str]]:
        return parse(str(self.router.url.query_parameters.get("labels", "")))

    def _shape(self) -> None:
        wanted = self._wanted()
        self.chosen = chosen_of(self._choices, wanted)
        self.groups = groups_of(self._choices, wanted, self.search) if self.is_open else []

    @rx.event
    @requires("label:read")
    async def opened(self, is_open: bool):
        """Fill the menu when it opens; it starts without a search."""
        self.is_open, self.search = is_open, ""
        if is_open:
            self._choices = await look(labelling.filter_choices, self._tab())
        self._shape()

    @rx.event
    @requires("label:read")
    async def type_search(self, text: str):
        """Narrow the menu as somebody types."""
        self.search = text[:100]
        self._shape()

    @rx.event
    @requires("label:read")
    async def toggle(self, pick: str):
        """Add a value to the filter or take it away; the list opens at its first page."""
        key, _, value_key = pick[:300].partition(":")
        return self._go(toggled(self._wanted(), key, value_key))

    @rx.event
    @requires("label:read")
    async def clear(self):
        """Drop the whole label filter."""
        return self._go({})

    def _go(self, wanted: Wanted) -> rx.event.EventSpec:
        parts = query_of(self, KEPT, longest=2_000)
        self.groups = groups_of(self._choices, wanted, self.search) if self.is_open else []
        self.chosen = chosen_of(self._choices, wanted)
        return go(PATH, parts | {"labels": formatted(wanted)}, KEPT, replace=True)
