"""Reading notifications: the bell and its list, for the present user."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import col

from milo_app.core.text import ago, full_time
from milo_app.core.work import Work
from milo_app.domain.candidates import blind
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.notifications.models import Notification

MOST = 100
TONES = {
    "completed": "green",
    "scored": "green",
    "applied": "iris",
    "scoring_failed": "amber",
    "deadline": "orange",
    "budget": "amber",
    "mention": "iris",
}


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


def unread(w: Work) -> int:
    """Return how many unread lines the present user has in this workspace; 0 for anybody who is no user."""
    if w.actor.user_id is None:
        return 0
    return int(
        w.session.execute(
            select(func.count())
            .select_from(Notification)
            .where(col(Notification.user_id) == w.actor.user_id, col(Notification.read_at).is_(None))
        ).scalar_one()
    )


def latest(w: Work, n: int = 20) -> list[NoticeRow]:
    """Return the newest lines of the present user, read ones too."""
    if w.actor.user_id is None:
        return []
    rows = list(
        w.session.execute(
            select(Notification, col(Interviewer.public_id), col(Application.public_id))
            .outerjoin(Interviewer, col(Interviewer.id) == col(Notification.interviewer_id))
            .outerjoin(Application, col(Application.id) == col(Notification.application_id))
            .where(col(Notification.user_id) == w.actor.user_id)
            .order_by(col(Notification.created_at).desc(), col(Notification.id).desc())
            .limit(max(1, min(n, MOST)))
        ).all()
    )
    about = blind.people(w, {one for *_, one in rows if one}) if w.actor.is_blind else {}
    return [
        NoticeRow(
            id=row.id or 0,
            kind=row.kind,
            title=_veiled(row.title, about.get(application or "")),
            body=_veiled(row.body, about.get(application or "")),
            count=row.count,
            ago=ago(row.created_at, w.now),
            at=full_time(row.created_at, w.actor.tz),
            is_read=row.read_at is not None,
            interviewer_id=interviewer or "",
            application_id=application or "",
            tone=TONES.get(row.kind, "gray"),
        )
        for row, interviewer, application in rows
    ]


def _veiled(text: str, person: blind.Person | None) -> str:
    """Return a line for a blind reviewer: the alias for the name, wherever the title holds it whole."""
    if person is None:
        return text
    return blind.veil(text.replace(person.name, person.alias) if person.name else text, person)
