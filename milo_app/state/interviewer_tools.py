"""Around the table of interviewers: what needs attention, and saved views."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict
from urllib.parse import parse_qsl

import reflex as rx

from milo_app.core.errors import MiloError
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


class View(TypedDict):
    """A saved view as the menu shows it."""

    id: str
    name: str
    href: str
    note: str
    is_shared: bool
    can_change: bool


@dataclass(frozen=True, slots=True)
class Around:
    """One read of everything around the table."""

    attention: Attention
    seen: Mapping[str, Any]
    views: list[ViewRow]


class ListTools(rx.State):
    """The strip above the table and the menus of its toolbar."""

    alerts: list[Alert] = []
    views: list[View] = []
    view_name: str = ""
    is_dirty: bool = False
    can_update: bool = False
    is_naming: bool = False
    is_managing: bool = False
    name_error: str = ""
    _read_at: float = 0.0
    _now: dict[str, list[str]] = {}
    _rows: list[ViewRow] = []
    _gone: dict[str, Any] = {}

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

    def _show(self, rows: list[ViewRow]) -> None:
        self._rows = rows
        self.views = [_view(row) for row in rows]

    def _compare(self) -> None:
        parts = query_of(self, DEFAULTS, LONGEST)
        here = query_text(parts)
        opened = next((row for row in self._rows if row.id == parts["view"]), None)
        self.view_name = opened.name if opened else ""
        self.is_dirty = here != (query_text(dict(parse_qsl(opened.query))) if opened else "")
        self.can_update = bool(opened and opened.can_change and self.is_dirty)

    @rx.event
    @requires("interviewer:read")
    async def put_away(self):
        """Hide the strip until something new turns up."""
        self.alerts = []
        await call(choices.write, SEEN, {"seen": self._now})

    @rx.event
    @requires("interviewer:read")
    async def ask_name(self, is_open: bool):
        """Open or close the dialog that saves a view."""
        self.is_naming, self.name_error = is_open, ""

    @rx.event
    @requires("interviewer:read")
    async def save_view(self, form: dict[str, str]):
        """Keep the present filters under a name."""
        query = query_text(query_of(self, DEFAULTS, LONGEST))
        try:
            row = await call(views.save, PAGE, form.get("name", ""), query, is_shared=form.get("shared") == "on")
        except MiloError as error:
            self.name_error = error.sentence()
            return None
        self.is_naming = False
        await self._read()
        return rx.redirect(_view(row)["href"], replace=True)

    @rx.event
    @requires("interviewer:read")
    async def update_view(self):
        """Let the open view show the present filters."""
        parts = query_of(self, DEFAULTS, LONGEST)
        await call(views.change_query, parts["view"], query_text(parts))
        await self._read()
        self._compare()
        return rx.toast.success("View saved.")

    @rx.event
    @requires("interviewer:read")
    async def manage(self, is_open: bool):
        """Open or close the list of views."""
        self.is_managing, self.name_error = is_open, ""

    @rx.event
    @requires("interviewer:read")
    async def rename_view(self, view: str, name: str):
        """Give a view another name."""
        if any(row.id == view and row.name == name for row in self._rows):
            return
        try:
            await call(views.rename, view, name)
            self.name_error = ""
        except MiloError as error:
            self.name_error = error.sentence()
        await self._read()
        self._compare()

    @rx.event
    @requires("interviewer:read")
    async def share_view(self, view: str, is_shared: bool):
        """Show a view to the team, or to its owner only again."""
        await call(views.share, view, is_shared)
        await self._read()

    @rx.event
    @requires("interviewer:read")
    async def delete_view(self, view: str):
        """Throw a view away, with Undo."""
        gone = await call(views.delete, view)
        self._gone = {"name": gone.name, "query": gone.query, "is_shared": gone.is_shared}
        await self._read()
        self._compare()
        return rx.toast.success(
            f"Deleted the view “{gone.name}”.",
            action={"label": "Undo", "on_click": ListTools.restore_view},
            duration=8000,
        )

    @rx.event
    @requires("interviewer:read")
    async def restore_view(self):
        """Save the view again that was deleted last."""
        if self._gone:
            gone, self._gone = self._gone, {}
            await call(views.save, PAGE, gone["name"], gone["query"], is_shared=gone["is_shared"])
            await self._read()
            self._compare()


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


def _view(row: ViewRow) -> View:
    parts = dict(parse_qsl(row.query)) | {"view": row.id}
    note = "" if not row.is_shared else "Shared" if row.is_mine else f"Shared by {row.owner}"
    return View(
        id=row.id,
        name=row.name,
        href=address(PATH, parts, DEFAULTS),
        note=note,
        is_shared=row.is_shared,
        can_change=row.can_change,
    )


listen(lambda path: path.rstrip("/") == PATH, lambda: ListTools.refresh)
