"""Saved views of a list: which one is open, whether it was changed, and keeping, renaming, sharing and deleting them.

A list takes part by a State of its own on this mixin, which says how the list is called and how its address is spelled.
"""

from __future__ import annotations

from typing import Any, TypedDict
from urllib.parse import parse_qsl

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.domain.accounts import views
from milo_app.domain.accounts.views import ViewRow
from milo_app.state.access import call, look
from milo_app.state.policy import requires


class View(TypedDict):
    """A saved view as the menu shows it."""

    id: str
    name: str
    href: str
    note: str
    is_shared: bool
    can_change: bool


class SavedViews(rx.State, mixin=True):
    """The views of one list."""

    views: list[View] = []
    view_name: str = ""
    is_dirty: bool = False
    can_update: bool = False
    is_naming: bool = False
    is_managing: bool = False
    name_error: str = ""
    _rows: list[ViewRow] = []
    _gone: dict[str, Any] = {}

    def _list(self) -> str:
        """Return what the list is called among saved views."""
        raise NotImplementedError

    def _query(self) -> str:
        """Return the filters of the present address in one spelling: what a view keeps."""
        raise NotImplementedError

    def _opened(self) -> str:
        """Return the id of the view that the address names."""
        raise NotImplementedError

    def _spelled(self, query: str) -> str:
        """Return a kept query in the same spelling as `_query`."""
        raise NotImplementedError

    def _place(self, query: dict[str, str], view: str) -> str:
        """Return the address of the list with a kept query, as that view."""
        raise NotImplementedError

    def _show(self, rows: list[ViewRow]) -> None:
        self._rows = rows
        self.views = [self._line(row) for row in rows]

    def _line(self, row: ViewRow) -> View:
        note = "" if not row.is_shared else "Shared" if row.is_mine else f"Shared by {row.owner}"
        return View(
            id=row.id,
            name=row.name,
            href=self._place(dict(parse_qsl(row.query)), row.id),
            note=note,
            is_shared=row.is_shared,
            can_change=row.can_change,
        )

    def _compare(self) -> None:
        opened = next((row for row in self._rows if row.id == self._opened()), None)
        self.view_name = opened.name if opened else ""
        self.is_dirty = self._query() != (self._spelled(opened.query) if opened else self._spelled(""))
        self.can_update = bool(opened and opened.can_change and self.is_dirty)

    async def _read_views(self) -> None:
        self._show(await look(views.views, self._list()))
        self._compare()

    @rx.event
    @requires("interviewer:read")
    async def ask_name(self, is_open: bool):
        """Open or close the dialog that saves a view."""
        self.is_naming, self.name_error = is_open, ""

    @rx.event
    @requires("interviewer:read")
    async def save_view(self, form: dict[str, str]):
        """Keep the present filters under a name."""
        try:
            row = await call(
                views.save, self._list(), form.get("name", ""), self._query(), is_shared=form.get("shared") == "on"
            )
        except MiloError as error:
            self.name_error = error.sentence()
            return None
        self.is_naming = False
        await self._read_views()
        return rx.redirect(self._line(row)["href"], replace=True)

    @rx.event
    @requires("interviewer:read")
    async def update_view(self):
        """Let the open view show the present filters."""
        await call(views.change_query, self._opened(), self._query())
        await self._read_views()
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
        await self._read_views()

    @rx.event
    @requires("interviewer:read")
    async def share_view(self, view: str, is_shared: bool):
        """Show a view to the team, or to its owner only again."""
        await call(views.share, view, is_shared)
        await self._read_views()

    @rx.event
    @requires("interviewer:read")
    async def delete_view(self, view: str):
        """Throw a view away, with Undo."""
        gone = await call(views.delete, view)
        self._gone = {"name": gone.name, "query": gone.query, "is_shared": gone.is_shared}
        await self._read_views()
        return rx.toast.success(
            f"Deleted the view “{gone.name}”.",
            action={"label": "Undo", "on_click": type(self).restore_view},
            duration=8000,
        )

    @rx.event
    @requires("interviewer:read")
    async def restore_view(self):
        """Save the view again that was deleted last."""
        if self._gone:
            gone, self._gone = self._gone, {}
            await call(views.save, self._list(), gone["name"], gone["query"], is_shared=gone["is_shared"])
            await self._read_views()
