"""Reading notifications: the bell and its list, for the present user."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlmodel import col

from milo_app.core.db import columns
from milo_app.core.paging import chunks
from milo_app.core.text import ago, full_time
from milo_app.core.work import Work
from milo_app.domain.accounts import notices
from milo_app.domain.candidates import blind
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.notifications import shown
from milo_app.domain.notifications.kinds import TONES, TOPIC_OF
from milo_app.domain.notifications.models import Notification

MOST = 100


@dataclass(frozen=True)
class NoticeRow:
    """A line of the bell. The two public ids say where a click leads: the application when there is one."""

    id: int
    kind: str
    title: str
    body: str
    count: int
    ago: str
    at: str
    is_read: bool
    interviewer_id: str
    application_id: str
    tone: str
    interviewer: str = ""
    stamp: int = 0
    """When it last grew, in milliseconds: what is newer than what a tab has seen is new to it."""


# Made once, since every poke asks them: putting a statement together costs more than running it.
_UNREAD = (
    select(func.count())
    .select_from(Notification)
    .where(
        col(Notification.workspace_id) == bindparam("workspace"),
        col(Notification.user_id) == bindparam("user"),
        col(Notification.read_at).is_(None),
        col(Notification.is_listed),
    )
)
_LATEST = (
    select(Notification, col(Interviewer.public_id), col(Interviewer.title), col(Application.public_id))
    .outerjoin(Interviewer, col(Interviewer.id) == col(Notification.interviewer_id))
    .outerjoin(Application, col(Application.id) == col(Notification.application_id))
    .where(col(Notification.user_id) == bindparam("user"), col(Notification.is_listed))
    .order_by(col(Notification.created_at).desc(), col(Notification.id).desc())
    .limit(bindparam("most"))
    .execution_options(populate_existing=True)
)
_LATEST_UNREAD = _LATEST.where(col(Notification.read_at).is_(None))


def unread(w: Work) -> int:
    """Return how many unread lines the present user has in this workspace; 0 for anybody who is no user."""
    if w.actor.user_id is None:
        return 0
    return int(columns(w.session, _UNREAD, {"workspace": w.workspace_id, "user": w.actor.user_id})[0][0])


def unread_of(w: Work, user_ids: Collection[int]) -> dict[int, int]:
    """Return how many unread lines members have in this workspace, by member; who has none is left out. For the system."""
    found: dict[int, int] = {}
    for some in chunks(user_ids):
        query = (
            select(col(Notification.user_id), func.count())
            .where(
                col(Notification.workspace_id) == w.workspace_id,
                col(Notification.user_id).in_(some),
                col(Notification.read_at).is_(None),
                col(Notification.is_listed),
            )
            .group_by(col(Notification.user_id))
        )
        found |= {int(user): int(number) for user, number in columns(w.session, query)}
    return found


def latest(w: Work, n: int = 20, *, is_unread: bool = False) -> list[NoticeRow]:
    """Return the newest lines of the present user, read ones too unless `is_unread`."""
    if w.actor.user_id is None:
        return []
    given = {"user": w.actor.user_id, "most": max(1, min(n, MOST))}
    rows = list(w.session.execute(_LATEST_UNREAD if is_unread else _LATEST, given).all())
    about = blind.people(w, {one for *_, one in rows if one}) if w.actor.is_blind else {}
    return [
        NoticeRow(
            id=row.id or 0,
            kind=row.kind,
            title=shown.veiled(shown.title_of(row), about.get(application or "")),
            body=shown.veiled(row.body, about.get(application or "")),
            count=row.count,
            ago=ago(row.created_at, w.now),
            at=full_time(row.created_at, w.actor.tz),
            is_read=row.read_at is not None,
            interviewer_id=interviewer or "",
            application_id=application or "",
            tone=TONES.get(row.kind, "gray"),
            interviewer=title or "",
            stamp=int(row.created_at.timestamp() * 1000),
        )
        for row, interviewer, title, application in rows
    ]


def rings(w: Work, rows: Sequence[NoticeRow]) -> int:
    """Return the stamp of the newest unread line that the present user wants to hear; 0 in quiet hours and without any."""
    if w.actor.user_id is None:
        return 0
    wish = notices.of_user(w, w.actor.user_id)
    if not wish.has_sound or wish.quiet_until(w.now, w.actor.tz) is not None:
        return 0
    heard = [row.stamp for row in rows if not row.is_read and wish.wants(TOPIC_OF[row.kind], "sound")]
    return max(heard, default=0)
