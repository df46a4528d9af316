"""Creating and editing an interviewer: paste, look at the draft, change it, go live. Every change is saved at once."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app import bootstrap
from milo_app.core import money
from milo_app.core.errors import Conflict, Invalid, MiloError, NotFound
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
from milo_app.state.wizard_rows import (
    Found,
    KindChoice,
    QuestionRow,
    StageTab,
    kind_choices,
    question_rows,
    stage_sum,
    stage_tabs,
)
from milo_app.state.wizard_rules import RuleForm, day_end, edited, question_fields, restored, rule_from, whole

STEPS = ("plan", "questions", "review")


class Wizard(rx.State):
    """The draft and where somebody is in it."""

    interviewer: str = ""
    step: str = "plan"
    status: str = "draft"
    text: str = ""
    wishes: str = ""
    counter: str = f"0 of {MAX_DESCRIPTION:,} characters"
    error: str = ""
    conflict: str = ""
    is_composing: bool = False
    doing: str = ""
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
    sum_text: str = ""
    how_many: str = ""
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
    drafting_note: str = ""
    _removed: dict[str, dict[str, Any]] = {}
    _moves: dict[str, int] = {}
    _moved: tuple[str, str] = ("", "")
    _plan: dict[str, Any] = {}
    _rev: int = 0

    @rx.event
    @requires("interviewer:create")
    async def load_new(self):
        """Start an empty page."""
        self.reset()
        self._place()

    @rx.event
    @requires("interviewer:update")
    async def load(self):
        """Read the draft that the address names."""
        chosen = path_part(self, "interviewer_id")
        if chosen != self.interviewer:
            self.reset()
        self.interviewer = chosen
        self._place()
        wanted = str(self.router.url.query_parameters.get("step", ""))
        self._show(await look(queries.draft, chosen))
        self.step = wanted if wanted in STEPS else ("questions" if self.stages else "plan")
        if not self.slug:
            self.slug = await look(publishing.suggest_slug, self.title)

    def _place(self) -> None:
        self.workspace_path = f"{settings().origin}/i/{me().workspace_slug}/"
        self.drafting_note = "can take a minute" if settings().has_model else "takes a few seconds"

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
        if not settings().has_model:
            self.cost = "No charge: the built-in rules score it."
        else:
            self.cost = f"about {money.exact(cost)} per completed candidate" if cost else "plus the model's own price"
        self.how_many = str(sum(len(stage.questions) for stage in plan.stages))
        keys = [stage["key"] for stage in self.stages]
        if self.open_stage not in keys:
            scored = [stage["key"] for stage in self.stages if stage["kind"] == StageKind.WEB.value]
            self.open_stage = (scored or keys or [""])[0]
        self._show_stage(plan)

    def _show_stage(self, plan: Plan) -> None:
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
        self.questions = question_rows(stage, hints, self._moves, self._moved)
        self.sum_text = stage_sum(self.questions)
        self.shares = [row["share"] for row in self.questions if row["share"]]
        self.addable = kind_choices(stage, KINDS_OF_STAGE[stage.kind])

    async def _save(self, plan: Plan) -> bool:
        """Keep a changed plan; a change made in another tab is never overwritten, and then the answer is False."""
        try:
            self._rev = await call(service.save_draft, self.interviewer, plan, self._rev)
        except Conflict:
            self._show(await look(queries.draft, self.interviewer))
            self.saved = ""
            self.conflict = (
                "This plan was changed in another tab or by a colleague. Nothing was overwritten: this is the newer"
                " version. Make your last change again."
            )
            return False
        self._show_plan(plan)
        self.conflict, self._moved = "", ("", "")
        self.saved = (
            "Saved. Nobody sees it until you publish."
            if self.status == "draft"
            else "Saved. New candidates see it after you publish."
        )
        return True

    def _now(self) -> Plan:
        if not self._plan:
            raise NotFound("This draft does not exist.")
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

    @rx.event(background=True)
    @requires("interviewer:create")
    async def compose(self):
        """Save the text first, then draft the interview from it; the page stays usable meanwhile."""
        async with self:
            if self.is_composing:
                return
            text, wishes, known, is_draft = self.text, self.wishes, self.interviewer, self.status == "draft"
            self.error, self.is_composing, self.doing = "", True, "Saving your text"
        drafted, error = None, ""
        try:
            if not known:
                known = (await call(composing.start_draft, text)).id
            elif is_draft:
                await call(composing.change_description, known, text)
            async with self:
                self.interviewer, self.doing = known, "Reading the text and writing questions"
            drafted = await slowly(composing.compose, known, wishes)
        except MiloError as failed:
            error = failed.sentence()
        finally:
            async with self:
                self.is_composing, self.doing, self.error = False, "", error
                # Somebody may have opened another interviewer in this tab meanwhile: then nothing is shown here.
                is_here = drafted is not None and self.interviewer == known
                if is_here and drafted is not None:
                    self._show(drafted)
        if is_here:
            yield rx.redirect(f"/interviewers/{known}/edit?step=questions")

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
        return rx.redirect(f"/interviewers/{self.interviewer}/edit?step={step if step in STEPS else STEPS[0]}")

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
        """Remove a stage with its questions, with Undo."""
        return await self._remove(key, plan_edits.remove_stage(self._now(), key), "Stage removed.")

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
            ends = day_end(self.deadline, me().workspace_tz) if self.deadline else None
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
