"""Reading interviews: for the team (what was asked and said, what happened when) and for scoring (rows as they are)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.text import full_time
from milo_app.core.work import Work
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates import queries as candidates
from milo_app.domain.candidates.models import Application, Decision, EvaluationState, Source
from milo_app.domain.interviewers.versions import QuestionSpec, StageSpec, plan_of
from milo_app.domain.interviews.cards import FileCard, card_of
from milo_app.domain.interviews.models import Answer, FilePurpose, StageRun, StageRunState, StoredFile
from milo_app.domain.interviews.runs import resume_of

__all__ = ["AnswerLine", "AskedQuestion", "Moment", "StageTranscript", "Transcript", "answers_of", "files", "resume_of",
           "resume_text", "run_rows", "timeline", "transcript"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A prompt and its reply."""

    answer_id: int
    prompt: str
    text: str
    is_skipped: bool
    is_follow_up: bool
    at_text: str
    file: FileCard | None


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with what was said to it; without answers it was not reached."""

    question_id: int
    number: int
    text: str
    kind: str
    criterion: str
    answers: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class StageTranscript:
    """A stage as it went."""

    stage_id: int
    stage_run_id: int | None
    kind: str
    title: str
    state: str
    questions: tuple[AskedQuestion, ...]
    files: tuple[FileCard, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """One attempt; `attempts` says how many there are."""

    attempt: int
    attempts: int
    stages: tuple[StageTranscript, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened. `kind`: invited, started, completed, scored, stopped, decided or file."""

    at: datetime
    when_text: str
    kind: str
    text: str


def transcript(w: Work, public_id: str, attempt: int = 0) -> Transcript:
    """Return what was asked and said in an attempt (0: the present one); raises `ApplicationNotFound`."""
    w.require("application:read")
    application = candidates.pick(w, public_id)
    number = attempt if 1 <= attempt <= application.attempt else application.attempt
    runs = {run.stage_id: run for run in run_rows(w, application.id or 0, number)}
    found = _all_files(w, application)
    plan = plan_of(w, application.version_id)
    stages = tuple(_stage(w, stage, runs.get(stage.id), found) for stage in plan.stages)
    return Transcript(number, application.attempt, stages)


def _stage(w: Work, stage: StageSpec, run: StageRun | None, found: Sequence[StoredFile]) -> StageTranscript:
    rows = answers_of(w, run.id) if run is not None and run.id is not None else []
    is_resume = stage.kind.value == "resume"
    own = [row for row in found if (row.purpose == FilePurpose.RESUME) == is_resume]
    mine = {question.id for question in stage.questions}
    return StageTranscript(
        stage_id=stage.id,
        stage_run_id=run.id if run is not None else None,
        kind=stage.kind.value,
        title=stage.title,
        state=(run.state if run is not None else StageRunState.NOT_STARTED).value,
        questions=() if is_resume else tuple(_asked(w, q, rows, found) for q in stage.questions),
        files=tuple(card_of(row, w.actor.tz) for row in own if is_resume or row.question_id in mine),
    )


def _asked(w: Work, question: QuestionSpec, rows: Sequence[Answer], found: Sequence[StoredFile]) -> AskedQuestion:
    own = [row for row in rows if row.question_id == question.id and row.answered_at is not None]
    sent = [row for row in found if row.question_id == question.id]
    return AskedQuestion(
        question_id=question.id,
        number=question.position,
        text=question.plan.text,
        kind=question.kind.value,
        criterion=question.plan.criterion,
        answers=tuple(
            AnswerLine(
                answer_id=row.id or 0,
                prompt=row.prompt,
                text=row.body,
                is_skipped=row.is_skipped,
                is_follow_up=row.follow_up > 0,
                at_text=full_time(row.answered_at, w.actor.tz),
                file=card_of(sent[-1], w.actor.tz) if sent and row.follow_up == 0 else None,
            )
            for row in own
        ),
    )


def _all_files(w: Work, application: Application) -> Sequence[StoredFile]:
    query = select(StoredFile).where(col(StoredFile.application_id) == application.id).order_by(col(StoredFile.id))
    return w.session.scalars(query).all()


def files(w: Work, public_id: str) -> tuple[FileCard, ...]:
    """Return the files of an application, oldest first; raises `ApplicationNotFound`."""
    w.require("application:read")
    return tuple(card_of(row, w.actor.tz) for row in _all_files(w, candidates.pick(w, public_id)))


def resume_text(w: Work, public_id: str) -> tuple[FileCard, str] | None:
    """Return the newest resume with its text, or None; raises `ApplicationNotFound`."""
    w.require("application:read")
    row = resume_of(w, candidates.pick(w, public_id).id or 0)
    return (card_of(row, w.actor.tz), row.text) if row is not None else None


def run_rows(w: Work, application_id: int, attempt: int) -> list[StageRun]:
    """Return the stage runs of an attempt."""
    query = select(StageRun).where(col(StageRun.application_id) == application_id, col(StageRun.attempt) == attempt)
    return list(w.session.scalars(query.order_by(col(StageRun.id))))


def answers_of(w: Work, stage_run_id: int) -> list[Answer]:
    """Return what was put in a stage run, in the order in which it was put."""
    query = select(Answer).where(col(Answer.stage_run_id) == stage_run_id)
    return list(w.session.scalars(query.order_by(col(Answer.question_id), col(Answer.follow_up))))


def timeline(w: Work, public_id: str) -> tuple[Moment, ...]:
    """Return what happened to an application, newest first; raises `ApplicationNotFound`."""
    w.require("application:read")
    application = candidates.pick(w, public_id)
    came = "Applied by the public link" if application.source == Source.LINK else "Invited"
    found: list[tuple[datetime | None, str, str]] = [
        (application.invited_at, "invited", came),
        (application.started_at, "started", "Started"),
    ]
    names = {stage.id: stage.title for stage in plan_of(w, application.version_id).stages}
    runs = select(StageRun).where(col(StageRun.application_id) == application.id)
    for run in w.session.scalars(runs):
        again = f" (attempt {run.attempt})" if run.attempt > 1 else ""
        said = "stopped at" if run.state == StageRunState.KNOCKED_OUT else "completed"
        kind = "stopped" if run.state == StageRunState.KNOCKED_OUT else "completed"
        found.append((run.completed_at, kind, f"{names[run.stage_id]} {said}{again}"))
    found += [(row.created_at, "file", f"Sent {row.name}") for row in _all_files(w, application)]
    if application.completed_at is not None:
        found.append((application.completed_at, "completed", "Interview completed"))
    if application.decision != Decision.NONE:
        decider = w.session.get(User, application.decided_by) if application.decided_by is not None else None
        by = f" by {decider.name}" if decider else ""
        found.append((application.decided_at, "decided", f"{application.decision.value.capitalize()}{by}"))
    if application.evaluation == EvaluationState.PENDING:
        found.append((w.now, "scored", "Evaluation pending"))
    moments = [Moment(at, full_time(at, w.actor.tz), kind, text) for at, kind, text in found if at is not None]
    return tuple(sorted(moments, key=lambda moment: moment.at, reverse=True))
