"""The follow-up that is considered after an answer: the same for a candidate and for a recruiter who tries a draft."""

from __future__ import annotations

import logging

from milo_app.core.text import ellipsis, plain
from milo_app.domain.interviewers.plan import QuestionPlan
from milo_app.domain.interviewers.plan_settings import RootSettings
from milo_app.domain.interviews.manner import context
from milo_app.domain.interviews.ports import Exchange, FollowUpCase, Interlocutor

log = logging.getLogger("milo.interviews")
LONGEST_FOLLOW_UP = 300


def case_of(
    question: QuestionPlan, held: RootSettings, language: str, brand: str, exchanges: tuple[Exchange, ...], asked: int
) -> FollowUpCase:
    """Return the case of a question after `asked` follow-ups; the silent overviews are part of its context."""
    return FollowUpCase(
        question=question.text,
        criterion=question.criterion,
        anchor_5=question.anchor_5,
        keywords=tuple(question.keywords),
        language=language,
        exchanges=exchanges,
        is_required=asked < question.min_follow_ups,
        instructions=question.instructions,
        tone=held.tone.value,
        guidance=held.instructions,
        context=context(held, brand),
    )


def follow_up(interlocutor: Interlocutor, case: FollowUpCase) -> str:
    """Return the follow-up, empty for none. An interlocutor that fails means no follow-up: the interview goes on."""
    try:
        prompt = interlocutor.follow_up(case)
    except Exception as error:  # the port may fail in any way a vendor's SDK can, and the reply is kept already
        log.warning("no follow-up: %s", type(error).__name__)
        return ""
    return ellipsis(plain(prompt), LONGEST_FOLLOW_UP) if prompt else ""
