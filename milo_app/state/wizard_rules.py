"""Rules as a form shows them: a few plain fields, and back. Pure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypedDict

from milo_app.core.clock import local_day_bounds
from milo_app.core.errors import Invalid
from milo_app.domain.interviewers.plan import Plan, QuestionKind, Rule, RuleOp


class RuleForm(TypedDict):
    """What passes: `shape` says which fields are shown; `first` and `second` hold them as text."""

    shape: str
    first: str
    second: str


NUMBERS = (QuestionKind.NUMBER, QuestionKind.SLIDER, QuestionKind.AMOUNT)
CHOICES = (QuestionKind.SINGLE, QuestionKind.MULTIPLE)


def form_of(kind: QuestionKind, rule: Rule | None) -> RuleForm:
    """Return the fields of a question's rule; an absent rule has empty fields."""
    if kind == QuestionKind.ELIGIBILITY:
        if rule is not None and rule.op == RuleOp.MENTIONS:
            return RuleForm(shape="mentions", first=", ".join(rule.values), second="")
        return RuleForm(shape="years", first=_text(rule.low if rule else None), second="")
    if kind in NUMBERS:
        low = rule.low if rule and rule.op in (RuleOp.MIN, RuleOp.RANGE, RuleOp.EXACT) else None
        high = rule.high if rule and rule.op in (RuleOp.MAX, RuleOp.RANGE) else None
        if rule is not None and rule.op == RuleOp.EXACT:
            high = rule.low
        return RuleForm(shape="numbers", first=_text(low), second=_text(high))
    if kind == QuestionKind.DATE:
        start = rule.start if rule else None
        end = rule.end if rule else None
        return RuleForm(shape="dates", first=start.isoformat() if start else "", second=end.isoformat() if end else "")
    if kind in CHOICES or kind == QuestionKind.YES_NO:
        return RuleForm(shape="values", first=", ".join(rule.values) if rule else "", second="")
    return RuleForm(shape="none", first="", second="")


def edited(form: RuleForm, part: str, value: str) -> RuleForm:
    """Return the fields after one of them was changed; another shape begins with a first value of its own."""
    if part == "first":
        return RuleForm(shape=form["shape"], first=value, second=form["second"])
    if part == "second":
        return RuleForm(shape=form["shape"], first=form["first"], second=value)
    return RuleForm(shape=value, first="1" if value == "years" else "skill", second="")


def rule_from(kind: QuestionKind, form: RuleForm) -> Rule | None:
    """Return the rule that the fields say, None when they are empty; raises `Invalid` for what is no number or date."""
    first, second = form["first"].strip(), form["second"].strip()
    if form["shape"] == "mentions":
        return Rule(op=RuleOp.MENTIONS, values=_words(first)) if _words(first) else None
    if form["shape"] == "years":
        return Rule(op=RuleOp.YEARS, low=_number(first or "1"))
    if form["shape"] == "numbers":
        low, high = (_number(text) if text else None for text in (first, second))
        if low is not None and high is not None:
            return Rule(op=RuleOp.RANGE, low=low, high=high)
        if low is not None:
            return Rule(op=RuleOp.MIN, low=low)
        return Rule(op=RuleOp.MAX, high=high) if high is not None else None
    if form["shape"] == "dates":
        start, end = (_date(text) if text else None for text in (first, second))
        if start and end:
            return Rule(op=RuleOp.BETWEEN, start=start, end=end)
        if start:
            return Rule(op=RuleOp.AFTER, start=start)
        return Rule(op=RuleOp.BEFORE, end=end) if end else None
    if form["shape"] == "values":
        return Rule(op=RuleOp.ANY_OF, values=_words(first)) if _words(first) else None
    return None


def _words(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()][:50]


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise Invalid(f"“{text[:40]}” is not a number.", safe="The rule is as it was.") from error


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid(f"“{text[:40]}” is not a date.", safe="The rule is as it was.") from error


def day_end(text: str, tz: str) -> datetime:
    """Return the end of a typed day in a zone; raises `Invalid` for what is no date."""
    try:
        return local_day_bounds(date.fromisoformat(text), tz)[1]
    except ValueError as error:
        raise Invalid("This is not a date.", field="deadline") from error


def whole(text: str) -> int:
    """Read a whole number from a control; raises `Invalid`."""
    try:
        return int(float(text))
    except (ValueError, OverflowError) as error:
        raise Invalid("This is not a number.") from error


def question_fields(name: str, value: str) -> dict[str, Any]:
    """Turn one control of a question's form into fields of the question; unknown names are refused."""
    if name in ("text", "help", "criterion", "anchor_1", "anchor_5", "unit"):
        return {name: value}
    if name in ("keywords", "options"):
        return {name: _words(value)}
    if name in ("is_required", "is_dealbreaker"):
        return {name: value == "true"}
    if name == "weight":
        return {name: max(1, min(10, whole(value)))}
    if name in ("low", "high"):
        return {name: _number(value)}
    if name == "max_follow_ups":
        return {name: max(0, min(10, whole(value))), "min_follow_ups": 0}
    raise Invalid("This cannot be changed here.")


def restored(plan: Plan, before: Plan, key: str) -> Plan:
    """Return the plan with one removed stage or question of an earlier plan put back at its place.

    Everything else stays as it is now. A question whose stage is gone, or a thing that is there already, changes
    nothing.
    """
    stages = list(plan.stages)
    for at, stage in enumerate(before.stages):
        here = next((index for index, now in enumerate(stages) if now.key == stage.key), None)
        if stage.key == key and here is None:
            stages.insert(min(at, len(stages)), stage)
        if here is None:
            continue
        for place, question in enumerate(stage.questions):
            if question.key == key and all(now.key != key for now in stages[here].questions):
                questions = list(stages[here].questions)
                questions.insert(min(place, len(questions)), question)
                stages[here] = stages[here].model_copy(update={"questions": questions})
    return plan.model_copy(update={"stages": stages})
