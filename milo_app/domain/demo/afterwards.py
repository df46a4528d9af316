"""What makes a demo look used: credits and spend, mails, unread notifications, what the team made of people, figures."""

from __future__ import annotations

import random
from datetime import timedelta

from sqlalchemy import delete, func
from sqlmodel import col, select

from milo_app.core.clock import FixedClock
from milo_app.core.money import MICROS
from milo_app.core.outbox import OutboxItem
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.analytics import service as analytics
from milo_app.domain.billing import service as billing
from milo_app.domain.billing.models import LedgerEntry
from milo_app.domain.candidates import people_totals
from milo_app.domain.candidates.models import Application, ApplicationState, Candidate, EvaluationState, Source
from milo_app.domain.demo import teamwork
from milo_app.domain.demo.quiet import Works, quietly
from milo_app.domain.interviewers.models import Interviewer, InterviewerState
from milo_app.domain.interviews.models import StageRun, StageRunState
from milo_app.domain.notifications import service as notifications
from milo_app.domain.outreach import service as outreach
from milo_app.domain.outreach.models import MessageState

MAILS = 8
NOTICES = 6
GRANT_KEY = "demo:grant:"
NOTE = "Demo"
_PRICES = {"resume": (9_000, 26_000), "web_interview": (38_000, 120_000)}
"""Micro-units that a stage costs in the demo; about what a small model takes."""


def settle(works: Works, workspace_id: int, clock: FixedClock, seed: int) -> None:
    """Add what follows from the people who were written. The clock stands at the present and is left there."""
    rng = random.Random(seed + 1)  # noqa: S311
    now = clock.at
    with quietly(works, workspace_id, clock, {}) as w:
        _spend(w, clock, rng)
        clock.at = now
        _mails(w, clock)
        clock.at = now
        _notices(w, clock)
        clock.at = now
        teamwork.put(w, clock, _latest(w, teamwork.LOOKED_AT))
        analytics.rebuild(w)
        people_totals.rebuild(w)


def _spend(w: Work, clock: FixedClock, rng: random.Random) -> None:
    """Book spend for the evaluated stages, and grants that cover it."""
    now = clock.at
    home = w.session.get_one(Workspace, w.workspace_id).currency
    runs = w.session.exec(
        select(StageRun)
        .join(Application, col(Application.id) == col(StageRun.application_id))
        .where(
            col(Application.workspace_id) == w.workspace_id,
            col(Application.source) == Source.DEMO,
            col(Application.evaluation) == EvaluationState.DONE,
            col(StageRun.state).in_([StageRunState.COMPLETED, StageRunState.KNOCKED_OUT]),
            col(StageRun.kind).in_(list(_PRICES)),
        )
        .order_by(col(StageRun.application_id), col(StageRun.stage_id))
    ).all()
    total = 0
    for run in runs:
        micros = rng.randint(*_PRICES[run.kind.value])
        total += micros
        # The same row as `billing.charge` adds; a run is booked once here, so that nothing has to be looked up.
        w.session.add(
            LedgerEntry(
                workspace_id=w.workspace_id,
                at=run.completed_at or now,
                service=run.kind.value,
                micros=-micros,
                currency=home,
                interviewer_id=run.interviewer_id,
                application_id=run.application_id,
                source_key=f"{w.workspace_id}:demo:run:{run.id}",
                note=NOTE,
            )
        )
    w.session.flush()
    each = max(20, -(-total * 100 // (72 * 4 * MICROS))) * MICROS
    for quarter in range(4):
        clock.at = now - timedelta(days=360 - 91 * quarter)
        billing.grant(w, each, f"{GRANT_KEY}{quarter}", NOTE)


def _latest(w: Work, count: int) -> list[tuple[Application, Candidate, Interviewer]]:
    """Return the people of active interviewers who finished last."""
    rows = w.session.execute(
        select(Application, Candidate, Interviewer)
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
        .where(
            col(Application.workspace_id) == w.workspace_id,
            col(Application.source) == Source.DEMO,
            col(Application.state) == ApplicationState.COMPLETED,
            col(Interviewer.state) == InterviewerState.ACTIVE,
        )
        .order_by(col(Application.completed_at).desc(), col(Application.id).desc())
        .limit(count)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def _mails(w: Work, clock: FixedClock) -> None:
    """Put the thanks to the last ones into the mailbox, as sent by a simulator; nothing is queued."""
    for application, person, interviewer in reversed(_latest(w, MAILS)):
        clock.at = application.completed_at or clock.at
        to = outreach.To(person.email, person.name, application_id=application.id)
        context = {"name": person.name, "interviewer": interviewer.title}
        key = f"completion:{application.public_id}:{application.attempt}"
        mail = outreach.queue(w, "completion", to, context, key)
        mail.state, mail.transport, mail.sent_at = MessageState.SIMULATED, "Demo", clock.at
        w.session.add(mail)
        w.session.flush()
        w.session.execute(delete(OutboxItem).where(col(OutboxItem.key) == f"mail:{mail.public_id}"))


def _notices(w: Work, clock: FixedClock) -> None:
    for application, person, interviewer in reversed(_latest(w, NOTICES)):
        clock.at = application.completed_at or clock.at
        notifications.notify(
            w,
            "completed",
            f"completed:{application.interviewer_id}",
            f"{person.name} completed {interviewer.title}",
            f"{{n}} completed interviews for {interviewer.title}",
            body="" if application.score is None else f"Score {application.score}.",
            interviewer_id=application.interviewer_id,
            application_id=application.id,
        )
    _pending_notices(w)


def _pending_notices(w: Work) -> None:
    waiting = w.session.execute(
        select(col(Application.interviewer_id), func.count(), func.max(col(Application.evaluation_reason)))
        .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
        .where(
            col(Application.workspace_id) == w.workspace_id,
            col(Application.evaluation) == EvaluationState.PENDING,
            col(Interviewer.state) == InterviewerState.ACTIVE,
        )
        .group_by(col(Application.interviewer_id))
        .order_by(col(Application.interviewer_id))
        .limit(2)
    ).all()
    for interviewer_id, count, reason in waiting:
        title = w.session.get_one(Interviewer, interviewer_id).title
        notifications.notify(
            w,
            "scoring_failed",
            f"scoring_failed:{interviewer_id}",
            f"An evaluation is pending for {title}",
            f"{{n}} evaluations are pending for {title}",
            body=reason,
            interviewer_id=interviewer_id,
            count=count,
        )
