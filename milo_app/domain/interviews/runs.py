"""Stage runs: begun, finished, stopped, and the end. Every change is guarded by the state it starts from."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from milo_app.core import outbox
from milo_app.core.errors import Invalid
from milo_app.core.guard import change_if
from milo_app.core.work import Work
from milo_app.domain.candidates.events import ApplicationCreated
from milo_app.domain.candidates.models import Application, ApplicationState, EvaluationState
from milo_app.domain.candidates.service import changed, require_open
from milo_app.domain.interviewers.plan import QuestionKind, StageKind
from milo_app.domain.interviewers.versions import StageSpec, plan_of
from milo_app.domain.interviews import progress
from milo_app.domain.interviews.eligibility import gate
from milo_app.domain.interviews.errors import AlreadyFinished, NotYourTurn
from milo_app.domain.interviews.events import (
    ApplicationStarted,
    CandidateKnockedOut,
    InterviewCompleted,
    StageCompleted,
    StageStarted,
)
from milo_app.domain.interviews.models import Answer, FilePurpose, StageRun, StageRunState, StoredFile
from milo_app.domain.interviews.sheet import ENDED, Sheet, Turn, own, sheet_of

NOTICE = "2026-11"
"""Version of what a candidate agrees to by "Agree and start": a new text gets a new one."""

NOT_ENDED = col(StageRun.state).in_([StageRunState.NOT_STARTED, StageRunState.IN_PROGRESS])


def ids(w: Work, application: Application) -> dict[str, Any]:
    """Return what every event about an application carries."""
    return {"application_id": application.id, "interviewer_id": application.interviewer_id, "at": w.now}


def on_application_created(w: Work, event: ApplicationCreated) -> None:
    """Make the first stage run of a new application, so that funnels count who was invited."""
    application = w.session.get_one(Application, event.application_id)
    plan = plan_of(w, application.version_id)
    if plan.stages:
        ensure_run(w, application, plan.stages[0])


def ensure_run(w: Work, application: Application, stage: StageSpec) -> StageRun:
    """Return the run of a stage in the present attempt, made when there is none."""
    assert application.id is not None
    query = select(StageRun).where(
        col(StageRun.application_id) == application.id,
        col(StageRun.stage_id) == stage.id,
        col(StageRun.attempt) == application.attempt,
    )
    run = w.session.scalars(query).one_or_none()
    if run is not None:
        return run
    run = StageRun(
        workspace_id=w.workspace_id,
        interviewer_id=application.interviewer_id,
        application_id=application.id,
        stage_id=stage.id,
        kind=stage.kind,
        attempt=application.attempt,
        invited_at=w.now,
    )
    try:
        with w.session.begin_nested():
            w.session.add(run)
    except IntegrityError:
        return w.session.scalars(query).one()
    return run


def begin(w: Work) -> None:
    """Begin the interview; doing it again changes nothing.

    Who begins has agreed to the notice beside the button, so its version and the time are kept.
    Raises `InterviewerExpired` or `InterviewerArchived` when it closed before this person began; a test run begins anyway.
    """
    application = own(w, lock=True)
    sheet = sheet_of(w, application)
    if application.state != ApplicationState.PENDING:
        return
    if not application.is_test:
        require_open(w, sheet.interviewer)
    is_new = change_if(
        w.session,
        application,
        col(Application.state) == ApplicationState.PENDING,
        state=ApplicationState.IN_PROGRESS,
        consent_at=application.consent_at or w.now,
        consent_notice=application.consent_notice or NOTICE,
        started_at=application.started_at or w.now,
        engaged_at=w.now,
    )
    if not is_new:
        return
    w.publish(ApplicationStarted(**ids(w, application), attempt=application.attempt))
    if sheet.stage is not None:
        start_stage(w, application, sheet.stage)
        put_next(w, sheet_of(w, application))
    changed(w, application, "started")


def start_stage(w: Work, application: Application, stage: StageSpec) -> StageRun:
    """Note that the candidate did something in a stage; only the first thing counts as its start."""
    run = ensure_run(w, application, stage)
    is_first = change_if(
        w.session,
        run,
        col(StageRun.state) == StageRunState.NOT_STARTED,
        state=StageRunState.IN_PROGRESS,
        started_at=w.now,
    )
    if is_first:
        assert run.id is not None
        w.publish(StageStarted(**ids(w, application), stage_run_id=run.id))
        progress.refresh(w, application, stage, run)
    return run


def put_next(w: Work, sheet: Sheet) -> None:
    """Write down that the next question was put, with the time, so that it is known where the candidate stopped."""
    stage = sheet.stage
    turn = sheet.open_turn(stage) if stage is not None else None
    if stage is None or turn is None or turn.answer is not None:
        return
    run = ensure_run(w, sheet.application, stage)
    put(w, sheet.application, run, turn)


def put(w: Work, application: Application, run: StageRun, turn: Turn) -> Answer | None:
    """Write a question or follow-up down as put; None when another process did just now."""
    assert application.id is not None and run.id is not None
    row = Answer(
        workspace_id=w.workspace_id,
        application_id=application.id,
        stage_run_id=run.id,
        question_id=turn.question.id,
        follow_up=turn.follow_up,
        prompt=turn.prompt,
        asked_at=w.now,
    )
    try:
        with w.session.begin_nested():
            w.session.add(row)
    except IntegrityError:
        return None
    return row


def resume_of(w: Work, application_id: int) -> StoredFile | None:
    """Return the newest resume of an application."""
    query = (
        select(StoredFile)
        .where(col(StoredFile.application_id) == application_id, col(StoredFile.purpose) == FilePurpose.RESUME)
        .order_by(col(StoredFile.id).desc())
        .limit(1)
    )
    return w.session.scalars(query).first()


def require_running(application: Application) -> None:
    """Raise `AlreadyFinished` or `NotYourTurn` unless the interview is under way."""
    if application.state == ApplicationState.PENDING:
        raise NotYourTurn
    if application.state != ApplicationState.IN_PROGRESS:
        raise AlreadyFinished


def finish(w: Work) -> None:
    """Finish the present stage: required parts, then its checks, then the next stage or the end.

    Raises `Invalid` (field: "resume" or the question's key) for what is missing. In a second tab it changes nothing.
    """
    application = own(w, lock=True)
    require_running(application)
    sheet = sheet_of(w, application)
    stage = sheet.stage
    if stage is not None:
        _require_parts(w, sheet, stage)
        finish_stage(w, sheet, stage)


def _require_parts(w: Work, sheet: Sheet, stage: StageSpec) -> None:
    application = sheet.application
    if stage.kind == StageKind.RESUME:
        if stage.plan.is_required and resume_of(w, application.id or 0) is None:
            raise Invalid("Your resume is missing.", field="resume", do="Upload it as PDF, DOCX or TXT to go on.")
        return
    for turn in sheet.turns(stage):
        if turn.answer is not None and turn.answer.answered_at is not None:
            continue
        if not turn.can_skip:
            what = "upload a file" if turn.question.kind == QuestionKind.FILE else "answer this question"
            raise Invalid(f"“{turn.prompt}” is still open.", field=turn.question.key, do=f"Please {what} to go on.")


def finish_stage(w: Work, sheet: Sheet, stage: StageSpec) -> None:
    """End a stage whose parts are all there; the candidate goes on, is stopped by a rule, or has reached the end."""
    application = sheet.application
    run = start_stage(w, application, stage)
    outcome = gate(w, sheet, stage, resume_of(w, application.id or 0) if stage.kind == StageKind.RESUME else None)
    if outcome.stopped_by:
        knock_out(w, application, stage, run, outcome.stopped_by)
        return
    if not change_if(
        w.session, run, NOT_ENDED, state=StageRunState.COMPLETED, completed_at=w.now, passed=outcome.passed
    ):
        return
    assert run.id is not None
    application.engaged_at = w.now
    progress.refresh(w, application, stage, run)
    w.publish(StageCompleted(**ids(w, application), stage_run_id=run.id, kind=stage.kind.value))
    after = sheet_of(w, application)
    if after.stage is None:
        _complete(w, application)
        return
    ensure_run(w, application, after.stage)
    put_next(w, after)
    changed(w, application, "progress")


def _complete(w: Work, application: Application) -> None:
    is_done = change_if(
        w.session,
        application,
        col(Application.state) == ApplicationState.IN_PROGRESS,
        state=ApplicationState.EVALUATING,
        completed_at=w.now,
        engaged_at=w.now,
        evaluation=EvaluationState.QUEUED,
        evaluation_reason="",
    )
    if is_done:
        queue_evaluation(w, application)
        w.publish(InterviewCompleted(**ids(w, application), attempt=application.attempt))
        changed(w, application, "state")


def knock_out(w: Work, application: Application, stage: StageSpec, run: StageRun, rule: str) -> bool:
    """Stop somebody by a rule; False when they had been stopped or fully scored before.

    What was answered until then is still evaluated, so that the team sees which check failed; the state stays.
    """
    under_way = col(Application.state).in_([ApplicationState.IN_PROGRESS, ApplicationState.EVALUATING])
    is_stopped = change_if(
        w.session,
        application,
        under_way,
        state=ApplicationState.KNOCKED_OUT,
        knocked_out_by=rule,
        completed_at=None,
        engaged_at=w.now,
        evaluation=EvaluationState.QUEUED,
        evaluation_reason="",
    )
    if not is_stopped:
        return False
    change_if(
        w.session,
        run,
        col(StageRun.state) != StageRunState.KNOCKED_OUT,
        state=StageRunState.KNOCKED_OUT,
        completed_at=run.completed_at or w.now,
        passed=False,
    )
    progress.refresh(w, application, stage, run)
    queue_evaluation(w, application)
    assert run.id is not None
    w.publish(CandidateKnockedOut(**ids(w, application), stage_run_id=run.id, rule=rule))
    changed(w, application, "state")
    return True


def queue_evaluation(w: Work, application: Application) -> None:
    """Ask for the evaluation of the present attempt, once."""
    outbox.enqueue(
        w,
        "evaluate",
        {"application": application.id, "attempt": application.attempt},
        key=f"evaluate:{application.id}:{application.attempt}",
    )


def record_stage(w: Work, stage_run_id: int, score: int | None, passed: bool | None) -> None:
    """Write score and outcome of a stage run (scoring) and keep the progress cache in step with it."""
    run = w.session.get_one(StageRun, stage_run_id)
    run.score = score
    run.passed = passed
    w.session.add(run)
    application = w.session.get_one(Application, run.application_id)
    if run.attempt == application.attempt:
        progress.refresh(w, application, plan_of(w, application.version_id).stage(run.stage_id), run)


def recheck_resume(w: Work, application_id: int) -> bool:
    """Check a resume stage that ended before its text was read; True when that stopped the candidate now."""
    application = w.session.get_one(Application, application_id)
    if application.state not in (ApplicationState.IN_PROGRESS, ApplicationState.EVALUATING):
        return False
    sheet = sheet_of(w, application)
    for stage in sheet.plan.stages:
        run = sheet.runs.get(stage.id)
        if stage.kind != StageKind.RESUME or run is None or run.state not in ENDED:
            continue
        outcome = gate(w, sheet, stage, resume_of(w, application_id))
        if outcome.stopped_by:
            return knock_out(w, application, stage, run, outcome.stopped_by)
        if outcome.passed is not None and run.passed is None and run.id is not None:
            record_stage(w, run.id, run.score, outcome.passed)
    return False
