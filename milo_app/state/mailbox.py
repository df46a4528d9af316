"""The mailbox: every mail of the workspace with what became of it, each as its reader sees it."""

from __future__ import annotations

from typing import TypedDict
from urllib.parse import urlsplit

import reflex as rx

from milo_app.core.errors import NotFound
from milo_app.core.settings import settings
from milo_app.core.work import Work
from milo_app.domain.outreach import queries, service
from milo_app.domain.outreach.mail_kinds import Block
from milo_app.domain.outreach.queries import MailRow, MailView, Page
from milo_app.state.access import call, look, me
from milo_app.state.listing import Foot, go, path_part, query_of
from milo_app.state.live import listen
from milo_app.state.policy import requires, signed_in

PATH = "/mailbox"
DEFAULTS = {"page": ""}


class Line(TypedDict):
    """A mail in the list."""

    id: str
    href: str
    to: str
    subject: str
    kind: str
    state: str
    word: str
    tone: str
    error: str
    when: str
    can_retry: bool


class Part(TypedDict):
    """A piece of a mail: heading, text, button, note, or address (a link that leads out of this installation)."""

    kind: str
    text: str
    href: str


def mail_line(row: MailRow) -> Line:
    """Turn a mail into what the list shows."""
    return Line(
        id=row.public_id,
        href=f"{PATH}/{row.public_id}",
        to=row.to,
        subject=row.subject,
        kind=row.kind_label,
        state=row.state,
        word=row.state_label,
        tone=row.tone,
        error=row.error,
        when=row.sent or row.when,
        can_retry=row.state == "failed",
    )


def part_of(block: Block) -> Part:
    """Turn a block into what is drawn; only links into this installation can be followed from here."""
    if block.kind == "button" and not own_address(block.href):
        return Part(kind="note", text=f"{block.text}: {block.href}" if block.href else block.text, href="")
    return Part(kind=block.kind, text=block.text, href=block.href)


def own_address(href: str) -> bool:
    """Return whether an address is a page of this installation."""
    parts, own = urlsplit(href), urlsplit(settings().origin)
    return (parts.scheme, parts.netloc) == (own.scheme, own.netloc) and parts.path.startswith("/")


class Mailbox(Foot, rx.State):
    """The list."""

    rows: list[Line] = []
    is_simulated: bool = False
    is_loading: bool = True
    is_allowed: bool = True

    @rx.event
    @signed_in
    async def load(self):
        """Read the page that the address names."""
        self.is_allowed = me().actor.can("user:manage")
        if self.is_allowed:
            await self._read()
        self.is_loading = False

    async def _read(self) -> None:
        page, self.is_simulated = await look(_page, query_of(self, DEFAULTS)["page"])
        self.rows = [mail_line(row) for row in page.rows]
        self._set_foot(page)

    @rx.event
    @requires("user:manage")
    async def refresh(self):
        """Read the same page again."""
        await self._read()

    @rx.event
    @requires("user:manage")
    async def retry(self, mail: str):
        """Put a failed mail back into the queue."""
        await call(service.retry, mail)
        await self._read()
        return rx.toast.success("The mail goes out again.")

    @rx.event
    @requires("user:manage")
    async def first(self):
        """Open the first page."""
        return rx.redirect(PATH)

    @rx.event
    @requires("user:manage")
    async def previous(self):
        """Open the page before."""
        return go(PATH, {"page": self._prev}, DEFAULTS)

    @rx.event
    @requires("user:manage")
    async def next(self):
        """Open the page after."""
        return go(PATH, {"page": self._next}, DEFAULTS)

    @rx.event
    @requires("user:manage")
    async def last(self):
        """Open the last page."""
        return go(PATH, {"page": self._last}, DEFAULTS)


class Mail(rx.State):
    """One mail."""

    id: str = ""
    subject: str = ""
    sender: str = ""
    to: str = ""
    kind: str = ""
    when: str = ""
    state: str = ""
    word: str = ""
    tone: str = "gray"
    error: str = ""
    parts: list[Part] = []
    is_hidden: bool = False
    can_retry: bool = False
    is_loading: bool = True
    is_allowed: bool = True
    is_missing: bool = False

    @rx.event
    @signed_in
    async def load(self):
        """Read the mail that the address names."""
        chosen = path_part(self, "mail_id")
        if chosen != self.id:
            self.is_loading, self.parts, self.subject = True, [], ""
        self.id = chosen
        self.is_allowed = me().actor.can("user:manage")
        if self.is_allowed:
            await self._read()
        self.is_loading = False

    async def _read(self) -> None:
        try:
            view = await look(queries.mail, self.id)
        except NotFound:
            self.is_missing = True
            return
        self.is_missing = False
        self._show(view)

    def _show(self, view: MailView) -> None:
        row = mail_line(view.row)
        self.subject, self.sender, self.to = row["subject"], view.sender, row["to"]
        self.kind, self.when = row["kind"], row["when"]
        self.state, self.word, self.tone, self.error = row["state"], row["word"], row["tone"], row["error"]
        self.can_retry = row["can_retry"]
        self.parts = [part_of(block) for block in view.blocks]
        self.is_hidden = view.is_link_hidden

    @rx.event
    @requires("user:manage")
    async def refresh(self):
        """Read it again: its state may have changed."""
        if self.id:
            await self._read()

    @rx.event
    @requires("user:manage")
    async def retry(self):
        """Put the failed mail back into the queue."""
        await call(service.retry, self.id)
        await self._read()
        return rx.toast.success("The mail goes out again.")


def _page(w: Work, cursor: str) -> tuple[Page[MailRow], bool]:
    return queries.mailbox(w, cursor), queries.simulated(w)


listen(lambda path: path.rstrip("/") == PATH, lambda: Mailbox.refresh)
listen(lambda path: path.startswith(PATH + "/"), lambda: Mail.refresh)
