"""Mails about lines of the bell: one at once, or many in a digest.

The lines that wait are read when the mail is written, so that a group is mailed with the number that it has by then,
and a line that was read in Milo meanwhile is left out. Writing the mail and clearing the marks is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from string import ascii_lowercase

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.outbox import Claimed
from milo_app.core.text import plural
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts import queries as accounts
from milo_app.domain.accounts.models import Membership, MembershipState, User
from milo_app.domain.notifications import shown
from milo_app.domain.notifications.models import Notification

Works = Callable[[Actor], AbstractContextManager[Work]]
Write = Callable[[Work, str, User, Mapping[str, str], str], None]
"""Writes a mail of a kind to a member, with its values and its key (outreach does; wiring hands it in)."""

MOST = 12
"""Lines that a digest names; the rest is a number."""


def deliver(works: Works, item: Claimed, write: Write) -> None:
    """Mail a member what waits for them (the outbox handler for `notice_mail`)."""
    assert item.workspace_id is not None
    with works(system(item.workspace_id)) as w:
        mail_due(w, item.payload["user"], write)


def mail_due(w: Work, user_id: int, write: Write) -> int:
    """Write one mail about the lines of a member that are due, and return how many lines it holds."""
    query = (
        select(Notification)
        .where(
            col(Notification.workspace_id) == w.workspace_id,
            col(Notification.user_id) == user_id,
            col(Notification.mail_at) <= w.now,
        )
        .order_by(col(Notification.created_at).desc(), col(Notification.id).desc())
        .limit(1_000)
    )
    due = list(w.session.execute(query).scalars())
    for line in due:
        line.mail_at = None
        w.session.add(line)
    user = _reader(w, user_id)
    lines = [line for line in due if line.read_at is None]
    if user is None or not lines:
        return 0
    is_blind = accounts.is_blind(w, user_id)
    said = [shown.words(w, line, is_blind=is_blind) for line in lines[:MOST]]
    key = f"notices:{user.public_id}:{lines[0].id}:{int(w.now.timestamp())}"
    if len(lines) == 1:
        title, body = said[0]
        link = shown.path_of(w, lines[0])
        write(w, "notice", user, {"name": user.name, "title": title, "body": body, "link": link}, key)
        return 1
    values = {f"line_{letter}": _line(*words) for letter, words in zip(ascii_lowercase, said, strict=False)}
    if len(lines) > MOST:
        values["more"] = f"and {len(lines) - MOST:,} more"
    values |= {"name": user.name, "count": plural(len(lines), "notification"), "link": "/notifications"}
    write(w, "notices", user, values, key)
    return len(lines)


def _line(title: str, body: str) -> str:
    return f"{title}. {body}" if body else title


def _reader(w: Work, user_id: int) -> User | None:
    """Return the member if they still belong here."""
    query = (
        select(User)
        .join(Membership, col(Membership.user_id) == col(User.id))
        .where(
            col(User.id) == user_id,
            col(User.disabled_at).is_(None),
            col(Membership.workspace_id) == w.workspace_id,
            col(Membership.state) == MembershipState.ACTIVE,
        )
    )
    found: User | None = w.session.execute(query).scalar_one_or_none()
    return found
