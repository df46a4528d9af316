"""Creating and editing an interviewer: paste, look at the draft, change it, go live. Every change is saved at once."""

from __future__ import annotations

import asyncio
from typing import Any, TypedDict

import reflex as rx

from milo_app import bootstrap
from milo_app.core import money
from milo_app.core.clock import local_day_bounds
from milo_app.core.errors import Conflict, Invalid, MiloError
from milo_app.core.settings import settings
from milo_app.domain.billing import prices
from milo_app.domain.interviewers import composing, plan_edits, publishing, queries, service
from milo_app.domain.interviewers.errors import NotPublishable, SlugTaken
from milo_app.domain.interviewers.plan import KINDS_OF_STAGE, MAX_DESCRIPTION, Plan, QuestionKind, StageKind, load_plan
from milo_app.domain.interviewers.ports import WordingCheck
from milo_app.domain.interviewers.queries import DraftView
from milo_app.state.access import call, look, me, slowly
from milo_app.state.listing import path_part
from milo_app.state.policy import requires
from milo_app.state.wizard_rows import KindChoice, QuestionRow, StageTab, kind_choices, question_rows, stage_tabs
from milo_app.state.wizard_rules import RuleForm, rule_from

STEPS = ("plan", "questions", "review")


class Found(TypedDict):
    """Something that was found in the pasted text."""

    label: str
    value: str


class Wizard(rx.State):
    """The draft and where somebody is in it."""

    interviewer: str = ""
    step: str = "plan"
    status: str = "draft"
    text: str = ""
    wishes: str = ""
    counter: str = f"0 of {MAX_DESCRIPTION:,} characters"
    error: str = ""
    is_composing: bool = False
    title: str = ""
    department: str = ""
    persona: str = ""
    composer: str = ""
    notes: list[str] = []
    facts: list[Found] = []
    stages: list[StageTab] = []
    open_stage: str = ""
    stage_kind: str = ""
    stage_title: str = ""
    stage_weight: int = 5
    stage_required: bool = True
    stage_enforced: bool = False
    questions: list[QuestionRow] = []
    shares: list[str] = []
    open_question: str = ""
    addable: list[KindChoice] = []
    estimate: str = ""
    cost: str = ""
    saved: str = ""
    problems: list[str] = []
    slug: str = ""
    slug_note: str = ""
    slug_ok: bool = True
    deadline: str = ""
    is_publishing: bool = False
    live_link: str = ""
    workspace_path: str = ""
    _plan: dict[str, Any] = {}
    _rev: int = 0

    @rx.event
    @requires("interviewer:create")
    async def load_new(self):
        """Start an empty page."""
        self.reset()
        self.workspace_path = f"{settings().origin}/i/{me().workspace_slug}/"

    @rx.event
    @requires("interviewer:update")
    async def load(self):
        """Read the draft that the address names."""
        chosen = path_part(self, "interviewer_id")
        if chosen != self.interviewer:
            self.reset()
        self.interviewer = chosen
        self.workspace_path = f"{settings().origin}/i/{me().workspace_slug}/"
        wanted = str(self.router.url.query_parameters.get("step", ""))
        self._show(await look(queries.draft, chosen))
        self.step = wanted if wanted in STEPS else ("questions" if self.stages else "plan")
        if not self.slug:
            self.slug = await look(publishing.suggest_slug, self.title)

    def _show(self, draft: DraftView) -> None:
        self.interviewer, self.status, self._rev = draft.id, draft.state, draft.rev
        self.text, self.counter = draft.description, f"{len(draft.description):,} of {MAX_DESCRIPTION:,} characters"
        self.composer, self.notes = draft.composer, list(draft.notes)
        self.facts = [Found(label=fact.label, value=fact.value) for fact in draft.facts]
        self.slug = draft.slug or self.slug
        self._show_plan(draft.plan)

    def _show_plan(self, plan: Plan) -> None:
        self._plan = plan.model_dump(mode="json")
        self.title, self.department, self.persona = plan.title, plan.department, plan.persona
        self.stages = stage_tabs(plan)
        self.problems = plan.problems()
        self.estimate = f"about {plan.minutes} min" if plan.stages else ""
        cost = prices.estimate(stage.kind.value for stage in plan.stages)
        self.cost = f"about {money.exact(cost)} per completed candidate" if plan.stages else ""
        keys = [stage["key"] for stage in self.stages]
        if self.open_stage not in keys:
            scored = [stage["key"] for stage in self.stages if stage["kind"] == StageKind.WEB.value]
            self.open_stage = (scored or keys or [""])[0]
        self._show_stage(plan)

    def _show_stage(self, plan: Plan) -> None:
        stage = next((stage for stage in plan.stages if stage.key == self.open_stage), None)
        if stage is None:
            self.questions, self.shares, self.addable = [], [], []
            return
        check = bootstrap.ports()[WordingCheck]
        hints = {
            question.key: f"“{hint.phrase}”: {hint.reason}" + (f" Say “{hint.instead}”." if hint.instead else "")
            for question in stage.questions
            for hint in check.hints(question.text)[:1]
        }
        self.stage_kind, self.stage_title, self.stage_weight = stage.kind.value, stage.title, stage.weight
        self.stage_required, self.stage_enforced = stage.is_required, stage.enforce_rules
        self.questions = question_rows(stage, hints)
        self.shares = [row["share"] for row in self.questions if row["share"]]
        self.addable = kind_choices(stage, KINDS_OF_STAGE[stage.kind])

    async def _save(self, plan: Plan) -> None:
        """Keep a changed plan; a change made in another tab is never overwritten."""
        try:
            self._rev = await call(service.save_draft, self.interviewer, plan, self._rev)
        except Conflict:
            self._show(await look(queries.draft, self.interviewer))
            raise
        self._show_plan(plan)
        self.saved = (
            "Saved. Nobody sees it until you publish."
            if self.status == "draft"
            else "Saved. Candidates see it after you publish."
        )

    def _now(self) -> Plan:
        return load_plan(self._plan)

    @rx.event
    @requires("interviewer:create")
    async def type_text(self, text: str):
        """Count what is pasted."""
        self.text, self.error = text, ""
        self.counter = f"{len(text):,} of {MAX_DESCRIPTION:,} characters"

    @rx.event
    @requires("interviewer:create")
    async def type_wishes(self, text: str):
        """Keep what the recruiter wants besides."""
        self.wishes = text[:5000]

    @rx.event
    @requires("interviewer:create")
    async def compose(self):
        """Save the text first, then draft the interview from it."""
        self.error, self.is_composing = "", True
        yield
        try:
            is_first = not self.interviewer
            if is_first:
                started = await call(composing.start_draft, self.text)
            else:
                started = await call(composing.change_description, self.interviewer, self.text)
            self.interviewer = started.id
            drafted = await slowly(composing.compose, started.id, self.wishes)
            self._show(drafted)
        except MiloError as error:
            self.error = error.sentence()
            return
        finally:
            self.is_composing = False
        yield rx.redirect(f"/interviewers/{self.interviewer}/edit?step=questions", replace=is_first)

    @rx.event
    @requires("interviewer:create")
    async def start_empty(self):
        """Begin without a description."""
        started = await call(composing.blank, "New interviewer")
        return rx.redirect(f"/interviewers/{started.id}/edit?step=questions")

    @rx.event
    @requires("interviewer:update")
    async def go(self, step: str):
        """Open another step; each has its own address."""
        if step in STEPS:
            return rx.redirect(f"/interviewers/{self.interviewer}/edit?step={step}")

    @rx.event
    @requires("interviewer:update")
    async def pick_stage(self, key: str):
        """Open another stage."""
        self.open_stage, self.open_question = key, ""
        self._show_stage(self._now())

    @rx.event
    @requires("interviewer:update")
    async def toggle(self, key: str):
        """Open or close a question; one is open at a time."""
        self.open_question = "" if self.open_question == key else key

    @rx.event
    @requires("interviewer:update")
    async def change_plan(self, name: str, value: str):
        """Change title, department or persona."""
        if name not in ("title", "department", "persona"):
            raise Invalid("This cannot be changed here.")
        await self._save(plan_edits.change_plan(self._now(), **{name: value}))

    @rx.event
    @requires("interviewer:update")
    async def add_stage(self, kind: str):
        """Add a stage at the end."""
        plan = plan_edits.add_stage(self._now(), StageKind(kind))
        self.open_stage = plan.stages[-1].key
        await self._save(plan)

    @rx.event
    @requires("interviewer:update")
    async def remove_stage(self, key: str):
        """Remove a stage with its questions."""
        await self._save(plan_edits.remove_stage(self._now(), key))

    @rx.event
    @requires("interviewer:update")
    async def move_stage(self, key: str, by: int):
        """Move a stage one place up or down."""
        plan = self._now()
        at = [stage.key for stage in plan.stages].index(key)
        await self._save(plan_edits.move_stage(plan, key, max(0, min(len(plan.stages) - 1, at + by))))

    @rx.event
    @requires("interviewer:update")
    async def change_stage(self, name: str, value: str):
        """Change the title, the weight or a switch of the open stage."""
        fields: dict[str, Any] = {"title": value}
        if name == "weight":
            fields = {"weight": _whole(value)}
        elif name in ("is_required", "enforce_rules"):
            fields = {name: value == "true"}
        elif name != "title":
            raise Invalid("This cannot be changed here.")
        await self._save(plan_edits.change_stage(self._now(), self.open_stage, **fields))

    @rx.event
    @requires("interviewer:update")
    async def add_question(self, kind: str):
        """Add a question to the open stage, and open it."""
        plan = plan_edits.add_question(self._now(), self.open_stage, QuestionKind(kind))
        self.open_question = plan_edits.find_stage(plan, self.open_stage).questions[-1].key
        await self._save(plan)

    @rx.event
    @requires("interviewer:update")
    async def remove_question(self, key: str):
        """Remove a question, with Undo."""
        before = self._plan
        await self._save(plan_edits.remove_question(self._now(), key))
        self._before = before
        return rx.toast.success("Question removed.", action={"label": "Undo", "on_click": Wizard.undo}, duration=8000)

    _before: dict[str, Any] = {}

    @rx.event
    @requires("interviewer:update")
    async def undo(self):
        """Bring the removed question back."""
        if self._before:
            await self._save(load_plan(self._before))
            self._before = {}

    @rx.event
    @requires("interviewer:update")
    async def move_question(self, key: str, by: int):
        """Move a question one place up or down."""
        plan = self._now()
        keys = [question.key for question in plan_edits.find_stage(plan, self.open_stage).questions]
        await self._save(plan_edits.move_question(plan, key, max(0, min(len(keys) - 1, keys.index(key) + by))))

    @rx.event
    @requires("interviewer:update")
    async def change_question(self, key: str, name: str, value: str):
        """Change one field of a question."""
        await self._save(plan_edits.change_question(self._now(), key, **_field(name, value)))

    @rx.event
    @requires("interviewer:update")
    async def change_rule(self, key: str, shape: str, part: str, value: str):
        """Change what passes; without a rule a question cannot be a dealbreaker."""
        plan = self._now()
        _, question = plan_edits.find_question(plan, key)
        row = next(row for row in self.questions if row["key"] == key)
        form = RuleForm(shape=shape, first=row["rule_first"], second=row["rule_second"])
        if part in ("first", "second"):
            form[part] = value  # type: ignore[literal-required]
        elif part == "shape":
            form = RuleForm(shape=value, first="1" if value == "years" else "skill", second="")
        rule = rule_from(question.kind, form)
        fields: dict[str, Any] = {"rule": rule.model_dump() if rule else None}
        if rule is None:
            fields["is_dealbreaker"] = False
        await self._save(plan_edits.change_question(plan, key, **fields))

    @rx.event
    @requires("interviewer:update")
    async def type_slug(self, value: str):
        """Check a name for the link as it is typed."""
        found = await look(publishing.check_slug, value, self.interviewer)
        self.slug, self.slug_note, self.slug_ok = value, found.sentence, found.is_free

    @rx.event
    @requires("interviewer:update")
    async def pick_deadline(self, value: str):
        """Choose the last day; the deadline is the end of that day in the workspace's zone."""
        self.deadline = value

    @rx.event
    @requires("interviewer:update")
    async def publish(self):
        """Freeze the plan as a version and open the link."""
        self.error, self.is_publishing = "", True
        yield
        try:
            ends = None
            if self.deadline:
                day = asyncio.to_thread(_day_end, self.deadline, me().workspace_tz)
                ends = await day
            done = await call(publishing.publish, self.interviewer, self._rev, slug=self.slug, deadline_at=ends)
        except NotPublishable as error:
            self.problems = list(error.problems)
            return
        except SlugTaken as error:
            self.slug_ok, self.slug_note = False, error.sentence()
            return
        except MiloError as error:
            self.error = error.sentence()
            return
        finally:
            self.is_publishing = False
        self.status, self.live_link = done.state, settings().origin + done.link
        yield rx.toast.success(f"Live as version {done.version}. Share the link.")

    @rx.event
    @requires("interviewer:update")
    async def discard(self):
        """Delete a draft that never went live."""
        await call(service.delete_draft, self.interviewer)
        yield rx.toast.success("Draft deleted.")
        yield rx.redirect("/interviewers")


def _day_end(text: str, tz: str) -> Any:
    from datetime import date

    try:
        return local_day_bounds(date.fromisoformat(text), tz)[1]
    except ValueError as error:
        raise Invalid("This is not a date.", field="deadline") from error


def _whole(text: str) -> int:
    try:
        return int(float(text))
    except ValueError as error:
        raise Invalid("This is not a number.") from error


def _field(name: str, value: str) -> dict[str, Any]:
    """Turn a form field into a field of the question; unknown names are refused."""
    if name in ("text", "help", "criterion", "anchor_1", "anchor_5", "unit"):
        return {name: value}
    if name in ("keywords", "options"):
        return {name: [part.strip() for part in value.split(",") if part.strip()]}
    if name in ("is_required", "is_dealbreaker"):
        return {name: value == "true"}
    if name == "weight":
        return {name: max(1, min(10, _whole(value)))}
    if name in ("low", "high"):
        return {name: float(_whole(value))}
    if name == "max_follow_ups":
        return {name: max(0, min(10, _whole(value))), "min_follow_ups": 0}
    raise Invalid("This cannot be changed here.")
