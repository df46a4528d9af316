"""Lines of the bell as a page draws them: what needs somebody first, then by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TypedDict

from milo_app.core.text import full_time
from milo_app.core.work import Work
from milo_app.domain.notifications.kinds import NEEDS_SOMEBODY, place
from milo_app.domain.notifications.queries import NoticeRow

_SIGNS = {
    "applied": "people",
    "guest_verdict": "people",
    "import_done": "people",
    "job_done": "completed",
    "job_failed": "failed",
    "rescored": "sync",
    "scoring_failed": "pending",
    "deadline_near": "deadline",
    "budget_near": "budget",
    "mail_failed": "failed",
    "chat_failed": "failed",
    "index_failed": "failed",
}
_ACTS = {
    "budget": "Raise budget",
    "budget_near": "Raise budget",
    "deadline": "Extend or clone",
    "deadline_near": "Extend",
    "mail_failed": "Open the mailbox",
    "chat_failed": "See the channel",
    "index_failed": "Data indexing",
}
_LEAVES = {
    "budget": "Leave it paused",
    "budget_near": "Let it pause",
    "deadline": "Leave it",
    "deadline_near": "Let it end",
}


class Line(TypedDict):
    """One notification. `act` and `leave` are the words of its two buttons; `about` is the interviewer that can be muted."""

    id: int
    sign: str
    title: str
    body: str
    ago: str
    at: str
    is_read: bool
    href: str
    act: str
    leave: str
    about: str
    about_title: str


class Group(TypedDict):
    """Notifications under one heading."""

    title: str
    lines: list[Line]


def grouped(rows: Sequence[NoticeRow], today: str, yesterday: str) -> list[Group]:
    """Sort rows under "Needs you", then by day; a day is the first part of `full_time` for this user."""
    groups: dict[str, list[Line]] = {"Needs you": []}
    for row in rows:
        day = row.at.split(",")[0]
        title = {today: "Today", yesterday: "Yesterday"}.get(day, day)
        if not row.is_read and row.kind in NEEDS_SOMEBODY:
            title = "Needs you"
        groups.setdefault(title, []).append(_line(row))
    return [Group(title=title, lines=lines) for title, lines in groups.items() if lines]


def grouped_now(w: Work, rows: Sequence[NoticeRow]) -> list[Group]:
    """Sort rows as `grouped` does, by the days of the present user."""
    today = full_time(w.now, w.actor.tz).split(",")[0]
    yesterday = full_time(w.now - timedelta(days=1), w.actor.tz).split(",")[0]
    return grouped(rows, today, yesterday)


def _line(row: NoticeRow) -> Line:
    is_open = not row.is_read
    return Line(
        id=row.id,
        sign=notice_sign(row.kind),
        title=row.title,
        body=row.body,
        ago=row.ago,
        at=row.at,
        is_read=row.is_read,
        href=place(row.kind, row.interviewer_id, row.application_id),
        act=_ACTS.get(row.kind, "") if is_open else "",
        leave=_LEAVES.get(row.kind, "") if is_open else "",
        about=row.interviewer_id,
        about_title=row.interviewer,
    )


def notice_sign(kind: str) -> str:
    """Return the sign that a kind of notice is drawn with."""
    return _SIGNS.get(kind, kind)
