"""The page of templates: the workspace's own and the usual roles, each with what it asks before anybody begins with it."""

from __future__ import annotations

from typing import Any, TypedDict

import reflex as rx

from milo_app.core.errors import Invalid, MiloError
from milo_app.core.text import fold, plural
from milo_app.core.work import Work
from milo_app.domain.interviewers import templates
from milo_app.domain.interviewers.plan import Plan
from milo_app.domain.interviewers.ports import Role
from milo_app.domain.interviewers.templates import TemplateRow
from milo_app.state.access import call, look, me
from milo_app.state.policy import requires, signed_in
from milo_app.state.wizard_rows import KIND_WORDS
from milo_app.state.wizard_sources import Card, StageSign, role_card


class Own(TypedDict):
    """A template of the workspace as a row."""

    key: str
    name: str
    code: str
    description: str
    facts: str
    stages: list[StageSign]
    is_default: bool
    created: str


class Asked(TypedDict):
    """A question of the preview."""

    text: str
    kind: str


class Part(TypedDict):
    """A stage of the preview."""

    kind: str
    title: str
    facts: str
    questions: list[Asked]


class Templates(rx.State):
    """The page."""

    q: str = ""
    own: list[Own] = []
    roles: list[Card] = []
    has_own: bool = False
    can_manage: bool = False
    can_create: bool = False
    is_loading: bool = True
    is_allowed: bool = True
    is_open: bool = False
    open_kind: str = ""
    open_one: str = ""
    open_title: str = ""
    open_facts: str = ""
    parts: list[Part] = []
    is_renaming: bool = False
    renaming: str = ""
    rename_name: str = ""
    rename_code: str = ""
    rename_description: str = ""
    error: str = ""
    error_field: str = ""
    _gone: dict[str, dict[str, Any]] = {}

    @rx.event
    @signed_in
    async def load(self):
        """Read the templates."""
        actor = me().actor
        self.is_allowed = actor.can("template:read") and actor.can("interviewer:read")
        self.can_manage, self.can_create = actor.can("template:manage"), actor.can("interviewer:create")
        self.is_open = self.is_renaming = False
        if self.is_allowed:
            await self._read()
        self.is_loading = False

    async def _read(self) -> None:
        found = await look(_everything, self.q)
        self.own = [_own(row) for row in found[0]]
        self.roles = [role_card(role) for role in found[1]]
        self.has_own = found[2]

    @rx.event
    @requires("template:read", "interviewer:read")
    async def search(self, text: str):
        """Look for a template or role."""
        self.q = text[:80]
        await self._read()

    @rx.event
    @requires("template:read", "interviewer:read")
    async def preview(self, kind: str, key: str):
        """Show the stages and questions of a template or role."""
        if kind == "role":
            role = next((role for role in await look(templates.roles) if role.key == key), None)
            if role is None:
                raise templates.TemplateNotFound
            title, plan = role.title, role.plan
        elif kind == "template":
            view = await look(templates.view, key)
            title, plan = view.row.name, view.plan
        else:
            raise Invalid("There is no such template.")
        self.open_kind, self.open_one, self.open_title = kind, key, title
        questions = sum(len(stage.questions) for stage in plan.stages)
        self.open_facts = (
            f"{plural(len(plan.stages), 'stage')}, {plural(questions, 'question')}, about {plan.minutes} min"
        )
        self.parts = parts_of(plan)
        self.is_open = True

    @rx.event
    @requires("template:read")
    async def shown(self, is_open: bool):
        """Follow what the preview was told by key or click."""
        self.is_open = is_open

    @rx.event
    @requires("interviewer:create")
    async def start(self, kind: str, key: str):
        """Begin a new draft with it."""
        if kind not in ("template", "role"):
            raise Invalid("There is no such template.")
        started = await call(templates.start_role if kind == "role" else templates.start, key)
        self.is_open = False
        return rx.redirect(f"/interviewers/{started.id}/edit?step=stages")

    @rx.event
    @requires("template:manage")
    async def choose_default(self, key: str):
        """Let new interviewers begin with it, or no longer."""
        await call(templates.choose_default, key)
        await self._read()
        is_default = any(row["is_default"] for row in self.own if row["key"] == key)
        return rx.toast.success(
            "New interviewers begin with this template." if is_default else "New interviewers begin without a template."
        )

    @rx.event
    @requires("template:manage")
    async def delete(self, key: str):
        """Delete it, with Undo."""
        self._gone[key] = (await call(templates.delete, key)).as_dict()
        await self._read()
        undo = {"label": "Undo", "on_click": Templates.undo(key)}
        return rx.toast.success("Template deleted.", action=undo, duration=8000)

    @rx.event
    @requires("template:manage")
    async def undo(self, key: str):
        """Bring a deleted template back."""
        kept = self._gone.pop(key, None)
        if kept is None:
            return rx.toast.info("There is nothing to undo.")
        await call(templates.restore, kept)
        await self._read()
        return rx.toast.success("Undone.")

    @rx.event
    @requires("template:manage")
    async def ask_rename(self, key: str):
        """Open the form for name, code and description."""
        row = (await look(templates.view, key)).row
        self.renaming, self.rename_name, self.rename_code = row.id, row.name, row.code
        self.rename_description, self.error, self.error_field = row.description, "", ""
        self.is_renaming = True

    @rx.event
    @requires("template:manage")
    async def renamed(self, is_open: bool):
        """Follow what the form was told by key or click."""
        self.is_renaming = is_open

    @rx.event
    @requires("template:manage")
    async def rename(self, form: dict[str, str]):
        """Keep name, code and description."""
        self.error = self.error_field = ""
        name, code = form.get("rename-name", ""), form.get("rename-code", "")
        try:
            await call(templates.rename, self.renaming, name, code, form.get("rename-description", ""))
        except MiloError as error:
            self.error, self.error_field = error.sentence(), getattr(error, "field", "")
            return None
        self.is_renaming = False
        await self._read()
        return rx.toast.success("Template saved.")


def _everything(w: Work, text: str) -> tuple[list[TemplateRow], tuple[Role, ...], bool]:
    found = templates.listed(w, text)
    return found, templates.roles(w, text), bool(found) or (bool(fold(text)) and bool(templates.listed(w)))


def _own(row: TemplateRow) -> Own:
    return Own(
        key=row.id,
        name=row.name,
        code=row.code,
        description=row.description,
        facts=f"{plural(row.questions, 'question')}, about {row.minutes} min, kept {row.created}",
        stages=[StageSign(kind=kind, name="") for kind in row.stages],
        is_default=row.is_default,
        created=row.created,
    )


def parts_of(plan: Plan) -> list[Part]:
    """Return the stages of a plan with their questions, as the preview shows them."""
    return [
        Part(
            kind=stage.kind.value,
            title=stage.title,
            facts=f"{plural(len(stage.questions), 'question')}, {stage.minutes} min",
            questions=[Asked(text=one.text, kind=KIND_WORDS[one.kind]) for one in stage.questions],
        )
        for stage in plan.stages
    ]
