"""Editing a plan, one small step at a time. Every function returns a new plan and leaves the one it got as it was.

What does not fit the schema is refused with a sentence; half-finished parts are allowed as long as the schema holds,
since `Plan.problems()` keeps an unfinished plan from going live.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from milo_app.core.errors import Invalid, NotFound
from milo_app.core.ids import short_key
from milo_app.domain.interviewers.plan import (
    KINDS_OF_STAGE,
    Plan,
    QuestionKind,
    QuestionPlan,
    Rule,
    RuleOp,
    StageKind,
    StagePlan,
)
from milo_app.domain.interviewers.plan_settings import RootSettings

T = TypeVar("T", bound=BaseModel)
_STAGE_TITLES = {StageKind.RESUME: "Resume", StageKind.FORM: "Questions", StageKind.WEB: "Interview"}
_STARTS: dict[QuestionKind, dict[str, Any]] = {
    QuestionKind.ELIGIBILITY: {"text": "New requirement", "rule": Rule(op=RuleOp.YEARS, low=1)},
    QuestionKind.CRITERION: {"text": "New criterion", "criterion": "New criterion"},
    QuestionKind.SINGLE: {"options": ["Yes", "No"]},
    QuestionKind.MULTIPLE: {"options": ["First option", "Second option"]},
    QuestionKind.SLIDER: {"low": 0, "high": 10, "step": 1},
    QuestionKind.FILE: {"extensions": ["pdf", "docx", "txt", "png", "jpg"]},
    QuestionKind.SCORED: {"criterion": "New criterion", "max_follow_ups": 1},
}
_FIELDS = {
    "text": "The question",
    "title": "The title",
    "criterion": "The criterion",
    "weight": "The weight",
    "options": "The options",
    "rule": "The rule",
    "min_follow_ups": "The number of follow-ups",
    "max_follow_ups": "The number of follow-ups",
    "questions": "The stage",
    "intro": "The words before the stage",
    "persona": "The name",
    "opening": "The opening line",
    "company": "What is said about the company",
    "job": "What is said about the job",
    "process": "What is said about the process",
    "redirect_url": "The address",
    "scheduling_url": "The address",
    "stages": "The plan",
}


def change_plan(plan: Plan, **fields: Any) -> Plan:
    """Change title, department, language or persona."""
    return _rebuilt(Plan, plan.model_dump() | fields)


def change_settings(plan: Plan, **fields: Any) -> Plan:
    """Change root-level settings: tone, opening, instructions, redirect_url, scheduling_url, or a whole overview.

    An overview (`company`, `job`, `process`) takes `{"text": ..., "delivery": ...}`, and what is left out stays.
    """
    raw = plan.settings.model_dump()
    for name, value in fields.items():
        raw[name] = raw[name] | value if isinstance(value, dict) and isinstance(raw.get(name), dict) else value
    changed = _rebuilt(RootSettings, raw)
    return plan.model_copy(update={"settings": changed})


def add_stage(plan: Plan, kind: StageKind, title: str = "") -> Plan:
    """Add a stage at the end."""
    taken = {stage.title for stage in plan.stages}
    name = title or _STAGE_TITLES[kind]
    number = 2
    while not title and name in taken:
        name, number = f"{_STAGE_TITLES[kind]} {number}", number + 1
    return _with_stages(
        plan, [*plan.stages, _rebuilt(StagePlan, {"kind": kind, "title": name, "key": _free_key(plan)})]
    )


def remove_stage(plan: Plan, key: str) -> Plan:
    """Remove a stage with its questions."""
    find_stage(plan, key)
    return _with_stages(plan, [stage for stage in plan.stages if stage.key != key])


def move_stage(plan: Plan, key: str, to: int) -> Plan:
    """Move a stage to a place, counted from 0; places beyond the ends mean the ends."""
    stage = find_stage(plan, key)
    others = [other for other in plan.stages if other.key != key]
    others.insert(max(0, min(to, len(others))), stage)
    return _with_stages(plan, others)


def change_stage(plan: Plan, key: str, **fields: Any) -> Plan:
    """Change title, weight, intro, is_required or enforce_rules of a stage."""
    stage = find_stage(plan, key)
    changed = _rebuilt(StagePlan, stage.model_dump() | fields)
    return _with_stages(plan, [changed if other.key == key else other for other in plan.stages])


def add_question(plan: Plan, stage_key: str, kind: QuestionKind, **fields: Any) -> Plan:
    """Add a question at the end of a stage, with what its kind needs to be valid."""
    stage = find_stage(plan, stage_key)
    if kind not in KINDS_OF_STAGE[stage.kind]:
        raise Invalid(f"That kind of question does not belong in {stage.title}.", field="kind")
    values = {"kind": kind, "text": "New question", "key": _free_key(plan)} | _STARTS.get(kind, {}) | fields
    question = _rebuilt(QuestionPlan, values)
    return _with_questions(plan, stage, [*stage.questions, question])


def remove_question(plan: Plan, key: str) -> Plan:
    """Remove a question."""
    stage, _ = find_question(plan, key)
    return _with_questions(plan, stage, [question for question in stage.questions if question.key != key])


def move_question(plan: Plan, key: str, to: int) -> Plan:
    """Move a question within its stage to a place, counted from 0; places beyond the ends mean the ends."""
    stage, question = find_question(plan, key)
    others = [other for other in stage.questions if other.key != key]
    others.insert(max(0, min(to, len(others))), question)
    return _with_questions(plan, stage, others)


def change_question(plan: Plan, key: str, **fields: Any) -> Plan:
    """Change any field of a question but its key."""
    stage, question = find_question(plan, key)
    changed = _rebuilt(QuestionPlan, question.model_dump() | fields | {"key": key})
    return _with_questions(plan, stage, [changed if other.key == key else other for other in stage.questions])


def find_stage(plan: Plan, key: str) -> StagePlan:
    """Return the stage of that key, or raise NotFound."""
    for stage in plan.stages:
        if stage.key == key:
            return stage
    raise NotFound("That stage is no longer in the plan.", do="Reload to see the plan as it is now.")


def find_question(plan: Plan, key: str) -> tuple[StagePlan, QuestionPlan]:
    """Return the question of that key and its stage, or raise NotFound."""
    for stage in plan.stages:
        for question in stage.questions:
            if question.key == key:
                return stage, question
    raise NotFound("That question is no longer in the plan.", do="Reload to see the plan as it is now.")


def with_new_keys(plan: Plan) -> Plan:
    """Return a copy whose stages and questions have keys of their own (a clone is another document)."""
    raw = plan.model_dump()
    for stage in raw["stages"]:
        stage["key"] = short_key()
        for question in stage["questions"]:
            question["key"] = short_key()
    return Plan.model_validate(raw)


def _with_stages(plan: Plan, stages: list[StagePlan]) -> Plan:
    return _rebuilt(Plan, plan.model_dump() | {"stages": [stage.model_dump() for stage in stages]})


def _with_questions(plan: Plan, stage: StagePlan, questions: list[QuestionPlan]) -> Plan:
    changed = _rebuilt(StagePlan, stage.model_dump() | {"questions": [question.model_dump() for question in questions]})
    return _with_stages(plan, [changed if other.key == stage.key else other for other in plan.stages])


def _free_key(plan: Plan) -> str:
    taken = {stage.key for stage in plan.stages} | {
        question.key for stage in plan.stages for question in stage.questions
    }
    key = short_key()
    while key in taken:
        key = short_key()
    return key


def _rebuilt(kind: type[T], raw: dict[str, Any]) -> T:
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        raise _sentence(error) from error


def _sentence(error: ValidationError) -> Invalid:
    first = error.errors()[0]
    place = [str(part) for part in first["loc"]]
    field = next((part for part in reversed(place) if not part.isdigit()), "")
    if first["type"] == "value_error":
        said = first["msg"].removeprefix("Value error, ").rstrip(".")
        return Invalid(f"{said[:1].upper()}{said[1:]}.", field=field)
    name = _FIELDS.get(field, field.replace("_", " ").capitalize() or "That part")
    context = first.get("ctx", {})
    said = {
        "string_too_short": "is empty",
        "string_too_long": f"is longer than {context.get('max_length')} characters",
        "too_long": f"has more than {context.get('max_length')} parts",
        "greater_than_equal": f"must be at least {context.get('ge')}",
        "less_than_equal": f"must be at most {context.get('le')}",
        "greater_than": f"must be more than {context.get('gt')}",
        "extra_forbidden": "is not a part of the plan",
    }.get(first["type"], "is not what is needed here")
    return Invalid(f"{name} {said}.", field=field)
