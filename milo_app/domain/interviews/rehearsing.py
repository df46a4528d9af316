"""Trying a draft: the opening and the first questions of its interview, with real follow-ups. Nothing of it is kept.

The follow-ups come by the same way as a candidate's. What a model takes for them is booked on the interviewer.
"""

from __future__ import annotations

from dataclasses import dataclass

from milo_app.core.errors import Invalid
from milo_app.core.ids import short_key
from milo_app.core.text import plain
from milo_app.core.work import Work
from milo_app.domain.billing import prices
from milo_app.domain.billing import service as billing
from milo_app.domain.interviewers import queries
from milo_app.domain.interviewers.drafts import read_draft
from milo_app.domain.interviewers.plan import Plan, QuestionKind, QuestionPlan, StageKind
from milo_app.domain.interviews.answering import OpenWork
from milo_app.domain.interviews.follow_ups import case_of, follow_up
from milo_app.domain.interviews.manner import opening_line
from milo_app.domain.interviews.ports import Exchange, Interlocutor
from milo_app.domain.interviews.replies import LONGEST_ANSWER
from milo_app.domain.interviews.sheet import brand_of

MOST_QUESTIONS = 3
_FREE = (QuestionKind.SCORED, QuestionKind.OPEN)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing that was asked and what was answered; `follow_up` 0 is the question itself."""

    key: str
    follow_up: int
    prompt: str
    reply: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What comes next: a question or a follow-up; without a key the try is over."""

    key: str
    follow_up: int
    text: str
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class Opened:
    """How a try begins."""

    opening: str
    persona: str
    first: Prompt


def open_try(w: Work, public_id: str) -> Opened:
    """Return the opening of the present draft and its first question; raises `Invalid` where none can be tried."""
    plan = _draft(w, public_id)
    asked = _questions(plan)
    if not asked:
        raise Invalid("There is no interview question to try yet.", do="Add one under Settings, Questions.")
    return Opened(opening_line(plan.settings, plan.persona), plan.persona, _prompt(asked, 0))


def next_prompt(open_work: OpenWork, public_id: str, spoken: tuple[Spoken, ...]) -> Prompt:
    """Return what the interviewer says next; raises `Invalid` for an empty or endless answer.

    The draft is read again each time, so that what was changed a moment ago is tried at once.
    """
    last = spoken[-1]
    if not plain(last.reply).strip():
        raise Invalid("Write an answer to go on.", field="try-answer")
    if len(last.reply) > LONGEST_ANSWER:
        raise Invalid(f"Keep it under {LONGEST_ANSWER:,} characters.", field="try-answer")
    with open_work() as w:
        w.require("interviewer:update")
        plan, brand, port = _draft(w, public_id), brand_of(w), w.port(Interlocutor)
    asked = _questions(plan)
    place = next((at for at, question in enumerate(asked) if question.key == last.key), None)
    if place is None:
        done = len({one.key for one in spoken})
        return _prompt(asked, done)
    question = asked[place]
    if question.kind in _FREE and last.follow_up < question.max_follow_ups:
        exchanges = tuple(Exchange(one.prompt, one.reply) for one in spoken if one.key == question.key)
        case = case_of(question, plan.settings, plan.language, brand, exchanges, last.follow_up)
        text = follow_up(port, case)
        _book(open_work, public_id, case.meter.tokens_in, case.meter.tokens_out)
        if text:
            return Prompt(question.key, last.follow_up + 1, text, place + 1, len(asked))
    return _prompt(asked, place + 1)


def _draft(w: Work, public_id: str) -> Plan:
    w.require("interviewer:update")
    return read_draft(queries.pick(w, public_id).draft).plan


def _questions(plan: Plan) -> list[QuestionPlan]:
    stage = next((one for one in plan.stages if one.kind == StageKind.WEB and one.questions), None)
    return list(stage.questions[:MOST_QUESTIONS]) if stage is not None else []


def _prompt(asked: list[QuestionPlan], place: int) -> Prompt:
    if place >= len(asked):
        return Prompt("", 0, "", len(asked), len(asked))
    question = asked[place]
    return Prompt(question.key, 0, question.text, place + 1, len(asked))


def _book(open_work: OpenWork, public_id: str, tokens_in: int, tokens_out: int) -> None:
    micros = prices.tokens_price(tokens_in, tokens_out)
    if micros:
        with open_work() as w:
            row = queries.pick(w, public_id)
            note = "Trying the draft"
            billing.charge(w, "compose", micros, f"try:{row.id}:{short_key()}", interviewer_id=row.id, note=note)
