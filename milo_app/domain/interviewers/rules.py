"""Checks with a yes, a no, or "cannot be told": knock-outs of forms and interviews, eligibility of resumes.

Deterministic and the same with and without a model. A check that cannot be told never stops anybody.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, Protocol

from milo_app.core.text import fold, one_line
from milo_app.domain.interviewers.plan import QuestionKind, QuestionPlan, Rule, RuleOp

NO_ANSWER = "No answer"


class ResumeFactsLike(Protocol):
    """What a check needs to know about a resume: years of experience (None: not told) and its text."""

    @property
    def years(self) -> float | None:
        """Years of experience."""
        ...

    @property
    def text(self) -> str:
        """The whole text."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a check holds (None: it cannot be told), what passes, and what was found, both in words."""

    passed: bool | None
    expected: str
    found: str


def check(
    rule: Rule, kind: QuestionKind, value: Any, facts: ResumeFactsLike | None = None, *, unit: str = ""
) -> Outcome:
    """Check a reply, or a resume when `facts` are given, against a rule.

    `value` is the typed reply: text, a list of texts (multiple choice), a number, "yes"/"no", or an ISO date as text;
    None or empty means no answer. A value of another type than the rule needs gives `passed=None`.
    """
    expected = words(rule, kind, unit)
    if rule.op in (RuleOp.YEARS, RuleOp.MENTIONS) and facts is not None:
        return _check_resume(rule, facts, expected)
    if value is None or value == "" or value == []:
        return Outcome(False if rule.op == RuleOp.ANSWERED else None, expected, NO_ANSWER)
    found = shown(value, unit)
    if rule.op == RuleOp.ANSWERED:
        return Outcome(True, expected, found)
    if rule.op in (RuleOp.ANY_OF, RuleOp.ALL_OF, RuleOp.NONE_OF):
        return Outcome(_check_choices(rule, value), expected, found)
    if rule.op in (RuleOp.MIN, RuleOp.MAX, RuleOp.RANGE, RuleOp.EXACT, RuleOp.YEARS):
        number = _number(value)
        return Outcome(None if number is None else _check_number(rule, number), expected, found)
    if rule.op in (RuleOp.AFTER, RuleOp.BEFORE, RuleOp.BETWEEN):
        day = _day(value)
        return Outcome(None if day is None else _check_day(rule, day), expected, found)
    return Outcome(_mentioned(rule.values, str(value)) is not None, expected, found)


def of_question(question: QuestionPlan, value: Any, facts: ResumeFactsLike | None = None) -> Outcome | None:
    """Check a reply against the rule of its question; None where the question has no rule."""
    if question.rule is None:
        return None
    return check(question.rule, question.kind, value, facts, unit=question.unit)


def words(rule: Rule, kind: QuestionKind, unit: str = "") -> str:
    """Say what passes: "At least 18 years", "One of: Yes", "On or after 1 Mar 2026"."""
    low, high = (_plain(x, unit) for x in (rule.low, rule.high))
    listed = ", ".join(_said(value, kind) for value in rule.values)
    start, end = (_long_day(day) for day in (rule.start, rule.end))
    return {
        RuleOp.ANSWERED: "An answer",
        RuleOp.ANY_OF: listed if len(rule.values) == 1 else f"One of: {listed}",
        RuleOp.ALL_OF: f"All of: {listed}",
        RuleOp.NONE_OF: f"None of: {listed}",
        RuleOp.MIN: f"At least {low}",
        RuleOp.MAX: f"At most {high}",
        RuleOp.RANGE: f"{_plain(rule.low, '')} to {high}",
        RuleOp.EXACT: f"Exactly {low}",
        RuleOp.AFTER: f"On or after {start}",
        RuleOp.BEFORE: f"On or before {end}",
        RuleOp.BETWEEN: f"On {start}" if rule.start == rule.end else f"{start} to {end}",
        RuleOp.YEARS: f"At least {_plain(rule.low, '')} {'year' if rule.low == 1 else 'years'} of experience",
        RuleOp.MENTIONS: listed if len(rule.values) == 1 else f"Any of: {listed}",
    }[rule.op]


def shown(value: Any, unit: str = "") -> str:
    """Write a typed reply as people read it, at most 300 characters."""
    if isinstance(value, list | tuple):
        text = ", ".join(str(part) for part in value)
    elif isinstance(value, bool):
        text = "Yes" if value else "No"
    elif isinstance(value, int | float):
        text = _plain(float(value), unit)
    elif isinstance(value, str) and value in ("yes", "no"):
        text = value.capitalize()
    elif (day := _day(value)) is not None and len(str(value)) == 10:
        text = _long_day(day)
    else:
        text = one_line(str(value))
    return text if len(text) <= 300 else text[:299] + "…"


def _check_resume(rule: Rule, facts: ResumeFactsLike, expected: str) -> Outcome:
    if rule.op == RuleOp.YEARS:
        if facts.years is None:
            return Outcome(None, expected, "Years of experience are not stated")
        years = _plain(facts.years, "")
        return Outcome(
            facts.years >= (rule.low or 0), expected, f"{years} {'year' if facts.years == 1 else 'years'} of experience"
        )
    if not facts.text.strip():
        return Outcome(None, expected, "The resume could not be read")
    hit = _mentioned(rule.values, facts.text)
    return Outcome(hit is not None, expected, f"Mentions {hit}" if hit is not None else "Not mentioned")


def _check_choices(rule: Rule, value: Any) -> bool:
    chosen = {fold(str(part)) for part in (value if isinstance(value, list | tuple) else [value])}
    named = {fold(part) for part in rule.values}
    if rule.op == RuleOp.ANY_OF:
        return bool(chosen & named)
    return named <= chosen if rule.op == RuleOp.ALL_OF else not chosen & named


def _check_number(rule: Rule, number: float) -> bool:
    low = rule.low if rule.low is not None else number
    high = rule.high if rule.high is not None else number
    if rule.op in (RuleOp.MIN, RuleOp.YEARS):
        return number >= low
    if rule.op == RuleOp.MAX:
        return number <= high
    return low <= number <= high if rule.op == RuleOp.RANGE else number == low


def _check_day(rule: Rule, day: dt.date) -> bool:
    after = rule.start is None or day >= rule.start
    before = rule.end is None or day <= rule.end
    if rule.op == RuleOp.AFTER:
        return after
    return before if rule.op == RuleOp.BEFORE else after and before


def _mentioned(values: list[str], text: str) -> str | None:
    """Return the first value that stands in the text as whole words ("C++" too); case and accents do not matter."""
    folded = fold(text)
    for value in values:
        if re.search(rf"(?<!\w){re.escape(fold(value))}(?!\w)", folded):
            return value
    return None


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    try:
        return float(str(value).replace(",", "").strip())
    except ValueError:
        return None


def _day(value: Any) -> dt.date | None:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None


def _plain(number: float | None, unit: str) -> str:
    if number is None:
        return ""
    text = f"{number:,.0f}" if number == int(number) else f"{number:,g}"
    return f"{text} {unit}".strip()


def _long_day(day: dt.date | None) -> str:
    return "" if day is None else f"{day.day} {day:%b %Y}"


def _said(value: str, kind: QuestionKind) -> str:
    return value.capitalize() if kind == QuestionKind.YES_NO else value
