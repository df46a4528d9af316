"""What the AI interviewer knows and says: its name, language and tone, the opening line, the overviews, the instructions.

A room of the wizard's state: it edits the same draft as every step.
"""

from __future__ import annotations

from typing import Any, TypedDict

import reflex as rx

from milo_app.core.errors import Invalid
from milo_app.domain.interviewers import plan_edits
from milo_app.domain.interviewers.plan import Plan
from milo_app.state.policy import requires
from milo_app.state.wizard import Wizard

OVERVIEWS = ("company", "job", "process")
TEXTS = ("instructions", "opening", "tone", "redirect_url", "scheduling_url")
BASICS = ("persona", "language", "title", "department")


class Pair(TypedDict):
    """One line of the metadata."""

    key: str
    value: str


class Agent(Wizard):
    """The fields as the controls hold them."""

    language: str = "en"
    tone: str = "warm"
    opening: str = ""
    instructions: str = ""
    company: str = ""
    company_delivery: str = ""
    job: str = ""
    job_delivery: str = ""
    process: str = ""
    process_delivery: str = ""
    redirect_url: str = ""
    scheduling_url: str = ""
    metadata: list[Pair] = []
    wrong: str = ""
    wrong_field: str = ""

    def _draw(self, plan: Plan) -> None:
        held = plan.settings
        self.language, self.tone = plan.language, held.tone.value
        self.opening, self.instructions = held.opening, held.instructions
        self.company, self.company_delivery = held.company.text, held.company.delivery.value
        self.job, self.job_delivery = held.job.text, held.job.delivery.value
        self.process, self.process_delivery = held.process.text, held.process.delivery.value
        self.redirect_url, self.scheduling_url = held.redirect_url, held.scheduling_url
        self.metadata = [Pair(key=key, value=value) for key, value in held.metadata.items()]
        self.wrong = self.wrong_field = ""

    @rx.event
    @requires("interviewer:update")
    async def change(self, name: str, value: str):
        """Change one of the texts or choices; what does not fit is said beside its field, and stays typed."""
        part, _, what = name.partition(".")
        try:
            if name in BASICS:
                await self._save(plan_edits.change_plan(self._now(), **{name: value}))
            elif name in TEXTS:
                await self._change_settings({name: value})
            elif part in OVERVIEWS and what in ("text", "delivery"):
                held = self._now().settings.model_dump(mode="json")
                await self._change_settings({part: held[part] | {what: value}})
            else:
                raise Invalid("This cannot be changed here.")
        except Invalid as error:
            self.wrong, self.wrong_field = error.sentence(), name
            if name in TEXTS:
                setattr(self, name, value)

    @rx.event
    @requires("interviewer:update")
    async def add_pair(self, form: dict[str, str]):
        """Add a key with its value for programs; the same key again gets the new value."""
        key = form.get("meta-key", "").strip()
        held = self._now().settings.metadata
        try:
            await self._change_settings({"metadata": held | {key: form.get("meta-value", "").strip()}})
        except Invalid as error:
            self.wrong, self.wrong_field = error.sentence(), "metadata"

    @rx.event
    @requires("interviewer:update")
    async def remove_pair(self, key: str):
        """Take a key out."""
        held = self._now().settings.metadata
        await self._change_settings({"metadata": {name: value for name, value in held.items() if name != key}})

    async def _change_settings(self, values: dict[str, Any]) -> None:
        plan = self._now()
        settings = plan.settings.model_dump(mode="json") | values
        await self._save(plan_edits.change_plan(plan, settings=settings))
