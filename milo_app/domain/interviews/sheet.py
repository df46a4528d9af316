"""Everything about a candidate's present attempt, read in one go: where they are follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.errors import Denied
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.interviewers.versions import QuestionSpec, StageSpec, VersionPlan, plan_of
from milo_app.domain.interviews.errors import NoSeat, NotYourTurn
from milo_app.domain.interviews.models import Answer, StageRun, StageRunState

ENDED = (StageRunState.COMPLETED, StageRunState.KNOCKED_OUT)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it is put now: `follow_up` 0 is the question itself; `answer` is its row, once there is one."""

    stage: StageSpec
    question: QuestionSpec
    follow_up: int
    prompt: str
    answer: Answer | None
    attempt: int

    @property
    def ref(self) -> str:
        """The name under which the reply comes back."""
        return f"{self.question.key}.{self.follow_up}.{self.attempt}"

    @property
    def can_skip(self) -> bool:
        """Whether going on without an answer will do: optional questions, and follow-ups past the minimum."""
        if self.follow_up:
            return self.follow_up > self.question.plan.min_follow_ups
        return not self.question.plan.is_required and not self.question.plan.is_dealbreaker


@dataclass(frozen=True)
class Sheet:
    """The application, its frozen plan, the stage runs of the present attempt and all their answers."""

    application: Application
    interviewer: Interviewer
    plan: VersionPlan
    runs: dict[int, StageRun]
    answers: dict[int, list[Answer]]

    @property
    def language(self) -> str:
        """The language of the version that the candidate answers."""
        return self.plan.language or self.interviewer.language

    @property
    def persona(self) -> str:
        """The name of the AI interviewer in the version that the candidate answers."""
        return self.plan.persona or self.interviewer.persona

    @property
    def stage(self) -> StageSpec | None:
        """The first stage that has not ended; None when all have."""
        for stage in self.plan.stages:
            run = self.runs.get(stage.id)
            if run is None or run.state not in ENDED:
                return stage
        return None

    def rows(self, question: QuestionSpec) -> list[Answer]:
        """Return the rows of a question by follow-up, the question itself first."""
        return self.answers.get(question.id, [])

    def turns(self, stage: StageSpec) -> list[Turn]:
        """Return every question of a stage and the follow-ups that were put, in order."""
        found: list[Turn] = []
        attempt = self.application.attempt
        for question in stage.questions:
            rows = {row.follow_up: row for row in self.rows(question)}
            found.append(Turn(stage, question, 0, question.plan.text, rows.get(0), attempt))
            later = sorted(number for number in rows if number > 0)
            found += [Turn(stage, question, n, rows[n].prompt, rows[n], attempt) for n in later]
        return found

    def open_turn(self, stage: StageSpec) -> Turn | None:
        """Return the first question or follow-up of a stage without a reply; None when all have one."""
        if stage.kind == StageKind.RESUME:
            return None
        return next(
            (turn for turn in self.turns(stage) if turn.answer is None or turn.answer.answered_at is None), None
        )

    def find(self, ref: str) -> Turn:
        """Return the turn of a ref within the present stage and attempt; raises `NotYourTurn`."""
        stage = self.stage
        for turn in self.turns(stage) if stage is not None and stage.kind != StageKind.RESUME else ():
            if turn.ref == ref:
                return turn
        raise NotYourTurn


def own(w: Work, *, lock: bool = False) -> Application:
    """Return the application of the candidate who acts; `lock` keeps other writers of it waiting.

    Raises `Denied` for anybody who is not a candidate, and `NoSeat` when the application is gone.
    """
    if w.actor.kind != "candidate" or w.actor.application_id is None:
        raise Denied("Only the candidate can do this.")
    query = select(Application).where(col(Application.id) == w.actor.application_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = w.session.scalars(query).one_or_none()
    if found is None:
        raise NoSeat
    return found


def brand_of(w: Work) -> str:
    """Return the name of the company, as candidates read it."""
    return w.session.get_one(Workspace, w.workspace_id).name


def sheet_of(w: Work, application: Application) -> Sheet:
    """Read the sheet of an application's present attempt."""
    w.session.flush()
    runs = w.session.scalars(
        select(StageRun).where(
            col(StageRun.application_id) == application.id, col(StageRun.attempt) == application.attempt
        )
    ).all()
    answers: dict[int, list[Answer]] = {}
    query = (
        select(Answer)
        .where(col(Answer.stage_run_id).in_([run.id for run in runs]))
        .order_by(col(Answer.question_id), col(Answer.follow_up))
    )
    for row in w.session.scalars(query):
        answers.setdefault(row.question_id, []).append(row)
    return Sheet(
        application=application,
        interviewer=w.session.get_one(Interviewer, application.interviewer_id),
        plan=plan_of(w, application.version_id),
        runs={run.stage_id: run for run in runs},
        answers=answers,
    )
