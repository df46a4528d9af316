"""Going through an interview as somebody of the demo, by one of two ways that leave the same rows.

`Visitor` calls the services that a candidate's page calls. `Recorder` writes down what they would have written, for
many people in one flush, because a hundred queries for each of 6,000 people would take longer than anybody waits for a
first start. Plans, rules, replies, checks and follow-ups are the same code in both; a test plays the same people both
ways and compares every row.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from milo_app.core.clock import FixedClock
from milo_app.core.work import Actor, Work
from milo_app.domain.candidates.models import Application, ApplicationState, EvaluationState
from milo_app.domain.candidates.service import stage_progress
from milo_app.domain.demo.content import answers
from milo_app.domain.demo.content.forms import closing_reply, form_reply
from milo_app.domain.demo.fates import Fate
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.plan import QuestionKind, StageKind
from milo_app.domain.interviewers.versions import StageSpec, VersionPlan
from milo_app.domain.interviews import answering, files, runs
from milo_app.domain.interviews.eligibility import gate
from milo_app.domain.interviews.follow_ups import case_of, follow_up
from milo_app.domain.interviews.models import Answer, FilePurpose, StageRun, StageRunState, StoredFile, TextState
from milo_app.domain.interviews.ports import Exchange, Interlocutor, ResumeText, StoredBlob
from milo_app.domain.interviews.replies import EMPTY, Reply, read
from milo_app.domain.interviews.sheet import ENDED, Sheet, Turn, sheet_of


@dataclass(frozen=True)
class Upload:
    """A resume that lies in the file store already, with its text."""

    blob: StoredBlob
    name: str
    text: str


class Player(Protocol):
    """Somebody in an interview."""

    application: Application

    @property
    def stage(self) -> StageSpec | None:
        """The stage to do now; None when the interview is over."""
        ...

    @property
    def turn(self) -> Turn | None:
        """The question to answer now; None where a stage waits to be finished."""
        ...

    def begin(self, at: datetime) -> None:
        """Press Start."""
        ...

    def attach(self, at: datetime, upload: Upload) -> None:
        """Upload the resume."""
        ...

    def answer(self, at: datetime, reply: Reply | None) -> None:
        """Answer the present question; None skips it."""
        ...

    def finish(self, at: datetime) -> None:
        """Finish the present stage."""
        ...


def play(player: Player, fate: Fate, upload: Upload | None, now: datetime) -> None:
    """Go as far as this fate goes, and never past `now`."""
    if fate.started_at is None or fate.started_at >= now:
        return
    rng = random.Random(fate.seed)  # noqa: S311 - words of a demo, no secret
    at = fate.started_at
    player.begin(at)
    done = 0
    while (stage := player.stage) is not None and player.application.state == ApplicationState.IN_PROGRESS:
        turn = player.turn
        at += timedelta(seconds=_seconds(rng, stage, turn) * fate.pace)
        if at >= now or (fate.quits_after is not None and done >= fate.quits_after):
            return
        done += 1
        if stage.kind == StageKind.RESUME:
            if upload is not None:
                player.attach(at, upload)
                at += timedelta(seconds=9)
                if at >= now:
                    return
            player.finish(at)
        elif turn is None:
            player.finish(at)
        else:
            player.answer(at, _reply(rng, fate, turn, at))


def _seconds(rng: random.Random, stage: StageSpec, turn: Turn | None) -> float:
    if turn is None:
        return rng.uniform(60, 260) if stage.kind == StageKind.RESUME else rng.uniform(8, 40)
    if stage.kind == StageKind.FORM:
        return rng.uniform(6, 35)
    # Now and then somebody closes the browser and goes on later.
    pause = rng.uniform(3, 20) * 3600 if rng.random() < 0.012 else 0.0
    return (rng.uniform(25, 80) if turn.follow_up else rng.uniform(60, 210)) + pause


def _reply(rng: random.Random, fate: Fate, turn: Turn, at: datetime) -> Reply | None:
    plan = turn.question.plan
    family = fate.posting.role.family
    if turn.stage.kind == StageKind.FORM:
        return form_reply(rng, plan, passes=rng.random() > fate.failing, today=at.date())
    if plan.kind == QuestionKind.OPEN:
        return closing_reply(rng)
    if plan.kind != QuestionKind.SCORED:
        return form_reply(rng, plan, passes=rng.random() > fate.failing, today=at.date())
    quality = _quality(rng, fate.skill)
    if turn.follow_up:
        return Reply(text=answers.follow_up(rng, quality, family, plan.criterion, plan.text))
    return Reply(text=answers.answer(rng, quality, family, plan.criterion, plan.text, plan.keywords))


def _quality(rng: random.Random, skill: float) -> str:
    level = rng.gauss(skill, 0.2)
    return (
        answers.STRONG
        if level > 0.68
        else answers.FAIR
        if level > 0.36
        else answers.WEAK
        if level > 0.06
        else answers.EVASIVE
    )


class Visitor:
    """Goes through the services, one call after another, as a browser does."""

    def __init__(self, w: Work, clock: FixedClock, application: Application) -> None:
        actor = Actor(kind="candidate", workspace_id=w.workspace_id, application_id=application.id)
        self.w = replace(w, actor=actor, clock=clock)
        self.clock = clock
        self.application = application

    def _sheet(self) -> Sheet:
        return sheet_of(self.w, self.application)

    @property
    def stage(self) -> StageSpec | None:
        """The stage to do now."""
        return self._sheet().stage

    @property
    def turn(self) -> Turn | None:
        """The question to answer now."""
        sheet = self._sheet()
        return sheet.open_turn(sheet.stage) if sheet.stage else None

    def begin(self, at: datetime) -> None:
        """Press Start."""
        self.clock.at = at
        runs.begin(self.w)

    def attach(self, at: datetime, upload: Upload) -> None:
        """Upload the resume; its text is there at once."""
        self.clock.at = at
        files.attach_file(self.w, upload.blob, name=upload.name, kind="txt", purpose=FilePurpose.RESUME.value)
        row = runs.resume_of(self.w, self.application.id or 0)
        assert row is not None and row.id is not None
        files.set_file_text(self.w, row.id, ResumeText(upload.text, pages=1))

    def answer(self, at: datetime, reply: Reply | None) -> None:
        """Answer or skip."""
        self.clock.at = at
        turn = self.turn
        assert turn is not None
        if reply is None:
            answering.skip(self._open, turn.ref)
        else:
            answering.answer(self._open, turn.ref, reply)

    def finish(self, at: datetime) -> None:
        """Finish the stage."""
        self.clock.at = at
        runs.finish(self.w)

    @contextmanager
    def _open(self) -> Iterator[Work]:
        yield self.w


class Recorder:
    """Makes the rows in memory; `settle` hands them to the session once their runs have ids."""

    def __init__(
        self, w: Work, clock: FixedClock, application: Application, interviewer: Interviewer, plan: VersionPlan
    ):
        self.w = w
        self.clock = clock
        self.application = application
        self.sheet = Sheet(application=application, interviewer=interviewer, plan=plan, runs={}, answers={})
        self.rows: list[tuple[Answer, StageRun]] = []
        self.resume: StoredFile | None = None
        self._run(plan.stages[0], application.invited_at)

    @property
    def stage(self) -> StageSpec | None:
        """The stage to do now."""
        return self.sheet.stage

    @property
    def turn(self) -> Turn | None:
        """The question to answer now."""
        stage = self.sheet.stage
        return self.sheet.open_turn(stage) if stage else None

    def begin(self, at: datetime) -> None:
        """Press Start."""
        self.application.state = ApplicationState.IN_PROGRESS
        self.application.started_at = self.application.engaged_at = at
        stage = self.sheet.plan.stages[0]
        self._start(stage, at)
        self._put_next(at)

    def attach(self, at: datetime, upload: Upload) -> None:
        """Upload the resume."""
        assert self.application.id is not None and self.stage is not None
        self.resume = StoredFile(
            workspace_id=self.w.workspace_id,
            application_id=self.application.id,
            purpose=FilePurpose.RESUME,
            name=upload.name,
            kind="txt",
            size=upload.blob.size,
            sha256=upload.blob.sha256,
            blob_key=upload.blob.key,
            created_at=at,
            text_state=TextState.READ,
            text=upload.text,
        )
        self._start(self.stage, at)
        self.application.engaged_at = at

    def answer(self, at: datetime, reply: Reply | None) -> None:
        """Answer or skip."""
        turn = self.turn
        assert turn is not None and turn.answer is not None
        self._start(turn.stage, at)
        plan = turn.question.plan
        if turn.follow_up:
            plan = plan.model_copy(update={"kind": QuestionKind.OPEN})
        said = read(plan, reply) if reply is not None else EMPTY
        row = turn.answer
        row.body = said.body
        row.value = {} if said.is_empty else {"v": said.value}
        row.is_skipped = said.is_empty
        row.answered_at = at
        self.application.engaged_at = at
        prompt = "" if said.is_empty else self._follow_up(turn)
        if prompt:
            self._put(Turn(turn.stage, turn.question, turn.follow_up + 1, prompt, None, self.application.attempt), at)
        elif self.sheet.open_turn(turn.stage) is not None:
            self._put_next(at)
        elif turn.stage.kind == StageKind.WEB:
            self.finish(at)

    def finish(self, at: datetime) -> None:
        """Finish the stage: its checks, then the next one or the end."""
        stage = self.stage
        assert stage is not None
        self.clock.at = at
        run = self._start(stage, at)
        outcome = gate(self.w, self.sheet, stage, self.resume if stage.kind == StageKind.RESUME else None)
        run.completed_at = at
        self.application.engaged_at = at
        run.passed = False if outcome.stopped_by else outcome.passed
        run.state = StageRunState.KNOCKED_OUT if outcome.stopped_by else StageRunState.COMPLETED
        if outcome.stopped_by:
            self.application.state = ApplicationState.KNOCKED_OUT
            self.application.knocked_out_by = outcome.stopped_by
            self.application.evaluation = EvaluationState.QUEUED
        elif (following := self.stage) is not None:
            self._run(following, at)
            self._put_next(at)
        else:
            self.application.state = ApplicationState.EVALUATING
            self.application.completed_at = at
            self.application.evaluation = EvaluationState.QUEUED

    def settle_runs(self) -> list[object]:
        """Return the rows to flush first."""
        self.application.progress = self._progress()
        return [*self.sheet.runs.values(), *([self.resume] if self.resume else [])]

    def settle_answers(self) -> list[Answer]:
        """Return the answers, now that their runs have ids."""
        for row, run in self.rows:
            assert run.id is not None
            row.stage_run_id = run.id
        return [row for row, _ in self.rows]

    def _run(self, stage: StageSpec, at: datetime) -> StageRun:
        run = self.sheet.runs.get(stage.id)
        if run is None:
            assert self.application.id is not None
            run = self.sheet.runs[stage.id] = StageRun(
                workspace_id=self.w.workspace_id,
                interviewer_id=self.application.interviewer_id,
                application_id=self.application.id,
                stage_id=stage.id,
                kind=stage.kind,
                attempt=self.application.attempt,
                state=StageRunState.NOT_STARTED,
                invited_at=at,
            )
        return run

    def _start(self, stage: StageSpec, at: datetime) -> StageRun:
        run = self._run(stage, at)
        if run.state == StageRunState.NOT_STARTED:
            run.state, run.started_at = StageRunState.IN_PROGRESS, at
        return run

    def _put_next(self, at: datetime) -> None:
        stage = self.stage
        turn = self.sheet.open_turn(stage) if stage is not None else None
        if turn is not None and turn.answer is None:
            self._put(turn, at)

    def _put(self, turn: Turn, at: datetime) -> None:
        assert self.application.id is not None
        row = Answer(
            workspace_id=self.w.workspace_id,
            application_id=self.application.id,
            stage_run_id=0,
            question_id=turn.question.id,
            follow_up=turn.follow_up,
            prompt=turn.prompt,
            asked_at=at,
        )
        self.sheet.answers.setdefault(turn.question.id, []).append(row)
        self.rows.append((row, self._run(turn.stage, at)))

    def _follow_up(self, turn: Turn) -> str:
        plan, rows = turn.question.plan, self.sheet.rows(turn.question)
        is_free = turn.question.kind in (QuestionKind.SCORED, QuestionKind.OPEN)
        if turn.stage.kind != StageKind.WEB or not is_free or turn.follow_up >= plan.max_follow_ups:
            return ""
        exchanges = tuple(Exchange(row.prompt, row.body) for row in rows)
        held, language = self.sheet.plan.settings, self.sheet.interviewer.language
        return follow_up(self.w.port(Interlocutor), case_of(plan, held, language, "", exchanges, turn.follow_up))

    def _progress(self) -> dict[str, object]:
        entries: dict[str, object] = {}
        for stage in self.sheet.plan.stages:
            run = self.sheet.runs.get(stage.id)
            if run is None:
                entries[str(stage.id)] = stage_progress(stage)
                continue
            replied = sum(
                row.follow_up == 0 and row.answered_at is not None
                for question in stage.questions
                for row in self.sheet.rows(question)
            )
            done = int(run.state in ENDED) if stage.kind == StageKind.RESUME else replied
            entries[str(stage.id)] = stage_progress(
                stage, state=run.state.value, score=run.score, done=done, passed=run.passed
            )
        return entries
