"""Telling the people of a workspace, in the transaction of the cause.

What belongs together is one line while it is unread ("5 completed interviews for Retail Associate"). A line that was
read is never touched again: the next cause begins a new one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel import col

from milo_app.core.text import ellipsis, one_line
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Membership, MembershipState, Role, User
from milo_app.domain.accounts.permissions import granted
from milo_app.domain.notifications.events import UsersNotified
from milo_app.domain.notifications.models import Notification

READS_CANDIDATES = tuple(role for role in Role if "candidate:read" in granted(role))


def readers(w: Work) -> list[int]:
    """Return the users of this workspace who may read candidates: active members whose account is not switched off."""
    return list(
        w.session.execute(
            select(col(User.id))
            .join(Membership, col(Membership.user_id) == col(User.id))
            .where(
                col(Membership.workspace_id) == w.workspace_id,
                col(Membership.state) == MembershipState.ACTIVE,
                col(Membership.role).in_(READS_CANDIDATES),
                col(User.disabled_at).is_(None),
            )
            .order_by(col(User.id))
        ).scalars()
    )


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
) -> int:
    """Write or grow a line for everybody who may read candidates, and return for how many.

    `one` is the title of a single thing; `many` holds `{n}` and is used from two on. `count` sets the number outright
    instead of adding one, for lines that show a present state. Users in `skip` are told nothing;
    with `only`, nobody else is.
    """
    users = [user_id for user_id in readers(w) if user_id not in skip and (only is None or user_id in only)]
    unread = _unread_of(w, group_key)
    for user_id in users:
        row = unread.get(user_id)
        if row is None:
            row = Notification(
                workspace_id=w.workspace_id,
                user_id=user_id,
                kind=kind,
                title="",
                group_key=group_key,
                created_at=w.now,
                count=0,
            )
        row.count = row.count + 1 if count is None else count
        is_one = row.count == 1
        row.title = ellipsis(one_line(one if is_one else many.replace("{n}", f"{row.count:,}")), 200)
        row.body = ellipsis(one_line(body), 300) if is_one else ""
        row.interviewer_id = interviewer_id
        row.application_id = application_id if is_one else None
        row.created_at = w.now
        w.session.add(row)
    w.session.flush()
    _tell(w, users, kind, interviewer_id, application_id)
    return len(users)


def add_detail(w: Work, group_key: str, application_id: int, body: str) -> set[int]:
    """Write a detail under unread lines of a group and return whose; a line about one application gets the text."""
    touched = set()
    for user_id, row in _unread_of(w, group_key).items():
        if row.application_id == application_id:
            row.body = ellipsis(one_line(body), 300)
            w.session.add(row)
        if row.application_id in (application_id, None):
            touched.add(user_id)
    w.session.flush()
    return touched


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


def forget(w: Work, application_ids: Collection[int]) -> None:
    """Delete every line about some applications, whoever was told."""
    mine = (
        col(Notification.workspace_id) == w.workspace_id,
        col(Notification.application_id).in_(list(application_ids)),
    )
    w.session.execute(delete(Notification).where(*mine), execution_options={"synchronize_session": False})


def _unread_of(w: Work, group_key: str) -> dict[int, Notification]:
    rows = w.session.execute(
        select(Notification)
        .where(col(Notification.group_key) == group_key, col(Notification.read_at).is_(None))
        .order_by(col(Notification.id))
    ).scalars()
    return {row.user_id: row for row in rows}


def _tell(w: Work, users: Sequence[int], kind: str, interviewer_id: int | None, application_id: int | None) -> None:
    if users:
        w.publish(
            UsersNotified(
                user_ids=tuple(users), kind=kind, application_id=application_id, interviewer_id=interviewer_id
            )
        )


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
    return int(w.session.execute(query.values(read_at=at)).rowcount)  # type: ignore[attr-defined]
