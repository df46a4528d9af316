"""Questions by a writer: more of them for the open stage, or another wording of one, side by side with the old one."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.core.errors import Invalid, MiloError
from milo_app.core.settings import settings
from milo_app.core.text import plural
from milo_app.domain.interviewers import plan_edits, queries, writing
from milo_app.domain.interviewers.queries import DraftView
from milo_app.state.access import look, slowly
from milo_app.state.policy import requires
from milo_app.state.wizard import Wizard
from milo_app.state.wizard_questions import WizardQuestions
from milo_app.state.wizard_rules import whole

_TUNED = ("text", "criterion", "anchor_1", "anchor_5", "keywords")


class WizardWriting(Wizard):
    """What is being written, and the one proposal that waits for an answer."""

    is_writing: bool = False
    writing_text: str = ""
    writing_error: str = ""
    written_note: str = ""
    pace: str = ""
    tuned: str = ""
    wish: str = ""
    is_tuning: bool = False
    tune_note: str = ""
    new_text: str = ""
    new_criterion: str = ""
    new_weak: str = ""
    new_strong: str = ""
    has_anchors: bool = False
    proposed_by: str = ""
    _proposal: dict[str, Any] = {}

    async def _read(self, draft: DraftView) -> None:
        """Another draft, or one that was read anew, has no proposal."""
        self.pace = "This can take a minute." if settings().has_model else "This takes a few seconds."
        self._close()

    def _close(self) -> None:
        self.tuned = self.wish = self.tune_note = ""
        self._forget()

    def _forget(self) -> None:
        self.new_text = self.new_criterion = self.new_weak = self.new_strong = self.proposed_by = ""
        self.has_anchors, self._proposal = False, {}

    @rx.event
    @requires("interviewer:update")
    async def write(self, count: str):
        """Begin once what was typed before has arrived: what runs in the background does not wait for its turn."""
        return WizardWriting.write_now(count)

    @rx.event(background=True)
    @requires("interviewer:update")
    async def write_now(self, count: str):
        """Let the writer add questions to the open stage; the page stays usable, and an error keeps everything."""
        async with self:
            if self.is_writing:
                return
            number, stage, draft = whole(count), self.open_stage, self.interviewer
            self.is_writing, self.writing_error, self.written_note = True, "", ""
            self.writing_text = f"Writing {plural(number, 'question')} from the description"
        added, error = None, ""
        try:
            added = await slowly(writing.generate, draft, stage, number)
        except MiloError as failed:
            error = failed.sentence()
        finally:
            async with self:
                self.is_writing = False
                is_here = self.interviewer == draft
                if is_here:
                    self.writing_error = error
                if is_here and added is not None:
                    await self._take(added)
        if is_here and added is not None and added.keys:
            undo = {"label": "Undo", "on_click": WizardQuestions.remove_written(list(added.keys))}
            yield rx.toast.success(f"{plural(len(added.keys), 'question')} added.", action=undo, duration=8000)

    async def _take(self, added: writing.Added) -> None:
        """Show the draft with what was added; half-filled rules and a proposal of this tab stay."""
        draft = await look(queries.draft, self.interviewer)
        self._rev = draft.rev
        self.written_note = " ".join(added.notes)
        await self._show_plan(draft.plan)

    @rx.event
    @requires("interviewer:update")
    async def close_note(self):
        """Put the note or the error of the writer away."""
        self.written_note = self.writing_error = ""

    @rx.event
    @requires("interviewer:update")
    async def begin_tuning(self, key: str):
        """Open the line that says what to change about a question."""
        self._close()
        self.tuned = key

    @rx.event
    @requires("interviewer:update")
    async def type_wish(self, text: str):
        """Keep what should be different."""
        self.wish = text[: writing.LONGEST_WISH]

    @rx.event
    @requires("interviewer:update")
    async def propose(self, wish: str):
        """Begin once what was typed before has arrived: what runs in the background does not wait for its turn."""
        return WizardWriting.propose_now(wish)

    @rx.event(background=True)
    @requires("interviewer:update")
    async def propose_now(self, wish: str):
        """Ask for another wording; nothing changes until it is accepted. An empty wish means the one that was typed."""
        async with self:
            if self.is_tuning or not self.tuned:
                return
            self.wish = wish or self.wish
            key, said, draft = self.tuned, self.wish, self.interviewer
            self.is_tuning, self.tune_note = True, ""
            self._forget()
        found, error = None, ""
        try:
            found = await slowly(writing.tune, draft, key, said)
        except MiloError as failed:
            error = failed.sentence()
        finally:
            async with self:
                self.is_tuning = False
                if self.interviewer == draft and self.tuned == key:
                    self.tune_note = error or (" ".join(found.notes) if found else "")
                    if found is not None and found.question is not None:
                        self._show_proposal(found)

    def _show_proposal(self, found: writing.Proposal) -> None:
        assert found.question is not None
        self._proposal = {name: getattr(found.question, name) for name in _TUNED}
        self.new_text, self.new_criterion = found.question.text, found.question.criterion
        self.new_weak, self.new_strong = found.question.anchor_1, found.question.anchor_5
        self.has_anchors, self.proposed_by = found.question.is_scored, found.writer

    @rx.event
    @requires("interviewer:update")
    async def accept(self):
        """Take the proposal over: only its words, the rest of the question stays as it is now."""
        if not self._proposal:
            raise Invalid("There is no proposal to accept.")
        key, fields = self.tuned, dict(self._proposal)
        if await self._save(plan_edits.change_question(self._now(), key, **fields)):
            self._close()

    @rx.event
    @requires("interviewer:update")
    async def drop(self):
        """Put the proposal away; the question is as it was."""
        self._close()
