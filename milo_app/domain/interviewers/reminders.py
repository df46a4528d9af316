"""Reminders of a deadline: to subscribers 7 days and 1 day before, to unfinished candidates as the interviewer says.

Each is given once per deadline: a row of `DeadlineNotice` is unique, whoever else runs the job. Moving the deadline
makes new ones due. A reminder whose time had passed when the deadline was set is not given late: who sets a deadline
three days ahead is not told that it is a week away.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from milo_app.core.db import all_tenants
from milo_app.core.outbox import enqueue
from milo_app.core.work import Work
from milo_app.domain.interviewers.events import InterviewerDeadlineNear, InterviewerExtended, InterviewerPublished
from milo_app.domain.interviewers.models import DeadlineNotice, Interviewer, InterviewerState

TEAM = (("day", timedelta(days=1)), ("week", timedelta(days=7)))
"""Kinds of reminders to subscribers, the nearest first."""
CANDIDATES = "candidates"
OUTBOX_KIND = "deadline_reminder"
_FURTHEST = timedelta(days=14)


def workspaces_with_deadlines_near(w: Work) -> list[int]:
    """Return the workspaces in which a reminder may be due (for the job)."""
    with all_tenants():
        query = (
            select(Interviewer.workspace_id)
            .where(
                col(Interviewer.state) == InterviewerState.ACTIVE,
                col(Interviewer.deadline_at) > w.now,
                col(Interviewer.deadline_at) <= w.now + _FURTHEST,
            )
            .distinct()
        )
        return sorted(w.session.exec(query))


def remind_due(w: Work) -> int:
    """Give what is due in this workspace and return how many reminders were begun."""
    near = w.session.execute(
        select(col(Interviewer.id), col(Interviewer.deadline_at), col(Interviewer.remind_days)).where(
            col(Interviewer.workspace_id) == w.workspace_id,
            col(Interviewer.state) == InterviewerState.ACTIVE,
            col(Interviewer.deadline_at) > w.now,
            col(Interviewer.deadline_at) <= w.now + _FURTHEST,
        )
    ).all()
    given = _given(w)
    begun = 0
    for interviewer_id, ends, remind_days in near:
        left = ends - w.now
        begun += _tell_team(w, interviewer_id, ends, given)
        is_time = remind_days and left <= timedelta(days=remind_days)
        if is_time and (interviewer_id, CANDIDATES, ends) not in given:
            begun += _begin_candidates(w, interviewer_id, ends)
    return begun


def _given(w: Work) -> set[tuple[int, str, datetime]]:
    rows = w.session.exec(
        select(DeadlineNotice).where(
            col(DeadlineNotice.workspace_id) == w.workspace_id, col(DeadlineNotice.deadline_at) > w.now
        )
    )
    return {(row.interviewer_id, row.kind, row.deadline_at) for row in rows}


def _tell_team(w: Work, interviewer_id: int, ends: datetime, given: set[tuple[int, str, datetime]]) -> bool:
    """Give the nearest reminder that is due; a farther one that was missed meanwhile is noted and not told."""
    due = [(kind, before) for kind, before in TEAM if ends - w.now <= before]
    told = False
    for number, (kind, before) in enumerate(due):
        if (interviewer_id, kind, ends) in given or not _note(w, interviewer_id, kind, ends):
            continue
        if number == 0:
            w.publish(
                InterviewerDeadlineNear(interviewer_id=interviewer_id, at=w.now, deadline_at=ends, days=before.days)
            )
            told = True
    return told


def _begin_candidates(w: Work, interviewer_id: int, ends: datetime) -> bool:
    if not _note(w, interviewer_id, CANDIDATES, ends):
        return False
    # The mails are written in chunks by a worker, so that ten thousand people hold up nobody.
    enqueue(w, OUTBOX_KIND, {"interviewer": interviewer_id, "deadline": ends.isoformat(), "after": 0})
    return True


def _note(w: Work, interviewer_id: int, kind: str, ends: datetime) -> bool:
    """Write down that a reminder is given; False when it was before."""
    try:
        with w.session.begin_nested():
            w.session.add(
                DeadlineNotice(
                    workspace_id=w.workspace_id,
                    interviewer_id=interviewer_id,
                    kind=kind,
                    deadline_at=ends,
                    given_at=w.now,
                )
            )
    except IntegrityError:
        return False
    return True


def on_deadline_set(w: Work, event: InterviewerPublished | InterviewerExtended) -> None:
    """Note the reminders to the team whose time has passed already when a deadline is set."""
    ends = w.session.execute(
        select(col(Interviewer.deadline_at)).where(col(Interviewer.id) == event.interviewer_id)
    ).scalar_one_or_none()
    if ends is None or ends <= w.now:
        return
    known = {kind for _, kind, moment in _given(w) if moment == ends and _ == event.interviewer_id}
    for kind, before in TEAM:
        if ends - w.now <= before and kind not in known:
            _note(w, event.interviewer_id, kind, ends)
