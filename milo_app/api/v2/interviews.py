"""The results of one application."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from milo_app import bootstrap
from milo_app.api.v2.asking import known_id
from milo_app.api.v2.candidate_shape import Step, status_of, workflow
from milo_app.api.v2.keys import needs
from milo_app.api.v2.result_shapes import InterviewData
from milo_app.api.v2.results import answers, form, resume, web_interview
from milo_app.api.v2.shapes import One
from milo_app.core.work import Actor, Work
from milo_app.domain.candidates import queries as candidates
from milo_app.domain.candidates.errors import ApplicationNotFound
from milo_app.domain.candidates.models import ApplicationState, Candidate
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.scoring import report_rows

router = APIRouter()
Results = Annotated[Actor, Depends(needs("candidate:read", "application:read"))]
_UNFINISHED = frozenset({ApplicationState.PENDING, ApplicationState.IN_PROGRESS})


@router.get("/interviews/{interview_id}/data")
def data(actor: Results, interview_id: str) -> One[InterviewData]:
    """Return answers, scores and the words behind them; `not_ready` while the candidate has not finished."""
    with bootstrap.read(actor) as w:
        return One(data=_data(w, interview_id))


def _data(w: Work, interview_id: str) -> InterviewData:
    application = candidates.pick(w, known_id(interview_id))
    if application.is_test:
        raise ApplicationNotFound
    rows = report_rows.read(w, application, application.attempt)
    person = w.session.get_one(Candidate, application.candidate_id)
    interviewer = w.session.get_one(Interviewer, application.interviewer_id)
    is_ready = application.state not in _UNFINISHED
    steps = [Step(stage.plan.key, stage.position, stage.id) for stage in rows.plan.stages]
    return InterviewData(
        interview_id=application.public_id,
        candidate_id=person.public_id,
        posting_id=interviewer.public_id,
        name=person.name,
        email=person.email if w.actor.can("candidate:read_contact") else "",
        score=application.score if is_ready else None,
        status=status_of(application) if is_ready else "not_ready",
        workflow=workflow(application, steps, rows.runs),
        web_interview=web_interview(rows) if is_ready else None,
        resume=resume(rows) if is_ready else None,
        form=form(rows) if is_ready else None,
        answers=answers(rows) if is_ready else [],
    )
