"""Rules as a form shows them: a few plain fields, and back. Pure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypedDict

from milo_app.core.errors import Invalid
from milo_app.domain.interviewers.deadlines import deadline_from
from milo_app.domain.interviewers.plan import Plan, QuestionKind, QuestionPlan, Rule, RuleOp


class RuleForm(TypedDict):
    """What passes, as a form holds it: how it is checked, up to two values as text, and the options that are ticked."""

    op: str
    first: str
    second: str
    ticked: list[str]


NO_CHECK = "none"
_NUMBER_OPS = (("min", "At least"), ("max", "At most"), ("range", "From … to …"), ("exact", "Exactly"))
OPS: dict[QuestionKind, tuple[tuple[str, str], ...]] = {
    QuestionKind.ELIGIBILITY: (("years", "Years of experience, at least"), ("mentions", "The resume mentions one of")),
    QuestionKind.SHORT: (
        ("answered", "Anything was written"),
        ("mentions", "Mentions one of these words"),
        ("any_of", "Is exactly one of"),
    ),
    QuestionKind.SINGLE: (("any_of", "One of these"), ("none_of", "None of these")),
    QuestionKind.MULTIPLE: (
        ("any_of", "At least one of these"),
        ("all_of", "All of these"),
        ("none_of", "None of these"),
    ),
    QuestionKind.YES_NO: (("yes", "Yes"), ("no", "No")),
    QuestionKind.NUMBER: _NUMBER_OPS,
    QuestionKind.SLIDER: _NUMBER_OPS,
    QuestionKind.AMOUNT: _NUMBER_OPS,
    QuestionKind.DATE: (
        ("after", "On or after"),
        ("before", "On or before"),
        ("between", "From … to …"),
        ("on", "On this day"),
    ),
    QuestionKind.FILE: (("answered", "A file was sent"),),
}
"""How each kind can be checked, with the words for it. Eligibility is always checked, the rest only when wanted."""


def shape_of(kind: QuestionKind, op: str) -> str:
    """Say which fields a check needs: none, words, number, numbers, date, dates or options."""
    if op in ("range", "between"):
        return "numbers" if op == "range" else "dates"
    if op in ("min", "max", "exact", "years"):
        return "number"
    if op in ("after", "before", "on"):
        return "date"
    if op in ("any_of", "all_of", "none_of", "mentions"):
        return "options" if kind in CHOICES else "words"
    return "none"


CHOICES = (QuestionKind.SINGLE, QuestionKind.MULTIPLE)


def form_of(kind: QuestionKind, rule: Rule | None) -> RuleForm:
    """Return the fields of a question's rule; an absent rule has empty fields."""
    if rule is None:
        return RuleForm(op=NO_CHECK, first="", second="", ticked=[])
    if kind == QuestionKind.YES_NO:
        said = rule.values[0].casefold() if len(rule.values) == 1 else NO_CHECK
        return RuleForm(op=said, first="", second="", ticked=[])
    op = "on" if rule.op == RuleOp.BETWEEN and rule.start == rule.end else rule.op.value
    shape = shape_of(kind, op)
    first, second, ticked = "", "", []
    if shape in ("number", "numbers"):
        first, second = (_text(rule.high if op == "max" else rule.low), _text(rule.high) if op == "range" else "")
    elif shape in ("date", "dates"):
        day = rule.end if op == "before" else rule.start
        first = day.isoformat() if day else ""
        second = rule.end.isoformat() if op == "between" and rule.end else ""
    elif shape == "options":
        ticked = list(rule.values)
    elif shape == "words":
        first = ", ".join(rule.values)
    return RuleForm(op=op, first=first, second=second, ticked=ticked)


def edited(kind: QuestionKind, form: RuleForm, part: str, value: str) -> RuleForm:
    """Return the fields after one of them was changed; another check keeps the values that it can use."""
    if part == "first":
        return {**form, "first": value}
    if part == "second":
        return {**form, "second": value}
    if part == "option":
        ticked = form["ticked"]
        return {**form, "ticked": [one for one in ticked if one != value] if value in ticked else [*ticked, value]}
    if part != "op":
        raise Invalid("This cannot be changed here.")
    if value != NO_CHECK and value not in dict(OPS.get(kind, ())):
        raise Invalid("That cannot be checked for this kind of question.")
    before, after = (shape_of(kind, op).rstrip("s") for op in (form["op"], value))
    if before != after:
        return RuleForm(op=value, first="", second="", ticked=[])
    return {**form, "op": value}


def rule_from(kind: QuestionKind, form: RuleForm) -> Rule | None:
    """Return the rule that the fields say; None while a value is missing, or when nothing is to be checked.

    Raises `Invalid` for what is no number or date.
    """
    op, first, second = form["op"], form["first"].strip(), form["second"].strip()
    shape = shape_of(kind, op)
    if op in ("yes", "no"):
        return Rule(op=RuleOp.ANY_OF, values=[op])
    if op == "answered":
        return Rule(op=RuleOp.ANSWERED)
    if shape == "options":
        return Rule(op=RuleOp(op), values=form["ticked"]) if form["ticked"] else None
    if shape == "words":
        return Rule(op=RuleOp(op), values=_words(first)) if _words(first) else None
    if shape == "number":
        return _number_rule(op, _number(first)) if first else None
    if shape == "numbers":
        return Rule(op=RuleOp.RANGE, low=_number(first), high=_number(second)) if first and second else None
    if shape == "date":
        return _date_rule(op, _date(first)) if first else None
    if shape == "dates":
        return Rule(op=RuleOp.BETWEEN, start=_date(first), end=_date(second)) if first and second else None
    return None


def _number_rule(op: str, number: float) -> Rule:
    return Rule(op=RuleOp.MAX, high=number) if op == "max" else Rule(op=RuleOp(op), low=number)


def _date_rule(op: str, day: date) -> Rule:
    if op == "on":
        return Rule(op=RuleOp.BETWEEN, start=day, end=day)
    return Rule(op=RuleOp.BEFORE, end=day) if op == "before" else Rule(op=RuleOp.AFTER, start=day)


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
    """Return the last minute of a typed day in a zone; raises `Invalid` for what is no date or lies out of reach."""
    return deadline_from(text, None, tz)


def whole(text: str) -> int:
    """Read a whole number from a control; raises `Invalid`."""
    try:
        return int(float(text))
    except (ValueError, OverflowError) as error:
        raise Invalid("This is not a number.") from error


def question_fields(question: QuestionPlan, name: str, value: str) -> dict[str, Any]:
    """Turn one control of a question's form into fields of the question; unknown names are refused."""
    if name in ("text", "help", "criterion", "anchor_1", "anchor_5", "unit", "instructions"):
        return {name: value}
    if name == "keywords":
        return {name: _words(value)}
    if name == "extensions":
        return {name: [ending for word in _words(value) if (ending := word.lstrip("*.").lower())][:10]}
    if name in ("is_required", "is_dealbreaker", "allows_many"):
        return {name: value == "true"}
    if name == "weight":
        return {name: max(1, min(10, whole(value)))}
    if name in ("low", "high", "step"):
        return {name: _number(value)}
    if name == "max_follow_ups":
        most = max(0, min(10, whole(value)))
        return {name: most, "min_follow_ups": min(question.min_follow_ups, most)}
    if name == "min_follow_ups":
        least = max(0, min(5, whole(value)))
        return {name: least, "max_follow_ups": max(question.max_follow_ups, least)}
    raise Invalid("This cannot be changed here.")


def lines(text: str) -> list[str]:
    """Read options, one on a line."""
    return [line.strip() for line in text.splitlines() if line.strip()][:50]


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
