"""The step "Review & share", the name of the link, and keeping the interviewer as a template."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.errors import Invalid, MiloError
from milo_app.core.settings import settings
from milo_app.domain.interviewers import launch, publishing, queries, service, templates
from milo_app.domain.interviewers.errors import NotPublishable, SlugTaken
from milo_app.domain.interviewers.plan import Plan
from milo_app.domain.interviewers.queries import DraftView
from milo_app.state.access import call, look, me
from milo_app.state.policy import requires
from milo_app.state.wizard import Wizard
from milo_app.state.wizard_steps import LONG_MINUTES, problem_step


class Problem(TypedDict):
    """Something to settle, and the step where that is done."""

    text: str
    href: str
    where: str


class Line(TypedDict):
    """A step in the summary: its name, what it holds, and where it is changed."""

    title: str
    text: str
    href: str


STEP_NAMES = {
    "plan": "Plan",
    "basics": "Basics",
    "stages": "Stages",
    "questions": "Questions & scoring",
    "budget": "Budget & alerts",
    "review": "Review & share",
}


class WizardReview(Wizard):
    """What going live needs beside the plan."""

    slug: str = ""
    slug_note: str = ""
    slug_ok: bool = True
    error: str = ""
    is_publishing: bool = False
    live_link: str = ""
    to_settle: list[Problem] = []
    advice: str = ""
    summary: list[Line] = []
    can_keep: bool = False
    is_keeping: bool = False
    keep_error: str = ""
    keep_field: str = ""
    _missing: list[str] = []

    async def _read(self, draft: DraftView) -> None:
        if self.slug_ok:
            self.slug = draft.slug or await look(publishing.suggest_slug, draft.plan.title)
        self._missing = list(draft.problems[len(draft.plan.problems()) :])
        self.live_link = self.workspace_path + draft.slug if draft.version_number else ""
        self.can_keep = me().actor.can("template:manage")

    def _draw(self, plan: Plan) -> None:
        here = f"/interviewers/{self.interviewer}/edit?step="
        found = [(problem, problem_step(problem)) for problem in plan.problems()]
        found += [(problem, "budget") for problem in self._missing]
        if not self.slug_ok:
            found.append((self.slug_note, "basics"))
        self.to_settle = [Problem(text=text, href=here + step, where=STEP_NAMES[step]) for text, step in found]
        self.advice = ""
        if plan.minutes > LONG_MINUTES:
            self.advice = f"It takes {plan.minutes} minutes, and people leave after 15."
        self.summary = [
            Line(title=name, text=self.lines.get(step, ""), href=here + step)
            for step, name in STEP_NAMES.items()
            if step != "review"
        ]

    @rx.event
    @requires("interviewer:update")
    async def type_slug(self, value: str):
        """Check a name for the link as it is typed, and keep a free one with the draft."""
        self.slug = value[:400]
        found = await look(publishing.check_slug, value, self.interviewer)
        self.slug_note, self.slug_ok = found.sentence, found.is_free
        if not found.is_free or self.status != "draft":
            return
        try:
            await call(launch.choose_slug, self.interviewer, found.slug)
        except MiloError as error:
            self.slug_ok, self.slug_note = False, error.sentence()
            return
        self._facts = self._facts | {"slug": found.slug}
        self._mark(self._now())
        self._note_saved()

    @rx.event
    @requires("interviewer:update")
    async def publish(self):
        """Freeze the plan as a version and open the link."""
        self.error, self.is_publishing = "", True
        yield
        try:
            done = await call(publishing.publish, self.interviewer, self._rev, slug=self.slug)
        except NotPublishable:
            await self._show(await look(queries.draft, self.interviewer))
            self.error = "It is not ready to go live. What is missing stands above. Your draft is saved."
            return
        except SlugTaken as error:
            self.slug_ok, self.slug_note = False, error.sentence()
            self.error = error.sentence()
            return
        except MiloError as error:
            self.error = error.sentence()
            return
        finally:
            self.is_publishing = False
        await self._show(await look(queries.draft, self.interviewer))
        self.live_link, self.saved, self.saved_at = settings().origin + done.link, "", 0
        yield rx.toast.success(f"Live as version {done.version}. Share the link.")

    @rx.event
    @requires("interviewer:update")
    async def discard(self):
        """Delete a draft that never went live."""
        await call(service.delete_draft, self.interviewer)
        yield rx.toast.success("Draft deleted.")
        yield rx.redirect("/interviewers")

    @rx.event
    @requires("template:manage")
    async def ask_keep(self, is_open: bool):
        """Open or close the form for keeping it as a template."""
        self.is_keeping, self.keep_error, self.keep_field = is_open, "", ""

    @rx.event
    @requires("template:manage")
    async def keep(self, form: dict[str, str]):
        """Keep it as a template."""
        name, code = form.get("template-name", ""), form.get("template-code", "")
        said = form.get("template-description", "")
        try:
            await call(templates.save_as, self.interviewer, name, code=code, description=said)
        except Invalid as error:
            self.keep_error, self.keep_field = error.sentence(), error.field
            return None
        self.is_keeping, self.keep_error = False, ""
        return rx.toast.success("Kept as a template. You find it under Templates.")
