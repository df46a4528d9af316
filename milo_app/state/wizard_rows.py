"""A plan as the wizard shows it. Pure."""

from __future__ import annotations

from typing import TypedDict

from milo_app.core.text import plural
from milo_app.domain.interviewers.plan import Plan, QuestionKind, QuestionPlan, StageKind, StagePlan, weight_share
from milo_app.domain.interviewers.plan_settings import TagPlan
from milo_app.domain.interviewers.ports import WordingHint
from milo_app.domain.interviewers.rules import words as rule_words
from milo_app.state.wizard_rules import NO_CHECK, OPS, RuleForm, form_of, shape_of

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


class OptionRow(TypedDict):
    """An option of a choice, and whether the rule names it."""

    label: str
    is_on: bool


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
    instructions: str
    is_required: bool
    is_dealbreaker: bool
    can_break: bool
    options: str
    option_list: list[str]
    has_options: bool
    unit: str
    has_unit: bool
    low: str
    high: str
    step: str
    has_range: bool
    extensions: str
    allows_many: bool
    has_files: bool
    rule_op: str
    rule_ops: list[KindChoice]
    rule_shape: str
    rule_first: str
    rule_second: str
    rule_options: list[OptionRow]
    rule_note: str
    expects: str
    follow_ups: str
    least_follow_ups: str
    can_follow: bool
    source: str
    hint_phrase: str
    hint: str
    hint_use: str


class TagRow(TypedDict):
    """A tag that is taken from the answers of a stage."""

    at: int
    name: str
    instructions: str
    format: str
    options: str
    has_options: bool


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
    stage: StagePlan, hints: dict[str, WordingHint] | None = None, pending: dict[str, RuleForm] | None = None
) -> list[QuestionRow]:
    """Return the questions of a stage.

    `hints` are wording checks by key; `pending` are rules that lack a value still, so that the plan does not hold them.
    """
    weights = [question.weight for question in stage.questions if question.is_scored]
    return [
        _row(number, question, weights, (hints or {}).get(question.key), (pending or {}).get(question.key))
        for number, question in enumerate(stage.questions, start=1)
    ]


def tag_rows(tags: list[TagPlan]) -> list[TagRow]:
    """Return the tags of a stage."""
    return [
        TagRow(
            at=at,
            name=tag.name,
            instructions=tag.instructions,
            format=tag.format.value,
            options="\n".join(tag.options),
            has_options=tag.format.value == "option",
        )
        for at, tag in enumerate(tags)
    ]


def stage_sum(rows: list[QuestionRow]) -> str:
    """Say what a stage is made of: "5 scored, 1 pass or fail · weights 100%"."""
    scored = sum(1 for row in rows if row["is_scored"])
    checked = sum(1 for row in rows if row["expects"])
    rest = len(rows) - scored - checked
    parts = [f"{scored} scored"] if scored else []
    if checked:
        parts.append(f"{checked} pass or fail")
    if rest:
        parts.append(f"{rest} not scored" if scored or checked else plural(rest, "question"))
    text = ", ".join(parts) or "No questions yet"
    return f"{text} · weights 100%" if scored else text


def _row(
    number: int, question: QuestionPlan, weights: list[int], hint: WordingHint | None, pending: RuleForm | None
) -> QuestionRow:
    form = pending or form_of(question.kind, question.rule)
    ops = [KindChoice(value=op, label=label) for op, label in OPS.get(question.kind, ())]
    if ops and question.kind != QuestionKind.ELIGIBILITY:
        ops = [KindChoice(value=NO_CHECK, label="Not checked"), *ops]
    shape = shape_of(question.kind, form["op"])
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
        instructions=question.instructions,
        is_required=question.is_required,
        is_dealbreaker=question.is_dealbreaker,
        can_break=question.rule is not None and question.kind != QuestionKind.ELIGIBILITY,
        options="\n".join(question.options),
        option_list=["Yes", "No"] if question.kind == QuestionKind.YES_NO else list(question.options),
        has_options=question.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE),
        unit=question.unit,
        has_unit=question.kind in (QuestionKind.NUMBER, QuestionKind.SLIDER, QuestionKind.AMOUNT),
        low="" if question.low is None else f"{question.low:g}",
        high="" if question.high is None else f"{question.high:g}",
        step="" if question.step is None else f"{question.step:g}",
        has_range=question.kind == QuestionKind.SLIDER,
        extensions=", ".join(question.extensions),
        allows_many=question.allows_many,
        has_files=question.kind == QuestionKind.FILE,
        rule_op=form["op"],
        rule_ops=ops,
        rule_shape=shape,
        rule_first=form["first"],
        rule_second=form["second"],
        rule_options=[OptionRow(label=one, is_on=one in form["ticked"]) for one in question.options],
        rule_note=_rule_note(question, pending, shape),
        expects=_expects(question),
        follow_ups=str(question.max_follow_ups),
        least_follow_ups=str(question.min_follow_ups),
        can_follow=question.kind in (QuestionKind.SCORED, QuestionKind.OPEN),
        source=question.source_line,
        hint_phrase=hint.phrase if hint else "",
        hint=f"{hint.reason}" if hint else "",
        hint_use=(hint.instead if hint.can_replace else "") if hint else "",
    )


def _expects(question: QuestionPlan) -> str:
    """Say what passes on a closed card: "Yes or no, expects yes", "Number, at least 18 years"."""
    if question.rule is None:
        return ""
    said = rule_words(question.rule, question.kind, question.unit)
    if question.kind == QuestionKind.YES_NO:
        return f"{KIND_WORDS[question.kind]}, expects {said.lower()}"
    return f"{KIND_WORDS[question.kind]}: {said[:1].lower() + said[1:] if said.split()[:1] != [said] else said}"


def _rule_note(question: QuestionPlan, pending: RuleForm | None, shape: str) -> str:
    if pending is None:
        return ""
    what = {"options": "Tick what passes.", "words": "Write the words.", "numbers": "Fill in both numbers."}
    what |= {"number": "Fill in the number.", "date": "Pick the day.", "dates": "Pick both days."}
    still = "The check before holds until then." if question.rule is not None else "Nothing is checked until then."
    return f"{what.get(shape, '')} {still}".strip()


def kind_choices(stage: StagePlan, kinds: frozenset[QuestionKind]) -> list[KindChoice]:
    """Return what can be added to a stage, in a stable order."""
    return [KindChoice(value=kind.value, label=KIND_WORDS[kind]) for kind in QuestionKind if kind in kinds]
