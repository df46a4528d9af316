"""Questions by a writer: more of them for a stage, or another wording of one. The writer runs outside any transaction.

More questions are put into the draft as it is when they arrive; a tuned question is only proposed, and nothing changes
until somebody accepts it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from milo_app.core.errors import Conflict, Invalid
from milo_app.core.ids import short_key
from milo_app.core.text import fold, plain
from milo_app.core.work import Work
from milo_app.domain.billing import prices
from milo_app.domain.billing import service as billing
from milo_app.domain.interviewers import queries, service
from milo_app.domain.interviewers.drafts import read_draft
from milo_app.domain.interviewers.events import QuestionsWritten
from milo_app.domain.interviewers.models import Interviewer, InterviewerState
from milo_app.domain.interviewers.plan import Plan, QuestionPlan
from milo_app.domain.interviewers.plan_edits import find_question, find_stage
from milo_app.domain.interviewers.ports import QuestionBrief, QuestionWriter, Written
from milo_app.domain.interviewers.question_edits import MOST_QUESTIONS, fits, insert_questions

OpenWork = Callable[[], AbstractContextManager[Work]]
MOST_AT_ONCE = 10
LONGEST_WISH = 1000
_TRIES = 3
_SAME = 0.6
"""Share of common words from which two questions ask the same."""
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Added:
    """What was added to a draft: the keys of the new questions, the revision, and sentences for the recruiter."""

    keys: tuple[str, ...]
    rev: int
    writer: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another wording of a question; `question` is None where the notes say why there is none."""

    question: QuestionPlan | None
    writer: str
    notes: tuple[str, ...]


def generate(open_work: OpenWork, public_id: str, stage_key: str, count: int) -> Added:
    """Let the writer add up to `count` (1-10) questions to a stage of the draft.

    What repeats a question of the plan is left out. Raises `WriteFailed`, `Invalid`, `NotFound`; the draft stays then.
    """
    if not 1 <= count <= MOST_AT_ONCE:
        raise Invalid(f"Choose 1 to {MOST_AT_ONCE} questions.", field="count")
    with open_work() as w:
        w.require("interviewer:update")
        row = queries.pick(w, public_id)
        plan = read_draft(row.draft).plan
        stage = find_stage(plan, stage_key)
        room = MOST_QUESTIONS - len(stage.questions)
        if room <= 0:
            raise Invalid(
                f"{stage.title} holds {MOST_QUESTIONS} questions, which is the most.", do="Remove some first."
            )
        brief, writer, live = _brief(row, plan, stage_key), w.port(QuestionWriter), _live(row)
    made = writer.write(brief, min(count, room))
    with open_work() as w:
        # Booked first and alone: the tokens are spent whatever becomes of the questions.
        _charge(w, public_id, live, made)
    return _put_in(open_work, public_id, stage_key, made, count)


def _put_in(open_work: OpenWork, public_id: str, stage_key: str, made: Written, count: int) -> Added:
    for left in range(_TRIES - 1, -1, -1):
        try:
            with open_work() as w:
                return _keep(w, public_id, stage_key, made, count)
        except Conflict:
            # Somebody saved between reading and writing: their draft is read again, and the questions go behind it.
            if not left:
                raise
    raise AssertionError("there is at least one try")


def _keep(w: Work, public_id: str, stage_key: str, made: Written, count: int) -> Added:
    row = queries.pick(w, public_id)
    plan = read_draft(row.draft).plan
    stage = find_stage(plan, stage_key)
    fresh = _distinct([q for q in made.questions if fits(stage, q.kind)], _texts(plan))[:count]
    notes = list(made.notes)
    if not fresh:
        notes = notes or ["Nothing new was found: what was written repeats questions that are there already."]
        return Added((), row.draft_rev, made.writer, tuple(notes))
    grown = insert_questions(plan, stage_key, fresh)
    rev = service.save_draft(w, public_id, grown, row.draft_rev)
    assert row.id is not None
    w.publish(
        QuestionsWritten(
            interviewer_id=row.id,
            at=w.now,
            writer=made.writer,
            count=len(fresh),
            tokens_in=made.tokens_in,
            tokens_out=made.tokens_out,
        )
    )
    keys = tuple(question.key for question in find_stage(grown, stage_key).questions[-len(fresh) :])
    return Added(keys, rev, made.writer, tuple(notes))


def tune(open_work: OpenWork, public_id: str, key: str, wish: str) -> Proposal:
    """Ask the writer for another wording of a question, as wished in words; nothing changes.

    Raises `WriteFailed`, `Invalid` without a wish, `NotFound`.
    """
    said = plain(wish).strip()[:LONGEST_WISH]
    if not said:
        raise Invalid("Say what should be different.", field="wish", do="For example: shorter, or about stress.")
    with open_work() as w:
        w.require("interviewer:update")
        row = queries.pick(w, public_id)
        plan = read_draft(row.draft).plan
        stage, question = find_question(plan, key)
        brief, writer, live = _brief(row, plan, stage.key, without=key), w.port(QuestionWriter), _live(row)
    made = writer.tune(brief, question, said)
    with open_work() as w:
        _charge(w, public_id, live, made)
    found = next((q for q in made.questions if q.kind == question.kind), None)
    if found is None:
        return Proposal(None, made.writer, made.notes or ("There is no other wording for that.",))
    # Only words are taken over: key, weight, rule and the rest are the recruiter's.
    tuned = question.model_copy(
        update={
            "text": found.text,
            "criterion": found.criterion or question.criterion,
            "anchor_1": found.anchor_1 or question.anchor_1,
            "anchor_5": found.anchor_5 or question.anchor_5,
            "keywords": found.keywords or question.keywords,
        }
    )
    return Proposal(tuned, made.writer, made.notes)


def _brief(row: Interviewer, plan: Plan, stage_key: str, without: str = "") -> QuestionBrief:
    others = tuple(q.text for stage in plan.stages for q in stage.questions if q.key != without)
    return QuestionBrief(row.description, plan.title, plan.language, find_stage(plan, stage_key).kind, others)


def _live(row: Interviewer) -> int | None:
    # A draft may be thrown away and the ledger may not, so only a live interviewer is named in the entry.
    return row.id if row.state != InterviewerState.DRAFT else None


def _charge(w: Work, public_id: str, live: int | None, made: Written) -> None:
    micros = prices.tokens_price(made.tokens_in, made.tokens_out)
    billing.charge(w, "compose", micros, f"write:{public_id}:{short_key()}", interviewer_id=live, note=made.writer)


def _texts(plan: Plan) -> list[str]:
    return [question.text for stage in plan.stages for question in stage.questions]


def _distinct(questions: Sequence[QuestionPlan], existing: Sequence[str]) -> list[QuestionPlan]:
    kept: list[QuestionPlan] = []
    for question in questions:
        if not any(asks_the_same(question.text, text) for text in [*existing, *(one.text for one in kept)]):
            kept.append(question)
    return kept


def asks_the_same(first: str, second: str) -> bool:
    """Say whether two questions repeat each other: the same words, or most of them in common."""
    if fold(first) == fold(second):
        return True
    one, two = ({fold(word) for word in _WORD.findall(text)} for text in (first, second))
    return bool(one and two) and len(one & two) / len(one | two) >= _SAME
