"""The step "Questions & scoring": the open stage, its questions, and the one of them that is open."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app import bootstrap
from milo_app.core.errors import Invalid
from milo_app.domain.interviewers import plan_edits
from milo_app.domain.interviewers.plan import KINDS_OF_STAGE, Plan, QuestionKind
from milo_app.domain.interviewers.ports import WordingCheck
from milo_app.state.policy import requires
from milo_app.state.wizard import Wizard
from milo_app.state.wizard_rows import KindChoice, QuestionRow, kind_choices, question_rows, stage_sum
from milo_app.state.wizard_rules import RuleForm, edited, question_fields, rule_from, whole


class WizardQuestions(Wizard):
    """The questions of the open stage."""

    stage_kind: str = ""
    stage_title: str = ""
    stage_weight: int = 5
    stage_required: bool = True
    stage_enforced: bool = False
    questions: list[QuestionRow] = []
    shares: list[str] = []
    sum_text: str = ""
    open_question: str = ""
    addable: list[KindChoice] = []
    _moves: dict[str, int] = {}
    _moved: tuple[str, str] = ("", "")

    def _draw(self, plan: Plan) -> None:
        moved, self._moved = self._moved, ("", "")
        stage = next((stage for stage in plan.stages if stage.key == self.open_stage), None)
        if stage is None:
            self.questions, self.shares, self.addable, self.sum_text = [], [], [], ""
            return
        check = bootstrap.ports()[WordingCheck]
        hints = {
            question.key: f"“{hint.phrase}”: {hint.reason}" + (f" Say “{hint.instead}”." if hint.instead else "")
            for question in stage.questions
            for hint in check.hints(question.text)[:1]
        }
        self.stage_kind, self.stage_title, self.stage_weight = stage.kind.value, stage.title, stage.weight
        self.stage_required, self.stage_enforced = stage.is_required, stage.enforce_rules
        self.questions = question_rows(stage, hints, self._moves, moved)
        self.sum_text = stage_sum(self.questions)
        self.shares = [row["share"] for row in self.questions if row["share"]]
        self.addable = kind_choices(stage, KINDS_OF_STAGE[stage.kind])

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
    async def remove_question(self, key: str):
        """Remove a question, with Undo."""
        return await self._remove(key, plan_edits.remove_question(self._now(), key), "Question removed.")

    @rx.event
    @requires("interviewer:update")
    async def move_question(self, key: str, by: int):
        """Move a question one place up or down; the keyboard stays with it."""
        plan = self._now()
        keys = [question.key for question in plan_edits.find_stage(plan, self.open_stage).questions]
        to = max(0, min(len(keys) - 1, keys.index(key) + by))
        if to == keys.index(key):
            return
        self._moves[key] = self._moves.get(key, 0) + 1
        self._moved = (key, "up" if by < 0 else "down")
        await self._save(plan_edits.move_question(plan, key, to))

    @rx.event
    @requires("interviewer:update")
    async def change_question(self, key: str, name: str, value: str):
        """Change one field of a question."""
        await self._save(plan_edits.change_question(self._now(), key, **question_fields(name, value)))

    @rx.event
    @requires("interviewer:update")
    async def change_rule(self, key: str, shape: str, part: str, value: str):
        """Change what passes; without a rule a question cannot be a dealbreaker."""
        plan = self._now()
        _, question = plan_edits.find_question(plan, key)
        row = next(row for row in self.questions if row["key"] == key)
        form = RuleForm(shape=shape, first=row["rule_first"], second=row["rule_second"])
        rule = rule_from(question.kind, edited(form, part, value))
        fields: dict[str, Any] = {"rule": rule.model_dump() if rule else None}
        if rule is None:
            fields["is_dealbreaker"] = False
        await self._save(plan_edits.change_question(plan, key, **fields))
