"""Nudges: a reminder mail to people who have not finished, and why somebody gets none.

Everybody is looked at again when their mail is written. It is written in the transaction in which the job moves on, so
that nobody gets two from one job.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Row, Select, func, select
from sqlmodel import col

from milo_app.core.errors import Conflict
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.candidates import links, queries
from milo_app.domain.candidates.bulk_work import PeopleKind
from milo_app.domain.candidates.models import Application, ApplicationState, Candidate, Decision, Source
from milo_app.domain.candidates.selection import Selection, chosen
from milo_app.domain.interviewers.budgets import is_paused
from milo_app.domain.interviewers.models import Interviewer, InterviewerState
from milo_app.domain.outreach.models import Message, MessageState

COOLDOWN = timedelta(hours=48)
"""Nobody is reminded within this time of the last mail to them."""
BUSY = timedelta(minutes=15)
"""Who did something within this time is answering right now."""
_UNDER_WAY = (ApplicationState.PENDING, ApplicationState.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class NudgePreview:
    """How many would get a reminder, and how many not, by reason, the most frequent first."""

    send: int
    skipped: int
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What decides about a reminder to one person."""

    state: ApplicationState
    decision: Decision
    is_nobody: bool
    email: str
    engaged_at: datetime
    interviewer_state: InterviewerState
    is_paused: bool
    mailed_at: datetime | None


def preview(w: Work, selection: Selection) -> NudgePreview:
    """Say what a nudge of these people would do now. Needs outreach:send_email; changes nothing."""
    w.require("outreach:send_email")
    people = chosen(w, selection)
    mailed = _mailed(w, people)
    paused: dict[int, bool] = {}
    home = w.session.get_one(Workspace, w.workspace_id)
    found: Counter[str] = Counter()
    for row in w.session.execute(_columns(people)):
        found[_why_not(w, _facts(w, row, mailed, paused, home.is_demo))[0]] += 1
    send = found.pop("", 0)
    return NudgePreview(send, sum(found.values()), tuple(found.most_common()))


def _columns(people: Select[Any]) -> Select[Any]:
    query: Any = (
        people.join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
        .with_only_columns(
            col(Application.id).label("row_id"),
            col(Application.state).label("state"),
            col(Application.decision).label("decision"),
            col(Application.source).label("source"),
            col(Application.is_test).label("is_test"),
            col(Application.engaged_at).label("engaged_at"),
            col(Application.interviewer_id).label("interviewer_id"),
            col(Candidate.email).label("email"),
            col(Candidate.erased_at).label("erased_at"),
            col(Interviewer.state).label("interviewer_state"),
        )
    )
    return cast("Select[Any]", query)


def _mailed(w: Work, people: Select[Any]) -> dict[int, datetime]:
    """Return when somebody was mailed last within the cooldown, by application."""
    query = (
        select(col(Message.application_id), func.max(col(Message.created_at)))
        .where(
            col(Message.workspace_id) == w.workspace_id,
            col(Message.application_id).in_(people),
            col(Message.created_at) > w.now - COOLDOWN,
            col(Message.state) != MessageState.FAILED,
        )
        .group_by(col(Message.application_id))
    )
    return {int(row_id): at for row_id, at in w.session.execute(query)}


def _facts(w: Work, row: Row[Any], mailed: Mapping[int, datetime], paused: dict[int, bool], is_demo: bool) -> _Facts:
    if row.interviewer_id not in paused:
        paused[row.interviewer_id] = is_paused(w, w.session.get_one(Interviewer, row.interviewer_id))
    return _Facts(
        state=row.state,
        decision=row.decision,
        is_nobody=is_demo or row.is_test or row.source == Source.DEMO,
        email="" if row.erased_at is not None else row.email,
        engaged_at=row.engaged_at,
        interviewer_state=row.interviewer_state,
        is_paused=paused[row.interviewer_id],
        mailed_at=mailed.get(row.row_id),
    )


def _why_not(w: Work, facts: _Facts) -> tuple[str, str]:
    """Return why somebody gets no reminder, for a count and for the person; both are empty for who gets one."""
    plain = _plain_reason(w, facts)
    if plain:
        return plain, plain
    if facts.mailed_at is not None:
        hours = int((w.now - facts.mailed_at).total_seconds() // 3600)
        when = f"{plural(hours, 'hour')} ago" if hours else "less than an hour ago"
        return f"Was mailed in the last {int(COOLDOWN.total_seconds() // 3600)} hours", f"Was mailed {when}"
    return "", ""


def _plain_reason(w: Work, facts: _Facts) -> str:
    if facts.is_nobody:
        return "Is a demo person, who gets no mail"
    if facts.decision == Decision.DISMISSED:
        return "Was dismissed"
    if facts.state == ApplicationState.KNOCKED_OUT:
        return "Was stopped by a rule"
    if facts.state not in _UNDER_WAY:
        return "Has finished"
    if facts.interviewer_state != InterviewerState.ACTIVE:
        return "The interviewer is closed"
    if facts.is_paused and facts.state == ApplicationState.PENDING:
        return "The budget is used up, so nobody new can start"
    if not facts.email:
        return "Has no address"
    if facts.state == ApplicationState.IN_PROGRESS and facts.engaged_at > w.now - BUSY:
        return "Is answering right now"
    return ""


def nudge_one(w: Work, application_id: int, params: Mapping[str, Any]) -> str:
    """Write one reminder, or say why not: what a job does for each person."""
    w.require("outreach:send_email")
    people = queries.visible_to(w).where(col(Application.id) == application_id).with_only_columns(col(Application.id))
    row = w.session.execute(_columns(people)).first()
    if row is None:
        return "Was deleted meanwhile"
    home = w.session.get_one(Workspace, w.workspace_id)
    reason = _why_not(w, _facts(w, row, _mailed(w, people), {}, home.is_demo))[1]
    if not reason:
        links.issue(w, w.session.get_one(Application, application_id), links.LinkPurpose.NUDGE)
    return reason


def nudge(w: Work, public_id: str) -> None:
    """Remind one person now; raises `Conflict` with the reason when they get no reminder."""
    row = queries.pick(w, public_id)
    assert row.id is not None
    if reason := nudge_one(w, row.id, {}):
        raise Conflict(f"No reminder: {reason[0].lower()}{reason[1:]}.", safe="Nothing was sent.")


NUDGE = PeopleKind(nudge_one)
