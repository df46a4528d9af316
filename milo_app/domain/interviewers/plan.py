"""The plan of an interview: what a composer drafts, what a recruiter edits, what publishing freezes.

One schema for all three, so that a model and the built-in composer cannot differ in shape. Weights are 1-10, anchors
describe a score of 1 and of 5; anchor s maps to 25(s-1) on the 0-100 scale (design.md section 4).
"""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from milo_app.core.ids import short_key
from milo_app.core.text import fold, one_line
from milo_app.domain.interviewers.plan_settings import RootSettings, TagFormat, TagPlan

MAX_DESCRIPTION = 50_000


class StageKind(str, Enum):
    """The kinds of stage that exist so far."""

    RESUME = "resume"
    FORM = "form"
    WEB = "web_interview"


class QuestionKind(str, Enum):
    """What is asked, and how it is judged."""

    ELIGIBILITY = "eligibility"
    CRITERION = "criterion"
    SHORT = "short_answer"
    SINGLE = "single_choice"
    MULTIPLE = "multiple_choice"
    NUMBER = "number"
    SLIDER = "slider"
    DATE = "date"
    FILE = "file"
    SCORED = "scored"
    OPEN = "not_scored"
    YES_NO = "yes_no"
    AMOUNT = "amount"


RESUME_KINDS = frozenset({QuestionKind.ELIGIBILITY, QuestionKind.CRITERION})
FORM_KINDS = frozenset(
    {
        QuestionKind.SHORT,
        QuestionKind.SINGLE,
        QuestionKind.MULTIPLE,
        QuestionKind.NUMBER,
        QuestionKind.SLIDER,
        QuestionKind.DATE,
        QuestionKind.FILE,
    }
)
WEB_KINDS = frozenset(
    {
        QuestionKind.SCORED,
        QuestionKind.OPEN,
        QuestionKind.YES_NO,
        QuestionKind.AMOUNT,
        QuestionKind.SINGLE,
        QuestionKind.MULTIPLE,
    }
)
SCORED_KINDS = frozenset({QuestionKind.CRITERION, QuestionKind.SCORED})
KINDS_OF_STAGE = {StageKind.RESUME: RESUME_KINDS, StageKind.FORM: FORM_KINDS, StageKind.WEB: WEB_KINDS}


class RuleOp(str, Enum):
    """How an answer is checked. Deterministic, the same with and without a model."""

    ANSWERED = "answered"
    ANY_OF = "any_of"
    ALL_OF = "all_of"
    NONE_OF = "none_of"
    MIN = "min"
    MAX = "max"
    RANGE = "range"
    EXACT = "exact"
    AFTER = "after"
    BEFORE = "before"
    BETWEEN = "between"
    YEARS = "years"
    MENTIONS = "mentions"


class Rule(BaseModel):
    """A check with typed values: choices and words in `values`, numbers in `low` and `high`, days in `start` and `end`.

    `years` asks a resume for at least `low` years of experience; `mentions` for any of the words in `values`.
    """

    model_config = ConfigDict(extra="forbid")

    op: RuleOp
    values: list[str] = Field(default_factory=list, max_length=50)
    low: float | None = None
    high: float | None = None
    start: dt.date | None = None
    end: dt.date | None = None

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Rule:
        op = self.op
        if op in (RuleOp.ANY_OF, RuleOp.ALL_OF, RuleOp.NONE_OF, RuleOp.MENTIONS) and not self.values:
            raise ValueError(f"the rule {op.value} needs at least one value")
        if op in (RuleOp.MIN, RuleOp.RANGE, RuleOp.EXACT, RuleOp.YEARS) and self.low is None:
            raise ValueError(f"the rule {op.value} needs a number")
        if op in (RuleOp.MAX, RuleOp.RANGE) and self.high is None:
            raise ValueError(f"the rule {op.value} needs an upper number")
        if op in (RuleOp.AFTER, RuleOp.BETWEEN) and self.start is None:
            raise ValueError(f"the rule {op.value} needs a date")
        if op in (RuleOp.BEFORE, RuleOp.BETWEEN) and self.end is None:
            raise ValueError(f"the rule {op.value} needs an end date")
        return self


class QuestionPlan(BaseModel):
    """One question or criterion."""

    model_config = ConfigDict(extra="forbid")

    key: str = Field(default_factory=short_key, max_length=16)
    kind: QuestionKind
    text: str = Field(min_length=1, max_length=1000, description="What is asked, or what to look for in a resume.")
    help: str = Field(default="", max_length=300)
    criterion: str = Field(default="", max_length=80, description="Short name; required for scored kinds.")
    weight: int = Field(default=5, ge=1, le=10)
    anchor_1: str = Field(default="", max_length=500, description="What a score of 1 looks like.")
    anchor_5: str = Field(default="", max_length=500, description="What a score of 5 looks like.")
    keywords: list[str] = Field(default_factory=list, max_length=40, description="Words that show coverage, editable.")
    is_required: bool = True
    is_dealbreaker: bool = False
    rule: Rule | None = None
    options: list[str] = Field(default_factory=list, max_length=50)
    unit: str = Field(default="", max_length=20)
    low: float | None = None
    high: float | None = None
    step: float | None = Field(default=None, gt=0)
    extensions: list[str] = Field(default_factory=list, max_length=10)
    allows_many: bool = Field(default=True, description="File: whether more than one may be sent.")
    min_follow_ups: int = Field(default=0, ge=0, le=5)
    max_follow_ups: int = Field(default=0, ge=0, le=10)
    instructions: str = Field(
        default="", max_length=5000, description="How to judge and follow up this question; never shown to candidates."
    )
    source_line: str = Field(
        default="", max_length=600, description="The line of the description that it came from, verbatim."
    )

    @field_validator("text", "criterion", "unit", "help")
    @classmethod
    def _one_line(cls, value: str) -> str:
        return one_line(value)

    @model_validator(mode="after")
    def _fits_its_kind(self) -> QuestionPlan:
        if self.kind in SCORED_KINDS and not self.criterion:
            self.criterion = self.text[:60]
        if self.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE) and len(self.options) < 2:
            raise ValueError("a choice needs at least two options")
        if self.kind == QuestionKind.SLIDER and (self.low is None or self.high is None or self.low >= self.high):
            raise ValueError("a slider needs a lower and a higher end")
        if self.kind in SCORED_KINDS or self.kind == QuestionKind.OPEN:
            self.is_dealbreaker = False
        if self.kind == QuestionKind.ELIGIBILITY and self.rule is None:
            raise ValueError("an eligibility check needs a rule")
        if self.is_dealbreaker and self.rule is None:
            raise ValueError("a dealbreaker needs a rule that says what passes")
        self.max_follow_ups = max(self.max_follow_ups, self.min_follow_ups)
        return self

    @property
    def is_scored(self) -> bool:
        """Whether this question carries a score of its own."""
        return self.kind in SCORED_KINDS


class StagePlan(BaseModel):
    """One stage with its questions."""

    model_config = ConfigDict(extra="forbid")

    key: str = Field(default_factory=short_key, max_length=16)
    kind: StageKind
    title: str = Field(min_length=1, max_length=120)
    weight: int = Field(default=5, ge=1, le=10)
    is_required: bool = Field(default=True, description="Resume: whether one must be uploaded to go on.")
    enforce_rules: bool = Field(default=False, description="Resume: whether failing any must-have stops the candidate.")
    intro: str = Field(default="", max_length=1000)
    questions: list[QuestionPlan] = Field(default_factory=list, max_length=40)
    tags: list[TagPlan] = Field(default_factory=list, max_length=20, description="Interview: what to note.")

    @model_validator(mode="after")
    def _questions_fit(self) -> StagePlan:
        for question in self.questions:
            if question.kind not in KINDS_OF_STAGE[self.kind]:
                raise ValueError(f"{question.kind.value} does not belong in a {self.kind.value} stage")
        return self

    def stops_on(self, question: QuestionPlan) -> bool:
        """Whether failing this rule stops: a dealbreaker, or a must-have of a resume stage that enforces them."""
        is_must = self.kind == StageKind.RESUME and question.kind == QuestionKind.ELIGIBILITY
        return question.is_dealbreaker or (self.enforce_rules and is_must)

    @property
    def minutes(self) -> int:
        """Minutes that a candidate needs: 1 for a resume, 0.5 a form question, 2 a web question, 0.5 a follow-up."""
        if self.kind == StageKind.RESUME:
            return 1
        if self.kind == StageKind.FORM:
            return max(1, round(0.5 * len(self.questions)))
        return max(
            1, round(sum(2 + 0.5 * q.max_follow_ups if q.kind == QuestionKind.SCORED else 1 for q in self.questions))
        )


class Plan(BaseModel):
    """A whole interview."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=3, max_length=200)
    department: str = Field(default="", max_length=80)
    language: str = Field(default="en", max_length=12)
    persona: str = Field(default="Sarah", min_length=1, max_length=100)
    stages: list[StagePlan] = Field(default_factory=list, max_length=10)
    settings: RootSettings = Field(default_factory=RootSettings)

    @property
    def minutes(self) -> int:
        """Minutes for all stages."""
        return sum(stage.minutes for stage in self.stages)

    def problems(self) -> list[str]:
        """Return what keeps this plan from going live, as sentences for the recruiter; empty when it can."""
        found: list[str] = []
        if not self.stages:
            found.append("Add at least one stage.")
        for stage in self.stages:
            if not stage.questions and stage.kind != StageKind.RESUME:
                found.append(f"{stage.title} has no questions.")
            for question in stage.questions:
                if question.is_scored and not (question.anchor_1 and question.anchor_5):
                    found.append(f"Describe a weak and a strong answer for “{question.criterion}”.")
                found += _impossible(question)
            found += [
                f"Give the tag “{tag.name}” at least two options."
                for tag in stage.tags
                if tag.format == TagFormat.OPTION and len(tag.options) < 2
            ]
        keys = [q.key for stage in self.stages for q in stage.questions] + [s.key for s in self.stages]
        if len(set(keys)) != len(keys):
            found.append("Two parts of the plan share a key. Remove one and add it again.")
        return found


def _impossible(question: QuestionPlan) -> list[str]:
    """Return why nobody could pass a question, as sentences."""
    rule = question.rule
    if rule is None:
        return []
    name = question.text if len(question.text) <= 60 else question.text[:59].rstrip() + "…"
    if question.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE) and rule.op in (RuleOp.ANY_OF, RuleOp.ALL_OF):
        offered = {fold(option) for option in question.options}
        missing = [value for value in rule.values if fold(value) not in offered]
        if missing:
            return [f"“{name}” accepts “{missing[0]}”, which is not one of its options."]
    is_upside_down = rule.low is not None and rule.high is not None and rule.low > rule.high
    if is_upside_down or (rule.start is not None and rule.end is not None and rule.start > rule.end):
        return [f"“{name}” asks for a range that ends before it begins."]
    return []


def weight_share(weight: int, weights: list[int]) -> int:
    """Return a weight's share of the sum in whole percent."""
    total = sum(weights)
    return round(100 * weight / total) if total else 0


def load_plan(raw: dict[str, Any]) -> Plan:
    """Read a stored plan; raises pydantic's ValidationError when it is not one."""
    return Plan.model_validate(raw)
