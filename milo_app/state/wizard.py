"""Creating and editing an interviewer: the draft that all steps share. Every change is saved at once.

Each step is a substate with what only it shows (`wizard_plan`, `wizard_stages`, `wizard_questions`, ...). A step changes
the plan with `plan_edits`, hands it to `_save`, and draws itself in `_draw`, which is called whenever the plan was read
or changed.
"""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app import bootstrap
from milo_app.core.errors import Conflict, Invalid, NotFound
from milo_app.core.settings import settings
from milo_app.core.text import plural
from milo_app.domain.billing import prices
from milo_app.domain.interviewers import plan_edits, queries, service
from milo_app.domain.interviewers.plan import Plan, StageKind, load_plan
from milo_app.domain.interviewers.queries import DraftView
from milo_app.state.access import call, look, me
from milo_app.state.listing import path_part
from milo_app.state.policy import requires
from milo_app.state.wizard_rows import StageTab, stage_tabs
from milo_app.state.wizard_rules import restored
from milo_app.state.wizard_steps import NO_LINES, cost_words, facts_of, step_lines, steps_done

STEPS = ("plan", "basics", "stages", "questions", "budget", "review")


class Wizard(rx.State):
    """The draft and where somebody is in it."""

    interviewer: str = ""
    step: str = "plan"
    status: str = "draft"
    conflict: str = ""
    title: str = ""
    department: str = ""
    persona: str = ""
    language: str = "en"
    lines: dict[str, str] = dict(NO_LINES)
    done: list[str] = []
    before: str = ""
    after: str = ""
    stages: list[StageTab] = []
    open_stage: str = ""
    how_many: str = ""
    asked: str = ""
    estimate: str = ""
    cost: str = ""
    covers: str = ""
    saved: str = ""
    saved_at: int = 0
    problems: list[str] = []
    workspace_path: str = ""
    _removed: dict[str, dict[str, Any]] = {}
    _plan: dict[str, Any] = {}
    _rev: int = 0
    _facts: dict[str, Any] = {}

    @rx.event
    @requires("interviewer:create")
    async def load_new(self):
        """Start an empty page."""
        self.reset()
        self._place()
        for kind in Wizard.get_substates():
            await (await self.get_state(kind))._begin()

    @rx.event
    @requires("interviewer:update")
    async def load(self):
        """Read the draft that the address names."""
        chosen = path_part(self, "interviewer_id")
        if chosen != self.interviewer:
            self.reset()
        self.interviewer = chosen
        self._place()
        self.saved, self.saved_at = "", 0
        wanted = str(self.router.url.query_parameters.get("step", ""))
        draft = await look(queries.draft, chosen)
        self.step = wanted if wanted in STEPS else ("questions" if draft.plan.stages else "plan")
        at = STEPS.index(self.step)
        self.before = STEPS[at - 1] if at else ""
        self.after = STEPS[at + 1] if at + 1 < len(STEPS) else ""
        await self._show(draft)

    def _place(self) -> None:
        self.workspace_path = f"{settings().origin}/i/{me().workspace_slug}/"

    async def _show(self, draft: DraftView) -> None:
        """Show a draft as it was read: in the parts of every step."""
        self.interviewer, self.status, self._rev = draft.id, draft.state, draft.rev
        self._facts = facts_of(draft, me().workspace_tz)
        for kind in Wizard.get_substates():
            await (await self.get_state(kind))._read(draft)
        await self._show_plan(draft.plan)

    async def _show_plan(self, plan: Plan) -> None:
        self._plan = plan.model_dump(mode="json")
        self.title, self.department, self.persona = plan.title, plan.department, plan.persona
        self.language = plan.language
        self.stages = stage_tabs(plan)
        self.problems = plan.problems()
        self.estimate = f"about {plan.minutes} min" if plan.stages else ""
        cost = prices.estimate(stage.kind.value for stage in plan.stages)
        self.cost, self.covers = cost_words(cost, self._facts.get("budget"))
        self._mark(plan)
        self.how_many = str(sum(len(stage.questions) for stage in plan.stages))
        self.asked = plural(
            sum(len(stage.questions) for stage in plan.stages if stage.kind != StageKind.RESUME), "question"
        )
        keys = [stage["key"] for stage in self.stages]
        if self.open_stage not in keys:
            scored = [stage["key"] for stage in self.stages if stage["kind"] == StageKind.WEB.value]
            self.open_stage = (scored or keys or [""])[0]
        for kind in Wizard.get_substates():
            (await self.get_state(kind))._draw(plan)

    def _mark(self, plan: Plan) -> None:
        """Say of each step in a few words what it holds, and which are done."""
        self.lines, self.done = step_lines(plan, self._facts), steps_done(plan, self._facts)

    async def _begin(self) -> None:
        """Get ready for an interviewer that does not exist yet; steps that need it say so."""

    async def _read(self, draft: DraftView) -> None:
        """Take over what a step shows of a draft beside its plan; steps that need it say so."""

    def _draw(self, plan: Plan) -> None:
        """Draw a step from the plan as it is now; steps that show it say so."""

    async def _save(self, plan: Plan) -> bool:
        """Keep a changed plan; a change made in another tab is never overwritten, and then the answer is False."""
        try:
            self._rev = await call(service.save_draft, self.interviewer, plan, self._rev)
        except Conflict:
            await self._show(await look(queries.draft, self.interviewer))
            self.saved, self.saved_at = "", 0
            self.conflict = (
                "This plan was changed in another tab or by a colleague. Nothing was overwritten: this is the newer"
                " version. Make your last change again."
            )
            return False
        await self._show_plan(plan)
        self.conflict = ""
        self._note_saved()
        return True

    def _note_saved(self) -> None:
        self.saved_at = int(bootstrap.clock().now().timestamp() * 1000)
        self.saved = (
            "Nobody sees it until you publish."
            if self.status == "draft"
            else "New candidates see it after you publish."
        )

    def _now(self) -> Plan:
        if not self._plan:
            raise NotFound("This draft does not exist.")
        return load_plan(self._plan)

    @rx.event
    @requires("interviewer:update")
    async def go(self, step: str):
        """Open another step; each has its own address."""
        return rx.redirect(f"/interviewers/{self.interviewer}/edit?step={step if step in STEPS else STEPS[0]}")

    @rx.event
    @requires("interviewer:update")
    async def pick_stage(self, key: str):
        """Open another stage."""
        self.open_stage = key
        await self._show_plan(self._now())

    @rx.event
    @requires("interviewer:update")
    async def change_plan(self, name: str, value: str):
        """Change title, department or persona."""
        if name not in ("title", "department", "persona"):
            raise Invalid("This cannot be changed here.")
        await self._save(plan_edits.change_plan(self._now(), **{name: value}))

    async def _remove(self, key: str, plan: Plan, said: str) -> rx.event.EventSpec | None:
        before = self._plan
        if not await self._save(plan):
            return None
        self._removed[key] = before
        return rx.toast.success(said, action={"label": "Undo", "on_click": Wizard.undo(key)}, duration=8000)

    @rx.event
    @requires("interviewer:update")
    async def undo(self, key: str):
        """Bring a removed question or stage back to its place; what was changed since stays changed."""
        before = self._removed.pop(key, None)
        if before is not None:
            await self._save(restored(self._now(), load_plan(before), key))
