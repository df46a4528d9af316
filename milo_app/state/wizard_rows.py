"""A plan as the wizard shows it. Pure."""

from __future__ import annotations

from typing import TypedDict

from milo_app.core.text import plural
from milo_app.domain.interviewers.plan import Plan, QuestionKind, QuestionPlan, StageKind, StagePlan, weight_share
from milo_app.state.wizard_rules import form_of

KIND_WORDS = {
    QuestionKind.ELIGIBILITY: "Must have",
    QuestionKind.CRITERION: "Scored 1 to 5",
    QuestionKind.SHORT: "Short answer",
    QuestionKind.SINGLE: "One choice",
    QuestionKind.MULTIPLE: "Several choices",
    QuestionKind.NUMBER: "Number",
    QuestionKind.SLIDER: "Slider",
    QuestionKind.DATE: "Date",
    QuestionKind.FILE: "File",
    QuestionKind.SCORED: "Scored 1 to 5",
    QuestionKind.OPEN: "Not scored",
    QuestionKind.YES_NO: "Yes or no",
    QuestionKind.AMOUNT: "Amount",
}
STAGE_WORDS = {StageKind.RESUME: "Resume", StageKind.FORM: "Form", StageKind.WEB: "Interview"}


class Found(TypedDict):
    """Something that was found in the pasted text."""

    label: str
    value: str


class KindChoice(TypedDict):
    """A kind that can be added to a stage."""

    value: str
    label: str


class StageTab(TypedDict):
    """A stage among the tabs and cards."""

    key: str
    kind: str
    title: str
    count: str
    summary: str


class QuestionRow(TypedDict):
    """A question card, closed or open."""

    key: str
    number: str
    kind: str
    kind_word: str
    text: str
    help: str
    criterion: str
    is_scored: bool
    weight: int
    share: str
    anchor_1: str
    anchor_5: str
    keywords: str
    is_required: bool
    is_dealbreaker: bool
    can_break: bool
    options: str
    has_options: bool
    unit: str
    low: str
    high: str
    has_range: bool
    rule_shape: str
    rule_first: str
    rule_second: str
    follow_ups: str
    can_follow: bool
    source: str
    hint: str
    uid: str
    focus: str


def stage_tabs(plan: Plan) -> list[StageTab]:
    """Return the stages in order."""
    return [
        StageTab(
            key=stage.key,
            kind=stage.kind.value,
            title=stage.title,
            count=str(len(stage.questions)),
            summary=_summary(stage),
        )
        for stage in plan.stages
    ]


def _summary(stage: StagePlan) -> str:
    scored = sum(1 for question in stage.questions if question.is_scored)
    checks = sum(
        1 for question in stage.questions if question.is_dealbreaker or question.kind == QuestionKind.ELIGIBILITY
    )
    parts = [plural(len(stage.questions), "question" if stage.kind != StageKind.RESUME else "item")]
    if scored:
        parts.append(f"{scored} scored")
    if checks:
        parts.append(plural(checks, "must-have"))
    parts.append(f"{stage.minutes} min")
    return ", ".join(parts)


def question_rows(
    stage: StagePlan, hints: dict[str, str], moves: dict[str, int] | None = None, focus: tuple[str, str] = ("", "")
) -> list[QuestionRow]:
    """Return the questions of a stage; `hints` are wording checks by key.

    `moves` counts how often each was moved (it is drawn anew after a move), and `focus` is the key of the one that
    was moved just now with the button ("up" or "down") that keeps the keyboard's focus.
    """
    weights = [question.weight for question in stage.questions if question.is_scored]
    rows = []
    for number, question in enumerate(stage.questions, start=1):
        row = _row(number, question, weights, hints.get(question.key, ""))
        row["uid"] = f"{question.key}-{(moves or {}).get(question.key, 0)}"
        row["focus"] = focus[1] if focus[0] == question.key else ""
        rows.append(row)
    return rows


def stage_sum(rows: list[QuestionRow]) -> str:
    """Say what a stage is made of: "4 scored, 1 not scored · weights 100%"."""
    scored = sum(1 for row in rows if row["is_scored"])
    rest = len(rows) - scored
    parts = [f"{scored} scored"] if scored else []
    if rest:
        parts.append(f"{rest} not scored" if scored else plural(rest, "question"))
    text = ", ".join(parts) or "No questions yet"
    return f"{text} · weights 100%" if scored else text


def _row(number: int, question: QuestionPlan, weights: list[int], hint: str) -> QuestionRow:
    rule = form_of(question.kind, question.rule)
    return QuestionRow(
        key=question.key,
        number=str(number),
        kind=question.kind.value,
        kind_word=KIND_WORDS[question.kind],
        text=question.text,
        help=question.help,
        criterion=question.criterion,
        is_scored=question.is_scored,
        weight=question.weight,
        share=f"{weight_share(question.weight, weights)}%" if question.is_scored else "",
        anchor_1=question.anchor_1,
        anchor_5=question.anchor_5,
        keywords=", ".join(question.keywords),
        is_required=question.is_required,
        is_dealbreaker=question.is_dealbreaker,
        can_break=rule["shape"] != "none" and question.kind != QuestionKind.ELIGIBILITY,
        options=", ".join(question.options),
        has_options=question.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE),
        unit=question.unit,
        low="" if question.low is None else f"{question.low:g}",
        high="" if question.high is None else f"{question.high:g}",
        has_range=question.kind == QuestionKind.SLIDER,
        rule_shape=rule["shape"],
        rule_first=rule["first"],
        rule_second=rule["second"],
        follow_ups=str(question.max_follow_ups),
        can_follow=question.kind == QuestionKind.SCORED,
        source=question.source_line,
        hint=hint,
        uid=question.key,
        focus="",
    )


def kind_choices(stage: StagePlan, kinds: frozenset[QuestionKind]) -> list[KindChoice]:
    """Return what can be added to a stage, in a stable order."""
    return [KindChoice(value=kind.value, label=KIND_WORDS[kind]) for kind in QuestionKind if kind in kinds]
