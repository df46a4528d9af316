"""Turns typed requirements into form questions and resume checks, with dealbreakers only where the text plainly "
"says must."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from milo_app.adapters.llm_builtin.families import Family, FormAsk
from milo_app.adapters.llm_builtin.reading_basics import Basics
from milo_app.adapters.llm_builtin.reading_needs import Need
from milo_app.core.text import plural
from milo_app.domain.interviewers.plan import QuestionKind, QuestionPlan, Rule, RuleOp

YES_NO = ["Yes", "No"]
LEVELS = ["Not at all", "Basic", "Well enough for work", "Fluent"]
MAX_FORM = 7
MAX_DEALBREAKERS = 5
_COUNTRIES = (
    (
        r"\b(?:UK|United Kingdom|England|Scotland|Wales|London|Manchester|Leeds|Bristol|Birmingham)\b|£",
        "the United Kingdom",
    ),
    (r"\b(?:Ireland|Dublin)\b", "Ireland"),
    (r"\b(?:Canada|Toronto|Vancouver)\b", "Canada"),
    (r"\b(?:Australia|Sydney|Melbourne)\b", "Australia"),
    (r"\b(?:Germany|Deutschland)\b", "Germany"),
    (r"\bFrance\b", "France"),
    (r"\b(?:Spain|España)\b", "Spain"),
    (r"\b(?:USA|U\.S\.|US|United States)\b|\$", "the United States"),
)


def _source(need: Need) -> str:
    return need.line.source[:600]


def _yes(text: str, need: Need | None, dealbreaker: bool, hint: str = "") -> QuestionPlan:
    return QuestionPlan(
        kind=QuestionKind.SINGLE,
        text=text,
        help=hint,
        options=list(YES_NO),
        rule=Rule(op=RuleOp.ANY_OF, values=["Yes"]),
        is_dealbreaker=dealbreaker,
        source_line=_source(need) if need else "",
    )


def country_of(flat: str) -> str:
    """Return the country that a posting names or whose currency it uses, with its article."""
    return next((name for pattern, name in _COUNTRIES if re.search(pattern, flat)), "the country of this job")


def _years(need: Need, flat: str) -> QuestionPlan:
    if need.name.startswith("of "):
        ask = f"How many years {need.name} do you have?"
    else:
        ask = f"How many years of experience do you have {need.name or 'in this kind of work'}?"
    return QuestionPlan(
        kind=QuestionKind.NUMBER,
        text=ask,
        unit="years",
        low=0,
        high=50,
        rule=Rule(op=RuleOp.MIN, low=need.number),
        is_dealbreaker=need.must,
        source_line=_source(need),
    )


def _language(need: Need, flat: str) -> QuestionPlan:
    return QuestionPlan(
        kind=QuestionKind.SINGLE,
        text=f"How well do you speak and write {need.name}?",
        options=list(LEVELS),
        rule=Rule(op=RuleOp.ANY_OF, values=LEVELS[2:]),
        is_dealbreaker=need.must,
        source_line=_source(need),
    )


def _lift(need: Need, flat: str) -> QuestionPlan:
    return _yes(f"Can you lift up to {need.name} as part of this job, with or without an adjustment?", need, False)


def _license(need: Need, flat: str) -> QuestionPlan:
    named = "named in the description" in need.name
    text = (
        f"Do you hold the qualification asked for here: “{_short(need.line.source)}”?"
        if named
        else f"Do you hold {need.name}?"
    )
    return _yes(text, need, need.must)


def _short(text: str) -> str:
    return text if len(text) <= 120 else text[:118].rsplit(" ", 1)[0] + "…"


def _travel(need: Need, flat: str) -> QuestionPlan:
    amount = f" for about {need.name} of the time" if need.name else " when it asks for it"
    return _yes(f"Can you travel for this job{amount}?", need, need.must)


_MAKERS: dict[str, Callable[[Need, str], QuestionPlan]] = {
    "right to work": lambda need, flat: _yes(f"Are you allowed to work in {country_of(flat)}?", need, need.must),
    "age": lambda need, flat: _yes(
        f"Are you {need.name} or older?",
        need,
        need.must,
        "Asked because the description sets this minimum for the job.",
    ),
    "license": _license,
    "driving": lambda need, flat: _yes("Do you hold a valid driver's license?", need, need.must),
    "shift": lambda need, flat: _yes(need.name, need, need.must),
    "years": _years,
    "language": _language,
    "education": lambda need, flat: _yes(f"Do you have {need.name}?", need, need.must),
    "travel": _travel,
    "lift": _lift,
}
_RANK = {kind: n for n, kind in enumerate(_MAKERS)}


def _skills(needs: Sequence[Need]) -> QuestionPlan | None:
    tools = sorted((need for need in needs if need.kind == "skill"), key=lambda need: not need.must)[:10]
    if len(tools) < 2:
        return None
    return QuestionPlan(
        kind=QuestionKind.MULTIPLE,
        text="Which of these have you used at work?",
        options=[*(need.name for need in tools), "None of these"],
        source_line=_source(tools[0]),
    )


def _typical(ask: FormAsk) -> QuestionPlan:
    kinds = {
        "short": QuestionKind.SHORT,
        "single": QuestionKind.SINGLE,
        "multiple": QuestionKind.MULTIPLE,
        "number": QuestionKind.NUMBER,
        "date": QuestionKind.DATE,
    }
    bounds: dict[str, Any] = {"low": 0, "high": 168 if ask.unit == "hours" else 1000} if ask.kind == "number" else {}
    is_optional = ask.text.startswith(("If you like", "Please add a link"))
    return QuestionPlan(
        kind=kinds[ask.kind],
        text=ask.text,
        options=list(ask.options),
        unit=ask.unit,
        is_required=not is_optional,
        **bounds,
    )


def form_questions(
    needs: Sequence[Need], basics: Basics, family: Family, flat: str, dealbreakers: bool = True
) -> list[QuestionPlan]:
    """Return up to seven form questions: clear musts first, then tools, typical questions of the family and the "
    "start date."""
    typed = sorted((need for need in needs if need.kind in _MAKERS), key=lambda need: (not need.must, _RANK[need.kind]))
    found: list[QuestionPlan] = []
    per_kind: dict[str, int] = {}
    for need in typed:
        limit = {"license": 3, "shift": 2, "years": 2, "language": 2}.get(need.kind, 1)
        if per_kind.get(need.kind, 0) < limit and len(found) < MAX_FORM - 1:
            per_kind[need.kind] = per_kind.get(need.kind, 0) + 1
            found.append(_MAKERS[need.kind](need, flat))
    strict = 0
    for question in found:
        if question.is_dealbreaker:
            strict += 1
            question.is_dealbreaker = dealbreakers and strict <= MAX_DEALBREAKERS
    more: list[QuestionPlan | None] = [_skills(needs), *(_typical(ask) for ask in family.forms)]
    if basics.is_on_site and basics.place.value and len(found) < 5 and family.key not in ("driving", "sales"):
        place = re.split(r", (?:on site|remote|hybrid)$", basics.place.value)[0]
        more.append(_place_question(place, basics.place.line))
    found.extend(question for question in more if question is not None and len(found) < MAX_FORM - 1)
    if not any(question.kind is QuestionKind.DATE for question in found):
        found.append(QuestionPlan(kind=QuestionKind.DATE, text="When could you start?"))
    return found[:MAX_FORM]


def _place_question(place: str, line: str) -> QuestionPlan:
    question = _yes(f"This job is on site: {place.rstrip('.')}. Can you get there for your working hours?", None, False)
    question.source_line = line[:600]
    return question


def resume_checks(needs: Sequence[Need]) -> list[QuestionPlan]:
    """Return up to four deterministic checks of a resume for the plain musts: years, licenses, tools."""
    checks: list[QuestionPlan] = []
    for need in needs:
        if not need.must or len(checks) >= 4:
            continue
        if need.kind == "years" and not any(check.rule and check.rule.op is RuleOp.YEARS for check in checks):
            of = need.name if need.name.startswith("of ") else f"of experience {need.name}".strip()
            text = f"At least {plural(int(need.number), 'year')} {of}"
            checks.append(_check(text, Rule(op=RuleOp.YEARS, low=need.number), need))
        elif need.kind == "license" and "named in the description" not in need.name:
            name = re.sub(r"^(?:a|an|the) (?:current )?", "", need.name)
            words = list(dict.fromkeys([name, *re.findall(r"\b[A-Z]{2,}\w*\b", name)]))
            checks.append(_check(f"Mentions {need.name}", Rule(op=RuleOp.MENTIONS, values=words), need))
    tools = [need for need in needs if need.kind == "skill" and need.must]
    if tools and len(checks) < 4:
        names = [need.name for need in tools[:8]]
        checks.append(_check(f"Mentions {' or '.join(names[:4])}", Rule(op=RuleOp.MENTIONS, values=names), tools[0]))
    return checks


def _check(text: str, rule: Rule, need: Need) -> QuestionPlan:
    return QuestionPlan(kind=QuestionKind.ELIGIBILITY, text=text, rule=rule, source_line=_source(need))
