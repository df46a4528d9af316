"""What lists share: filters, sort and page live in the URL, so that a pasted link shows the same screen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlencode

import reflex as rx

from milo_app.core.paging import Page

ABOVE = 20
"""So many rows fill a screen. They are sent and painted first; what lies below the fold follows."""
PAINT_S = 0.06
FRESH_S = 3.0
"""How long rows stand for an address that was read before the browser went there."""


def address(path: str, parts: Mapping[str, str], defaults: Mapping[str, str]) -> str:
    """Return a path with the query of what differs from the defaults."""
    query = {name: value for name, value in parts.items() if value and value != defaults.get(name, "")}
    return f"{path}?{urlencode(query)}" if query else path


def go(
    path: str, parts: Mapping[str, str], defaults: Mapping[str, str], *, replace: bool = False
) -> rx.event.EventSpec:
    """Return the event that opens a list at other filters; typing replaces the address instead of filling the history."""
    return rx.redirect(address(path, parts, defaults), replace=replace)


def query_of(state: rx.State, defaults: Mapping[str, str], longest: int = 400) -> dict[str, str]:
    """Read the known parts of the present address, each cut at `longest`; anything else in it is ignored."""
    given: Mapping[str, Any] = state.router.url.query_parameters
    return {name: str(given.get(name, default))[:longest] for name, default in defaults.items()}


async def painted() -> AsyncIterator[None]:
    """Send what has changed so far, and give the browser time to paint it before more arrives."""
    yield
    await asyncio.sleep(PAINT_S)


class Arrivals(rx.State, mixin=True):
    """What a list shows, and which of its addresses are on their way to the browser.

    A list shows other rows first and lets the address follow, so each address arrives after its rows. Where somebody
    goes on meanwhile, an earlier one arrives late: it must not bring back what it stands for.
    """

    _shown: str = ""
    _shown_at: float = 0.0
    _on_the_way: list[str] = []

    def _stamp(self, place: str, *, is_followed: bool = False) -> None:
        """Note the address of what is shown; `is_followed`: the browser is sent there."""
        self._shown, self._shown_at = place, time.monotonic()
        self._on_the_way = [*self._on_the_way, place] if is_followed else []

    def _needs_no_reading(self, place: str) -> bool:
        """Whether what arrives is shown already, or was overtaken by a later one that is on its way."""
        is_fresh = time.monotonic() - self._shown_at < FRESH_S
        way = self._on_the_way
        self._on_the_way = way[way.index(place) + 1 :] if place in way else []
        return is_fresh and (bool(self._on_the_way) or place == self._shown)


class Foot(rx.State, mixin=True):
    """The foot of a list: "1-50 of 348" and the cursors of its neighbours."""

    range_text: str = ""
    has_previous: bool = False
    has_next: bool = False
    _next: str = ""
    _prev: str = ""
    _last: str = ""

    def _set_foot(self, page: Page[Any]) -> None:
        self.range_text = page.words
        self.has_previous, self.has_next = bool(page.prev), bool(page.next)
        self._next, self._prev, self._last = page.next, page.prev, page.last


def path_part(state: rx.State, name: str) -> str:
    """Read a dynamic part of the present address, such as the interviewer's id."""
    return str(state.rx_router_page.params.get(name, ""))[:64]
