"""The words of mails go when a person is erased; that one was sent, when and how it went, stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import and_, delete, or_, select, update
from sqlmodel import col

from milo_app.core.outbox import OutboxItem, OutboxState
from milo_app.core.work import Work
from milo_app.domain.candidates.events import PersonErased
from milo_app.domain.candidates.models import Application
from milo_app.domain.outreach.models import CompletionNotice, Message, MessageState

NEAR = timedelta(minutes=1)
"""A digest and the note that it went out are written in one transaction, at almost the same moment."""
ERASED = "The person's data was erased."


def on_person_erased(w: Work, event: PersonErased) -> None:
    """Empty the mails to the person and those to colleagues that name them; what waits is not sent any more."""
    ids = list(event.application_ids)
    numbers = list(w.session.scalars(select(col(Message.id)).where(_about(w, ids))))
    mine = (col(Message.workspace_id) == w.workspace_id, col(Message.id).in_(numbers))
    _change(w, update(Message).where(*mine).values(subject="", text="", html="", mime=""))
    to_person = col(Message.application_id).in_(ids)
    _change(w, update(Message).where(*mine, to_person).values(to_address="", to_name="", error=""))
    waits = col(Message.state) == MessageState.QUEUED
    _change(w, update(Message).where(*mine, waits).values(state=MessageState.FAILED, error=ERASED))
    waiting = w.session.scalars(
        select(OutboxItem).where(
            col(OutboxItem.workspace_id) == w.workspace_id,
            col(OutboxItem.kind) == "mail",
            col(OutboxItem.state) == OutboxState.DUE,
        )
    )
    gone = [item.id for item in waiting if item.payload.get("message_id") in set(numbers)]
    if gone:
        _change(w, delete(OutboxItem).where(col(OutboxItem.id).in_(gone)))


def _about(w: Work, ids: list[int]) -> Any:
    """Mails of these applications, and those that told subscribers about them, alone or in a digest."""
    names = w.session.scalars(select(col(Application.public_id)).where(col(Application.id).in_(ids)))
    told = [and_(col(Message.kind) == "interview_completed", col(Message.key).contains(f":{name}:")) for name in names]
    notices = w.session.execute(
        select(col(CompletionNotice.user_id), col(CompletionNotice.sent_at)).where(
            col(CompletionNotice.application_id).in_(ids), col(CompletionNotice.sent_at).is_not(None)
        )
    )
    told += [
        and_(
            col(Message.kind) == "completed_digest",
            col(Message.user_id) == user_id,
            col(Message.created_at).between(sent_at - NEAR, sent_at + NEAR),
        )
        for user_id, sent_at in notices
    ]
    return and_(col(Message.workspace_id) == w.workspace_id, or_(col(Message.application_id).in_(ids), *told))


def _change(w: Work, statement: Any) -> None:
    w.session.execute(statement, execution_options={"synchronize_session": False})
