"""The step "Stages": added, removed with Undo, put in order, and what holds for each."""

from __future__ import annotations

from typing import Any, TypedDict

import reflex as rx

from milo_app.core import money
from milo_app.core.errors import Invalid
from milo_app.core.settings import settings
from milo_app.domain.billing import prices
from milo_app.domain.interviewers import plan_edits
from milo_app.domain.interviewers.plan import Plan, StageKind, StagePlan, weight_share
from milo_app.state.policy import requires
from milo_app.state.wizard import Wizard
from milo_app.state.wizard_rows import stage_tabs
from milo_app.state.wizard_rules import whole
from milo_app.state.wizard_steps import LONG_MINUTES

SWITCHES = ("is_required", "enforce_rules")


class StageRow(TypedDict):
    """A stage as a card, closed or open."""

    key: str
    kind: str
    title: str
    summary: str
    intro: str
    weight: int
    share: str
    is_scored: bool
    is_resume: bool
    is_required: bool
    enforces: bool
    minutes: str
    cost: str


class WizardStages(Wizard):
    """Which stages there are, in which order, and what they take together."""

    rows: list[StageRow] = []
    order: list[str] = []
    total: str = ""
    warning: str = ""
    open_row: str = ""
    wrong: str = ""
    wrong_field: str = ""

    def _draw(self, plan: Plan) -> None:
        scored = [stage.weight for stage in plan.stages if _is_scored(stage)]
        words = {tab["key"]: tab["summary"] for tab in stage_tabs(plan)}
        self.rows = [_row(stage, words[stage.key], scored) for stage in plan.stages]
        self.order = [stage.key for stage in plan.stages]
        self.total = f"{plan.minutes} min in all" if plan.stages else ""
        self.warning = ""
        if plan.minutes > LONG_MINUTES:
            self.warning = (
                f"{plan.minutes} minutes is long: people leave after 15. Remove a stage, or ask fewer questions."
            )
        self.wrong = self.wrong_field = ""

    @rx.event
    @requires("interviewer:update")
    async def add_stage(self, kind: str):
        """Add a stage at the end."""
        try:
            wanted = StageKind(kind)
        except ValueError as error:
            raise Invalid("There is no such kind of stage.") from error
        plan = plan_edits.add_stage(self._now(), wanted)
        self.open_stage = plan.stages[-1].key
        await self._save(plan)

    @rx.event
    @requires("interviewer:update")
    async def remove_stage(self, key: str):
        """Remove a stage with its questions, with Undo."""
        return await self._remove(key, plan_edits.remove_stage(self._now(), key), "Stage removed.")

    @rx.event
    @requires("interviewer:update")
    async def move_stage(self, key: str, by: int):
        """Move a stage one place up or down."""
        plan = self._now()
        keys = [stage.key for stage in plan.stages]
        at = keys.index(plan_edits.find_stage(plan, key).key)
        to = max(0, min(len(keys) - 1, at + by))
        if to == at:
            return
        await self._save(plan_edits.move_stage(plan, key, to))

    @rx.event
    @requires("interviewer:update")
    async def place_stage(self, key: str, to: int):
        """Put a stage at a place, counted from 0 (dragging)."""
        await self._save(plan_edits.move_stage(self._now(), key, to))

    @rx.event
    @requires("interviewer:update")
    async def toggle(self, key: str):
        """Open or close a stage; one is open at a time."""
        self.open_row = "" if self.open_row == key else key

    @rx.event
    @requires("interviewer:update")
    async def change(self, key: str, name: str, value: str):
        """Change title, intro, weight or a switch of a stage; what does not fit is said beside its field."""
        fields: dict[str, Any] = {name: value}
        if name == "weight":
            fields = {name: max(1, min(10, whole(value)))}
        elif name in SWITCHES:
            fields = {name: value == "true"}
        elif name not in ("title", "intro"):
            raise Invalid("This cannot be changed here.")
        try:
            await self._save(plan_edits.change_stage(self._now(), key, **fields))
        except Invalid as error:
            self.wrong, self.wrong_field = error.sentence(), f"{key}.{name}"


def _is_scored(stage: StagePlan) -> bool:
    return any(question.is_scored for question in stage.questions)


def _row(stage: StagePlan, words: str, scored: list[int]) -> StageRow:
    price = prices.stage_price(stage.kind.value)
    cost = f"about {money.exact(price)}" if price else "" if settings().has_model else "no charge"
    is_scored = _is_scored(stage)
    return StageRow(
        key=stage.key,
        kind=stage.kind.value,
        title=stage.title,
        summary=words,
        intro=stage.intro,
        weight=stage.weight,
        share=f"{weight_share(stage.weight, scored)}%" if is_scored else "",
        is_scored=is_scored,
        is_resume=stage.kind == StageKind.RESUME,
        is_required=stage.is_required,
        enforces=stage.enforce_rules,
        minutes=f"{stage.minutes} min",
        cost=cost,
    )
