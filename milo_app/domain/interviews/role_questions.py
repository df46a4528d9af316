"""A candidate asks about the role: answered from the overviews of their version only, else handed to a person.

Nothing is kept: neither question nor answer becomes part of the interview, and no score ever sees them.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from milo_app.core.errors import Invalid
from milo_app.core.ids import short_key
from milo_app.core.text import one_line
from milo_app.core.work import Work
from milo_app.domain.billing import prices
from milo_app.domain.billing import service as billing
from milo_app.domain.interviews.answering import OpenWork
from milo_app.domain.interviews.manner import Telling, first_sentences, has_tellings, passages, tellings
from milo_app.domain.interviews.ports import RoleAnswer, RoleAnswers, RoleCase
from milo_app.domain.interviews.sheet import brand_of, own, sheet_of

log = logging.getLogger("milo.interviews")
LONGEST_QUESTION = 300
FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is known when a question about the role comes in."""

    case: RoleCase
    port: RoleAnswers
    interviewer_id: int
    application_id: int


def can_ask(w: Work) -> bool:
    """Whether the candidate's version holds anything that questions can be answered from."""
    return bool(passages(sheet_of(w, own(w)).plan.settings, ""))


def ask(open_work: OpenWork, question: str) -> RoleAnswer:
    """Answer a question about the role from the given texts only; raises `Invalid`.

    The port is asked outside of any transaction. One that fails is the same as one that does not know.
    """
    text = one_line(question)
    if sum(ch.isalnum() for ch in text) < FEWEST_LETTERS:
        raise Invalid("Write a question first.", field="role-question")
    if len(text) > LONGEST_QUESTION:
        raise Invalid(f"Keep it under {LONGEST_QUESTION} characters.", field="role-question")
    with open_work() as w:
        asked = _asked(w, text)
    if not asked.case.passages:
        return RoleAnswer("", "", is_known=False)
    try:
        found = asked.port.answer(asked.case)
    except Exception as error:  # the port may fail in any way a vendor's SDK can
        log.warning("no answer about the role: %s", type(error).__name__)
        return RoleAnswer("", "", is_known=False)
    _book(open_work, asked, found)
    return found


def told(open_work: OpenWork) -> tuple[Telling, ...]:
    """Return what the candidate is shown before the interview, summaries included."""
    with open_work() as w:
        held, brand, port = sheet_of(w, own(w)).plan.settings, brand_of(w), w.port(RoleAnswers)
    if not has_tellings(held):
        return ()

    def summarize(text: str) -> tuple[str, str]:
        try:
            short = port.summarize(text)
        except Exception as error:  # as above: a summary that fails is the first sentences
            log.warning("no summary: %s", type(error).__name__)
            short = ""
        return (short, "Summary by AI") if short else (first_sentences(text), "The first sentences")

    return tellings(held, brand, summarize)


def _asked(w: Work, text: str) -> _Asked:
    application = own(w)
    sheet = sheet_of(w, application)
    case = RoleCase(
        question=text,
        passages=passages(sheet.plan.settings, brand_of(w)),
        language=sheet.language,
        tone=sheet.plan.settings.tone.value,
    )
    return _Asked(case, w.port(RoleAnswers), application.interviewer_id, application.id or 0)


def _book(open_work: OpenWork, asked: _Asked, found: RoleAnswer) -> None:
    micros = prices.tokens_price(found.tokens_in, found.tokens_out)
    if micros:
        with open_work() as w:
            billing.charge(
                w,
                "web_interview",
                micros,
                f"role-question:{asked.application_id}:{short_key()}",
                interviewer_id=asked.interviewer_id,
                application_id=asked.application_id,
                note="A question about the role",
            )
