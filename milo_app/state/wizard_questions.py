"""The step "Questions & scoring": the open stage, its questions, the one of them that is open, and its tags."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app import bootstrap
from milo_app.core.errors import Invalid
from milo_app.domain.interviewers import plan_edits, question_edits
from milo_app.domain.interviewers.plan import KINDS_OF_STAGE, Plan, QuestionKind, StageKind, StagePlan
from milo_app.domain.interviewers.ports import WordingCheck, WordingHint
from milo_app.domain.interviewers.queries import DraftView
from milo_app.state.policy import requires
from milo_app.state.wizard import Wizard
from milo_app.state.wizard_rows import KindChoice, QuestionRow, TagRow, kind_choices, question_rows, stage_sum, tag_rows
from milo_app.state.wizard_rules import RuleForm, edited, form_of, lines, question_fields, rule_from, whole


class WizardQuestions(Wizard):
    """The questions and tags of the open stage."""

    stage_kind: str = ""
    stage_title: str = ""
    stage_weight: int = 5
    stage_required: bool = True
    stage_enforced: bool = False
    questions: list[QuestionRow] = []
    order: list[str] = []
    shares: list[str] = []
    sum_text: str = ""
    open_question: str = ""
    addable: list[KindChoice] = []
    tags: list[TagRow] = []
    _pending: dict[str, RuleForm] = {}
    _kept: dict[str, list[str]] = {}
    _tags_before: dict[str, list[dict[str, Any]]] = {}

    async def _read(self, draft: DraftView) -> None:
        """A draft that was read anew has no half-filled rules."""
        self._pending = {}

    def _draw(self, plan: Plan) -> None:
        stage = next((stage for stage in plan.stages if stage.key == self.open_stage), None)
        if stage is None:
            self.questions, self.order, self.shares, self.addable, self.tags = [], [], [], [], []
            self.sum_text = self.stage_kind = ""
            return
        self.stage_kind, self.stage_title, self.stage_weight = stage.kind.value, stage.title, stage.weight
        self.stage_required, self.stage_enforced = stage.is_required, stage.enforce_rules
        self.questions = question_rows(stage, self._hints(stage), self._pending)
        self.order = [row["key"] for row in self.questions]
        self.sum_text = stage_sum(self.questions)
        self.shares = [row["share"] for row in self.questions if row["share"]]
        self.addable = kind_choices(stage, KINDS_OF_STAGE[stage.kind])
        self.tags = tag_rows(stage.tags) if stage.kind == StageKind.WEB else []

    def _hints(self, stage: StagePlan) -> dict[str, WordingHint]:
        """Return the first wording check of each question that nobody chose to keep."""
        check = bootstrap.ports()[WordingCheck]
        found: dict[str, WordingHint] = {}
        for question in stage.questions:
            kept = self._kept.get(question.key, [])
            hints = (hint for hint in check.hints(question.text) if hint.phrase.casefold() not in kept)
            if (hint := next(hints, None)) is not None:
                found[question.key] = hint
        return found

    @rx.event
    @requires("interviewer:update")
    async def toggle(self, key: str):
        """Open or close a question; one is open at a time."""
        self.open_question = "" if self.open_question == key else key

    @rx.event
    @requires("interviewer:update")
    async def change_stage(self, name: str, value: str):
        """Change the title, the weight or a switch of the open stage."""
        fields: dict[str, Any] = {"title": value}
        if name == "weight":
            fields = {"weight": whole(value)}
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
    async def duplicate_question(self, key: str):
        """Put a copy right behind a question."""
        await self._save(question_edits.duplicate_question(self._now(), key))

    @rx.event
    @requires("interviewer:update")
    async def remove_question(self, key: str):
        """Remove a question, with Undo."""
        return await self._remove(key, plan_edits.remove_question(self._now(), key), "Question removed.")

    @rx.event
    @requires("interviewer:update")
    async def remove_written(self, keys: list[str]):
        """Take back questions that a writer added."""
        await self._save(question_edits.without(self._now(), keys))

    @rx.event
    @requires("interviewer:update")
    async def move_question(self, key: str, by: int):
        """Move a question one place up or down."""
        await self._place_question(key, self._place_of(key) + by)

    @rx.event
    @requires("interviewer:update")
    async def place_question(self, key: str, to: int):
        """Put a question at a place, counted from 0: after dragging it there."""
        await self._place_question(key, to)

    async def _place_question(self, key: str, to: int) -> None:
        plan = self._now()
        count = len(plan_edits.find_stage(plan, self.open_stage).questions)
        if max(0, min(count - 1, to)) != self._place_of(key):
            await self._save(plan_edits.move_question(plan, key, max(0, to)))

    def _place_of(self, key: str) -> int:
        stage, question = plan_edits.find_question(self._now(), key)
        return stage.questions.index(question)

    @rx.event
    @requires("interviewer:update")
    async def change_question(self, key: str, name: str, value: str):
        """Change one field of a question."""
        plan = self._now()
        _, question = plan_edits.find_question(plan, key)
        if name == "kind":
            self._pending.pop(key, None)
            plan = question_edits.change_kind(plan, key, QuestionKind(value))
        elif name == "options":
            plan = question_edits.change_options(plan, key, lines(value))
        else:
            plan = plan_edits.change_question(plan, key, **question_fields(question, name, value))
        await self._save(plan)

    @rx.event
    @requires("interviewer:update")
    async def change_rule(self, key: str, part: str, value: str):
        """Change what passes. While a value is missing the form waits here and the plan holds no such rule."""
        plan = self._now()
        _, question = plan_edits.find_question(plan, key)
        form = edited(question.kind, self._pending.get(key) or form_of(question.kind, question.rule), part, value)
        rule = rule_from(question.kind, form)
        waits = rule is None and form["op"] != "none"
        self._pending = {name: kept for name, kept in self._pending.items() if name != key}
        if waits:
            self._pending[key] = form
        if rule is not None or question.kind != QuestionKind.ELIGIBILITY:
            plan = question_edits.change_rule(plan, key, rule)
        await self._save(plan)

    @rx.event
    @requires("interviewer:update")
    async def use_wording(self, key: str):
        """Take over what the wording check of a question proposes."""
        plan = self._now()
        stage, _ = plan_edits.find_question(plan, key)
        hint = self._hints(stage).get(key)
        if hint is not None:
            await self._save(question_edits.use_wording(plan, key, hint))

    @rx.event
    @requires("interviewer:update")
    async def keep_wording(self, key: str):
        """Leave the words as they are and stop pointing at them."""
        plan = self._now()
        stage, _ = plan_edits.find_question(plan, key)
        hint = self._hints(stage).get(key)
        if hint is not None:
            self._kept[key] = [*self._kept.get(key, []), hint.phrase.casefold()]
            self._draw(plan)

    @rx.event
    @requires("interviewer:update")
    async def add_tag(self):
        """Add a tag to the open stage."""
        await self._save(question_edits.add_tag(self._now(), self.open_stage))

    @rx.event
    @requires("interviewer:update")
    async def change_tag(self, at: int, name: str, value: str):
        """Change name, what to look for, format or options of a tag."""
        if name not in ("name", "instructions", "format", "options"):
            raise Invalid("This cannot be changed here.")
        fields: dict[str, Any] = {name: lines(value) if name == "options" else value}
        await self._save(question_edits.change_tag(self._now(), self.open_stage, at, **fields))

    @rx.event
    @requires("interviewer:update")
    async def remove_tag(self, at: int):
        """Take a tag out of the open stage, with Undo."""
        plan, stage = self._now(), self.open_stage
        before = [tag.model_dump(mode="json") for tag in plan_edits.find_stage(plan, stage).tags]
        if not await self._save(question_edits.remove_tag(plan, stage, at)):
            return None
        self._tags_before = {stage: before}
        undo = {"label": "Undo", "on_click": WizardQuestions.restore_tags(stage)}
        return rx.toast.success("Tag removed.", action=undo, duration=8000)

    @rx.event
    @requires("interviewer:update")
    async def restore_tags(self, stage: str):
        """Bring the tag back that was removed last; tags that were added or renamed since stay."""
        before = self._tags_before.pop(stage, None)
        if before is None:
            return
        plan = self._now()
        now = [tag.model_dump(mode="json") for tag in plan_edits.find_stage(plan, stage).tags]
        missing = [tag for tag in before if tag["name"] not in {one["name"] for one in now}]
        if len(now) < len(before):
            await self._save(plan_edits.change_stage(plan, stage, tags=[*now, *missing][:20]))
