"""Reading what a candidate sent, per kind of question. Pure; every refusal is a sentence and nothing is cut silently.

Text stays as it was typed, HTML included: it is shown as text everywhere.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from milo_app.core.errors import Invalid
from milo_app.core.text import one_line, plain
from milo_app.domain.interviewers.plan import QuestionKind, QuestionPlan
from milo_app.domain.interviewers.rules import shown
from milo_app.domain.interviews.errors import AnswerTooLong

LONGEST_ANSWER = 10_000
FIELD = "answer"


@dataclass(frozen=True, slots=True)
class Reply:
    """What was sent: `text` for words, a number, a date, yes or no, or one choice; `values` for several choices."""

    text: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A reply that can be kept: as text, and typed for the rules (`value` is None when nothing was said)."""

    body: str
    value: Any

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return self.value is None


EMPTY = Read("", None)


def read(question: QuestionPlan, reply: Reply) -> Read:
    """Check a reply against its question; raises `Invalid` or `AnswerTooLong`.

    An empty reply is `EMPTY`; whether that will do is for the caller to decide.
    """
    if len(reply.text) > LONGEST_ANSWER:
        raise AnswerTooLong(len(reply.text), LONGEST_ANSWER)
    text = plain(reply.text).strip()
    if not text and not reply.values:
        return EMPTY
    return _READERS.get(question.kind, _words)(question, text, reply.values)


def _words(question: QuestionPlan, text: str, values: tuple[str, ...]) -> Read:
    return Read(text, text) if text else EMPTY


def _single(question: QuestionPlan, text: str, values: tuple[str, ...]) -> Read:
    choice = text or values[0]
    if len(values) > 1 or choice not in question.options:
        raise Invalid("That is not one of the choices.", field=FIELD, do="Choose one of them.")
    return Read(choice, choice)


def _multiple(question: QuestionPlan, text: str, values: tuple[str, ...]) -> Read:
    chosen = set(values or (text,))
    if not chosen <= set(question.options):
        raise Invalid("That is not one of the choices.", field=FIELD, do="Choose from the list.")
    ordered = [option for option in question.options if option in chosen]
    return Read(shown(ordered), ordered)


def _yes_no(question: QuestionPlan, text: str, values: tuple[str, ...]) -> Read:
    said = (text or values[0]).casefold()
    if said not in ("yes", "no"):
        raise Invalid("Answer yes or no.", field=FIELD)
    return Read(said.capitalize(), said)


def _number(question: QuestionPlan, text: str, values: tuple[str, ...]) -> Read:
    number = _parsed(text or values[0])
    low, high = question.low, question.high
    if (low is not None and number < low) or (high is not None and number > high):
        raise Invalid(f"Enter a number {_between(low, high)}.", field=FIELD)
    return Read(shown(number, question.unit), number)


def _slider(question: QuestionPlan, text: str, values: tuple[str, ...]) -> Read:
    number = _parsed(text or values[0])
    low, high = question.low or 0.0, question.high or 0.0
    if not low <= number <= high:
        raise Invalid(f"Choose a number {_between(low, high)}.", field=FIELD)
    if question.step:
        # What the browser sends may be off by a rounding error; it is put on the nearest step.
        number = min(high, low + round((number - low) / question.step) * question.step)
        number = round(number, 6)
    return Read(shown(number, question.unit), number)


def _parsed(text: str) -> int | float:
    compact = one_line(text).replace(" ", "").replace("\N{NARROW NO-BREAK SPACE}", "")
    if "," in compact and "." not in compact and len(compact.rpartition(",")[2]) != 3:
        compact = compact.replace(",", ".")
    try:
        number = float(compact.replace(",", ""))
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or abs(number) > 1e15:
        raise Invalid(f"“{one_line(text)[:40]}” is not a number.", field=FIELD, do="Use digits, such as 12 or 12.5.")
    return int(number) if number == int(number) else number


def _between(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"from {low:g} to {high:g}"
    return f"of at least {low:g}" if low is not None else f"of at most {high:g}"


def _date(question: QuestionPlan, text: str, values: tuple[str, ...]) -> Read:
    try:
        day = dt.date.fromisoformat(text or values[0])
    except ValueError:
        raise Invalid(
            f"“{one_line(text)[:40]}” is not a date.", field=FIELD, do="Pick a day, or write it as 2026-03-31."
        ) from None
    if not 1900 <= day.year <= 2200:
        raise Invalid(f"The year {day.year} is not plausible.", field=FIELD, do="Check the date.")
    return Read(shown(day.isoformat()), day.isoformat())


def _file(question: QuestionPlan, text: str, values: tuple[str, ...]) -> Read:
    raise Invalid("This question takes a file.", field=FIELD, do="Choose one to upload.")


_READERS: dict[QuestionKind, Callable[[QuestionPlan, str, tuple[str, ...]], Read]] = {
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.NUMBER: _number,
    QuestionKind.AMOUNT: _number,
    QuestionKind.SLIDER: _slider,
    QuestionKind.DATE: _date,
    QuestionKind.FILE: _file,
}
