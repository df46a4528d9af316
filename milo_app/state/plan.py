"""The Interview tab of an interviewer: the published version, as candidates get it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

import reflex as rx

from milo_app.core.errors import NotFound
from milo_app.core.settings import settings
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.interviewers import queries
from milo_app.domain.interviewers.plan import QuestionKind, StageKind, weight_share
from milo_app.domain.interviewers.queries import InterviewerView, VersionPlan
from milo_app.domain.interviewers.rules import words as rule_words
from milo_app.domain.interviewers.versions import QuestionSpec, StageSpec
from milo_app.state.access import look, me
from milo_app.state.listing import path_part
from milo_app.state.live import listen
from milo_app.state.policy import requires, signed_in

KIND_WORDS = {
    QuestionKind.ELIGIBILITY: "Eligibility check",
    QuestionKind.CRITERION: "Resume criterion",
    QuestionKind.SHORT: "Short answer",
    QuestionKind.SINGLE: "Single choice",
    QuestionKind.MULTIPLE: "Multiple choice",
    QuestionKind.NUMBER: "Number",
    QuestionKind.SLIDER: "Slider",
    QuestionKind.DATE: "Date",
    QuestionKind.FILE: "File",
    QuestionKind.SCORED: "Scored question",
    QuestionKind.OPEN: "Open question, not scored",
    QuestionKind.YES_NO: "Yes or no",
    QuestionKind.AMOUNT: "Amount",
}


class Asked(TypedDict):
    """A question or criterion; `right` is its weight or the word Dealbreaker."""

    number: str
    text: str
    help: str
    kind: str
    criterion: str
    weight: str
    share: str
    is_dealbreaker: bool
    rule: str
    weak: str
    strong: str
    options: list[str]
    follow_ups: str
    is_optional: bool
    source: str


class Part(TypedDict):
    """A stage with its questions and the shares of their weights."""

    kind: str
    title: str
    facts: str
    weight: str
    intro: str
    shares: list[str]
    questions: list[Asked]


@dataclass(frozen=True)
class Read:
    """What one read of the page gives; no plan before the first publication."""

    view: InterviewerView
    plan: VersionPlan | None


def stage_part(stage: StageSpec, plan: VersionPlan) -> Part:
    """Turn a stage into what is drawn."""
    shares = [weight_share(each.weight, [other.weight for other in plan.scored_stages]) for each in plan.scored_stages]
    weight = ""
    if stage.is_scored:
        share = shares[[each.id for each in plan.scored_stages].index(stage.id)]
        weight = f"Weight {stage.weight}, {share}% of the overall score"
    scored = [each.plan.weight for each in stage.questions if each.plan.is_scored]
    noun = "criterion" if stage.kind == StageKind.RESUME else "question"
    many = "criteria" if stage.kind == StageKind.RESUME else "questions"
    facts = [plural(len(stage.questions), noun, many), f"about {stage.minutes} min"]
    if stage.kind == StageKind.RESUME:
        facts.append("resume required" if stage.plan.is_required else "resume optional")
    if stage.plan.enforce_rules:
        facts.append("stops people who are not eligible")
    return Part(
        kind=stage.kind.value,
        title=stage.title,
        facts=", ".join(facts),
        weight=weight,
        intro=stage.plan.intro,
        shares=[str(weight_share(each, scored)) for each in scored],
        questions=[_asked(number, each, scored) for number, each in enumerate(stage.questions, start=1)],
    )


def _asked(number: int, spec: QuestionSpec, scored: list[int]) -> Asked:
    plan = spec.plan
    is_scored = plan.is_scored
    return Asked(
        number=str(number),
        text=plan.text,
        help=plan.help,
        kind=KIND_WORDS[plan.kind],
        criterion=plan.criterion if is_scored else "",
        weight=f"Weight {plan.weight}" if is_scored else "",
        share=f"{weight_share(plan.weight, scored)}%" if is_scored else "",
        is_dealbreaker=plan.is_dealbreaker,
        rule=rule_words(plan.rule, plan.kind, plan.unit) if plan.rule is not None else "",
        weak=plan.anchor_1 if is_scored else "",
        strong=plan.anchor_5 if is_scored else "",
        options=list(plan.options),
        follow_ups=follow_up_words(plan.min_follow_ups, plan.max_follow_ups),
        is_optional=not plan.is_required,
        source=plan.source_line,
    )


def follow_up_words(fewest: int, most: int) -> str:
    """Say how many follow-ups may come: "", "Up to 2 follow-ups", "1 to 2 follow-ups"."""
    if most == 0:
        return ""
    if fewest == 0:
        return f"Up to {plural(most, 'follow-up')}"
    return plural(most, "follow-up") if fewest == most else f"{fewest} to {plural(most, 'follow-up')}"


class PlanPage(rx.State):
    """The page."""

    interviewer: str = ""
    title: str = ""
    slug: str = ""
    link: str = ""
    status: str = ""
    status_word: str = ""
    total: str = ""
    version: str = ""
    facts: str = ""
    persona: str = ""
    deadline: str = ""
    deadline_level: str = "none"
    has_changes: bool = False
    can_edit: bool = False
    parts: list[Part] = []
    is_loading: bool = True
    is_allowed: bool = True
    is_missing: bool = False

    @rx.event
    @signed_in
    async def load(self):
        """Read the interviewer that the address names and its published version."""
        chosen = path_part(self, "interviewer_id")
        if chosen != self.interviewer:
            self.is_loading, self.parts, self.title, self.total = True, [], "", ""
        self.interviewer = chosen
        actor = me().actor
        self.is_allowed, self.can_edit = actor.can("interviewer:read"), actor.can("interviewer:update")
        if self.is_allowed:
            await self._read()
        self.is_loading = False

    async def _read(self) -> None:
        try:
            read = await look(_everything, self.interviewer)
        except NotFound:
            self.is_missing = True
            return
        self.is_missing = False
        self._show(read)

    def _show(self, read: Read) -> None:
        row, plan = read.view.row, read.plan
        self.title, self.slug, self.status = row.title, row.slug, row.state
        self.status_word, self.total = row.state.capitalize(), f"{row.invited:,}"
        self.link = settings().origin + row.link if row.link else ""
        self.deadline = row.deadline_text
        self.deadline_level = {"soon": "soon", "today": "today", "over": "past"}.get(row.deadline_tone, "none")
        self.persona, self.has_changes = read.view.persona, read.view.has_unpublished_changes
        self.version = f"Version {plan.number}" if plan is not None else ""
        self.parts = [stage_part(stage, plan) for stage in plan.stages] if plan is not None else []
        self.facts = _facts(plan) if plan is not None else ""

    @rx.event
    @requires("interviewer:read")
    async def refresh(self):
        """Read it again: a new version may be out."""
        if self.interviewer:
            await self._read()


def _facts(plan: VersionPlan) -> str:
    questions = plural(plan.question_count, "question")
    return f"{plural(len(plan.stages), 'stage')}, {questions}, about {plan.minutes} min"


def _everything(w: Work, public_id: str) -> Read:
    row = queries.pick(w, public_id)
    plan = queries.plan_of(w, row.version_id) if row.version_id is not None else None
    return Read(queries.get(w, public_id), plan)


def _is_plan_tab(path: str) -> bool:
    parts = path.strip("/").split("/")
    return len(parts) == 3 and parts[0] == "interviewers" and parts[2] == "plan"


listen(_is_plan_tab, lambda: PlanPage.refresh)
