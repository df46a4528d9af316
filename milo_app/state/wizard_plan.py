"""The step "Plan": a description and what the interview should do, and the drafting from them."""

from __future__ import annotations

import asyncio

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.core.settings import settings
from milo_app.core.text import plural
from milo_app.domain.interviewers import composing, templates
from milo_app.domain.interviewers.plan import MAX_DESCRIPTION
from milo_app.domain.interviewers.queries import DraftView
from milo_app.state.access import call, slowly
from milo_app.state.policy import requires
from milo_app.state.wizard import Wizard
from milo_app.state.wizard_rows import Found, stage_tabs


class WizardPlan(Wizard):
    """The text, what was found in it, and the drafting."""

    text: str = ""
    wishes: str = ""
    context: str = ""
    counter: str = f"0 of {MAX_DESCRIPTION:,} characters"
    context_counter: str = ""
    error: str = ""
    context_error: str = ""
    is_composing: bool = False
    doing: str = ""
    composer: str = ""
    notes: list[str] = []
    facts: list[Found] = []
    drafting_note: str = "can take a minute" if settings().has_model else "takes a few seconds"
    _is_unsaved: bool = False

    async def _read(self, draft: DraftView) -> None:
        if not self._is_unsaved:
            self.text, self.counter = draft.description, counted(draft.description)
        self.wishes, self.context = draft.wishes, draft.context
        self.context_counter = counted(draft.context) if draft.context else ""
        self.composer, self.notes = draft.composer, list(draft.notes)
        self.facts = [Found(label=fact.label, value=fact.value) for fact in draft.facts]

    @rx.event
    @requires("interviewer:create")
    async def type_text(self, text: str):
        """Count what is pasted, and keep it with the draft as soon as it is long enough to draft from."""
        await self._take(text)

    async def _take(self, text: str) -> None:
        self.text, self.error, self.counter = text, "", counted(text)
        if not self.interviewer or self.status != "draft":
            return
        try:
            await call(composing.change_description, self.interviewer, text)
        except MiloError:
            # Too short or too long so far: it stays in the box, and drafting says what is wrong with it.
            self._is_unsaved = True
            return
        self._is_unsaved = False
        self._note_saved()

    @rx.event
    @requires("interviewer:create")
    async def type_wishes(self, text: str):
        """Keep how the interview should go."""
        self.wishes = text
        await self._keep_words()

    @rx.event
    @requires("interviewer:create")
    async def type_context(self, text: str):
        """Keep notes beside the description; they are read for what to ask and never quoted."""
        self.context, self.context_counter = text, counted(text) if text else ""
        await self._keep_words()

    async def _keep_words(self) -> None:
        self.context_error = ""
        if not self.interviewer:
            return
        try:
            self._rev = await call(composing.keep_words, self.interviewer, wishes=self.wishes, context=self.context)
        except MiloError as error:
            self.context_error = error.sentence()
            return
        self._note_saved()

    @rx.event
    @requires("interviewer:create")
    async def compose(self):
        """Begin once what was typed before has arrived: what runs in the background does not wait for its turn."""
        return WizardPlan.compose_now

    @rx.event(background=True)
    @requires("interviewer:create")
    async def compose_now(self):
        """Save the text first, then draft the interview from it; the page stays usable meanwhile."""
        async with self:
            if self.is_composing:
                return
            self.error, self.is_composing, self.doing = "", True, "Saving your text"
            text, wishes, context = self.text, self.wishes, self.context
            known, is_draft, base = self.interviewer, self.status == "draft", await self._base()
        drafted, error, is_here = None, "", False
        try:
            known = await _saved(known, is_draft, base, text, wishes, context)
            async with self:
                self.interviewer = known
            work = asyncio.create_task(slowly(composing.compose, known, wishes))
            async for words in _waiting(work):
                async with self:
                    self.doing = words
            drafted = await work
        except MiloError as failed:
            error = failed.sentence()
        finally:
            async with self:
                self.is_composing, self.doing, self.error = False, "", error
                # Somebody may have opened another interviewer in this tab meanwhile: then nothing is shown here.
                is_here = drafted is not None and self.interviewer == known
                self._is_unsaved = self._is_unsaved and not is_here
        if drafted is None or not is_here:
            return
        async for step in self._revealed(drafted):
            yield step
        yield rx.redirect(f"/interviewers/{known}/edit?step=questions")

    async def _base(self) -> str:
        """Return the template that a new interviewer begins with, empty for none."""
        from milo_app.state.wizard_sources import WizardSources

        return (await self.get_state(WizardSources)).chosen

    async def _revealed(self, drafted: DraftView):  # type: ignore[no-untyped-def]
        """Show a draft part by part: what was found, then stage by stage, then all of it."""
        tabs = stage_tabs(drafted.plan)
        async with self:
            self.facts = [Found(label=fact.label, value=fact.value) for fact in drafted.facts]
            self.stages = []
        yield
        for number in range(1, len(tabs) + 1):
            await asyncio.sleep(0.12)
            async with self:
                self.stages = tabs[:number]
                self.doing = f"{plural(number, 'stage')} of {len(tabs)}"
            yield
        async with self:
            self.doing = ""
            await self._show(drafted)

    @rx.event
    @requires("interviewer:create")
    async def start_empty(self):
        """Begin without a description."""
        started = await call(composing.blank, "New interviewer")
        return rx.redirect(f"/interviewers/{started.id}/edit?step=stages")


def counted(text: str) -> str:
    """Say how much of the room a text takes."""
    return f"{len(text):,} of {MAX_DESCRIPTION:,} characters"


async def _saved(known: str, is_draft: bool, base: str, text: str, wishes: str, context: str) -> str:
    """Keep everything that was typed, in a new draft where there is none, and return the draft's id."""
    if not known and base:
        known = (await call(templates.start_with, base, text)).id
    elif not known:
        known = (await call(composing.start_draft, text)).id
    elif is_draft:
        await call(composing.change_description, known, text)
    await call(composing.keep_words, known, wishes=wishes, context=context)
    return known


async def _waiting(work: asyncio.Task[DraftView]):  # type: ignore[no-untyped-def]
    """Say every second what is going on, until the work is done."""
    seconds = 0
    while not work.done():
        yield "Reading the text and writing questions" + (f", {seconds} s" if seconds else "")
        await asyncio.wait({work}, timeout=1)
        seconds += 1
