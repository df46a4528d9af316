"""Writing mails and handing them over.

A mail is a row first, in the transaction of its cause, and leaves by the outbox. Links carry the origin of the settings
and never a Host header; the scheduling link alone leads to a place that a recruiter chose. The words of a mail whose
link opens an account or an interview are kept sealed while it waits or lies in the dev mailbox, and are dropped once a
real server took it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from html import escape
from urllib.parse import urlsplit

from sqlalchemy import select, update
from sqlmodel import col

from milo_app.core.crypto import seal, unseal
from milo_app.core.db import all_tenants
from milo_app.core.errors import Conflict, Invalid, NotFound
from milo_app.core.outbox import MAX_ATTEMPTS, Claimed, GiveUp, Retry, enqueue
from milo_app.core.settings import settings
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.interviewers.plan_settings import RootSettings
from milo_app.domain.outreach import templates
from milo_app.domain.outreach.events import MessageDelivered, MessageFailed, MessageQueued, MessageRetried
from milo_app.domain.outreach.models import Message, MessageState
from milo_app.domain.outreach.ports import Handed, MailDelayed, MailRefused, MailTransport

Works = Callable[[Actor], AbstractContextManager[Work]]
"""Opens a unit of work for an actor; bootstrap hands it to outbox handlers and jobs."""

KIND = "mail"
HIDDEN_LINK = "[this link is shown to its owner only]"
_PART = r"[^\s@<>()\[\]\\,;:\".]+"
_ADDRESS = re.compile(rf"{_PART}(?:\.{_PART})*@{_PART}(?:\.{_PART})*")


@dataclass(frozen=True)
class To:
    """Whom a mail is for: an address with a name, and the application or the user that it belongs to."""

    address: str
    name: str = ""
    application_id: int | None = None
    user_id: int | None = None


def absolute(path: str) -> str:
    """Return the address of one of Milo's own pages; a path only, since a mail never links elsewhere."""
    origin = settings().origin
    if path.startswith(origin + "/"):
        path = path.removeprefix(origin)
    parts = urlsplit(path)
    if (
        not path.startswith("/")
        or path.startswith("//")
        or parts.scheme
        or parts.netloc
        or re.search(r"[\s\\<>\"]", path)
    ):
        raise Invalid("A mail links to a page of Milo only.", field="link")
    return origin + path


def outward(link: str) -> str:
    """Return an https link that a recruiter chose; raises `Invalid` for anything that could pass for another."""
    try:
        return RootSettings(scheduling_url=link).scheduling_url
    except ValueError as error:
        raise Invalid("The scheduling link must be a whole https:// link.", field="link") from error


def queue(w: Work, kind: str, to: To, context: Mapping[str, str], key: str) -> Message:
    """Write a mail and put it into the outbox; a `key` that exists already gives the mail that is there.

    `context` holds the values of the template; `link` is a path. Raises `Invalid` for an address, a value or a link
    that cannot stand in a mail.
    """
    return queue_in(w, w.workspace_id, kind, to, context, key)


def queue_in(w: Work, workspace_id: int, kind: str, to: To, context: Mapping[str, str], key: str) -> Message:
    """As `queue`, in a named workspace: for work that has none of its own, such as a password reset."""
    present: Message | None = w.session.execute(select(Message).where(col(Message.key) == key)).scalar_one_or_none()
    if present is not None:
        return present
    home = _home(w, workspace_id)
    values = dict(context)
    form = templates.template(kind)
    if values.get("link"):
        values["link"] = outward(values["link"]) if form.is_outward else absolute(values["link"])
    mail = templates.render(kind, values, home.name, home.brand_color)
    row = Message(
        workspace_id=workspace_id,
        kind=kind,
        key=key,
        to_address=mail_address(to.address),
        to_name=templates.header_safe(to.name, "name")[:200],
        subject=templates.header_safe(mail.subject, "subject"),
        text=mail.text,
        html=mail.html,
        application_id=to.application_id,
        user_id=to.user_id,
        is_secret=form.is_secret,
        created_at=w.now,
    )
    if form.is_secret:
        _hide(row, values["link"])
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    enqueue(w, KIND, {"message_id": row.id, "workspace_id": workspace_id}, key=f"mail:{row.public_id}")
    w.publish(MessageQueued(message_id=row.id, kind=kind, application_id=to.application_id))
    return row


def _home(w: Work, workspace_id: int) -> Workspace:
    home = w.session.get(Workspace, workspace_id)
    if home is None:
        raise NotFound("This workspace does not exist.")
    return home


def mail_address(text: str) -> str:
    """Return an address that can stand in a header, its domain in ASCII; raises `Invalid`."""
    text = templates.header_safe(text, "email")
    if len(text) > 254 or not _ADDRESS.fullmatch(text):
        raise Invalid("This is not an e-mail address.", field="email", do="It looks like name@company.com.")
    local, _, domain = text.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode()
        Address(addr_spec=f"{local}@{ascii_domain}")
        local.encode("ascii")
    except (UnicodeError, ValueError) as error:
        raise Invalid("Mail cannot be sent to this address.", field="email", do="Use one without accents.") from error
    return f"{local}@{ascii_domain}"


def _place(row: Message) -> str:
    return f"message:{row.public_id}"


def _hide(row: Message, link: str) -> None:
    row.mime = seal(json.dumps({"text": row.text, "html": row.html}), _place(row))
    row.text = row.text.replace(link, HIDDEN_LINK)
    row.html = row.html.replace(escape(link, quote=True), HIDDEN_LINK)


def words_of(row: Message) -> tuple[str, str]:
    """Return the plain and the HTML part with their link; only the rights of `queries.mail` decide who sees it."""
    if not row.is_secret or not row.mime:
        return row.text, row.html
    found = json.loads(unseal(row.mime, _place(row)))
    return str(found["text"]), str(found["html"])


def compose(row: Message, home: Workspace) -> EmailMessage:
    """Return the mail as it leaves: plain and HTML, sender named after the workspace, one Message-ID for all tries."""
    text, html = words_of(row)
    _, sender = parseaddr(settings().mail_from)
    domain = sender.rpartition("@")[2] or "localhost"
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(f"{home.name} via Milo", addr_spec=sender)
    mail["To"] = Address(row.to_name, addr_spec=row.to_address)
    mail["Subject"] = row.subject
    mail["Date"] = format_datetime(row.created_at)
    mail["Message-ID"] = f"<{row.public_id}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    if templates.template(row.kind).is_invitation and "." in domain:
        # Somebody invited did not ask for this mail; the sender's mailbox is where a person can stop it.
        mail["List-Unsubscribe"] = f"<mailto:{sender}?subject=unsubscribe>"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    return mail


def deliver(works: Works, item: Claimed) -> None:
    """Hand one mail over (the outbox handler for `mail`). Raises `Retry` or `GiveUp`; both are written on the message.

    No transaction is open while the server is talked to. A mail that was handed over already is not sent again.
    """
    workspace_id = item.payload.get("workspace_id") or item.workspace_id
    if not isinstance(workspace_id, int):
        raise GiveUp("This mail belongs to no workspace.")
    with works(system(workspace_id)) as w:
        row = _message(w, item.payload.get("message_id"))
        if row.state in (MessageState.SENT, MessageState.SIMULATED):
            return
        home = _home(w, workspace_id)
        mail = compose(row, home)
        # Account mail goes to a person who signs in here. Demo people are candidates.
        is_demo = home.is_demo and row.user_id is None
        transport = w.port(MailTransport)
    try:
        handed = transport.send(mail, is_demo=is_demo)
    except MailRefused as error:
        _failed(works, workspace_id, item, transport.name, str(error), final=True)
        raise GiveUp(str(error)) from error
    except MailDelayed as error:
        final = item.attempts >= MAX_ATTEMPTS
        _failed(works, workspace_id, item, transport.name, str(error), final=final)
        if final:
            raise GiveUp(f"{error} It was tried {item.attempts} times.") from error
        raise Retry(str(error), error.after) from error
    _handed(works, workspace_id, item, handed, mail)


def _message(w: Work, message_id: object) -> Message:
    row: Message | None = w.session.execute(select(Message).where(col(Message.id) == message_id)).scalar_one_or_none()
    if row is None:
        raise GiveUp("This mail was deleted.")
    return row


def _failed(works: Works, workspace_id: int, item: Claimed, transport: str, reason: str, *, final: bool) -> None:
    with works(system(workspace_id)) as w:
        row = _message(w, item.payload.get("message_id"))
        row.error = reason[:500]
        row.transport = transport
        w.session.add(row)
        if final:
            assert row.id is not None
            row.state = MessageState.FAILED
            w.publish(
                MessageFailed(message_id=row.id, kind=row.kind, reason=row.error, application_id=row.application_id)
            )
        w.session.flush()


def _handed(works: Works, workspace_id: int, item: Claimed, handed: Handed, mail: EmailMessage) -> None:
    with works(system(workspace_id)) as w:
        row = _message(w, item.payload.get("message_id"))
        row.state = MessageState.SIMULATED if handed.is_simulated else MessageState.SENT
        row.transport = handed.transport
        row.error = ""
        row.sent_at = w.now
        if not row.is_secret:
            row.mime = mail.as_bytes().decode("utf-8", "replace")
        elif not handed.is_simulated:
            row.mime = ""  # the reader has it; a copy here would only be a key lying about
        w.session.add(row)
        assert row.id is not None
        w.publish(
            MessageDelivered(
                message_id=row.id, kind=row.kind, is_simulated=handed.is_simulated, application_id=row.application_id
            )
        )
        w.session.flush()


def retry(w: Work, public_id: str) -> Message:
    """Send a failed mail again."""
    w.require("user:manage")
    row: Message | None = w.session.execute(
        select(Message).where(col(Message.public_id) == public_id)
    ).scalar_one_or_none()
    if row is None:
        raise NotFound("This mail does not exist.")
    if row.state != MessageState.FAILED:
        raise Conflict("Only a mail that failed can be sent again.")
    row.state = MessageState.QUEUED
    row.error = ""
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    enqueue(w, KIND, {"message_id": row.id, "workspace_id": row.workspace_id})
    w.publish(MessageRetried(message_id=row.id, kind=row.kind, application_id=row.application_id))
    return row


def forget_secrets(w: Work) -> int:
    """Drop the sealed words of old secret mails and return how many (a job, across workspaces).

    Account links are over within a day; a candidate's link lives longer, and its mail may be looked for in the mailbox.
    """
    day_ago, month_ago = w.now - timedelta(days=1), w.now - timedelta(days=31)
    is_over = (col(Message.created_at) < month_ago) | (
        col(Message.user_id).is_not(None) & (col(Message.created_at) < day_ago)
    )
    done_with = [MessageState.SENT, MessageState.SIMULATED, MessageState.FAILED]
    with all_tenants():
        dropped = w.session.execute(
            update(Message)
            .where(col(Message.is_secret), col(Message.mime) != "", is_over, col(Message.state).in_(done_with))
            .values(mime="")
        )
    return int(dropped.rowcount)  # type: ignore[attr-defined]
