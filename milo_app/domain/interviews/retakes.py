"""Taking the interview again: how often, and from when. Earlier attempts stay as they are, for reviewers to see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import col

from milo_app.core.errors import Invalid, MiloError
from milo_app.core.guard import change_if
from milo_app.core.text import full_time, plural
from milo_app.core.work import Work
from milo_app.domain.candidates import links
from milo_app.domain.candidates import queries as candidates
from milo_app.domain.candidates.links import LinkPurpose
from milo_app.domain.candidates.models import Application, ApplicationState, EvaluationState
from milo_app.domain.candidates.service import changed, fresh_progress, require_open
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.service import LONGEST_COOLDOWN_DAYS, MOST_RETAKES
from milo_app.domain.interviewers.versions import plan_of
from milo_app.domain.interviews.errors import RetakeNotAllowed
from milo_app.domain.interviews.events import RetakeAllowed, RetakeStarted
from milo_app.domain.interviews.models import StageRun
from milo_app.domain.interviews.runs import ensure_run, ids, put_next, start_stage
from milo_app.domain.interviews.sheet import own, sheet_of

OVER = (ApplicationState.COMPLETED, ApplicationState.KNOCKED_OUT)


@dataclass(frozen=True, slots=True)
class RetakeOffer:
    """Whether the interview can be taken again now; `from_text` says from when, where waiting is all it takes."""

    is_possible: bool
    left: int
    from_text: str
    sentence: str


def offer(w: Work, application: Application) -> RetakeOffer:
    """Return what the candidate's page says about another attempt."""
    interviewer = w.session.get_one(Interviewer, application.interviewer_id)
    most = most_of(interviewer, application)
    left = max(0, most - (application.attempt - 1))
    if not left:
        said = "You have used every attempt." if most else "This interview is taken once."
        return RetakeOffer(False, 0, "", said)
    if application.state not in OVER:
        return RetakeOffer(False, left, "", "Finish this attempt first; it is scored before you can begin again.")
    try:
        if not application.is_test:
            require_open(w, interviewer)
    except MiloError as error:
        return RetakeOffer(False, left, "", error.sentence())
    if (begins := opens_at(w, application)) > w.now:
        when = full_time(begins, w.actor.tz)
        return RetakeOffer(False, left, when, f"You can take it again from {when}.")
    return RetakeOffer(True, left, "", f"You can take it again, {plural(left, 'more time')}.")


def most_of(interviewer: Interviewer, application: Application) -> int:
    """Return how often somebody may begin again: what the team allowed this person, else the interviewer's number."""
    own_most = application.own_max_retakes
    return interviewer.max_retakes if own_most is None else own_most


def opens_at(w: Work, application: Application) -> datetime:
    """Return from when the next attempt may begin, counted from the end of the last one."""
    interviewer = w.session.get_one(Interviewer, application.interviewer_id)
    days = application.own_cooldown_days
    return _ended_at(w, application) + timedelta(days=interviewer.retake_cooldown_days if days is None else days)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What somebody may do by now: retakes taken, allowed in all, days between, and whether these are their own."""

    taken: int
    most: int
    cooldown_days: int
    is_own: bool


def allowance(w: Work, public_id: str) -> Allowance:
    """Return what the dialog "Allow a retake" begins with; raises `NotFound`."""
    application = candidates.pick(w, public_id)
    interviewer = w.session.get_one(Interviewer, application.interviewer_id)
    days = application.own_cooldown_days
    return Allowance(
        taken=application.attempt - 1,
        most=most_of(interviewer, application),
        cooldown_days=interviewer.retake_cooldown_days if days is None else days,
        is_own=application.own_max_retakes is not None,
    )


def allow(w: Work, public_id: str, most: int, cooldown_days: int, *, is_mailed: bool = False) -> None:
    """Give one person their own number of retakes (all attempts after the first) and their own wait in days.

    Raises `Invalid` for a number that opens no further attempt. With `is_mailed` they get a new link, which needs
    outreach:send_email.
    """
    w.require("candidate:update")
    application = candidates.pick(w, public_id)
    if not application.attempt <= most <= MOST_RETAKES:
        few = f"{application.attempt - 1} of them {'is' if application.attempt == 2 else 'are'} taken"
        raise Invalid(f"Retakes go from {application.attempt} to {MOST_RETAKES}: {few}.", field="most")
    if not 0 <= cooldown_days <= LONGEST_COOLDOWN_DAYS:
        raise Invalid(f"The wait goes from 0 to {LONGEST_COOLDOWN_DAYS} days.", field="cooldown_days")
    if is_mailed:
        w.require("outreach:send_email")
    application.own_max_retakes, application.own_cooldown_days = most, cooldown_days
    application.revision += 1
    w.session.add(application)
    w.session.flush()
    event = RetakeAllowed(**ids(w, application), most=most, cooldown_days=cooldown_days, is_mailed=is_mailed)
    w.publish(event)
    if is_mailed:
        links.issue(w, application, LinkPurpose.RETAKE)
    changed(w, application, "team")


def _ended_at(w: Work, application: Application) -> datetime:
    query = select(func.max(StageRun.completed_at)).where(
        col(StageRun.application_id) == application.id, col(StageRun.attempt) == application.attempt
    )
    return w.session.execute(query).scalar_one() or application.engaged_at


def retake(w: Work) -> None:
    """Begin another attempt with the same questions; raises `RetakeNotAllowed`, which says why or from when."""
    application = own(w, lock=True)
    found = offer(w, application)
    if not found.is_possible:
        raise RetakeNotAllowed(found.sentence, safe="Your answers are kept.")
    plan = plan_of(w, application.version_id)
    again = change_if(
        w.session,
        application,
        col(Application.attempt) == application.attempt,
        col(Application.state).in_(OVER),
        attempt=application.attempt + 1,
        state=ApplicationState.IN_PROGRESS,
        progress=fresh_progress(plan),
        score=None,
        score_sort=-1,
        evaluation=EvaluationState.NONE,
        evaluation_reason="",
        scored_by="",
        knocked_out_by="",
        completed_at=None,
        engaged_at=w.now,
    )
    if not again:
        return
    if plan.stages:
        ensure_run(w, application, plan.stages[0])
        start_stage(w, application, plan.stages[0])
        put_next(w, sheet_of(w, application))
    w.publish(RetakeStarted(**ids(w, application), attempt=application.attempt))
    changed(w, application, "state")
