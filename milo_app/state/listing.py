"""What lists share: filters, sort and page live in the URL, so that a pasted link shows the same screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlencode

import reflex as rx

from milo_app.core.paging import Page

ABOVE = 20
"""So many rows fill a screen. They are sent and painted first; what lies below the fold follows."""
PAINT_S = 0.06


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
