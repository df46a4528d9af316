"""Checks: a yes, a no, or "cannot be told", with what passes in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milo_app.domain.interviewers.plan import QuestionKind as K
from milo_app.domain.interviewers.plan import Rule
from milo_app.domain.interviewers.plan import RuleOp as Op
from milo_app.domain.interviewers.rules import check


@dataclass(frozen=True)
class Facts:
    """A resume as rules see it."""

    years: float | None
    text: str = ""


SPRING, FALL = dt.date(2026, 3, 1), dt.date(2026, 9, 1)


@pytest.mark.parametrize(
    ("rule", "kind", "value", "passed", "expected"),
    [
        (Rule(op=Op.ANSWERED), K.SHORT, "Hi", True, "An answer"),
        (Rule(op=Op.ANSWERED), K.SHORT, "", False, "An answer"),
        (Rule(op=Op.ANY_OF, values=["yes"]), K.YES_NO, "yes", True, "Yes"),
        (Rule(op=Op.ANY_OF, values=["yes"]), K.YES_NO, "no", False, "Yes"),
        (Rule(op=Op.ANY_OF, values=["Days", "Nights"]), K.SINGLE, "nights", True, "One of: Days, Nights"),
        (Rule(op=Op.ALL_OF, values=["English", "German"]), K.MULTIPLE, ["German"], False, "All of: English, German"),
        (Rule(op=Op.ALL_OF, values=["English"]), K.MULTIPLE, ["German", "English"], True, "All of: English"),
        (Rule(op=Op.NONE_OF, values=["Never"]), K.MULTIPLE, ["Days"], True, "None of: Never"),
        (Rule(op=Op.MIN, low=18), K.NUMBER, 18, True, "At least 18 years"),
        (Rule(op=Op.MIN, low=18), K.NUMBER, 17.5, False, "At least 18 years"),
        (Rule(op=Op.MAX, high=50_000), K.AMOUNT, 50_001, False, "At most 50,000 years"),
        (Rule(op=Op.RANGE, low=1, high=3), K.SLIDER, 2, True, "1 to 3 years"),
        (Rule(op=Op.EXACT, low=4), K.NUMBER, 5, False, "Exactly 4 years"),
        (Rule(op=Op.MIN, low=18), K.NUMBER, "eighteen", None, "At least 18 years"),
        (Rule(op=Op.MIN, low=18), K.NUMBER, None, None, "At least 18 years"),
        (Rule(op=Op.AFTER, start=SPRING), K.DATE, "2026-03-01", True, "On or after 1 Mar 2026"),
        (Rule(op=Op.BEFORE, end=SPRING), K.DATE, "2026-03-02", False, "On or before 1 Mar 2026"),
        (Rule(op=Op.BETWEEN, start=SPRING, end=FALL), K.DATE, "2026-09-01", True, "1 Mar 2026 to 1 Sep 2026"),
        (Rule(op=Op.MENTIONS, values=["forklift"]), K.SHORT, "I drive a Forklift.", True, "forklift"),
    ],
)
def test_a_reply_is_checked(rule: Rule, kind: K, value: Any, passed: bool | None, expected: str) -> None:
    found = check(rule, kind, value, unit="years")
    assert (found.passed, found.expected) == (passed, expected)


@pytest.mark.parametrize(
    ("rule", "facts", "passed", "found"),
    [
        (Rule(op=Op.YEARS, low=2), Facts(2.0), True, "2 years of experience"),
        (Rule(op=Op.YEARS, low=2), Facts(1.0), False, "1 year of experience"),
        (Rule(op=Op.YEARS, low=2), Facts(None, "x"), None, "Years of experience are not stated"),
        (Rule(op=Op.MENTIONS, values=["C++", "Go"]), Facts(None, "Wrote C++ for years"), True, "Mentions C++"),
        (Rule(op=Op.MENTIONS, values=["Go"]), Facts(None, "Good with people"), False, "Not mentioned"),
        (Rule(op=Op.MENTIONS, values=["Go"]), Facts(None, " "), None, "The resume could not be read"),
    ],
)
def test_a_resume_is_checked(rule: Rule, facts: Facts, passed: bool | None, found: str) -> None:
    outcome = check(rule, K.ELIGIBILITY, None, facts)
    assert (outcome.passed, outcome.found) == (passed, found)


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_at_least_and_at_most_meet_only_at_the_limit(limit: float, value: float) -> None:
    at_least = check(Rule(op=Op.MIN, low=limit), K.NUMBER, value).passed
    at_most = check(Rule(op=Op.MAX, high=limit), K.NUMBER, value).passed
    assert at_least or at_most
    assert (at_least and at_most) == (value == limit)
