"""Taking a reply: kept first, in a transaction of its own, and only then a follow-up is thought about.

Nobody waits for a model with an open transaction, and whatever happens after the first commit, the reply is there.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from milo_app.core.errors import Invalid
from milo_app.core.work import Work
from milo_app.domain.billing import prices
from milo_app.domain.billing import service as billing
from milo_app.domain.candidates.models import Application, ApplicationState
from milo_app.domain.candidates.service import changed
from milo_app.domain.interviewers.plan import QuestionKind, StageKind
from milo_app.domain.interviews import progress
from milo_app.domain.interviews.errors import NotYourTurn
from milo_app.domain.interviews.events import AnswerSaved
from milo_app.domain.interviews.files import files_as_reply, files_of_question
from milo_app.domain.interviews.follow_ups import case_of, follow_up
from milo_app.domain.interviews.ports import Exchange, FollowUpCase, Interlocutor
from milo_app.domain.interviews.replies import EMPTY, Read, Reply, read
from milo_app.domain.interviews.runs import finish_stage, ids, put, put_next, require_running, start_stage
from milo_app.domain.interviews.sheet import Sheet, Turn, brand_of, own, sheet_of
from milo_app.domain.interviews.steps import Step, step_of

OpenWork = Callable[[], AbstractContextManager[Work]]
OTHER_TAB = "This question was answered in another tab. That answer is kept; please go on here."
MOVED_ON = "You are at another point of the interview by now. Your answers are kept; please go on here."


@dataclass(frozen=True, slots=True)
class Considered:
    """A follow-up to think about: the case, and which row it would become."""

    case: FollowUpCase
    question_key: str
    follow_up: int


def answer(open_work: OpenWork, ref: str, reply: Reply) -> Step:
    """Keep a reply and return the next step.

    A web question that was answered already (a second tab, a second click) is left alone and the present step comes
    with a notice; a form answer may be replaced until its stage is finished. Raises `Invalid`, `AnswerTooLong`,
    `AlreadyFinished`.
    """
    with open_work() as w:
        try:
            notice, considered = _keep(w, ref, reply)
        except NotYourTurn:
            notice, considered = MOVED_ON, None
        if considered is None:
            return step_of(w, own(w), notice=notice)
        interlocutor = w.port(Interlocutor)
    prompt = follow_up(interlocutor, considered.case)
    with open_work() as w:
        return _go_on(w, considered, prompt)


def skip(open_work: OpenWork, ref: str) -> Step:
    """Go on without an answer, where that is allowed; raises `Invalid` where it is not."""
    with open_work() as w:
        application = own(w, lock=True)
        require_running(application)
        sheet = sheet_of(w, application)
        try:
            turn = sheet.find(ref)
        except NotYourTurn:
            return step_of(w, application, notice=MOVED_ON)
        if not turn.can_skip:
            raise Invalid("This question needs an answer.", field="answer")
        if turn.answer is None or turn.answer.answered_at is None or turn.stage.kind == StageKind.FORM:
            _save(w, sheet, turn, EMPTY)
            _next(w, sheet_of(w, application), turn)
        return step_of(w, application)


def _keep(w: Work, ref: str, reply: Reply) -> tuple[str, Considered | None]:
    application = own(w, lock=True)
    require_running(application)
    sheet = sheet_of(w, application)
    turn = sheet.find(ref)
    said = _read(w, sheet, turn, reply)
    was_answered = turn.answer is not None and turn.answer.answered_at is not None
    if was_answered and turn.stage.kind == StageKind.WEB:
        same = turn.answer is not None and turn.answer.body == said.body
        return ("" if same else OTHER_TAB), None
    if said.is_empty and not turn.can_skip:
        what = "Choose a file" if turn.question.kind == QuestionKind.FILE else "Write an answer"
        raise Invalid(f"{what} to go on.", field="answer")
    _save(w, sheet, turn, said)
    after = sheet_of(w, application)
    considered = _consider(after, turn, brand_of(w)) if not said.is_empty else None
    if considered is None:
        _next(w, after, turn)
    return "", considered


def _read(w: Work, sheet: Sheet, turn: Turn, reply: Reply) -> Read:
    """Read a reply by the kind of its question; a follow-up takes words, a file question what was uploaded."""
    if turn.follow_up:
        return read(turn.question.plan.model_copy(update={"kind": QuestionKind.OPEN}), reply)
    if turn.question.kind == QuestionKind.FILE:
        return files_as_reply(files_of_question(w, sheet.application, turn.question.id))
    return read(turn.question.plan, reply)


def _save(w: Work, sheet: Sheet, turn: Turn, said: Read) -> None:
    application = sheet.application
    run = start_stage(w, application, turn.stage)
    row = turn.answer or put(w, application, run, turn)
    if row is None:
        raise NotYourTurn
    row.body = said.body
    row.value = {} if said.is_empty else {"v": said.value}
    row.is_skipped = said.is_empty
    row.answered_at = w.now
    application.engaged_at = w.now
    w.session.add(row)
    w.session.add(application)
    progress.refresh(w, application, turn.stage, run)
    assert row.id is not None
    w.publish(AnswerSaved(**ids(w, application), answer_id=row.id, question_id=row.question_id))
    changed(w, application, "progress")


def _next(w: Work, sheet: Sheet, turn: Turn) -> None:
    """Put the next question, or finish a web stage whose questions are all answered (a form waits for its review)."""
    stage = sheet.stage
    if stage is None or stage.id != turn.stage.id:
        return
    if sheet.open_turn(stage) is not None:
        put_next(w, sheet)
    elif stage.kind == StageKind.WEB:
        finish_stage(w, sheet, stage)


def _consider(sheet: Sheet, turn: Turn, brand: str) -> Considered | None:
    """Return the follow-up to think about after a reply; None where the question allows no further one."""
    question = turn.question
    rows = sheet.rows(question)
    asked = max((row.follow_up for row in rows), default=0)
    is_free = question.kind in (QuestionKind.SCORED, QuestionKind.OPEN)
    if turn.stage.kind != StageKind.WEB or not is_free or turn.follow_up != asked:
        return None
    if asked >= question.plan.max_follow_ups:
        return None
    exchanges = tuple(Exchange(row.prompt, row.body) for row in rows if row.answered_at is not None)
    case = case_of(question.plan, sheet.plan.settings, sheet.language, brand, exchanges, asked)
    return Considered(case, question.key, asked + 1)


def _book(w: Work, application: Application, considered: Considered) -> None:
    """Book what the follow-up took, whether or not one was asked."""
    meter = considered.case.meter
    micros = prices.tokens_price(meter.tokens_in, meter.tokens_out)
    billing.charge(
        w,
        "web_interview",
        micros,
        f"follow-up:{application.id}:{application.attempt}:{considered.question_key}:{considered.follow_up}",
        interviewer_id=application.interviewer_id,
        application_id=application.id,
        note="A follow-up question",
    )


def _go_on(w: Work, considered: Considered, prompt: str) -> Step:
    application = own(w, lock=True)
    _book(w, application, considered)
    if application.state != ApplicationState.IN_PROGRESS:
        return step_of(w, application)
    sheet = sheet_of(w, application)
    stage = sheet.stage
    question = next((q for q in stage.questions if q.key == considered.question_key), None) if stage else None
    if stage is None or question is None:
        return step_of(w, application)
    turn = Turn(stage, question, considered.follow_up, prompt, None, application.attempt)
    is_new = all(row.follow_up < considered.follow_up for row in sheet.rows(question))
    if prompt and is_new:
        put(w, application, start_stage(w, application, stage), turn)
    else:
        _next(w, sheet, turn)
    return step_of(w, application)
