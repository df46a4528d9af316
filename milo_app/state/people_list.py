"""What every list of people shares: columns and rows, paging, order, and which rows are selected."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import reflex as rx

from milo_app.domain.candidates import selection
from milo_app.domain.candidates.columns import Layout
from milo_app.domain.candidates.selection import Selection
from milo_app.state.access import look
from milo_app.state.candidates_rows import Head, Line
from milo_app.state.label_filter import Chosen
from milo_app.state.listing import ABOVE, PAINT_S, Arrivals, Foot
from milo_app.state.policy import requires

UPWARD = ("name", "country", "source")
"""Columns that begin with the first letter when they are sorted by; others begin with the most or the newest."""


class PeopleList(Foot, Arrivals, rx.State, mixin=True):
    """A table of people. Whoever takes part gives `parts`, `_parse`, `_open`, `_reload`, `_everybody` and `_named`."""

    heads: list[Head] = []
    tracks: str = ""
    least: str = "960px"
    is_wide: bool = False
    rows: list[Line] = []
    below: list[Line] = []
    """The rows under the first screen, which are painted after it."""
    ids: list[str] = []
    suffix: str = ""
    """The query that rows carry along, so that a report knows its list."""
    chips: list[Chosen] = []
    filters: int = 0
    """How many filters are on; the search is not one of them."""
    is_filtered: bool = False
    nothing: str = ""
    wrong: str = ""
    density: str = "comfortable"
    letters: bool = True
    is_loading: bool = True
    clears: int = 0
    picked_count: int = 0
    picked_words: str = ""
    all_words: str = ""
    all_picked: bool = False
    _layout: Layout = Layout()
    _picked: list[str] = []
    _total: int = 0
    _below: list[Line] = []
    _going: str = ""
    _replaces: bool = False

    def _parse(self, parts: Mapping[str, str]) -> tuple[Any, tuple[str, ...]]:
        raise NotImplementedError

    async def _open(self, flt: Any, *, page: str = "", replace: bool = False) -> Any:
        raise NotImplementedError

    async def _reload(self) -> None:
        raise NotImplementedError

    async def _everybody(self) -> Selection:
        raise NotImplementedError

    def _named(self, ids: tuple[str, ...]) -> Selection:
        raise NotImplementedError

    def _show_lines(self, lines: list[Line]) -> None:
        """Show the first screen; `show_below` brings the rest, once this is painted."""
        self.rows, self._below = lines[:ABOVE], lines[ABOVE:]

    def _go(self, place: str, *, replace: bool) -> Any:
        """Return the event that brings the rows below, and then lets the address follow."""
        self._going, self._replaces = place, replace
        return type(self).show_below

    @rx.event
    @requires("candidate:read")
    async def show_below(self):
        """Bring the rows under the first screen after the browser had time to paint it, then take the address along."""
        await asyncio.sleep(PAINT_S)
        self.below = self._below
        place, self._going = self._going, ""
        return rx.redirect(place, replace=self._replaces) if place else None

    def _filter(self) -> Any:
        return self._parse(self.parts)[0]  # type: ignore[attr-defined]

    async def _selection(self) -> Selection:
        """Return whom an act on many is for: those picked by hand, or by the filter when all that match are."""
        return await self._everybody() if self.all_picked else self._named(tuple(self._picked))

    def _prune(self, keeps_picks: bool) -> None:
        """Keep what is still there of the selection when the same page was read again, else drop it."""
        if not keeps_picks:
            if self._picked or self.all_picked:
                self._pick([])
        elif not self.all_picked:
            self._pick([one for one in self._picked if one in set(self.ids)], is_told=True)

    def _pick(self, ids: list[str], *, is_told: bool = False) -> None:
        self._picked, self.all_picked = ids, False
        self.picked_count, self.picked_words = len(ids), f"{len(ids):,} selected"
        whole = len(ids) == len(self.ids) and self._total > len(ids)
        self.all_words = "Select all " + self.range_text.rpartition(" of ")[2] if whole else ""
        if not is_told:
            self.clears += 1

    @rx.event
    @requires("candidate:read")
    async def refresh(self):
        """Read the same page again without moving anything: scroll, focus and selection stay in the browser."""
        await self._reload()

    @rx.event
    @requires("candidate:read")
    async def toggle_tag(self, pick: str):
        """Show who has a tag, or stop doing so; `pick` is the tag as it stands in an address."""
        tags = self._filter().tags
        for tag in self._parse({"tags": pick})[0].tags[:1]:
            changed = tuple(one for one in tags if one != tag) if tag in tags else (*tags, tag)
            return await self._open(replace(self._filter(), tags=changed))
        return None

    @rx.event
    @requires("candidate:read")
    async def sort_by(self, key: str):
        """Sort by a column; the same column again turns the order."""
        parts: dict[str, str] = self.parts  # type: ignore[attr-defined]
        turned = parts["dir"] != "down" if key == parts["sort"] else key not in UPWARD
        flt, wrong = self._parse(parts | {"sort": key, "dir": "down" if turned else "up"})
        return None if wrong else await self._open(flt)

    @rx.event
    @requires("candidate:read")
    async def first(self):
        """Open the first page."""
        return await self._open(self._filter())

    @rx.event
    @requires("candidate:read")
    async def previous(self):
        """Open the page before."""
        return await self._open(self._filter(), page=self._prev)

    @rx.event
    @requires("candidate:read")
    async def next(self):
        """Open the page after."""
        return await self._open(self._filter(), page=self._next)

    @rx.event
    @requires("candidate:read")
    async def last(self):
        """Open the last page."""
        return await self._open(self._filter(), page=self._last)

    @rx.event
    @requires("candidate:read")
    async def pick(self, ids: list[str]):
        """Keep which rows of this page are selected."""
        wanted = set(ids)
        self._pick([one for one in self.ids if one in wanted], is_told=True)

    @rx.event
    @requires("candidate:read")
    async def pick_all(self):
        """Select everybody whom the filter shows, by the filter and not one by one."""
        number = await look(selection.count, await self._everybody())
        self._picked, self.all_picked, self.all_words = [], True, ""
        self.picked_count, self.picked_words = number, f"All {number:,} selected"

    @rx.event
    @requires("candidate:read")
    async def drop_picks(self):
        """Select nobody."""
        self._pick([])
