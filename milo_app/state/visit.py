"""A candidate's visit to an interview: where they are, the question in front of them, what they answered.

Nothing of a recruiter's is imported here, and nothing precious is kept here: every answer is in the database before the
next question is shown, and what is typed but not sent stays on the device (`autosave_text`, `choices`). So closing the
browser or losing the server anywhere loses nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypedDict
from urllib.parse import urlsplit

import reflex as rx

from milo_app import bootstrap
from milo_app.core.errors import Conflict, MiloError, NotFound
from milo_app.core.ids import short_key
from milo_app.core.text import plural
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers.queries import PublicPage
from milo_app.domain.interviews import service as run
from milo_app.domain.interviews.person import RunStatus
from milo_app.domain.interviews.ports import FileStore
from milo_app.domain.interviews.replies import Reply
from milo_app.domain.interviews.steps import QuestionCard, Step
from milo_app.state.access import call, here, look, look_as, sitting, slowly
from milo_app.state.brand_colors import readable
from milo_app.state.listing import path_part
from milo_app.state.policy import candidate, public

STAR_WORDS = ("", "1 of 5, poor", "2 of 5, fair", "3 of 5, okay", "4 of 5, good", "5 of 5, great")
YES_NO = ["Yes", "No"]


class Said(TypedDict):
    """An exchange that was had already about this question."""

    prompt: str
    reply: str


class ReviewLine(TypedDict):
    """One answer of a form, before it is sent."""

    key: str
    text: str
    reply: str


class FileLine(TypedDict):
    """A file that was sent."""

    id: str
    name: str
    size: str
    note: str


class Visit(rx.State):
    """What the page shows. Defaults are empty: they are compiled into public JavaScript."""

    page: str = "loading"
    tab_title: str = ""
    focus: str = ""
    epoch: str = ""
    sent_draft: str = ""
    brand: str = ""
    letter: str = ""
    brand_color: str = ""
    title: str = ""
    language: str = ""
    minutes: str = ""
    questions: str = ""
    until: str = ""
    workspace_slug_text: str = ""
    slug_text: str = ""
    first_name: str = ""
    stage_title: str = ""
    stage_intro: str = ""
    opening: str = ""
    can_ask: bool = False
    onward: str = ""
    onward_host: str = ""
    progress_label: str = ""
    minutes_left: str = ""
    segments: list[str] = []
    notice: str = ""
    error: str = ""
    is_busy: bool = False
    is_saved: bool = False
    ref: str = ""
    key: str = ""
    kind: str = ""
    text: str = ""
    help: str = ""
    draft_key: str = ""
    needs_resume: bool = True
    can_skip: bool = False
    can_go_back: bool = False
    options: list[str] = []
    unit: str = ""
    low: str = ""
    high: str = ""
    step_size: str = ""
    extensions: list[str] = []
    allows_many: bool = True
    max_length: int = 0
    saved: str = ""
    values: list[str] = []
    exchanges: list[Said] = []
    review: list[ReviewLine] = []
    files: list[FileLine] = []
    file_name: str = ""
    file_note: str = ""
    stars: int = 0
    star_words: str = ""
    is_rated: bool = False
    can_retake: bool = False
    is_test: bool = False
    report: str = ""
    retake_text: str = ""
    _role_state: str = ""
    closed_title: str = ""
    closed_text: str = ""
    _back: str = ""
    _application: str = ""
    _draft: str = ""
    _chosen: list[str] = []
    _comment: str = ""
    _briefed: str = ""

    @rx.event
    @public
    async def load(self):
        """Find the interviewer of the address, and this browser's place in it."""
        self.error = self.notice = ""
        self.is_busy = False
        self.workspace_slug_text, self.slug_text = path_part(self, "workspace_slug"), path_part(self, "slug")
        anybody = bootstrap.system(None)
        seat = await here(self)
        trial = seat.trial if seat is not None else None
        self.is_test = False
        try:
            page = await look_as(anybody, interviewers.public_page, self.workspace_slug_text, self.slug_text, trial)
        except NotFound:
            self._turn_to("missing", "Not found")
            return
        self._show_role(page)
        if seat is not None and seat.interviewer_id == page.interviewer_id:
            self._application = seat.application
            self.report = f"/candidates/{seat.application}" if seat.trial is not None else ""
            self._show_status(await look_as(sitting(seat), run.status))
            self._show_step(await look_as(sitting(seat), run.step))
            self.epoch = short_key()
            return
        if not page.is_open:
            self._close(page.state)
        elif self.router.url.query_parameters.get("sent") == "1":
            self._turn_to("sent", "Your link")
        else:
            self._turn_to("apply", "Interview")

    def _turn_to(self, page: str, words: str, focus: str = "") -> None:
        self.page, self.focus = page, focus or page
        role = f"{self.title}, {self.brand}" if self.title else "Interview"
        self.tab_title = f"{words} | {role}"

    def _show_role(self, page: PublicPage) -> None:
        self._role_state = page.state
        self.brand, self.letter = page.workspace_name, page.workspace_name[:1].upper()
        self.brand_color, self.title = readable(page.brand_color), page.title
        self.language = page.language
        self.minutes = f"About {page.minutes} min"
        self.questions = plural(page.questions, "question")
        self.until = f"Until {page.deadline_text}" if page.deadline_text else ""

    def _close(self, state: str) -> None:
        self._turn_to("closed", "Closed")
        if state == "archived":
            self.closed_title = "This role is no longer open."
            self.closed_text = f"{self.brand} has closed it. Nothing that you sent before is lost."
        elif state == "paused":
            self.closed_title = "This interview is taking a break."
            self.closed_text = (
                f"{self.brand} lets nobody new start just now. Please try again in a few days with the same link. "
                "If you had started, the link in your mail still works."
            )
        else:
            self.closed_title = "The deadline for this role has passed."
            self.closed_text = (
                f"{self.brand} takes no new applications for it. If you had started, the link in your mail still works."
            )

    def _show_status(self, status: RunStatus) -> None:
        self.first_name = status.first_name
        self.is_rated, self.is_test = status.csat is not None, status.is_test
        if status.csat is not None:
            self.stars, self.star_words = status.csat, STAR_WORDS[status.csat]
        self.can_retake = status.retake.is_possible
        self.retake_text = status.retake.sentence if status.retake.is_possible or status.retake.from_text else ""

    def _show_step(self, step: Step) -> None:
        """Turn a step into the page; the error of the last try is gone."""
        self.error, self.is_busy, self.notice = "", False, step.notice
        self.stage_title, self.stage_intro, self.needs_resume = step.stage_title, step.stage_intro, step.is_required
        is_question = step.kind == "question"
        self.progress_label = f"Question {step.number} of {step.total}" if is_question else step.stage_title
        self.minutes_left = f"about {step.minutes_left} min left" if step.minutes_left else ""
        self.segments = list(step.segments)
        self.is_saved = bool(step.saved_at_text)
        self.can_go_back, self._back = step.can_go_back, step.back_key
        self.review = [ReviewLine(key=line.key, text=line.text, reply=line.reply or "Skipped") for line in step.review]
        self.files = [
            FileLine(id=file.id, name=file.name, size=file.size_text, note=file.text_note) for file in step.files
        ]
        last = self.files[-1] if self.files else None
        self.file_name, self.file_note = (last["name"], last["note"]) if last else ("", "")
        self.opening, self.can_ask = step.opening, step.can_ask
        self.onward, self.onward_host = step.redirect_url, urlsplit(step.redirect_url).hostname or ""
        if step.kind == "closed":
            self._close(self._role_state)
            return
        words = {"welcome": "Welcome", "review": "Check your answers", "stopped": "Thank you"}
        place = self.progress_label if is_question or step.kind == "resume" else words.get(step.kind, "Thank you")
        self._turn_to(step.kind, place, step.question.ref if step.question else step.kind)
        if step.question is not None:
            self._show_question(step.question)
            if step.has_tellings and self._briefed != step.question.ref:
                self._turn_to("briefing", step.stage_title, f"briefing-{step.question.ref}")

    def _show_question(self, card: QuestionCard) -> None:
        is_same = self.ref == card.ref and self._draft
        self.ref, self.key, self.kind = card.ref, card.key, card.kind
        self.draft_key = f"{self._application}:{card.ref}"
        self.text, self.help, self.can_skip = card.text, card.help, card.can_skip
        is_yes_no = card.kind == "yes_no"
        self.options = YES_NO if is_yes_no else list(card.options)
        self.unit = card.unit
        self.low, self.high, self.step_size = _number(card.low), _number(card.high), _number(card.step)
        self.extensions, self.max_length = list(card.extensions), card.max_length
        self.allows_many = card.allows_many
        self.saved = card.reply
        self.values = [card.reply.capitalize()] if is_yes_no and card.reply else list(card.values)
        self._chosen = list(self.values)
        self._draft = self._draft if is_same else card.reply
        self.exchanges = [Said(prompt=said.prompt, reply=said.reply) for said in card.exchanges]

    @rx.event
    @candidate
    async def begin(self):
        """Start the interview: who presses the button agrees to the notice beside it."""
        self.is_busy = True
        yield
        await self._step_by(self._begun())

    async def _begun(self) -> Step:
        await call(run.begin)
        return await look(run.step)

    @rx.event
    @candidate
    async def go_on(self):
        """Go from what is told before the interview to its first question."""
        self._briefed = self.ref
        self._show_step(await look(run.step))

    @rx.event
    @candidate
    async def type_text(self, text: str):
        """Keep what is typed until it is sent; the browser keeps its own copy too."""
        self._draft = text
        self.error = ""

    @rx.event
    @candidate
    async def choose(self, values: list[str]):
        """Keep what is chosen until it is sent."""
        self._chosen = values[:50]
        self.error = ""

    @rx.event
    @candidate
    async def send(self, ref: str):
        """Save the reply to the question that the browser shows, and show what comes next."""
        self.is_busy = True
        yield
        await self._step_by(slowly(run.answer, ref, Reply(text=self._draft, values=tuple(self._chosen))), ref)

    @rx.event
    @candidate
    async def skip(self, ref: str):
        """Leave an optional question out."""
        self.is_busy = True
        yield
        await self._step_by(slowly(run.skip, ref), ref)

    @rx.event
    @candidate
    async def back(self):
        """Look at the answer before, within the same form."""
        self._show_step(await look(run.step, self._back))

    @rx.event
    @candidate
    async def edit(self, key: str):
        """Change one answer of the form before it is sent."""
        self._show_step(await look(run.step, key))

    @rx.event
    @candidate
    async def finish(self):
        """Send the stage: a resume or a whole form."""
        self.is_busy = True
        yield
        await self._step_by(call(run.finish_stage))

    async def _step_by(self, work: Awaitable[Step], ref: str = "") -> None:
        """Show the step that comes of it, or the sentence why not, with everything typed still there."""
        try:
            step = await work
            if ref:
                self.sent_draft = f"{self._application}:{ref}"
                self._draft, self._chosen = "", []
            self._show_step(step)
            self._show_status(await look(run.status))
        except Conflict as moved:
            # Another tab was quicker: what is true now is shown, with the reason.
            self._show_step(await look(run.step))
            self.notice = moved.sentence()
        except MiloError as error:
            self.error = error.sentence()
        finally:
            self.is_busy = False

    @rx.event
    @candidate
    async def uploaded(self, file_id: str, name: str):
        """A file arrived by its own route: show it, and what was read from it."""
        self._show_step(await look(run.step, self.key if self.page == "question" else ""))

    @rx.event
    @candidate
    async def remove_file(self, file_id: str):
        """Take a file back, from the disk too."""
        try:
            blob = await call(run.remove_file, file_id)
            await asyncio.to_thread(bootstrap.ports()[FileStore].delete, blob)
        except MiloError as error:
            self.error = error.sentence()
            return
        self._show_step(await look(run.step, self.key if self.page == "question" else ""))

    @rx.event
    @candidate
    async def rate(self, number: int):
        """Choose one to five stars."""
        self.stars = min(5, max(1, number))
        self.star_words = STAR_WORDS[self.stars]
        self.error = ""

    @rx.event
    @candidate
    async def type_comment(self, text: str):
        """Keep the comment until it is sent."""
        self._comment = text

    @rx.event
    @candidate
    async def send_feedback(self):
        """Send the rating, once."""
        if not self.stars:
            self.error = "Choose one to five stars first."
            return
        try:
            await call(run.rate, self.stars, self._comment)
        except MiloError as error:
            self.error = error.sentence()
        else:
            self.error = ""
        self._show_status(await look(run.status))

    @rx.event
    @candidate
    async def retake(self):
        """Begin another attempt; earlier ones stay with the team."""
        self.is_busy = True
        yield
        await self._step_by(self._retaken())

    async def _retaken(self) -> Step:
        await call(run.retake)
        return await look(run.step)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
