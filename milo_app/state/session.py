"""Who is signed in, and what the shell around every recruiter page shows about their workspace."""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Any, TypedDict

import reflex as rx

from milo_app.core.settings import settings
from milo_app.core.text import initials
from milo_app.core.work import Work, system
from milo_app.domain.accounts import own
from milo_app.domain.accounts import queries as accounts
from milo_app.domain.billing import queries as billing
from milo_app.domain.interviewers import muting
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.notifications import devices
from milo_app.domain.notifications import queries as notices
from milo_app.domain.notifications import service as notifying
from milo_app.domain.notifications.kinds import place
from milo_app.domain.notifications.queries import NoticeRow
from milo_app.state.access import call, look, look_as, me
from milo_app.state.live import Delta, delta_of, is_aside, pokes, refreshes_for
from milo_app.state.live_pages import FEW, pages
from milo_app.state.notice_lines import Group, grouped_now
from milo_app.state.policy import requires, signed_in

OF_PEOPLE = frozenset({"candidates", "notice", "jobs", "read"})
"""Topics of pokes that change nothing around the bell but the spend, which may be ten seconds old."""
FRESH_S = 10.0
"""How long bell, counts and credits stand from page to page; pokes read them again as soon as something happens."""


class Home(TypedDict):
    """A workspace in the switch."""

    id: str
    name: str


def _simulated() -> str:
    """Say in one line what is not the real thing here."""
    parts = []
    if not settings().has_model:
        parts.append("scores come from built-in rules, not from a model")
    if not settings().smtp_host:
        parts.append("mail stays in the dev mailbox")
    if not parts:
        return ""
    text = " and ".join(parts)
    return text[0].upper() + text[1:] + "."


class Shell(rx.State):
    """The frame's own rows. Defaults are empty: they are compiled into public JavaScript."""

    user_name: str = ""
    user_email: str = ""
    user_initials: str = ""
    role: str = ""
    workspace: str = ""
    homes: list[Home] = []
    can_create: bool = False
    can_decide: bool = False
    can_manage: bool = False
    can_see_spend: bool = False
    has_keys: bool = True
    """Keys of a single sign are not switched off."""
    is_demo: bool = False
    simulated: str = ""
    active_count: str = ""
    archived_count: str = ""
    unread: str = ""
    has_unread: bool = False
    groups: list[Group] = []
    is_quiet: bool = True
    only_unread: bool = False
    ring: int = 0
    credits_label: str = ""
    credits_used: str = ""
    credits_left: str = ""
    credits_month: str = ""
    _rows: list[NoticeRow] = []
    _seen: int = 0
    _heard: int = 0
    _sounding: int = 0
    _read_at: float = 0.0

    @rx.event
    @signed_in
    async def load(self):
        """Fill the shell at page load, and remember this tab for pokes."""
        user = me()
        actor = user.actor
        self.user_name, self.user_email, self.user_initials = actor.name, user.email, initials(actor.name)
        self.role, self.workspace, self.is_demo = actor.role.capitalize(), user.workspace_name, user.is_demo
        self.can_create = actor.can("interviewer:create")
        self.can_decide = actor.can("candidate:decide")
        self.can_manage = actor.can("user:manage")
        self.can_see_spend = actor.can("spend:read")
        self.simulated = _simulated()
        # Before anything is read: what changes after the reading is told.
        tab, path = self.router.session.client_token, self.router.url.path
        await pokes.join(actor.workspace_id or 0, tab, actor.user_id or 0, path)
        if time.monotonic() - self._read_at > FRESH_S:
            await self._read()
            self._seen = max((row.stamp for row in self._rows), default=0)
            self._heard = max(self._heard, self._sounding)

    async def _read(self, *, is_all: bool = True) -> None:
        """Read the bell, and the figures around it unless it alone changed a moment ago."""
        shown = await look(_shell_rows, self.only_unread, is_all)
        if is_all:
            self._read_at = time.monotonic()
            self.homes = shown.homes
            self.active_count, self.archived_count = shown.active, shown.archived
            self.credits_label, self.credits_used, self.credits_left, self.credits_month = shown.credits
            self.has_keys = shown.has_keys
        badge = _badge(shown.unread)
        self.has_unread, self.unread = badge["has_unread"], badge["unread"]
        self.groups, self._rows, self._sounding = shown.groups, shown.rows, shown.sounding
        self.is_quiet = not shown.rows

    @rx.event
    @signed_in
    async def poked(self, topics: str):
        """Something of this workspace changed: read the bell again, toast what is new, refresh the open page."""
        tab, path = self.router.session.client_token, self.router.url.path
        pokes.reads(tab)
        if is_aside(topics):
            pokes.answered(tab)
            return refreshes_for(path, topics)
        is_stale = time.monotonic() - self._read_at > FRESH_S
        await self._read(is_all=is_stale or not set(topics.split(",")) <= OF_PEOPLE)
        pokes.answered(tab)
        if pokes.count(me().actor.workspace_id or 0) > FEW:
            pages.later(tab, path, topics)
            events = []
        else:
            events = refreshes_for(path, topics)
        fresh = [row for row in self._rows if row.stamp > self._seen and not row.is_read]
        self._seen = max([self._seen, *(row.stamp for row in self._rows)])
        if self._sounding > self._heard:
            self.ring = self._heard = self._sounding
        if fresh and "notice" in topics:
            events.append(_toast(fresh))
        return events

    @rx.event
    @signed_in
    async def open_notice(self, notice_id: int, href: str):
        """Go where a notice points and mark it read."""
        await call(notifying.mark_read, [notice_id])
        await self._read()
        if href.startswith("/") and not href.startswith("//"):
            return rx.redirect(href)
        return None

    @rx.event
    @signed_in
    async def read_all(self):
        """Mark every notice read."""
        await call(notifying.mark_all_read)
        await self._read()

    @rx.event
    @signed_in
    async def read_one(self, notice_id: int):
        """Mark a notice read and stay: what it asks is decided by leaving it."""
        await call(notifying.mark_read, [notice_id])
        await self._read(is_all=False)

    @rx.event
    @signed_in
    async def show(self, which: str):
        """Show all lines of the bell, or the unread ones."""
        self.only_unread = which == "unread"
        await self._read(is_all=False)

    @rx.event
    @signed_in
    async def seen_in(self, mark: str):
        """Note that a browser which is pushed to is used by this member now."""
        await call(devices.seen, mark, me().session_id)

    @rx.event
    @requires("interviewer:read")
    async def mute(self, interviewer: str, title: str):
        """Hear nothing of an interviewer any more; undoable."""
        before = await call(muting.set_level, interviewer, "muted")
        await self._read(is_all=False)
        return rx.toast.success(
            f"{title} is muted.",
            description="Mentions and your own exports still come.",
            action={"label": "Undo", "on_click": Shell.hear(interviewer, before)},
        )

    @rx.event
    @requires("interviewer:read")
    async def hear(self, interviewer: str, level: str):
        """Hear of an interviewer as before."""
        await call(muting.set_level, interviewer, level)
        return rx.toast.success("You hear of it again.")


def _badge(unread: int) -> dict[str, Any]:
    return {"has_unread": unread > 0, "unread": "99+" if unread > 99 else str(unread or "")}


async def badges(workspace_id: int, user_ids: Collection[int]) -> dict[int, Delta]:
    """Return what the bells of members show now: the number goes out with the poke, before a tab has asked back.

    It is all that a tab is given unasked. What it stands for is read by `Shell.poked`, which finds out anew who asks.
    """
    counts = await look_as(system(workspace_id), notices.unread_of, user_ids)
    return {user: delta_of(Shell, _badge(counts.get(user, 0))) for user in user_ids}


class _Rows:
    """What one read of the shell gives."""

    def __init__(self) -> None:
        self.homes: list[Home] = []
        self.active = self.archived = ""
        self.unread = self.sounding = 0
        self.rows: list[NoticeRow] = []
        self.groups: list[Group] = []
        self.has_keys = True
        self.credits = ("", "", "", "")


def _shell_rows(w: Work, is_unread: bool, is_all: bool) -> _Rows:
    rows = _Rows()
    rows.unread = notices.unread(w)
    rows.rows = notices.latest(w, 20, is_unread=is_unread)
    rows.groups = grouped_now(w, rows.rows)
    rows.sounding = notices.rings(w, rows.rows)
    if not is_all:
        return rows
    rows.homes = [Home(id=home.public_id, name=home.name) for home in accounts.workspaces_of(w, w.actor.user_id or 0)]
    rows.has_keys = own.reviewing(w).has_keys
    if w.actor.can("interviewer:read"):
        counts = interviewers.counts(w)
        rows.active, rows.archived = str(counts.active or ""), str(counts.archived or "")
    if w.actor.can("spend:read"):
        view = billing.credits_view(w)
        rows.credits = (f"Credits {view.percent_used}%", view.used_text, view.left_text, view.month_text)
    return rows


def _toast(fresh: list[NoticeRow]) -> rx.event.EventSpec:
    """Say what is new; a line that grows replaces its own toast."""
    newest = fresh[0]
    more = f" and {len(fresh) - 1} more" if len(fresh) > 1 else ""
    href = place(newest.kind, newest.interviewer_id, newest.application_id)
    return rx.toast.info(
        newest.title + more,
        id=f"notice-{newest.id}",
        description=newest.body,
        action={"label": "Open", "on_click": rx.redirect(href)} if href else None,
    )
