"""Telling the people of a workspace, in the transaction of the cause.

What belongs together is one line while it is unread ("5 completed interviews for Retail Associate"). A line that was
read is never touched again: the next cause begins a new one. Who is told follows from the role, from the subscription
where the caller names the users, and from each member's own choices; teams do not exist yet, and would narrow
`readers` here. Push, mail and chats hear of a line afterwards, from `spreading`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, or_, select, update
from sqlmodel import col

from milo_app.core.db import columns
from milo_app.core.text import ellipsis, one_line
from milo_app.core.work import Work
from milo_app.domain.accounts import notices
from milo_app.domain.accounts.models import Membership, MembershipState, Role, User
from milo_app.domain.accounts.notices import DEFAULTS, NoticeSettings
from milo_app.domain.accounts.permissions import granted
from milo_app.domain.interviewers import muting
from milo_app.domain.notifications import spreading
from milo_app.domain.notifications.events import NotificationsRead, UsersNotified
from milo_app.domain.notifications.kinds import TOPIC_OF
from milo_app.domain.notifications.models import ChannelPost, Notification

AWAY = ("push", "email", "slack", "teams")


@dataclass(frozen=True)
class Said:
    """What a line says. From two on the title is `many`, where `{n}` stands for the count."""

    kind: str
    group_key: str
    one: str
    many: str
    body: str = ""
    interviewer_id: int | None = None
    application_id: int | None = None

    def values(self, w: Work, *, is_one: bool) -> dict[str, object]:
        """Return the columns of a line that says this."""
        return {
            "kind": self.kind,
            "title": ellipsis(one_line(self.one if is_one else self.many), 200),
            "body": ellipsis(one_line(self.body), 300) if is_one else "",
            "interviewer_id": self.interviewer_id,
            "application_id": self.application_id if is_one else None,
            "created_at": w.now,
        }


def readers(w: Work, right: str = "candidate:read") -> list[int]:
    """Return the users of this workspace who hold a right: active members whose account is not switched off."""
    roles = [role for role in Role if right in granted(role)]
    query = (
        select(col(User.id))
        .join(Membership, col(Membership.user_id) == col(User.id))
        .where(
            col(Membership.workspace_id) == w.workspace_id,
            col(Membership.state) == MembershipState.ACTIVE,
            col(Membership.role).in_(roles),
            col(User.disabled_at).is_(None),
        )
        .order_by(col(User.id))
    )
    return [user_id for (user_id,) in columns(w.session, query)]


def notify(
    w: Work,
    kind: str,
    group_key: str,
    one: str,
    many: str,
    *,
    body: str = "",
    interviewer_id: int | None = None,
    application_id: int | None = None,
    count: int | None = None,
    skip: Collection[int] = (),
    only: Collection[int] | None = None,
    right: str = "candidate:read",
) -> int:
    """Write or grow a line for everybody who holds the right and wants it, and return for how many.

    `one` is the title of a single thing; `many` holds `{n}` and is used from two on. `count` sets the number outright
    instead of adding one, for lines that show a present state. Users in `skip` are told nothing;
    with `only`, nobody else is.
    """
    said = Said(kind, group_key, one, many, body, interviewer_id, application_id)
    users = [user for user in readers(w, right) if user not in skip and (only is None or user in only)]
    wishes = _wishes(w, said, users)
    listed = {user for user, wish in wishes.items() if wish.wants(TOPIC_OF[kind], "in_app")}
    away = {user for user, wish in wishes.items() if any(wish.wants(TOPIC_OF[kind], channel) for channel in AWAY)}
    told = listed | away
    _write(w, said, sorted(told), listed, count)
    if away:
        spreading.ask(w, group_key)
    spreading.post(w, said.kind, said.group_key, _post_values(w, said), count)
    if listed:
        w.publish(
            UsersNotified(
                user_ids=tuple(sorted(listed)), kind=kind, application_id=application_id, interviewer_id=interviewer_id
            )
        )
    return len(told)


def _post_values(w: Work, said: Said) -> spreading.Words:
    return spreading.Words(said.values(w, is_one=True), said.values(w, is_one=False))


def _wishes(w: Work, said: Said, users: Sequence[int]) -> dict[int, NoticeSettings]:
    """Return the choices of those users whose exceptions let this through."""
    chosen = notices.of_users(w, users)
    exceptions = muting.levels(w, said.interviewer_id)
    return {
        user: chosen.get(user, DEFAULTS) for user in users if muting.allows(exceptions.get(user), TOPIC_OF[said.kind])
    }


def _write(w: Work, said: Said, users: Sequence[int], listed: Collection[int], count: int | None) -> None:
    """Grow the unread lines of a group and begin it for the others: three statements, however many people there are."""
    if not users:
        return
    unread = (
        col(Notification.workspace_id) == w.workspace_id,
        col(Notification.group_key) == said.group_key,
        col(Notification.read_at).is_(None),
    )
    known = {user for (user,) in columns(w.session, select(col(Notification.user_id)).where(*unread))}
    growing = sorted(known & set(users))
    # The names of two hundred users need not be written out where they are all there are.
    whose = [] if len(growing) == len(known) else [col(Notification.user_id).in_(growing)]
    if growing:
        number = col(Notification.count) + 1 if count is None else count
        values = said.values(w, is_one=count == 1)
        # A line with only one thing on it becomes "many" by growing, since each had at least one before.
        w.session.execute(
            update(Notification).where(*unread, *whose).values(count=number, rev=col(Notification.rev) + 1, **values),
            execution_options={"synchronize_session": False},
        )
    first = count if count is not None else 1
    fresh = [
        {
            "workspace_id": w.workspace_id,
            "user_id": user,
            "group_key": said.group_key,
            "count": first,
            "is_listed": user in listed,
            "rev": 1,
            "spread_rev": 0,
            **said.values(w, is_one=first == 1),
        }
        for user in users
        if user not in known
    ]
    if fresh:
        w.session.execute(insert(Notification), fresh)


def add_detail(w: Work, group_key: str, application_id: int, body: str) -> set[int]:
    """Write a detail under unread lines of a group and return whose; a line about one application gets the text."""
    unread = (
        col(Notification.workspace_id) == w.workspace_id,
        col(Notification.group_key) == group_key,
        col(Notification.read_at).is_(None),
    )
    w.session.execute(
        update(Notification)
        .where(*unread, col(Notification.application_id) == application_id)
        .values(body=ellipsis(one_line(body), 300)),
        execution_options={"synchronize_session": False},
    )
    about = or_(col(Notification.application_id) == application_id, col(Notification.application_id).is_(None))
    return set(w.session.execute(select(col(Notification.user_id)).where(*unread, about)).scalars())


def settle(w: Work, group_key: str) -> None:
    """Mark the lines of a group read for everybody: what they said is no longer so."""
    w.session.execute(
        update(Notification)
        .where(col(Notification.group_key) == group_key, col(Notification.read_at).is_(None))
        .values(read_at=w.now)
    )


def withdraw(w: Work, group_key: str, instead: str) -> None:
    """Replace the words under the lines of a group, read ones too: what they quoted was taken back."""
    w.session.execute(
        update(Notification).where(col(Notification.group_key) == group_key).values(body=instead, read_at=w.now)
    )
    w.session.execute(update(ChannelPost).where(col(ChannelPost.group_key) == group_key).values(body=instead))


def forget(w: Work, application_ids: Collection[int]) -> None:
    """Delete every line about some applications, whoever was told."""
    for kind in (Notification, ChannelPost):
        mine = (col(kind.workspace_id) == w.workspace_id, col(kind.application_id).in_(list(application_ids)))
        w.session.execute(delete(kind).where(*mine), execution_options={"synchronize_session": False})


def mark_read(w: Work, ids: Sequence[int]) -> int:
    """Mark lines of the present user as read and return how many; ids of other people change nothing."""
    return _mark(w, list(ids)[:500], w.now) if ids else 0


def mark_all_read(w: Work) -> int:
    """Mark every line of the present user in this workspace as read and return how many."""
    return _mark(w, None, w.now)


def _mark(w: Work, ids: list[int] | None, at: datetime) -> int:
    query = update(Notification).where(
        col(Notification.user_id) == w.actor.user_id, col(Notification.read_at).is_(None)
    )
    if ids is not None:
        query = query.where(col(Notification.id).in_(ids))
    count = int(w.session.execute(query.values(read_at=at)).rowcount)  # type: ignore[attr-defined]
    if count and w.actor.user_id is not None:
        w.publish(NotificationsRead(user_id=w.actor.user_id, count=count))
    return count
