"""Trying the draft in the page: the interviewer asks, somebody answers, and nothing of it is kept."""

from __future__ import annotations

from typing import Any, TypedDict

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.domain.interviews import rehearsing
from milo_app.domain.interviews.rehearsing import Prompt, Spoken
from milo_app.state.access import look, slowly
from milo_app.state.listing import path_part
from milo_app.state.policy import requires


class Line(TypedDict):
    """One line of the talk."""

    who: str
    text: str


class Try(rx.State):
    """The talk so far; it lives in this tab only."""

    lines: list[Line] = []
    persona: str = ""
    progress: str = ""
    is_on: bool = False
    is_over: bool = False
    is_thinking: bool = False
    error: str = ""
    _spoken: list[dict[str, Any]] = []
    _key: str = ""
    _follow_up: int = 0
    _prompt: str = ""

    @rx.event
    @requires("interviewer:read")
    async def load(self):
        """Begin empty on each visit of the page."""
        self.reset()

    @rx.event
    @requires("interviewer:update")
    async def begin(self):
        """Say the opening line and ask the first question of the present draft."""
        self.reset()
        try:
            opened = await look(rehearsing.open_try, path_part(self, "interviewer_id"))
        except MiloError as error:
            self.error = error.sentence()
            return
        self.persona, self.is_on = opened.persona, True
        self.lines = [Line(who="agent", text=opened.opening)]
        self._ask(opened.first)

    def _ask(self, prompt: Prompt) -> None:
        self._key, self._follow_up, self._prompt = prompt.key, prompt.follow_up, prompt.text
        self.is_over = not prompt.key
        if self.is_over:
            self.progress = "That was the try. Nothing of it is kept."
            return
        self.progress = f"Question {prompt.number} of {prompt.total}" + (", follow-up" if prompt.follow_up else "")
        self.lines = [*self.lines, Line(who="agent", text=prompt.text)]

    @rx.event
    @requires("interviewer:update")
    async def answer(self, form: dict[str, str]):
        """Take an answer and say what comes next."""
        text = form.get("try-answer", "").strip()
        self.error = ""
        if not self.is_on or self.is_over or self.is_thinking:
            return
        said = Spoken(self._key, self._follow_up, self._prompt, text)
        spoken = (*(Spoken(**one) for one in self._spoken), said)
        if text:
            self.lines = [*self.lines, Line(who="you", text=text)]
        self.is_thinking = True
        yield
        try:
            prompt = await slowly(rehearsing.next_prompt, path_part(self, "interviewer_id"), spoken)
        except MiloError as error:
            self.error = error.sentence()
            return
        finally:
            self.is_thinking = False
        self._spoken = [
            {"key": one.key, "follow_up": one.follow_up, "prompt": one.prompt, "reply": one.reply} for one in spoken
        ]
        self._ask(prompt)
