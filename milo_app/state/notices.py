"""The page of all notifications: what needs somebody, what is unread, then by day."""

from __future__ import annotations

import reflex as rx

from milo_app.core.work import Work
from milo_app.domain.notifications import queries, service
from milo_app.state.access import call, look
from milo_app.state.live import listen
from milo_app.state.notice_lines import Group, grouped_now
from milo_app.state.policy import signed_in
from milo_app.state.session import Shell

PATH = "/notifications"


class Notices(rx.State):
    """The latest hundred, or of them the unread."""

    groups: list[Group] = []
    unread: str = ""
    has_unread: bool = False
    is_full: bool = False
    only_unread: bool = False
    is_loading: bool = True

    @rx.event
    @signed_in
    async def load(self):
        """Read them."""
        await self._read()

    async def _read(self) -> None:
        self.groups, unread, shown = await look(_groups, self.only_unread)
        self.unread, self.has_unread = f"{unread:,}" if unread else "", unread > 0
        self.is_full = shown >= queries.MOST
        self.is_loading = False

    @rx.event
    @signed_in
    async def refresh(self):
        """Read them again: something new came, or another tab marked some read."""
        await self._read()

    @rx.event
    @signed_in
    async def show(self, which: str):
        """Show all lines, or the unread ones."""
        self.only_unread = which == "unread"
        await self._read()

    @rx.event
    @signed_in
    async def open(self, notice_id: int):
        """Mark one read; the link itself opens the page that it points to."""
        await call(service.mark_read, [notice_id])
        return Shell.poked("")

    @rx.event
    @signed_in
    async def read_all(self):
        """Mark all read."""
        await call(service.mark_all_read)
        await self._read()
        return Shell.poked("")


def _groups(w: Work, is_unread: bool) -> tuple[list[Group], int, int]:
    rows = queries.latest(w, queries.MOST, is_unread=is_unread)
    return grouped_now(w, rows), queries.unread(w), len(rows)


listen(lambda path: path.rstrip("/") == PATH, lambda: Notices.refresh)
