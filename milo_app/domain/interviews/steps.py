"""Where a candidate stands, as their page shows it: never anchors, weights, rules or keywords."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.text import first_name, full_time
from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application, ApplicationState, Candidate
from milo_app.domain.candidates.service import require_open
from milo_app.domain.interviewers.errors import (
    InterviewerArchived,
    InterviewerExpired,
    InterviewerIsDraft,
    InterviewerPaused,
)
from milo_app.domain.interviewers.plan import QuestionKind, StageKind
from milo_app.domain.interviewers.versions import StageSpec
from milo_app.domain.interviews.cards import FileCard, card_of
from milo_app.domain.interviews.manner import has_tellings, opening_line, passages
from milo_app.domain.interviews.models import FilePurpose, StageRunState, StoredFile
from milo_app.domain.interviews.replies import LONGEST_ANSWER
from milo_app.domain.interviews.sheet import Sheet, Turn, own, sheet_of

SKIPPED = "Skipped"


@dataclass(frozen=True, slots=True)
class Said:
    """A prompt of this question and the reply to it, to re-read before a follow-up."""

    prompt: str
    reply: str


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question as a candidate may see it. `ref` goes back with the reply; `reply` and `values` hold what is saved."""

    ref: str
    key: str
    kind: str
    text: str
    help: str
    is_required: bool
    can_skip: bool
    options: tuple[str, ...]
    unit: str
    low: float | None
    high: float | None
    step: float | None
    extensions: tuple[str, ...]
    allows_many: bool
    is_follow_up: bool
    reply: str
    values: tuple[str, ...]
    max_length: int
    exchanges: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A form answer to re-read before its stage is finished; `at=key` opens it."""

    key: str
    text: str
    reply: str
    is_skipped: bool


@dataclass(frozen=True, slots=True)
class StageState:
    """A stage on the candidate's way."""

    title: str
    kind: str
    state: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Step:
    """What the page shows now. `kind`: welcome, resume, question, review, scoring, done, stopped or closed.

    `opening` comes with the first question of an interview stage; `has_tellings` says that something is shown before it.
    `redirect_url` comes with the end.
    """

    kind: str
    title: str
    attempt: int
    stages: tuple[StageState, ...]
    stage_title: str = ""
    stage_kind: str = ""
    stage_index: int = 0
    stage_total: int = 0
    stage_intro: str = ""
    number: int = 0
    total: int = 0
    minutes_left: int = 0
    question: QuestionCard | None = None
    files: tuple[FileCard, ...] = ()
    review: tuple[ReviewLine, ...] = ()
    segments: tuple[str, ...] = ()
    is_required: bool = True
    can_go_back: bool = False
    back_key: str = ""
    notice: str = ""
    saved_at_text: str = field(default="")
    opening: str = ""
    has_tellings: bool = False
    can_ask: bool = False
    redirect_url: str = ""


def step(w: Work, at: str = "") -> Step:
    """Return where the candidate stands; `at` opens a question of the present form stage again. Changes nothing."""
    return step_of(w, own(w), at=at)


def step_of(w: Work, application: Application, *, at: str = "", notice: str = "") -> Step:
    """Return the step of an application that was read already."""
    sheet = sheet_of(w, application)
    if application.state == ApplicationState.PENDING:
        closed = _closed(w, sheet)
        return _bare(sheet, "closed" if closed else "welcome", closed or notice)
    if application.state == ApplicationState.KNOCKED_OUT:
        return _bare(sheet, "stopped", notice)
    if application.state == ApplicationState.EVALUATING:
        return _bare(sheet, "scoring", notice)
    stage = sheet.stage
    if application.state == ApplicationState.COMPLETED or stage is None:
        return _bare(sheet, "done", notice)
    return _within(w, sheet, stage, at, notice)


def _closed(w: Work, sheet: Sheet) -> str:
    if sheet.application.is_test:
        return ""
    try:
        require_open(w, sheet.interviewer)
    except (InterviewerExpired, InterviewerArchived, InterviewerIsDraft, InterviewerPaused) as error:
        return error.sentence()
    return ""


def _bare(sheet: Sheet, kind: str, notice: str) -> Step:
    left = sum(stage.minutes for stage in sheet.plan.stages) if kind == "welcome" else 0
    return Step(
        kind=kind,
        title=sheet.interviewer.title,
        attempt=sheet.application.attempt,
        stages=_stages(sheet),
        stage_total=len(sheet.plan.stages),
        minutes_left=left,
        notice=notice,
        can_ask=bool(passages(sheet.plan.settings, "")),
        redirect_url=sheet.plan.settings.redirect_url if kind in ("done", "scoring") else "",
    )


def _stages(sheet: Sheet) -> tuple[StageState, ...]:
    runs = sheet.runs
    return tuple(
        StageState(
            stage.title,
            stage.kind.value,
            (runs[stage.id].state if stage.id in runs else StageRunState.NOT_STARTED).value,
            stage.minutes,
        )
        for stage in sheet.plan.stages
    )


def _within(w: Work, sheet: Sheet, stage: StageSpec, at: str, notice: str) -> Step:
    turns = sheet.turns(stage)
    turn = sheet.open_turn(stage)
    if at and stage.kind == StageKind.FORM:
        turn = next((one for one in turns if one.question.key == at), turn)
    kind = "resume" if stage.kind == StageKind.RESUME else "question" if turn is not None else "review"
    number = _number(stage, turn)
    is_first = stage.kind == StageKind.WEB and turn is not None and number == 1 and turn.follow_up == 0
    held = sheet.plan.settings
    back = stage.questions[number - 2].key if stage.kind == StageKind.FORM and number > 1 else ""
    return Step(
        kind=kind,
        title=sheet.interviewer.title,
        attempt=sheet.application.attempt,
        stages=_stages(sheet),
        stage_title=stage.title,
        stage_kind=stage.kind.value,
        stage_index=stage.position,
        stage_total=len(sheet.plan.stages),
        stage_intro=stage.plan.intro,
        number=number,
        total=len(stage.questions) if stage.kind != StageKind.RESUME else 1,
        minutes_left=_minutes_left(sheet, stage),
        question=_card(sheet, turn) if turn is not None else None,
        files=_files(w, sheet, stage, turn),
        review=_review(sheet, stage) if kind == "review" else (),
        segments=_segments(sheet, stage, turn),
        is_required=stage.plan.is_required if stage.kind == StageKind.RESUME else True,
        can_go_back=bool(back),
        back_key=back,
        notice=notice,
        saved_at_text=_saved_at(w, turns),
        opening=opening_line(held, sheet.persona, _first_name(w, sheet)) if is_first else "",
        has_tellings=is_first and has_tellings(held),
        can_ask=bool(passages(held, "")),
    )


def _first_name(w: Work, sheet: Sheet) -> str:
    person = w.session.get(Candidate, sheet.application.candidate_id)
    return first_name(person.name) if person is not None else ""


def _number(stage: StageSpec, turn: Turn | None) -> int:
    if stage.kind == StageKind.RESUME:
        return 1
    return len(stage.questions) + 1 if turn is None else turn.question.position


def _is_done(sheet: Sheet, stage: StageSpec, question_id: int) -> bool:
    rows = sheet.answers.get(question_id, [])
    return bool(rows) and all(row.answered_at is not None for row in rows)


def _minutes_left(sheet: Sheet, stage: StageSpec) -> int:
    later = sum(other.minutes for other in sheet.plan.stages if other.position > stage.position)
    if not stage.questions or stage.kind == StageKind.RESUME:
        return stage.minutes + later
    open_ones = sum(not _is_done(sheet, stage, question.id) for question in stage.questions)
    return ceil(stage.minutes * open_ones / len(stage.questions)) + later


def _segments(sheet: Sheet, stage: StageSpec, turn: Turn | None) -> tuple[str, ...]:
    if stage.kind == StageKind.RESUME:
        return ("now",)
    here = turn.question.id if turn is not None else 0
    return tuple(
        "now" if question.id == here else "done" if _is_done(sheet, stage, question.id) else "todo"
        for question in stage.questions
    )


def _card(sheet: Sheet, turn: Turn) -> QuestionCard:
    plan, row = turn.question.plan, turn.answer
    is_follow_up = turn.follow_up > 0
    has_reply = row is not None and row.answered_at is not None and not row.is_skipped
    value = row.value.get("v") if row is not None and has_reply else None
    body = row.body if row is not None and has_reply else ""
    is_typed = isinstance(value, str | int | float) and not is_follow_up
    earlier = [r for r in sheet.rows(turn.question) if r.follow_up < turn.follow_up and r.answered_at is not None]
    return QuestionCard(
        ref=turn.ref,
        key=turn.question.key,
        kind=QuestionKind.OPEN.value if is_follow_up else turn.question.kind.value,
        text=turn.prompt,
        help="" if is_follow_up else plan.help,
        is_required=not turn.can_skip,
        can_skip=turn.can_skip,
        options=() if is_follow_up else tuple(plan.options),
        unit="" if is_follow_up else plan.unit,
        low=plan.low,
        high=plan.high,
        step=plan.step,
        extensions=tuple(plan.extensions),
        allows_many=plan.allows_many,
        is_follow_up=is_follow_up,
        reply=str(value) if is_typed else body,
        values=tuple(value) if isinstance(value, list) else (str(value),) if is_typed and plan.options else (),
        max_length=LONGEST_ANSWER,
        exchanges=tuple(Said(r.prompt, SKIPPED if r.is_skipped else r.body) for r in earlier),
    )


def _files(w: Work, sheet: Sheet, stage: StageSpec, turn: Turn | None) -> tuple[FileCard, ...]:
    query = (
        select(StoredFile).where(col(StoredFile.application_id) == sheet.application.id).order_by(col(StoredFile.id))
    )
    if stage.kind == StageKind.RESUME:
        query = query.where(col(StoredFile.purpose) == FilePurpose.RESUME)
    elif turn is not None and turn.question.kind == QuestionKind.FILE:
        query = query.where(col(StoredFile.question_id) == turn.question.id)
    else:
        return ()
    found = [card_of(row, w.actor.tz) for row in w.session.scalars(query)]
    return tuple(found[-1:] if stage.kind == StageKind.RESUME else found)


def _review(sheet: Sheet, stage: StageSpec) -> tuple[ReviewLine, ...]:
    lines: list[ReviewLine] = []
    for turn in sheet.turns(stage):
        if turn.follow_up == 0 and turn.answer is not None:
            reply = SKIPPED if turn.answer.is_skipped else turn.answer.body
            lines.append(ReviewLine(turn.question.key, turn.prompt, reply, turn.answer.is_skipped))
    return tuple(lines)


def _saved_at(w: Work, turns: list[Turn]) -> str:
    moments = [turn.answer.answered_at for turn in turns if turn.answer is not None and turn.answer.answered_at]
    return full_time(max(moments), w.actor.tz) if moments else ""
