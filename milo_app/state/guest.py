"""What a guest's link shows: chosen answers of one candidate. Public: the token of the address is all that opens it."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app import bootstrap
from milo_app.core.errors import MiloError
from milo_app.core.text import plural
from milo_app.domain.scoring import guest_page
from milo_app.domain.scoring.guest_page import GuestView
from milo_app.state.access import look_as
from milo_app.state.brand_colors import readable
from milo_app.state.listing import path_part
from milo_app.state.policy import public

_WORDS_A_MINUTE = 200


class Turn(TypedDict):
    """One thing said."""

    kind: str
    text: str


class Answer(TypedDict):
    """A question with what was said."""

    number: str
    question: str
    turns: list[Turn]


class Score(TypedDict):
    """A criterion with its score."""

    name: str
    score: str
    band: str


class Guest(rx.State):
    """The page; empty until a token opens it."""

    page: str = "loading"
    problem: str = ""
    brand: str = ""
    brand_color: str = ""
    letter: str = ""
    role: str = ""
    heading: str = ""
    lead: str = ""
    ask: str = ""
    first: str = ""
    asked_by: str = ""
    guest: str = ""
    guest_initials: str = ""
    message: str = ""
    until: str = ""
    answers: list[Answer] = []
    score: str = ""
    band: str = "none"
    scorecard: list[Score] = []
    verdict: str = ""
    comment: str = ""

    @rx.event
    @public
    async def load(self):
        """Read what the token of the address opens."""
        self.reset()
        try:
            view = await look_as(bootstrap.system(None), guest_page.view, path_part(self, "link"))
        except MiloError as error:
            self.page, self.problem = "closed", error.sentence()
            return
        self._show(view)
        self.page = "open"

    def _show(self, view: GuestView) -> None:
        self.brand, self.brand_color, self.letter = (
            view.workspace,
            readable(view.brand_color),
            view.workspace[:1].upper(),
        )
        self.role, self.first = view.role, view.first
        self.heading, self.ask = f"What do you think of {view.name}?", f"Would you hire {view.first} for this role?"
        self.lead = _lead(view)
        self.asked_by, self.guest, self.guest_initials = view.asked_by, view.guest, view.guest_initials
        self.message, self.until = view.message, view.until
        self.answers = [
            Answer(
                number=one.number,
                question=one.question,
                turns=[Turn(kind=turn.kind, text=turn.text) for turn in one.turns],
            )
            for one in view.answers
        ]
        self.score, self.band = view.score, view.band
        self.scorecard = [Score(name=one.name, score=one.score, band=one.band) for one in view.scorecard]
        self.verdict, self.comment = view.verdict, view.comment


def _lead(view: GuestView) -> str:
    """Say how much there is to read, who asked the questions, and whether a score is shown."""
    words = sum(len(turn.text.split()) for one in view.answers for turn in one.turns)
    minutes = max(1, round(words / _WORDS_A_MINUTE))
    parts = [
        f"{plural(len(view.answers), 'answer')}, about {plural(minutes, 'minute')} to read.",
        f"{view.first} answered an AI interviewer.",
    ]
    if not view.score:
        parts.append("You see no score, so that your view stays your own.")
    if view.is_blind:
        parts.append("Names, addresses and schools are left out.")
    return " ".join(parts)
