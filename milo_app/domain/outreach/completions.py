"""Mails to the subscribers of an interviewer about completed interviews.

One mail per person and completed interview. From the sixth within ten minutes on, the rest goes as one digest at the
end of the ten minutes; while people keep finishing, there is one digest every ten minutes. Tests and demo people are
never mailed about. A `CompletionNotice` is unique per attempt, and is marked sent in the transaction that writes the
mail, so nothing is told twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlmodel import col

from milo_app.core.db import all_tenants
from milo_app.core.text import ellipsis, plural
from milo_app.core.work import Work
from milo_app.domain.accounts import queries as accounts
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates.blind import alias
from milo_app.domain.candidates.models import Application, Candidate, Source
from milo_app.domain.interviewers import subscriptions
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviews.events import InterviewCompleted
from milo_app.domain.outreach import service
from milo_app.domain.outreach.models import CompletionNotice
from milo_app.domain.outreach.templates import greeting

WINDOW = timedelta(minutes=10)
MOST_SINGLE = 5
_MOST_NAMED = 12


def on_completed(w: Work, event: InterviewCompleted) -> None:
    """Mail the subscribers at once, or note it for their digest."""
    found = w.session.execute(
        select(Application, Candidate, Interviewer)
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
        .where(col(Application.id) == event.application_id)
    ).first()
    if found is None or found[0].is_test or found[0].source == Source.DEMO or found[1].is_test:
        return
    application, person, interviewer = found
    # No lock is taken: on PostgreSQL it would cross the audit log's, and one single mail more does no harm.
    for user in subscriptions.mailed(w, interviewer.id or 0, "completed"):
        _note(w, user, application, person, interviewer, event.attempt)


def _note(
    w: Work, user: User, application: Application, person: Candidate, interviewer: Interviewer, attempt: int
) -> None:
    assert user.id is not None and application.id is not None and interviewer.id is not None
    mine = (
        col(CompletionNotice.user_id) == user.id,
        col(CompletionNotice.interviewer_id) == interviewer.id,
    )
    if w.session.execute(
        select(col(CompletionNotice.id)).where(
            col(CompletionNotice.user_id) == user.id,
            col(CompletionNotice.application_id) == application.id,
            col(CompletionNotice.attempt) == attempt,
        )
    ).first():
        return
    number, first, digest = w.session.execute(
        select(
            func.count(),
            func.min(CompletionNotice.at),
            func.max(CompletionNotice.due_at).filter(col(CompletionNotice.is_digest)),
        ).where(*mine, col(CompletionNotice.at) > w.now - WINDOW)
    ).one()
    is_digest = number >= MOST_SINGLE
    due = w.now
    if is_digest:
        # The present digest, or the next one: ten minutes after the last digest or after the first single mail.
        due = digest if digest is not None and digest > w.now else (digest or first) + WINDOW
    w.session.add(
        CompletionNotice(
            workspace_id=w.workspace_id,
            user_id=user.id,
            interviewer_id=interviewer.id,
            application_id=application.id,
            attempt=attempt,
            at=w.now,
            due_at=due,
            is_digest=is_digest,
            sent_at=None if is_digest else w.now,
        )
    )
    w.session.flush()
    if not is_digest:
        _mail_one(w, user, application, person, interviewer, attempt)


def _mail_one(
    w: Work, user: User, application: Application, person: Candidate, interviewer: Interviewer, attempt: int
) -> None:
    who = _called(w, user, application, person)
    context = {
        "name": user.name,
        "candidate": who,
        "interviewer": interviewer.title,
        "link": f"/candidates/{application.public_id}",
    }
    key = f"completed:{user.id}:{application.public_id}:{attempt}"
    service.queue(w, "interview_completed", service.To(user.email, user.name, user_id=user.id), context, key)


def _called(w: Work, user: User, application: Application, person: Candidate) -> str:
    """Return how a person is called in a mail to a colleague: a blind reviewer reads the alias."""
    if accounts.is_blind(w, user.id or 0):
        return alias(application.public_id)
    who = greeting(person.name)
    return "A candidate" if who == "there" else who


def workspaces_with_digests(w: Work) -> list[int]:
    """Return the workspaces in which a digest is due (for the job)."""
    with all_tenants():
        query = (
            select(col(CompletionNotice.workspace_id))
            .where(col(CompletionNotice.sent_at).is_(None), col(CompletionNotice.due_at) <= w.now)
            .distinct()
        )
        return sorted(w.session.execute(query).scalars())


def send_digests(w: Work) -> int:
    """Send the digests of this workspace that are due and return how many mails were written."""
    due: dict[tuple[int, int], list[CompletionNotice]] = defaultdict(list)
    query = (
        select(CompletionNotice)
        .where(
            col(CompletionNotice.workspace_id) == w.workspace_id,
            col(CompletionNotice.sent_at).is_(None),
            col(CompletionNotice.due_at) <= w.now,
        )
        .order_by(col(CompletionNotice.id))
        .limit(5000)
    )
    for notice in w.session.execute(query).scalars():
        due[notice.user_id, notice.interviewer_id].append(notice)
    return sum(_digest(w, user_id, interviewer_id, notices) for (user_id, interviewer_id), notices in due.items())


def _digest(w: Work, user_id: int, interviewer_id: int, notices: Sequence[CompletionNotice]) -> bool:
    ids = [notice.id for notice in notices]
    mine = update(CompletionNotice).where(col(CompletionNotice.id).in_(ids), col(CompletionNotice.sent_at).is_(None))
    claim = mine.values(sent_at=w.now).returning(col(CompletionNotice.id))
    taken = set(w.session.execute(claim, execution_options={"synchronize_session": False}).scalars())
    notices = [notice for notice in notices if notice.id in taken]
    if not notices:
        return False  # another scheduler was first
    user = next((one for one in subscriptions.mailed(w, interviewer_id, "completed") if one.id == user_id), None)
    interviewer = w.session.get(Interviewer, interviewer_id)
    if user is None or interviewer is None:
        return False  # unsubscribed or gone meanwhile
    people = {
        application.id: (application, person)
        for application, person in w.session.execute(
            select(Application, Candidate)
            .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
            .where(col(Application.id).in_([notice.application_id for notice in notices]))
        )
    }
    if len(notices) == 1:
        application, person = people[notices[0].application_id]
        _mail_one(w, user, application, person, interviewer, notices[0].attempt)
        return True
    names = [_called(w, user, *people[notice.application_id]) for notice in notices]
    context = {
        "name": user.name,
        "interviewer": interviewer.title,
        "count": plural(len(notices), "interview"),
        "people": _listed(["a candidate" if name == "A candidate" else name for name in names]),
        "link": f"/interviewers/{interviewer.public_id}",
    }
    to = service.To(user.email, user.name, user_id=user.id)
    service.queue(w, "completed_digest", to, context, f"digest:{user_id}:{notices[0].id}")
    return True


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(ellipsis(name, 40) for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown
