"""Members' exceptions for single interviewers: muted, or only what needs somebody.

An exception is about the interviewer: what is about the member (a mention, their own export) comes all the same. It
holds for every channel, mails to subscribers too.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from milo_app.core.db import columns
from milo_app.core.errors import Invalid
from milo_app.core.work import Work
from milo_app.domain.accounts import choices
from milo_app.domain.accounts.notices import BY_KEY
from milo_app.domain.interviewers.listing import pick
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.notice_models import InterviewerNotice, NoticeLevel


@dataclass(frozen=True, slots=True)
class Exempted:
    """An interviewer for which a member has an exception; `id` is its public id."""

    id: str
    title: str
    level: str


def allows(level: NoticeLevel | None, topic: str) -> bool:
    """Return whether an exception lets a topic through."""
    found = BY_KEY[topic]
    return level is None or found.is_personal or (level == NoticeLevel.URGENT and found.is_urgent)


def levels(w: Work, interviewer_id: int | None) -> dict[int, NoticeLevel]:
    """Return the exceptions for an interviewer, by user."""
    if interviewer_id is None:
        return {}
    query = select(col(InterviewerNotice.user_id), col(InterviewerNotice.level)).where(
        col(InterviewerNotice.workspace_id) == w.workspace_id, col(InterviewerNotice.interviewer_id) == interviewer_id
    )
    return {user_id: NoticeLevel(level) for user_id, level in columns(w.session, query)}


def mine(w: Work) -> list[Exempted]:
    """Return the present member's exceptions, by title."""
    query = (
        select(col(Interviewer.public_id), col(Interviewer.title), col(InterviewerNotice.level))
        .join(Interviewer, col(Interviewer.id) == col(InterviewerNotice.interviewer_id))
        .where(
            col(InterviewerNotice.workspace_id) == w.workspace_id, col(InterviewerNotice.user_id) == choices.owner(w)
        )
        .order_by(col(Interviewer.title), col(Interviewer.id))
    )
    return [Exempted(id, title, NoticeLevel(level).value) for id, title, level in w.session.execute(query).all()]


def level_of(w: Work, public_id: str) -> str:
    """Return the present member's exception for an interviewer: urgent, muted, or empty."""
    row = _row(w, pick(w, public_id))
    return row.level.value if row is not None else ""


def set_level(w: Work, public_id: str, level: str) -> str:
    """Keep an exception of the present member (empty: none), and return what held before. Raises `Invalid`."""
    wanted = _read(level)
    interviewer = pick(w, public_id)
    row = _row(w, interviewer)
    before = row.level.value if row is not None else ""
    if wanted is None:
        if row is not None:
            w.session.delete(row)
    elif row is not None:
        row.level = wanted
        w.session.add(row)
    else:
        _add(w, interviewer, wanted)
    w.session.flush()
    return before


def _read(level: str) -> NoticeLevel | None:
    try:
        return NoticeLevel(level) if level else None
    except ValueError:
        raise Invalid(
            "There is no such setting.", safe="Nothing was changed.", do="Choose one from the list."
        ) from None


def _add(w: Work, interviewer: Interviewer, level: NoticeLevel) -> None:
    assert interviewer.id is not None
    row = InterviewerNotice(
        workspace_id=w.workspace_id,
        interviewer_id=interviewer.id,
        user_id=choices.owner(w),
        level=level,
        created_at=w.now,
    )
    try:
        with w.session.begin_nested():
            w.session.add(row)
    except IntegrityError:  # another tab was first
        found = _row(w, interviewer)
        assert found is not None
        found.level = level
        w.session.add(found)


def _row(w: Work, interviewer: Interviewer) -> InterviewerNotice | None:
    query = select(InterviewerNotice).where(
        col(InterviewerNotice.workspace_id) == w.workspace_id,
        col(InterviewerNotice.interviewer_id) == interviewer.id,
        col(InterviewerNotice.user_id) == choices.owner(w),
    )
    found: InterviewerNotice | None = w.session.execute(query).scalar_one_or_none()
    return found
