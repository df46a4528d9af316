"""Mails about deadlines and budgets: to subscribers, and to candidates who have not finished.

Candidates are written to in chunks, a transaction each, by a worker: the mail of a candidate has one key per deadline,
so a chunk that runs twice mails nobody twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.money import exact
from milo_app.core.outbox import Claimed, enqueue
from milo_app.core.text import full_time, plural
from milo_app.core.work import Work, system
from milo_app.domain.accounts.models import User, Workspace
from milo_app.domain.candidates import links
from milo_app.domain.candidates.models import Application, ApplicationState, Candidate, Decision, Source
from milo_app.domain.interviewers import subscriptions
from milo_app.domain.interviewers.budgets import is_paused
from milo_app.domain.interviewers.events import InterviewerBudgetReached, InterviewerDeadlineNear
from milo_app.domain.interviewers.models import Interviewer, InterviewerState, InterviewerTotals
from milo_app.domain.interviewers.reminders import OUTBOX_KIND
from milo_app.domain.outreach import service
from milo_app.domain.outreach.models import Message

CHUNK = 50


def on_deadline_near(w: Work, event: InterviewerDeadlineNear) -> None:
    """Mail the subscribers that a deadline comes."""
    row = w.session.get(Interviewer, event.interviewer_id)
    totals = w.session.get(InterviewerTotals, event.interviewer_id)
    home = w.session.get_one(Workspace, w.workspace_id)
    if row is None:
        return
    waiting = max(0, totals.invited - totals.completed - totals.knocked_out) if totals is not None else 0
    for user in subscriptions.mailed(w, event.interviewer_id, "deadline"):
        context = {
            "name": user.name,
            "interviewer": row.title,
            "left": "tomorrow" if event.days == 1 else f"in {event.days} days",
            "when": full_time(event.deadline_at, user.tz or home.tz),
            "waiting": f"{plural(waiting, 'candidate')} {'has' if waiting == 1 else 'have'} not finished yet."
            if waiting
            else "",
            "link": f"/interviewers/{row.public_id}",
        }
        key = f"near:{user.id}:{row.public_id}:{event.days}:{int(event.deadline_at.timestamp())}"
        service.queue(w, "deadline_near", _to(user), context, key)


def on_budget_reached(w: Work, event: InterviewerBudgetReached) -> None:
    """Mail the subscribers that intake is paused."""
    row = w.session.get(Interviewer, event.interviewer_id)
    home = w.session.get_one(Workspace, w.workspace_id)
    if row is None:
        return
    for user in subscriptions.mailed(w, event.interviewer_id, "budget"):
        context = {
            "name": user.name,
            "interviewer": row.title,
            "budget": exact(event.budget_micros, home.currency),
            "link": f"/interviewers/{row.public_id}",
        }
        key = f"budget:{user.id}:{row.public_id}:{int(event.at.timestamp())}"
        service.queue(w, "budget_reached", _to(user), context, key)


def _to(user: User) -> service.To:
    return service.To(user.email, user.name, user_id=user.id)


def remind(works: service.Works, item: Claimed) -> None:
    """Mail one chunk of candidates who have not finished, and ask for the next one (the outbox handler)."""
    assert item.workspace_id is not None
    with works(system(item.workspace_id)) as w:
        remind_chunk(
            w, item.payload["interviewer"], datetime.fromisoformat(item.payload["deadline"]), item.payload["after"]
        )


def remind_chunk(w: Work, interviewer_id: int, deadline_at: datetime, after: int) -> int:
    """Mail up to `CHUNK` candidates whose application comes after an id; return how many got a mail.

    Nobody is mailed once the deadline was moved, has passed, or the interviewer was archived.
    """
    row = w.session.get(Interviewer, interviewer_id)
    if (
        row is None
        or row.state != InterviewerState.ACTIVE
        or row.deadline_at is None
        or abs(row.deadline_at - deadline_at) > timedelta(seconds=1)
        or deadline_at <= w.now
    ):
        return 0
    found = _unfinished(w, row, after)
    keys = {reminder_key(application, deadline_at) for application in found}
    known = set(w.session.execute(select(col(Message.key)).where(col(Message.key).in_(keys))).scalars())
    told = 0
    for application in found:
        if reminder_key(application, deadline_at) not in known:
            links.issue(w, application, links.LinkPurpose.DEADLINE)
            told += 1
    if len(found) == CHUNK:
        payload = {"interviewer": interviewer_id, "deadline": deadline_at.isoformat(), "after": found[-1].id}
        enqueue(
            w,
            OUTBOX_KIND,
            payload,
            key=f"reminders:{interviewer_id}:{int(deadline_at.timestamp())}:{found[-1].id}",
        )
    return told


def reminder_key(application: Application, deadline_at: datetime) -> str:
    """Return the key of the one reminder that a candidate gets about a deadline."""
    return f"deadline:{application.public_id}:{int(deadline_at.timestamp())}"


def _unfinished(w: Work, row: Interviewer, after: int) -> list[Application]:
    """Return the next people who can still finish; while the budget keeps new people out, only those who began."""
    states = [ApplicationState.IN_PROGRESS]
    if not is_paused(w, row):
        states.append(ApplicationState.PENDING)
    query = (
        select(Application)
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .where(
            col(Application.workspace_id) == w.workspace_id,
            col(Application.interviewer_id) == row.id,
            col(Application.id) > after,
            col(Application.state).in_(states),
            col(Application.decision) != Decision.DISMISSED,
            col(Application.is_test).is_(False),
            col(Application.source) != Source.DEMO,
            col(Candidate.erased_at).is_(None),
            col(Candidate.is_test).is_(False),
        )
        .order_by(col(Application.id))
        .limit(CHUNK)
    )
    return list(w.session.execute(query).scalars())
