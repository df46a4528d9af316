"""One published version of an interviewer, as candidates get it: read only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

import reflex as rx

from milo_app.core.errors import NotFound
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.candidates import versions as use
from milo_app.domain.candidates.versions import VersionUse
from milo_app.domain.interviewers import history, queries
from milo_app.domain.interviewers.diff import DELIVERY_WORDS
from milo_app.domain.interviewers.history import VersionLine
from milo_app.domain.interviewers.plan import QuestionKind, StageKind, weight_share
from milo_app.domain.interviewers.queries import VersionPlan
from milo_app.domain.interviewers.rules import words as rule_words
from milo_app.domain.interviewers.versions import QuestionSpec, StageSpec
from milo_app.state.access import look, me
from milo_app.state.interviewer_versions import people_words
from milo_app.state.listing import path_part, query_of
from milo_app.state.live import listen
from milo_app.state.policy import requires, signed_in
from milo_app.state.wizard_steps import LANGUAGES

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


class Told(TypedDict):
    """A setting of the version and what it says."""

    name: str
    text: str


@dataclass(frozen=True)
class Read:
    """What one read of the page gives; no plan before the first publication."""

    persona: str
    language: str
    plan: VersionPlan | None
    line: VersionLine | None
    people: VersionUse | None


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
    """One version, read only; the live one where the address names none."""

    interviewer: str = ""
    version: str = ""
    number: int = 0
    facts: str = ""
    published: str = ""
    is_live: bool = False
    can_edit: bool = False
    told: list[Told] = []
    parts: list[Part] = []
    is_loading: bool = True
    missing: str = ""
    _wanted: int = 0

    @rx.event
    @signed_in
    async def load(self):
        """Read the version that the address names, else the live one."""
        chosen, wanted = path_part(self, "interviewer_id"), query_of(self, {"version": ""})["version"]
        number = int(wanted) if wanted.isdigit() and len(wanted) < 7 else 0
        if (chosen, number) != (self.interviewer, self._wanted):
            self.is_loading, self.parts, self.told = True, [], []
        self.interviewer, self._wanted = chosen, number
        actor = me().actor
        self.can_edit = actor.can("interviewer:update")
        if actor.can("interviewer:read"):
            await self._read()
        self.is_loading = False

    async def _read(self) -> None:
        self.missing = ""
        try:
            read = await look(_everything, self.interviewer, self._wanted)
        except NotFound as error:
            self.missing, self.parts, self.told = error.sentence(), [], []
            return
        plan, line = read.plan, read.line
        self.number = plan.number if plan is not None else 0
        self.version = f"Version {plan.number}" if plan is not None else ""
        self.is_live = line is not None and line.is_live
        self.published = f"Published {line.published_text} by {line.by}. {people_words(read.people)}." if line else ""
        self.parts = [stage_part(stage, plan) for stage in plan.stages] if plan is not None else []
        self.told = told(plan, read.persona, read.language) if plan is not None else []
        self.facts = _facts(plan) if plan is not None else ""

    @rx.event
    @requires("interviewer:read")
    async def refresh(self):
        """Read it again: a new version may be out."""
        if self.interviewer:
            await self._read()


def told(plan: VersionPlan, persona: str, language: str) -> list[Told]:
    """Return what the interviewer of a version knows and says; what is empty is left out."""
    held = plan.settings
    rows = [
        ("Name", persona),
        ("Language", dict(LANGUAGES).get(language, language)),
        ("Tone", held.tone.value.capitalize()),
        ("Opening line", held.opening),
        *(
            (f"{name}, {DELIVERY_WORDS[overview.delivery]}", overview.text)
            for name, overview in (
                ("About the company", held.company),
                ("About the job", held.job),
                ("How hiring goes on", held.process),
            )
        ),
        ("Instructions, never shown to candidates", held.instructions),
        ("Link after the last stage", held.redirect_url),
        ("Scheduling link", held.scheduling_url),
        ("Metadata", ", ".join(f"{key}: {value}" for key, value in held.metadata.items())),
    ]
    return [Told(name=name, text=text) for name, text in rows if text]


def _facts(plan: VersionPlan) -> str:
    questions = plural(plan.question_count, "question")
    return f"{plural(len(plan.stages), 'stage')}, {questions}, about {plan.minutes} min"


def _everything(w: Work, public_id: str, number: int) -> Read:
    lines = history.versions(w, public_id)
    line = next((one for one in lines if (one.number == number if number else one.is_live)), None)
    if line is None and number:
        raise history.NoSuchVersion(number)
    if line is None:
        row = queries.pick(w, public_id)
        return Read(row.persona, row.language, None, None, None)
    frozen = history.published(w, public_id, line.number)
    used = use.use_of(w, public_id).get(line.id) if w.actor.can("candidate:read") else None
    return Read(frozen.persona, frozen.language, queries.plan_of(w, line.id), line, used)


def _is_plan_page(path: str) -> bool:
    parts = path.strip("/").split("/")
    return len(parts) == 3 and parts[0] == "interviewers" and parts[2] == "plan"


listen(_is_plan_page, lambda: PlanPage.refresh)
