"""The page of all notifications: what needs somebody, what is unread, then by day."""

from __future__ import annotations

from datetime import timedelta
from typing import TypedDict

import reflex as rx

from milo_app.core.text import full_time
from milo_app.core.work import Work
from milo_app.domain.notifications import queries, service
from milo_app.domain.notifications.queries import NoticeRow
from milo_app.state.access import call, look
from milo_app.state.live import listen
from milo_app.state.policy import signed_in
from milo_app.state.session import Shell, notice_href, notice_sign

PATH = "/notifications"
URGENT = frozenset({"scoring_failed", "deadline"})


class Line(TypedDict):
    """One notification."""

    id: int
    sign: str
    title: str
    body: str
    ago: str
    at: str
    is_read: bool
    href: str


class Group(TypedDict):
    """Notifications under one heading."""

    title: str
    lines: list[Line]


def grouped(rows: list[NoticeRow], today: str, yesterday: str) -> list[Group]:
    """Sort rows under "Needs you" and "Unread", then by day; a day is the first part of `full_time` for this user."""
    groups: dict[str, list[Line]] = {"Needs you": [], "Unread": []}
    for row in rows:
        day = row.at.split(",")[0]
        title = {today: "Today", yesterday: "Yesterday"}.get(day, day)
        if not row.is_read:
            title = "Needs you" if row.kind in URGENT else "Unread"
        groups.setdefault(title, []).append(_line(row))
    return [Group(title=title, lines=lines) for title, lines in groups.items() if lines]


def _line(row: NoticeRow) -> Line:
    return Line(
        id=row.id,
        sign=notice_sign(row.kind),
        title=row.title,
        body=row.body,
        ago=row.ago,
        at=row.at,
        is_read=row.is_read,
        href=notice_href(row),
    )


class Notices(rx.State):
    """The latest hundred."""

    groups: list[Group] = []
    unread: str = ""
    has_unread: bool = False
    is_full: bool = False
    is_loading: bool = True

    @rx.event
    @signed_in
    async def load(self):
        """Read them."""
        await self._read()

    async def _read(self) -> None:
        self.groups, unread, shown = await look(_groups)
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


def _groups(w: Work) -> tuple[list[Group], int, int]:
    rows = queries.latest(w, queries.MOST)
    today = full_time(w.now, w.actor.tz).split(",")[0]
    yesterday = full_time(w.now - timedelta(days=1), w.actor.tz).split(",")[0]
    return grouped(rows, today, yesterday), queries.unread(w), len(rows)


listen(lambda path: path.rstrip("/") == PATH, lambda: Notices.refresh)
