"""Around the table of interviewers: what needs attention, and saved views."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict
from urllib.parse import parse_qsl

import reflex as rx

from milo_app.core.work import Work
from milo_app.domain.accounts import choices, views
from milo_app.domain.accounts.views import ViewRow
from milo_app.domain.interviewers import filters
from milo_app.domain.interviewers.attention import Attention, Part, attention
from milo_app.state.access import call, look
from milo_app.state.interviewers import DEFAULTS, LONGEST, PATH
from milo_app.state.listing import address, query_of
from milo_app.state.live import listen
from milo_app.state.policy import requires
from milo_app.state.saved_views import SavedViews

PAGE = "interviewers"
SEEN = "interviewers.attention"
FRESH_S = 10.0
MOST_NAMED = 20
_TAIL = 10
"""How much of an id is remembered of what was put away: the end of a uuid7 is random."""


class Alert(TypedDict):
    """One thing that needs attention, as a link."""

    key: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Around:
    """One read of everything around the table."""

    attention: Attention
    seen: Mapping[str, Any]
    views: list[ViewRow]


class ListTools(SavedViews, rx.State):
    """The strip above the table and the menus of its toolbar."""

    alerts: list[Alert] = []
    _read_at: float = 0.0
    _now: dict[str, list[str]] = {}

    def _list(self) -> str:
        return PAGE

    def _query(self) -> str:
        return query_text(query_of(self, DEFAULTS, LONGEST))

    def _opened(self) -> str:
        return query_of(self, DEFAULTS)["view"]

    def _spelled(self, query: str) -> str:
        return query_text(dict(parse_qsl(query)))

    def _place(self, query: dict[str, str], view: str) -> str:
        return address(PATH, query | {"view": view}, DEFAULTS)

    @rx.event
    @requires("interviewer:read")
    async def load(self):
        """Say which view is open and whether it was changed; read the rest again when it is not fresh."""
        if time.monotonic() - self._read_at > FRESH_S:
            await self._read()
        self._compare()

    @rx.event
    @requires("interviewer:read")
    async def refresh(self):
        """Read everything again."""
        await self._read()
        self._compare()

    async def _read(self) -> None:
        around = await look(_around)
        self._now = {name: [one[-_TAIL:] for one, _ in part.items] for name, part in parts_of(around.attention)}
        is_new = has_news(self._now, around.seen)
        self.alerts = [alert(name, part) for name, part in parts_of(around.attention) if part.count] if is_new else []
        self._show(around.views)
        self._read_at = time.monotonic()

    @rx.event
    @requires("interviewer:read")
    async def put_away(self):
        """Hide the strip until something new turns up."""
        self.alerts = []
        await call(choices.write, SEEN, {"seen": self._now})


def _around(w: Work) -> Around:
    return Around(
        attention(w, MOST_NAMED),
        choices.read(w, SEEN).get("seen", {}),
        views.views(w, PAGE),
    )


def parts_of(found: Attention) -> list[tuple[str, Part]]:
    """Return the kinds of attention by name, the most urgent first."""
    return [
        ("budget", found.budget),
        ("expiring", found.expiring),
        ("evaluations", found.evaluations),
        ("completion", found.completion),
    ]


def has_news(now: Mapping[str, list[str]], seen: Mapping[str, Any]) -> bool:
    """Return whether something needs attention that was not there when the strip was put away."""
    return any(one not in seen.get(name, ()) for name, ids in now.items() for one in ids)


_ONE = {
    "budget": "{} has used up its budget",
    "expiring": "{} ends this week",
    "evaluations": "Evaluations of {} failed",
    "completion": "Completion of {} fell",
}
_MANY = {
    "budget": "{} have used up their budget",
    "expiring": "{} end this week",
    "evaluations": "Evaluations failed for {} interviewers",
    "completion": "Completion fell for {} interviewers",
}


def alert(name: str, part: Part) -> Alert:
    """Turn a kind of attention into its link: to the interviewer when it is one, else to the filtered list."""
    if part.count == 1:
        interviewer, title = part.items[0]
        return Alert(key=name, text=_ONE[name].format(title), href=f"{PATH}/{interviewer}")
    return Alert(key=name, text=_MANY[name].format(f"{part.count:,}"), href=f"{PATH}?need={name}")


def query_text(parts: Mapping[str, str]) -> str:
    """Return the filters of an address in one spelling, without view and page: what a view keeps."""
    return address("", filters.to_parts(filters.from_parts(parts)), DEFAULTS).removeprefix("?")


listen(lambda path: path.rstrip("/") == PATH, lambda: ListTools.refresh)
