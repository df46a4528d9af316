"""What is stored about a candidate, shown to that candidate."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.domain.interviews import service as run
from milo_app.state.access import here, look_as, sitting
from milo_app.state.policy import public


class Part(TypedDict):
    """One line of what is stored; the first of a section carries its title."""

    section: str
    term: str
    value: str


class MyData(rx.State):
    """The lines of the page; empty when this browser holds no interview."""

    page: str = "loading"
    brand: str = ""
    letter: str = ""
    is_partial: bool = False
    parts: list[Part] = []

    @rx.event
    @public
    async def load(self):
        """Read what is stored about the candidate of this browser."""
        seat = await here(self)
        if seat is None:
            self.page, self.parts = "nobody", []
            return
        data = await look_as(sitting(seat), run.my_data)
        self.brand, self.letter = data.workspace_name, data.workspace_name[:1].upper()
        self.is_partial = data.is_partial
        sections = [(part.title, [(line.label, line.value) for line in part.entries]) for part in data.sections]
        sections.append(("Your files", [(file.name, f"{file.size_text}, {file.uploaded_text}") for file in data.files]))
        self.parts = [
            Part(section="" if place else title, term=term, value=value)
            for title, lines in sections
            for place, (term, value) in enumerate(lines)
        ]
        self.page = "shown"
