"""Reading mails: the dev mailbox for admins, and what was sent to one applicant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from milo_app.core.db import all_tenants
from milo_app.core.errors import NotFound
from milo_app.core.paging import COUNT_CAP, Cursor, Page, keyset, page_of
from milo_app.core.settings import settings
from milo_app.core.text import full_time
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Membership, MembershipState
from milo_app.domain.outreach import mail_kinds, service, templates
from milo_app.domain.outreach.mail_kinds import Block
from milo_app.domain.outreach.models import Message, MessageState
from milo_app.domain.outreach.ports import MailTransport

_STATES = {
    MessageState.QUEUED: ("Waiting", "gray"),
    MessageState.SENT: ("Sent", "green"),
    MessageState.SIMULATED: ("In the dev mailbox", "iris"),
    MessageState.FAILED: ("Failed", "red"),
}


@dataclass(frozen=True)
class MailRow:
    """A mail in the list."""

    public_id: str
    kind: str
    kind_label: str
    to: str
    subject: str
    state: str
    state_label: str
    tone: str
    error: str
    sent: str
    when: str
    is_secret: bool


@dataclass(frozen=True)
class MailView:
    """A mail as its reader sees it, in blocks that components draw."""

    row: MailRow
    sender: str
    blocks: list[Block]
    text: str
    is_link_hidden: bool


@dataclass(frozen=True)
class ContactRow:
    """One contact in the history of an application."""

    public_id: str
    kind_label: str
    state_label: str
    tone: str
    when: str
    at: datetime
    error: str


def _label(kind: str) -> str:
    found = mail_kinds.TEMPLATES.get(kind)
    return found.label if found else kind.replace("_", " ").capitalize()


ABOUT_PEOPLE = ("interview_completed", "completed_digest")
"""Mails to colleagues that name candidates."""
LEFT_OUT = "Left out in blind review"


def _is_left_out(w: Work, message: Message) -> bool:
    """Whether a blind reviewer must not read a mail: it goes to a candidate, or names some."""
    return w.actor.is_blind and (message.application_id is not None or message.kind in ABOUT_PEOPLE)


def _row(w: Work, message: Message) -> MailRow:
    words, tone = _STATES[message.state]
    to = f"{message.to_name} <{message.to_address}>" if message.to_name else message.to_address
    is_left_out = _is_left_out(w, message)
    if is_left_out and message.application_id is not None:
        to = LEFT_OUT
    return MailRow(
        public_id=message.public_id,
        kind=message.kind,
        kind_label=_label(message.kind),
        to=to,
        subject=_label(message.kind) if is_left_out else message.subject,
        state=message.state.value,
        state_label="Trying again" if message.state == MessageState.QUEUED and message.error else words,
        tone=tone,
        error="" if is_left_out else message.error,
        sent=full_time(message.sent_at, w.actor.tz),
        when=full_time(message.created_at, w.actor.tz),
        is_secret=message.is_secret,
    )


def mailbox(w: Work, cursor: str = "") -> Page[MailRow]:
    """Return a page of the mails of this workspace, newest first."""
    w.require("user:manage")
    edge = Cursor.parse(cursor)
    # A count over a subquery is no ORM statement, so the tenancy hook does not see it: the workspace stands here.
    mine = select(col(Message.id)).where(col(Message.workspace_id) == w.workspace_id)
    counted = mine.limit(COUNT_CAP + 1).subquery()
    total = w.session.execute(select(func.count()).select_from(counted)).scalar_one()
    number: ColumnElement[Any] = col(Message.id)  # type: ignore[assignment]
    query, backwards = keyset(select(Message), number, number, edge, descending=True)
    rows = list(w.session.execute(query).scalars())
    page = page_of(rows, backwards, edge, total, lambda row: (row.id, row.id))
    return Page(
        [_row(w, row) for row in page.rows], page.total, page.is_capped, page.start, page.next, page.prev, page.last
    )


def mail(w: Work, public_id: str) -> MailView:
    """Return one mail as its reader sees it; the link of a secret one only where `may_see_link` allows it."""
    w.require("user:manage")
    row = w.session.execute(select(Message).where(col(Message.public_id) == public_id)).scalar_one_or_none()
    if row is None:
        raise NotFound("This mail does not exist.")
    if _is_left_out(w, row):
        return MailView(_row(w, row), settings().mail_from, [Block("note", f"{LEFT_OUT}.")], f"{LEFT_OUT}.", False)
    is_hidden = row.is_secret and not (row.mime and may_see_link(w, row))
    text = row.text if is_hidden else service.words_of(row)[0]
    blocks = templates.read_blocks(text)
    if is_hidden:
        blocks = [Block("note", block.text) if block.kind == "button" else block for block in blocks]
    return MailView(_row(w, row), settings().mail_from, blocks, text, is_hidden)


def may_see_link(w: Work, row: Message) -> bool:
    """Tell whether the viewer may see a link that opens an account.

    The mail is the viewer's own, or its user belongs to no other workspace: an admin here must not get into a workspace
    elsewhere through a colleague's link.
    """
    if not row.is_secret or (row.user_id is not None and row.user_id == w.actor.user_id):
        return True
    if row.user_id is None:
        return True
    with all_tenants():
        elsewhere = w.session.execute(
            select(col(Membership.id))
            .where(
                col(Membership.user_id) == row.user_id,
                col(Membership.workspace_id) != w.workspace_id,
                col(Membership.state) != MembershipState.REMOVED,
            )
            .limit(1)
        ).first()
    return elsewhere is None


def contact_history(w: Work, application_id: int) -> list[ContactRow]:
    """Return what was sent to one applicant, newest first, at most 100."""
    w.require("candidate:read")
    rows = w.session.execute(
        select(Message).where(col(Message.application_id) == application_id).order_by(col(Message.id).desc()).limit(100)
    ).scalars()
    return [
        ContactRow(
            public_id=row.public_id,
            kind_label=_label(row.kind),
            state_label=_STATES[row.state][0],
            tone=_STATES[row.state][1],
            when=full_time(row.sent_at or row.created_at, w.actor.tz),
            at=row.sent_at or row.created_at,
            error="" if w.actor.is_blind else row.error,
        )
        for row in rows
    ]


def simulated(w: Work) -> bool:
    """Return whether mail stays in the dev mailbox."""
    return w.port(MailTransport).is_simulated
