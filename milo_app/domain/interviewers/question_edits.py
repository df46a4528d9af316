"""Editing questions beyond one field: another kind, a copy, options with their rule, several at once, tags of a stage.

Like `plan_edits`, every function returns a new plan and leaves the one it got as it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from milo_app.core.errors import Invalid, NotFound
from milo_app.core.text import fold, one_line
from milo_app.domain.interviewers.plan import (
    KINDS_OF_STAGE,
    Plan,
    QuestionKind,
    QuestionPlan,
    Rule,
    RuleOp,
    StagePlan,
)
from milo_app.domain.interviewers.plan_edits import (
    add_question,
    change_question,
    change_stage,
    find_question,
    find_stage,
    move_question,
)
from milo_app.domain.interviewers.plan_settings import TagPlan
from milo_app.domain.interviewers.ports import WordingHint

MOST_QUESTIONS = 40
CHOICES = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})
NUMBERS = frozenset({QuestionKind.NUMBER, QuestionKind.SLIDER, QuestionKind.AMOUNT})
_NUMBER_OPS = frozenset({RuleOp.MIN, RuleOp.MAX, RuleOp.RANGE, RuleOp.EXACT})
OPS_OF_KIND: dict[QuestionKind, frozenset[RuleOp]] = {
    QuestionKind.ELIGIBILITY: frozenset({RuleOp.YEARS, RuleOp.MENTIONS}),
    QuestionKind.SHORT: frozenset({RuleOp.ANSWERED, RuleOp.MENTIONS, RuleOp.ANY_OF}),
    QuestionKind.SINGLE: frozenset({RuleOp.ANY_OF, RuleOp.NONE_OF}),
    QuestionKind.MULTIPLE: frozenset({RuleOp.ANY_OF, RuleOp.ALL_OF, RuleOp.NONE_OF}),
    QuestionKind.YES_NO: frozenset({RuleOp.ANY_OF}),
    QuestionKind.NUMBER: _NUMBER_OPS,
    QuestionKind.SLIDER: _NUMBER_OPS,
    QuestionKind.AMOUNT: _NUMBER_OPS,
    QuestionKind.DATE: frozenset({RuleOp.BEFORE, RuleOp.AFTER, RuleOp.BETWEEN}),
    QuestionKind.FILE: frozenset({RuleOp.ANSWERED}),
}
"""What can be checked of each kind; kinds that are missing carry no rule."""


def change_kind(plan: Plan, key: str, kind: QuestionKind) -> Plan:
    """Make a question one of another kind of its stage, and keep what fits: words, options, unit, rule, dealbreaker.

    Raises `Invalid` for a kind that does not belong in the stage.
    """
    stage, question = find_question(plan, key)
    if kind == question.kind:
        return plan
    if kind not in KINDS_OF_STAGE[stage.kind]:
        raise Invalid(f"That kind of question does not belong in {stage.title}.", field="kind")
    return change_question(plan, key, **_fitted(question, kind))


def _fitted(question: QuestionPlan, kind: QuestionKind) -> dict[str, Any]:
    rule = _fitting_rule(question.rule, question.kind, kind, question.options)
    if kind == QuestionKind.ELIGIBILITY and rule is None:
        rule = Rule(op=RuleOp.YEARS, low=1)
    is_asked = kind not in (QuestionKind.SCORED, QuestionKind.CRITERION, QuestionKind.OPEN)
    options = list(question.options)
    if kind in CHOICES and len(options) < 2:
        options = ["Yes", "No"] if question.kind == QuestionKind.YES_NO else ["First option", "Second option"]
    is_slider = kind == QuestionKind.SLIDER and (question.low is None or question.high is None)
    follows = question.max_follow_ups if kind in (QuestionKind.SCORED, QuestionKind.OPEN) else 0
    if kind == QuestionKind.SCORED and question.kind not in (QuestionKind.SCORED, QuestionKind.OPEN):
        follows = 1
    return {
        "kind": kind,
        "criterion": question.criterion or ("" if is_asked else question.text[:60]),
        "rule": rule.model_dump() if rule is not None else None,
        "is_dealbreaker": question.is_dealbreaker and rule is not None and is_asked,
        "options": options if kind in CHOICES else [],
        "unit": question.unit if kind in NUMBERS else "",
        "low": 0.0 if is_slider else question.low if kind in NUMBERS else None,
        "high": 10.0 if is_slider else question.high if kind in NUMBERS else None,
        "step": (question.step or 1.0) if kind == QuestionKind.SLIDER else None,
        "extensions": (question.extensions or ["pdf", "docx", "txt", "png", "jpg"])
        if kind == QuestionKind.FILE
        else [],
        "min_follow_ups": question.min_follow_ups if follows else 0,
        "max_follow_ups": follows,
    }


def _fitting_rule(rule: Rule | None, before: QuestionKind, kind: QuestionKind, options: Sequence[str]) -> Rule | None:
    """Return the rule where the other kind can be checked by it too; yes and no and a choice of them are the same."""
    if rule is None or rule.op not in OPS_OF_KIND.get(kind, frozenset()):
        return None
    if kind == QuestionKind.YES_NO:
        said = [value.casefold() for value in rule.values if value.casefold() in ("yes", "no")]
        return Rule(op=RuleOp.ANY_OF, values=said[:1]) if len(said) == 1 else None
    if kind in CHOICES:
        offered = {fold(option) for option in (options if before in CHOICES else ["Yes", "No"])}
        values = [value.capitalize() if before == QuestionKind.YES_NO else value for value in rule.values]
        values = [value for value in values if fold(value) in offered]
        return rule.model_copy(update={"values": values}) if values else None
    return rule


def change_options(plan: Plan, key: str, options: Sequence[str]) -> Plan:
    """Change the options of a choice; a renamed one stays accepted, and one that is gone leaves the rule.

    Options are cut to one line each; equal ones count once. Raises `Invalid` below two.
    """
    _, question = find_question(plan, key)
    named = list({fold(option): one_line(option)[:200] for option in reversed(options) if one_line(option)}.values())
    named.reverse()
    rule = question.rule
    if rule is not None and rule.values:
        renamed = (
            dict(zip(map(fold, question.options), named, strict=False)) if len(named) == len(question.options) else {}
        )
        offered = {fold(option): option for option in named}
        values = [offered.get(fold(value)) or renamed.get(fold(value), "") for value in rule.values]
        values = list(dict.fromkeys(value for value in values if value))
        rule = rule.model_copy(update={"values": values}) if values else None
    return change_question(
        plan,
        key,
        options=named,
        rule=rule.model_dump() if rule is not None else None,
        is_dealbreaker=question.is_dealbreaker and rule is not None,
    )


def change_rule(plan: Plan, key: str, rule: Rule | None) -> Plan:
    """Change what passes. Without a rule a question is no dealbreaker. Raises `Invalid` for a check of another kind."""
    _, question = find_question(plan, key)
    if rule is not None and rule.op not in OPS_OF_KIND.get(question.kind, frozenset()):
        raise Invalid("That cannot be checked for this kind of question.", field="rule")
    return change_question(
        plan,
        key,
        rule=rule.model_dump() if rule is not None else None,
        is_dealbreaker=question.is_dealbreaker and rule is not None,
    )


def use_wording(plan: Plan, key: str, hint: WordingHint) -> Plan:
    """Put what a wording check proposes in the place of its phrase; a proposal that is a question replaces the text.

    A hint that is only advice, or whose phrase is gone, changes nothing.
    """
    _, question = find_question(plan, key)
    if not hint.can_replace or not hint.instead:
        return plan
    if hint.instead.endswith("?"):
        return change_question(plan, key, text=hint.instead)
    found = re.search(rf"(?<!\w){re.escape(hint.phrase)}(?!\w)", question.text, re.IGNORECASE)
    if found is None:
        return plan
    said = hint.instead
    if found.group()[:1].isupper():
        said = said[:1].upper() + said[1:]
    return change_question(plan, key, text=question.text[: found.start()] + said + question.text[found.end() :])


def duplicate_question(plan: Plan, key: str) -> Plan:
    """Put a copy of a question, with a key of its own, right after it."""
    stage, question = find_question(plan, key)
    at = [other.key for other in stage.questions].index(key)
    grown = insert_questions(plan, stage.key, [question])
    return move_question(grown, find_stage(grown, stage.key).questions[-1].key, at + 1)


def fits(stage: StagePlan, kind: QuestionKind) -> bool:
    """Say whether a kind of question can stand in a stage."""
    return kind in KINDS_OF_STAGE[stage.kind]


def insert_questions(plan: Plan, stage_key: str, questions: Sequence[QuestionPlan]) -> Plan:
    """Add copies of questions at the end of a stage, each with a key of its own.

    Raises `Invalid` when one does not belong in the stage, or when it would hold more than 40.
    """
    stage = find_stage(plan, stage_key)
    if len(stage.questions) + len(questions) > MOST_QUESTIONS:
        raise Invalid(f"A stage holds at most {MOST_QUESTIONS} questions.", do="Remove some of them first.")
    for question in questions:
        fields = question.model_dump(exclude={"key", "kind"})
        plan = add_question(plan, stage_key, question.kind, **fields)
    return plan


def without(plan: Plan, keys: Sequence[str]) -> Plan:
    """Return the plan without the questions of these keys; a key that is gone already is no error."""
    gone = set(keys)
    for stage in plan.stages:
        kept = [question for question in stage.questions if question.key not in gone]
        if len(kept) != len(stage.questions):
            plan = change_stage(plan, stage.key, questions=[question.model_dump() for question in kept])
    return plan


def add_tag(plan: Plan, stage_key: str, name: str = "") -> Plan:
    """Add a tag to take from the answers of a stage; a name that is in use gets a number behind it."""
    tags = find_stage(plan, stage_key).tags
    wanted = one_line(name)[:50] or "New tag"
    taken = {fold(tag.name) for tag in tags}
    free, number = wanted, 2
    while fold(free) in taken:
        free, number = f"{wanted} {number}", number + 1
    return _with_tags(plan, stage_key, [*tags, TagPlan(name=free)])


def change_tag(plan: Plan, stage_key: str, at: int, **fields: Any) -> Plan:
    """Change name, what to look for, format or options of a tag; `at` counts from 0."""
    tags = list(find_stage(plan, stage_key).tags)
    if not 0 <= at < len(tags):
        raise NotFound("That tag is no longer in the plan.", do="Reload to see the plan as it is now.")
    raw = tags[at].model_dump() | fields
    raw["name"] = one_line(str(raw["name"]))
    if not raw["name"]:
        raise Invalid("A tag needs a name.", field="name", safe="It is as it was.")
    if any(fold(tag.name) == fold(raw["name"]) for n, tag in enumerate(tags) if n != at):
        raise Invalid(f"There is a tag “{raw['name']}” already.", field="name", safe="It is as it was.")
    raw["options"] = [one_line(option)[:80] for option in raw["options"] if one_line(option)][:20]
    return change_stage(plan, stage_key, tags=[raw if n == at else tag.model_dump() for n, tag in enumerate(tags)])


def remove_tag(plan: Plan, stage_key: str, at: int) -> Plan:
    """Take a tag out of a stage; what was found before stays on the reports."""
    tags = find_stage(plan, stage_key).tags
    return _with_tags(plan, stage_key, [tag for n, tag in enumerate(tags) if n != at])


def _with_tags(plan: Plan, stage_key: str, tags: Sequence[TagPlan]) -> Plan:
    return change_stage(plan, stage_key, tags=[tag.model_dump() for tag in tags])
