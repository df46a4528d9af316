"""Replies to form questions: mostly such as pass, now and then one that does not."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from milo_app.domain.interviewers.plan import QuestionKind, QuestionPlan
from milo_app.domain.interviewers.rules import of_question
from milo_app.domain.interviews.replies import Reply

_TRIES = 14
_SHORT = {
    "link": ("https://example.com/portfolio", "https://example.com/code", "I can show it in a call."),
    "target": ("$480,000, I reached 104%", "$300,000, about 92%", "No personal target, the team reached 110%"),
    "setting": ("Nursing home, three years", "Medical ward and rehab", "Home care and one year of hospital"),
}
_WORDS = (
    "I can start with a short notice.",
    "Please call in the afternoon.",
    "Nothing special.",
    "Yes, see my resume.",
)
_CLOSING = (
    "When would I hear from you?",
    "No, thank you.",
    "I would like to know how the shifts are planned.",
    "Is there a chance to work from another site?",
    "Thank you for the clear questions.",
)


def form_reply(rng: random.Random, question: QuestionPlan, *, passes: bool, today: date) -> Reply | None:
    """Return a reply to a form question, one that passes its rule or does not; None to skip an optional one."""
    if not question.is_required and not question.is_dealbreaker and rng.random() < 0.4:
        return None
    if question.kind == QuestionKind.FILE:
        return None
    value: Any = None
    for _ in range(_TRIES):
        value = _value(rng, question, today)
        outcome = of_question(question, value)
        if outcome is None or outcome.passed is None or outcome.passed == passes:
            break
    return Reply(values=tuple(value)) if isinstance(value, list) else Reply(text=str(value))


def closing_reply(rng: random.Random) -> Reply | None:
    """Return what somebody adds at the end, or None."""
    return Reply(text=rng.choice(_CLOSING)) if rng.random() < 0.45 else None


def _value(rng: random.Random, question: QuestionPlan, today: date) -> Any:
    kind = question.kind
    if kind in (QuestionKind.SINGLE, QuestionKind.YES_NO):
        return rng.choice(question.options or ["yes", "yes", "yes", "no"])
    if kind == QuestionKind.MULTIPLE:
        none = [option for option in question.options if option.lower().startswith("none")]
        others = [option for option in question.options if option not in none]
        if none and rng.random() < 0.1:
            return none
        return rng.sample(others, rng.randint(1, len(others)))
    if kind in (QuestionKind.NUMBER, QuestionKind.SLIDER, QuestionKind.AMOUNT):
        return _number(rng, question)
    if kind == QuestionKind.DATE:
        return (today + timedelta(days=rng.choice((3, 7, 14, 14, 30, 45)))).isoformat()
    for cue, replies in _SHORT.items():
        if cue in question.text.lower():
            return rng.choice(replies)
    return rng.choice(_WORDS)


def _number(rng: random.Random, question: QuestionPlan) -> int:
    text = question.text.lower()
    if question.low is not None and question.high is not None:
        return rng.randint(int(question.low), int(question.high))
    if "hour" in text:
        return rng.choice((20, 24, 30, 32, 38, 40))
    if "salary" in text or "pay" in text:
        return rng.choice((38_000, 46_000, 54_000, 62_000, 75_000))
    return rng.choice((0, 1, 1, 2, 3, 4, 5, 6, 8, 11))
