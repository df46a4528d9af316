"""A candidate's visit to an interview: where they are, the question in front of them, what they answered.

Nothing of a recruiter's is imported here, and nothing precious is kept here: every answer is in the database before the
next question is shown, so closing the browser anywhere loses nothing.
"""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app import bootstrap
from milo_app.core.errors import MiloError, NotFound
from milo_app.core.text import plural
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers.queries import PublicPage
from milo_app.domain.interviews import service as run
from milo_app.domain.interviews.person import RunStatus
from milo_app.domain.interviews.replies import Reply
from milo_app.domain.interviews.steps import QuestionCard, Step
from milo_app.state.access import CANDIDATE_COOKIE, call, cookies, find_seat, look, look_as, sitting, slowly
from milo_app.state.listing import path_part
from milo_app.state.policy import candidate, public

STAR_WORDS = ("", "1 of 5, poor", "2 of 5, fair", "3 of 5, okay", "4 of 5, good", "5 of 5, great")


class Option(TypedDict):
    """One choice of a question."""

    value: str
    label: str


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
    brand: str = ""
    letter: str = ""
    brand_color: str = ""
    title: str = ""
    persona: str = ""
    language: str = "en"
    minutes: str = ""
    questions: str = ""
    until: str = ""
    needs_resume: bool = True
    workspace_slug_text: str = ""
    slug_text: str = ""
    first_name: str = ""
    stage_title: str = ""
    stage_intro: str = ""
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
    is_required: bool = True
    can_skip: bool = False
    can_go_back: bool = False
    options: list[Option] = []
    unit: str = ""
    low: str = ""
    high: str = ""
    step_size: str = "1"
    extensions: list[str] = []
    max_length: int = 10_000
    draft: str = ""
    values: list[str] = []
    exchanges: list[Said] = []
    review: list[ReviewLine] = []
    files: list[FileLine] = []
    stars: int = 0
    star_words: str = ""
    comment: str = ""
    is_rated: bool = False
    can_retake: bool = False
    retake_text: str = ""
    closed_title: str = ""
    closed_text: str = ""
    _back: str = ""

    @rx.event
    @public
    async def load(self):
        """Find the interviewer of the address, and this browser's place in it."""
        self.error = self.notice = ""
        self.workspace_slug_text, self.slug_text = path_part(self, "workspace_slug"), path_part(self, "slug")
        anybody = bootstrap.system(None)
        try:
            page = await look_as(anybody, interviewers.public_page, self.workspace_slug_text, self.slug_text)
        except NotFound:
            self.page = "missing"
            return
        self._show_role(page)
        seat = find_seat(cookies(self.router.headers.raw_headers.get("cookie", "")).get(CANDIDATE_COOKIE, ""))
        if seat is not None and seat.interviewer_id == page.interviewer_id:
            self._show_status(await look_as(sitting(seat), run.status))
            self._show_step(await look_as(sitting(seat), run.step))
            return
        if not page.is_open:
            self._close(page.state)
            return
        self.page = "sent" if self.router.url.query_parameters.get("sent") == "1" else "apply"

    def _show_role(self, page: PublicPage) -> None:
        self.brand, self.letter = page.workspace_name, page.workspace_name[:1].upper()
        self.brand_color, self.title = page.brand_color, page.title
        self.persona, self.language = page.persona, page.language
        self.minutes = f"About {page.minutes} min"
        self.questions = plural(page.questions, "question")
        self.until = f"Until {page.deadline_text}" if page.deadline_text else ""
        self.needs_resume = page.needs_resume

    def _close(self, state: str) -> None:
        self.page = "closed"
        if state == "archived":
            self.closed_title = "This role is no longer open."
            self.closed_text = f"{self.brand} has closed it. Nothing that you sent before is lost."
        else:
            self.closed_title = "The deadline for this role has passed."
            self.closed_text = (
                f"{self.brand} takes no new applications for it. If you had started, your own link still works."
            )

    def _show_status(self, status: RunStatus) -> None:
        self.first_name = status.first_name
        self.stars = status.csat or 0
        self.is_rated = status.csat is not None
        self.star_words = STAR_WORDS[self.stars]
        self.can_retake, self.retake_text = status.retake.is_possible, status.retake.from_text

    def _show_step(self, step: Step) -> None:
        """Turn a step into the page; the error of the last try is gone."""
        self.page, self.error, self.is_busy = step.kind, "", False
        self.stage_title, self.stage_intro = step.stage_title, step.stage_intro
        self.progress_label = f"Question {step.number} of {step.total}" if step.kind == "question" else step.stage_title
        self.minutes_left = f"about {step.minutes_left} min left" if step.minutes_left else ""
        self.segments = list(step.segments)
        self.notice = step.notice
        self.is_saved = bool(step.saved_at_text)
        self.can_go_back, self._back = step.can_go_back, step.back_ref
        self.review = [ReviewLine(key=line.key, text=line.text, reply=line.reply or "Skipped") for line in step.review]
        self.files = [
            FileLine(id=file.id, name=file.name, size=file.size_text, note=file.text_note) for file in step.files
        ]
        if step.kind == "closed":
            self._close("expired")
        if step.question is not None:
            self._show_question(step.question)

    def _show_question(self, card: QuestionCard) -> None:
        self.ref, self.key, self.kind = card.ref, card.key, card.kind
        self.text, self.help = card.text, card.help
        self.is_required, self.can_skip = card.is_required, card.can_skip
        self.options = [Option(value=text, label=text) for text in card.options]
        self.unit = card.unit
        self.low, self.high = _number(card.low), _number(card.high)
        self.step_size = _number(card.step) or "1"
        self.extensions, self.max_length = list(card.extensions), card.max_length
        self.draft, self.values = card.reply, list(card.values)
        self.exchanges = [Said(prompt=said.prompt, reply=said.reply) for said in card.exchanges]
        if card.kind == "slider" and not self.draft:
            self.draft = self.low

    @rx.event
    @candidate
    async def begin(self):
        """Start the interview."""
        await call(run.begin)
        self._show_step(await look(run.step))

    @rx.event
    @candidate
    async def type_text(self, text: str):
        """Keep what is typed until it is sent; the browser keeps its own copy too."""
        self.draft = text
        self.error = ""

    @rx.event
    @candidate
    async def pick(self, value: str):
        """Choose one option, or toggle one of several."""
        self.error = ""
        if self.kind == "multiple_choice":
            self.values = (
                [kept for kept in self.values if kept != value] if value in self.values else [*self.values, value]
            )
        else:
            self.values, self.draft = [value], value

    @rx.event
    @candidate
    async def send(self):
        """Save the reply and show what comes next."""
        ref, reply = self.ref, Reply(text=self.draft, values=tuple(self.values))
        self.is_busy = True
        yield
        await self._step_by(slowly(run.answer, ref, reply))

    @rx.event
    @candidate
    async def skip(self):
        """Leave an optional question out."""
        self.is_busy = True
        yield
        await self._step_by(slowly(run.skip, self.ref))

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

    async def _step_by(self, work) -> None:  # type: ignore[no-untyped-def]
        """Show the step that comes of it, or the sentence why not, with everything typed still there."""
        try:
            self._show_step(await work)
            self._show_status(await look(run.status))
        except MiloError as error:
            self.error = error.sentence()
        finally:
            self.is_busy = False

    @rx.event
    @candidate
    async def uploaded(self, file_id: str, name: str):
        """A file arrived by its own route: show it, and what was read from it."""
        step = await look(run.step, self.key if self.page == "question" else "")
        self._show_step(step)
        if self.page == "question":
            self.values = [*self.values, file_id] if file_id not in self.values else self.values

    @rx.event
    @candidate
    async def remove_file(self, file_id: str):
        """Take a file back."""
        await call(run.remove_file, file_id)
        self._show_step(await look(run.step, self.key if self.page == "question" else ""))

    @rx.event
    @candidate
    async def rate(self, number: int):
        """Choose one to five stars."""
        self.stars = min(5, max(1, number))
        self.star_words = STAR_WORDS[self.stars]

    @rx.event
    @candidate
    async def type_comment(self, text: str):
        """Keep the comment."""
        self.comment = text[:2000]

    @rx.event
    @candidate
    async def send_feedback(self):
        """Send the rating, once."""
        if not self.stars:
            self.error = "Choose one to five stars first."
            return
        await call(run.rate, self.stars, self.comment)
        self.is_rated, self.error = True, ""

    @rx.event
    @candidate
    async def retake(self):
        """Begin another attempt; earlier ones stay with the team."""
        await call(run.retake)
        self._show_status(await look(run.status))
        self._show_step(await look(run.step))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
