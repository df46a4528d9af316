"""The Reuse dialog: questions of the library, or of another interviewer, copied into the open stage."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, TypedDict

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.core.text import plural
from milo_app.domain.interviewers import library, plan_edits, question_edits
from milo_app.domain.interviewers.library import LibraryCopy, ReusableQuestion
from milo_app.domain.interviewers.plan import QuestionKind
from milo_app.state.access import call, look
from milo_app.state.policy import requires
from milo_app.state.wizard import Wizard
from milo_app.state.wizard_questions import WizardQuestions
from milo_app.state.wizard_rows import KIND_WORDS, KindChoice


class ReuseRow(TypedDict):
    """A question that can be inserted."""

    id: str
    text: str
    detail: str
    is_picked: bool


class WizardReuse(Wizard):
    """What the dialog offers and what is picked in it."""

    is_reusing: bool = False
    source: str = "library"
    look_for: str = ""
    rows: list[ReuseRow] = []
    others: list[KindChoice] = []
    other: str = ""
    picked_text: str = ""
    renaming: str = ""
    reuse_error: str = ""
    _picked: list[str] = []
    _deleted: dict[str, dict[str, Any]] = {}

    @rx.event
    @requires("interviewer:update", "template:read")
    async def open_reuse(self):
        """Open the dialog on the library."""
        self.is_reusing, self.source, self.look_for, self.other, self.renaming = True, "library", "", "", ""
        self._picked, self.reuse_error = [], ""
        await self._list()

    @rx.event
    @requires("interviewer:update")
    async def show_reuse(self, is_open: bool):
        """Follow the dialog when it closes by key or click outside."""
        self.is_reusing = is_open
        if not is_open:
            self.rows, self._picked, self.renaming = [], [], ""

    @rx.event
    @requires("interviewer:update", "template:read")
    async def pick_source(self, source: str):
        """Change between the library and another interviewer."""
        self.source, self.look_for, self.renaming = ("other" if source == "other" else "library"), "", ""
        self._picked = []
        if self.source == "other":
            found = await look(library.sources, "", self.interviewer)
            self.others = [KindChoice(value=key, label=title) for key, title in found]
            self.other = self.others[0]["value"] if self.others else ""
        await self._list()

    @rx.event
    @requires("interviewer:update", "template:read")
    async def pick_other(self, key: str):
        """Choose the interviewer to copy from."""
        self.other, self._picked = key, []
        await self._list()

    @rx.event
    @requires("interviewer:update", "template:read")
    async def search_reuse(self, words: str):
        """Narrow the list by words."""
        self.look_for = words[:200]
        await self._list()

    @rx.event
    @requires("interviewer:update")
    async def toggle_reuse(self, key: str):
        """Pick a question, or put it back."""
        self._picked = [one for one in self._picked if one != key] if key in self._picked else [*self._picked, key]
        self.rows = [{**row, "is_picked": row["id"] in self._picked} for row in self.rows]
        self._count()

    def _count(self) -> None:
        self.picked_text = f"Insert {plural(len(self._picked), 'question')}" if self._picked else ""

    async def _found(self, words: str = "") -> list[ReusableQuestion]:
        kind = plan_edits.find_stage(self._now(), self.open_stage).kind
        if self.source == "library":
            return await look(library.search, words, kind)
        return await look(library.questions_of, self.other, kind, words) if self.other else []

    async def _list(self) -> None:
        self.rows = [
            ReuseRow(id=one.id, text=one.text, detail=_detail(one), is_picked=one.id in self._picked)
            for one in await self._found(self.look_for)
        ]
        self._count()

    @rx.event
    @requires("interviewer:update", "template:read")
    async def insert_reused(self):
        """Copy what is picked to the end of the open stage, with keys of its own."""
        try:
            if self.source == "library":
                plans = await look(library.pick, self._picked)
            else:
                known = {one.id: one.plan for one in await self._found()}
                plans = [known[key] for key in self._picked if key in known]
            plan = question_edits.insert_questions(self._now(), self.open_stage, plans)
        except MiloError as error:
            self.reuse_error = error.sentence()
            await self._list()
            return None
        if not await self._save(plan):
            return None
        self.is_reusing, self.rows, self._picked = False, [], []
        keys = [one.key for one in plan_edits.find_stage(plan, self.open_stage).questions[-len(plans) :]]
        undo = {"label": "Undo", "on_click": WizardQuestions.remove_written(keys)}
        return rx.toast.success(f"{plural(len(plans), 'question')} inserted.", action=undo, duration=8000)

    @rx.event
    @requires("interviewer:update", "template:manage")
    async def save_to_library(self, key: str):
        """Keep a question for reuse."""
        is_new = await call(library.save, self.interviewer, key)
        return rx.toast.success(
            "Saved to the question library." if is_new else "This question is in the library already."
        )

    @rx.event
    @requires("template:manage")
    async def begin_renaming(self, key: str):
        """Open the words of a question of the library for editing; an empty key closes them."""
        self.renaming = key

    @rx.event
    @requires("template:manage")
    async def rename_kept(self, data: dict[str, str]):
        """Change the words of the question of the library that is open for it."""
        if self.renaming:
            await call(library.rename, self.renaming, data.get("kept-text", ""))
            self.renaming = ""
            await self._list()

    @rx.event
    @requires("template:manage")
    async def delete_kept(self, key: str):
        """Take a question out of the library, with Undo."""
        copy = await call(library.delete, key)
        self._deleted[key] = asdict(copy)
        self._picked = [one for one in self._picked if one != key]
        await self._list()
        undo = {"label": "Undo", "on_click": WizardReuse.restore_kept(key)}
        return rx.toast.success("Deleted from the library.", action=undo, duration=8000)

    @rx.event
    @requires("template:manage")
    async def restore_kept(self, key: str):
        """Bring a deleted question of the library back."""
        copy = self._deleted.pop(key, None)
        if copy is not None:
            await call(library.restore, LibraryCopy(**copy))
            if self.is_reusing:
                await self._list()


def _detail(one: ReusableQuestion) -> str:
    parts = [KIND_WORDS[QuestionKind(one.kind)], one.criterion, one.stage_title]
    return ", ".join(part for part in parts if part)
