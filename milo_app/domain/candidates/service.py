"""People coming in: found or made once per workspace, put into an interviewer, invited, tagged, scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from milo_app.core.guard import change_if
from milo_app.core.text import one_line
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.candidates import links, locating, queries
from milo_app.domain.candidates.contact import email_of, name_key, name_of, phone_of, region_of
from milo_app.domain.candidates.events import (
    ApplicationChanged,
    ApplicationCreated,
    EvaluationRecorded,
    What,
)
from milo_app.domain.candidates.links import LinkPurpose
from milo_app.domain.candidates.models import (
    Application,
    ApplicationState,
    ApplicationTag,
    Candidate,
    EvaluationState,
    Source,
)
from milo_app.domain.candidates.people_models import CandidateAlias
from milo_app.domain.interviewers.budgets import is_paused
from milo_app.domain.interviewers.errors import (
    InterviewerArchived,
    InterviewerExpired,
    InterviewerIsDraft,
    InterviewerPaused,
)
from milo_app.domain.interviewers.models import Interviewer, InterviewerState
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.interviewers.versions import StageSpec, VersionPlan, plan_of


@dataclass(frozen=True, slots=True)
class NewTag:
    """Something to note from the answers."""

    name: str
    value: str
    quote: str = ""


def find_or_create(w: Work, name: str, email: str, phone: str = "", tz: str = "") -> Candidate:
    """Return the person of this address in the workspace, made when there is none. Raises `Invalid` for what was typed.

    The address may be another one of somebody who was merged.

    What is known stays; only an empty phone or zone is filled in, since nobody has proved yet who is typing.
    """
    address, shown = email_of(email), name_of(name)
    place = tz or w.session.get_one(Workspace, w.workspace_id).tz
    number = phone_of(phone, region_of(place))
    person = _by_email(w, address)
    if person is None:
        person = Candidate(
            workspace_id=w.workspace_id,
            name=shown,
            name_key=name_key(shown),
            email=address,
            phone=number,
            tz=tz[:60],
            created_at=w.now,
        )
        locating.learn_from_phone(w, person)
        try:
            with w.session.begin_nested():
                w.session.add(person)
        except IntegrityError:
            # Another process made the same person between the look and the insert.
            found = _by_email(w, address)
            if found is None:
                raise
            return found
        return person
    person.phone = person.phone or number
    person.tz = person.tz or tz[:60]
    w.session.add(person)
    w.session.flush()
    locating.learn_from_phone(w, person)
    return person


def _by_email(w: Work, address: str) -> Candidate | None:
    query = select(Candidate).where(col(Candidate.workspace_id) == w.workspace_id, col(Candidate.email) == address)
    person = w.session.scalars(query).one_or_none()
    if person is not None:
        return person
    other = (
        select(Candidate)
        .join(CandidateAlias, col(CandidateAlias.candidate_id) == col(Candidate.id))
        .where(col(CandidateAlias.workspace_id) == w.workspace_id, col(CandidateAlias.email) == address)
    )
    return w.session.scalars(other).one_or_none()


def require_open(w: Work, interviewer: Interviewer) -> None:
    """Raise unless new people may come in now.

    `InterviewerIsDraft`, `InterviewerArchived`, `InterviewerExpired`, or `InterviewerPaused` when the budget is used up,
    which a candidate is told without a word about money.
    """
    if interviewer.version_id is None:
        raise InterviewerIsDraft
    if interviewer.state == InterviewerState.ARCHIVED:
        raise InterviewerArchived(interviewer.title)
    is_over = interviewer.deadline_at is not None and interviewer.deadline_at <= w.now
    if interviewer.state == InterviewerState.EXPIRED or is_over:
        raise InterviewerExpired(interviewer.title)
    if is_paused(w, interviewer):
        raise InterviewerPaused(interviewer.title, for_team=w.actor.kind != "candidate")


def existing(w: Work, interviewer_id: int, candidate_id: int) -> Application | None:
    """Return the application of a person in an interviewer, if there is one."""
    query = select(Application).where(
        col(Application.interviewer_id) == interviewer_id, col(Application.candidate_id) == candidate_id
    )
    return w.session.scalars(query).one_or_none()


def enrol(w: Work, interviewer: Interviewer, candidate: Candidate, source: Source) -> tuple[Application, bool]:
    """Put a person into an interviewer with its present version; return the application and whether it is new."""
    require_open(w, interviewer)
    assert interviewer.id is not None and candidate.id is not None and interviewer.version_id is not None
    if (known := existing(w, interviewer.id, candidate.id)) is not None:
        return known, False
    application = Application(
        workspace_id=w.workspace_id,
        interviewer_id=interviewer.id,
        candidate_id=candidate.id,
        version_id=interviewer.version_id,
        source=source,
        progress=fresh_progress(plan_of(w, interviewer.version_id)),
        invited_at=w.now,
        engaged_at=w.now,
    )
    try:
        with w.session.begin_nested():
            w.session.add(application)
    except IntegrityError:
        known = existing(w, interviewer.id, candidate.id)
        if known is None:
            raise
        return known, False
    assert application.id is not None
    ids = {"application_id": application.id, "interviewer_id": interviewer.id, "at": w.now}
    w.publish(ApplicationCreated(**ids, candidate_id=candidate.id, source=source.value))  # type: ignore[arg-type]
    changed(w, application, "created")
    return application, True


def fresh_progress(plan: VersionPlan) -> dict[str, Any]:
    """Return the progress of somebody who has not begun: every stage of the version, by stage id as text."""
    return {str(stage.id): stage_progress(stage) for stage in plan.stages}


def stage_progress(stage: StageSpec, *, state: str = "not_started", score: int | None = None, done: int = 0,
                   passed: bool | None = None) -> dict[str, Any]:  # fmt: skip
    """Return one entry of the progress cache; a resume counts as one thing to do."""
    total = 1 if stage.kind == StageKind.RESUME else len(stage.questions)
    return {"kind": stage.kind.value, "state": state, "score": score, "done": done, "total": total, "passed": passed}


def changed(w: Work, application: Application, what: What) -> None:
    """Tell that a row or figure of an application changed."""
    assert application.id is not None
    w.publish(
        ApplicationChanged(
            application_id=application.id, interviewer_id=application.interviewer_id, at=w.now, what=what
        )
    )


def resend_link(w: Work, public_id: str) -> None:
    """Mail a new personal link; earlier ones stay valid, so that a mail on its way still works."""
    w.require("candidate:update")
    links.issue(w, queries.pick(w, public_id), LinkPurpose.RESEND)


def revoke_links(w: Work, public_id: str) -> int:
    """Take back every personal link of an application; browsers that are in already stay in."""
    w.require("candidate:update")
    return links.revoke(w, queries.pick(w, public_id))


def add_tags(w: Work, application_id: int, tags: Sequence[NewTag]) -> None:
    """Replace what was taken from the answers of an application."""
    w.session.execute(delete(ApplicationTag).where(col(ApplicationTag.application_id) == application_id))
    application = w.session.get_one(Application, application_id)
    application.tags_count = len(tags)
    w.session.add(application)
    for tag in tags:
        row = ApplicationTag(
            workspace_id=w.workspace_id,
            application_id=application_id,
            interviewer_id=application.interviewer_id,
            name=one_line(tag.name)[:60],
            value=one_line(tag.value)[:120],
            quote=tag.quote[:600],
        )
        w.session.add(row)
    w.session.flush()


def record_evaluation(
    w: Work,
    application_id: int,
    *,
    attempt: int,
    state: EvaluationState,
    reason: str = "",
    score: int | None = None,
    scored_by: str = "",
) -> bool:
    """Write what scoring made of an attempt; False when the person is in a later attempt by now.

    DONE completes an application that was being scored; one that was stopped stays stopped and keeps its score too.
    PENDING (it failed) and QUEUED (it is tried again) leave score and state as they are.
    """
    application = w.session.get_one(Application, application_id)
    values: dict[str, Any] = {"evaluation": state, "evaluation_reason": reason[:500]}
    if state == EvaluationState.DONE:
        values |= {"score": score, "score_sort": -1 if score is None else score, "scored_by": scored_by[:120]}
        if application.state == ApplicationState.EVALUATING:
            values["state"] = ApplicationState.COMPLETED
    same = (col(Application.attempt) == attempt, col(Application.state) == application.state)
    if not change_if(w.session, application, *same, **values):
        return False
    w.publish(
        EvaluationRecorded(
            application_id=application_id,
            interviewer_id=application.interviewer_id,
            at=w.now,
            attempt=attempt,
            state=state.value,
            score=score,
            reason=reason,
        )
    )
    changed(w, application, "score")
    return True
