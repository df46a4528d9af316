"""The step "Plan": a description is pasted, and an interview is drafted from it."""

from __future__ import annotations

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.core.settings import settings
from milo_app.domain.interviewers import composing
from milo_app.domain.interviewers.plan import MAX_DESCRIPTION
from milo_app.domain.interviewers.queries import DraftView
from milo_app.state.access import call, slowly
from milo_app.state.policy import requires
from milo_app.state.wizard import Wizard
from milo_app.state.wizard_rows import Found


class WizardPlan(Wizard):
    """The text, what was found in it, and the drafting."""

    text: str = ""
    wishes: str = ""
    counter: str = f"0 of {MAX_DESCRIPTION:,} characters"
    error: str = ""
    is_composing: bool = False
    doing: str = ""
    composer: str = ""
    notes: list[str] = []
    facts: list[Found] = []
    drafting_note: str = "can take a minute" if settings().has_model else "takes a few seconds"

    async def _read(self, draft: DraftView) -> None:
        self.text, self.counter = draft.description, f"{len(draft.description):,} of {MAX_DESCRIPTION:,} characters"
        self.composer, self.notes = draft.composer, list(draft.notes)
        self.facts = [Found(label=fact.label, value=fact.value) for fact in draft.facts]

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
                    await self._show(drafted)
        if is_here:
            yield rx.redirect(f"/interviewers/{known}/edit?step=questions")

    @rx.event
    @requires("interviewer:create")
    async def start_empty(self):
        """Begin without a description."""
        started = await call(composing.blank, "New interviewer")
        return rx.redirect(f"/interviewers/{started.id}/edit?step=questions")
