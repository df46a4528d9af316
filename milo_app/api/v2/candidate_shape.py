"""A candidate of an interviewer as the public API shows it: where they stand, and their figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from milo_app.api.v2.shapes import (
    AgentSummary,
    CandidateShape,
    CandidateStatus,
    CandidateWorkflow,
    FormSummary,
    ResumeSummary,
    StepStatus,
    WebInterviewSummary,
    seconds,
)
from milo_app.core.work import Work
from milo_app.domain.candidates.feed import Person
from milo_app.domain.candidates.models import Application, Decision
from milo_app.domain.interviewers.models import Interviewer, Stage
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.interviewers.versions import stages_of
from milo_app.domain.interviews.models import StageRun, StageRunState
from milo_app.domain.scoring.arithmetic import Weighted, weighted_mean
from milo_app.domain.scoring.feed import facts


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of the version that a candidate answers: its key, place, and internal id."""

    key: str
    order: int
    stage_id: int


def candidates(w: Work, interviewer: Interviewer, people: Sequence[Person]) -> list[CandidateShape]:
    """Return a page of candidates, with the same few queries for any number of them."""
    known = facts(w, [application for application, _ in people])
    stages = stages_of(w, {application.version_id for application, _ in people})
    return [
        _candidate(
            w,
            interviewer,
            person,
            stages[person[0].version_id],
            known.runs[person[0].id or 0],
            known.strengths.get(person[0].id or 0, []),
        )
        for person in people
    ]


def _candidate(
    w: Work,
    interviewer: Interviewer,
    person: Person,
    stages: Sequence[Stage],
    runs: Mapping[int, StageRun],
    strengths: list[str],
) -> CandidateShape:
    application, candidate = person
    sees_results = w.actor.can("application:read")
    steps = [Step(stage.spec["key"], stage.position, stage.id or 0) for stage in stages]
    return CandidateShape(
        interview_id=application.public_id,
        candidate_id=candidate.public_id,
        posting_id=interviewer.public_id,
        name=candidate.name,
        email=candidate.email if w.actor.can("candidate:read_contact") else "",
        score=application.score if sees_results else None,
        status=status_of(application),
        workflow=workflow(application, steps, runs),
        agent_summary=_summary(application, stages, strengths) if sees_results else None,
        shortlisted=application.decision == Decision.SHORTLISTED,
        dismissed=application.decision == Decision.DISMISSED,
        interviewed_at=seconds(application.completed_at),
        created_at=seconds(application.invited_at),
    )


def status_of(application: Application) -> CandidateStatus:
    """Return the decision of the team where there is one, else how far the candidate is."""
    decided = application.decision != Decision.NONE
    return cast("CandidateStatus", application.decision.value if decided else application.state.value)


def workflow(application: Application, steps: Iterable[Step], runs: Mapping[int, StageRun]) -> CandidateWorkflow:
    """Return where a candidate stands in each step of the present attempt."""
    found = [_status(step, runs.get(step.stage_id)) for step in steps]
    return CandidateWorkflow(
        steps=found,
        all_complete=bool(found) and all(step.completed for step in found),
        last_activity_at=seconds(application.engaged_at),
    )


def _status(step: Step, run: StageRun | None) -> StepStatus:
    state = run.state if run is not None else StageRunState.NOT_STARTED
    changed = (run.completed_at or run.started_at or run.invited_at) if run is not None else None
    return StepStatus(
        step_id=step.key,
        order=step.order,
        status=state.value,
        started=state != StageRunState.NOT_STARTED,
        completed=state == StageRunState.COMPLETED,
        knocked_out=state == StageRunState.KNOCKED_OUT,
        last_updated_at=seconds(changed),
    )


def _summary(application: Application, stages: Sequence[Stage], strengths: list[str]) -> AgentSummary:
    entries: dict[StageKind, list[tuple[Stage, dict[str, Any]]]] = {}
    for stage in stages:
        entries.setdefault(stage.kind, []).append((stage, application.progress.get(str(stage.id), {})))
    resume, web, form = (entries.get(kind, []) for kind in (StageKind.RESUME, StageKind.WEB, StageKind.FORM))
    return AgentSummary(
        resume=ResumeSummary(resume_score=_score(resume), is_eligible=_passed(resume)) if resume else None,
        web_interview=WebInterviewSummary(score=_score(web), highlights=strengths) if web else None,
        form=FormSummary(
            is_complete=all(entry.get("state") == "completed" for _, entry in form),
            is_eligible=_passed(form),
            questions_answered=sum(int(entry.get("done", 0)) for _, entry in form),
            total_questions=sum(int(entry.get("total", 0)) for _, entry in form),
        )
        if form
        else None,
    )


def _score(entries: Iterable[tuple[Stage, dict[str, Any]]]) -> int | None:
    return weighted_mean(Weighted(entry.get("score"), stage.weight) for stage, entry in entries).score


def _passed(entries: Iterable[tuple[Stage, dict[str, Any]]]) -> bool | None:
    found = [entry.get("passed") for _, entry in entries]
    return False if False in found else None if None in found else True
