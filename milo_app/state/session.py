"""Who is signed in, and what the shell around every recruiter page shows about their workspace."""

from __future__ import annotations

import time
from typing import TypedDict
from urllib.parse import quote

import reflex as rx

from milo_app.core.settings import settings
from milo_app.core.text import initials
from milo_app.core.work import Work
from milo_app.domain.accounts import queries as accounts
from milo_app.domain.billing import queries as billing
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.notifications import queries as notices
from milo_app.domain.notifications import service as notifying
from milo_app.state.access import call, look, me
from milo_app.state.live import is_aside, pokes, refreshes_for
from milo_app.state.policy import requires, signed_in

FRESH_S = 10.0
"""How long bell, counts and credits stand from page to page; pokes read them again as soon as something happens."""


class Notice(TypedDict):
    """One line of the bell."""

    id: int
    title: str
    body: str
    ago: str
    tone: str
    is_read: bool
    href: str


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
    is_demo: bool = False
    simulated: str = ""
    active_count: str = ""
    archived_count: str = ""
    unread: str = ""
    has_unread: bool = False
    notices: list[Notice] = []
    credits_label: str = ""
    credits_used: str = ""
    credits_left: str = ""
    credits_month: str = ""
    _last_notice: int = 0
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
        if time.monotonic() - self._read_at > FRESH_S:
            await self._read()
            self._last_notice = max((notice["id"] for notice in self.notices), default=0)
        await pokes.join(actor.workspace_id or 0, self.router.session.client_token)

    async def _read(self) -> None:
        shown = await look(_shell_rows)
        self._read_at = time.monotonic()
        self.homes = shown.homes
        self.active_count, self.archived_count = shown.active, shown.archived
        self.has_unread = shown.unread > 0
        self.unread = "99+" if shown.unread > 99 else str(shown.unread or "")
        self.notices = shown.notices
        self.credits_label, self.credits_used, self.credits_left, self.credits_month = shown.credits

    @rx.event
    @signed_in
    async def poked(self, topics: str):
        """Something of this workspace changed: read the bell again, toast what is new, refresh the open page."""
        if is_aside(topics):
            return refreshes_for(self.router.url.path, topics)
        await self._read()
        fresh = [notice for notice in self.notices if notice["id"] > self._last_notice and not notice["is_read"]]
        self._last_notice = max([self._last_notice, *(notice["id"] for notice in self.notices)])
        events = refreshes_for(self.router.url.path, topics)
        if fresh and "notice" in topics:
            newest = fresh[0]
            more = f" and {len(fresh) - 1} more" if len(fresh) > 1 else ""
            events.append(
                rx.toast.info(
                    newest["title"] + more,
                    description=newest["body"],
                    action={"label": "Open", "on_click": rx.redirect(newest["href"])} if newest["href"] else None,
                )
            )
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
    @requires("interviewer:read")
    async def search(self, form: dict[str, str]):
        """Open the search page for what was typed."""
        text = form.get("q", "").strip()[:200]
        if text:
            return rx.redirect(f"/search?q={quote(text, safe='')}")
        return None


class _Rows:
    """What one read of the shell gives."""

    def __init__(self) -> None:
        self.homes: list[Home] = []
        self.active = self.archived = ""
        self.unread = 0
        self.notices: list[Notice] = []
        self.credits = ("", "", "", "")


def _shell_rows(w: Work) -> _Rows:
    rows = _Rows()
    rows.homes = [Home(id=home.public_id, name=home.name) for home in accounts.workspaces_of(w, w.actor.user_id or 0)]
    if w.actor.can("interviewer:read"):
        counts = interviewers.counts(w)
        rows.active, rows.archived = str(counts.active or ""), str(counts.archived or "")
    rows.unread = notices.unread(w)
    rows.notices = [_notice(row) for row in notices.latest(w, 20)]
    if w.actor.can("spend:read"):
        view = billing.credits_view(w)
        rows.credits = (f"Credits {view.percent_used}%", view.used_text, view.left_text, view.month_text)
    return rows


def _notice(row: notices.NoticeRow) -> Notice:
    return Notice(
        id=row.id,
        title=row.title,
        body=row.body,
        ago=row.ago,
        tone=notice_sign(row.kind),
        is_read=row.is_read,
        href=notice_href(row),
    )


_SIGNS = {"applied": "people", "guest_verdict": "people", "import_done": "people", "scoring_failed": "pending"}


def notice_sign(kind: str) -> str:
    """Return the sign that a kind of notice is drawn with."""
    return _SIGNS.get(kind, kind)


def notice_href(row: notices.NoticeRow) -> str:
    """Return where a notice leads: to the one candidate it is about, else to the interviewer; empty for neither."""
    if row.application_id:
        return f"/candidates/{row.application_id}" + ("?show=notes" if row.kind == "mention" else "")
    if row.kind == "import_done" and row.interviewer_id:
        return f"/interviewers/{row.interviewer_id}/integrations"
    return f"/interviewers/{row.interviewer_id}" if row.interviewer_id else ""
