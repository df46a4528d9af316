"""Inviting people to an interviewer."""

from __future__ import annotations

import csv
import io

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.core.text import plural
from milo_app.domain.candidates import service
from milo_app.domain.candidates.service import Person
from milo_app.state.access import call
from milo_app.state.listing import path_part
from milo_app.state.policy import requires

MOST = 200


def people_in(text: str) -> tuple[list[Person], list[str]]:
    """Read pasted lines of "name, email, phone" (comma, semicolon or tab); an address may stand anywhere in its line."""
    people: list[Person] = []
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        cells = next(csv.reader(io.StringIO(line.replace("\t", ",").replace(";", ",")), skipinitialspace=True), [])
        cells = [cell.strip().strip("<>") for cell in cells if cell.strip()]
        email = next((cell for cell in cells if "@" in cell), "")
        if not email:
            problems.append(f"Line {number} has no email address: {line.strip()[:60]}")
            continue
        rest = [cell for cell in cells if cell != email]
        phone = next((cell for cell in rest if sum(ch.isdigit() for ch in cell) >= 6), "")
        name = next((cell for cell in rest if cell != phone), email.split("@")[0].replace(".", " ").title())
        people.append(Person(name, email, phone))
    return people, problems


class Invite(rx.State):
    """The dialog's text and what came of it."""

    text: str = ""
    result: str = ""
    problems: list[str] = []
    is_sending: bool = False

    @rx.event
    @requires("candidate:create")
    async def opened(self, is_open: bool):
        """Start empty each time."""
        if is_open:
            self.text, self.result, self.problems = "", "", []

    @rx.event
    @requires("candidate:create")
    async def type_people(self, text: str):
        """Keep what is pasted."""
        self.text = text

    @rx.event
    @requires("candidate:create", "outreach:send_email")
    async def send(self):
        """Invite everybody who can be, and say who could not and why."""
        people, self.problems = people_in(self.text)
        self.result = ""
        if not people:
            self.problems = [*self.problems, "Paste at least one line with an email address."][:20]
            return
        if len(people) > MOST:
            self.problems = [f"These are {len(people)} people. Invite up to {MOST} at a time."]
            return
        self.is_sending = True
        yield
        try:
            done = await call(service.invite, path_part(self, "interviewer_id"), people)
        except MiloError as error:
            self.problems = [error.sentence()]
            return
        finally:
            self.is_sending = False
        self.result = f"{plural(len(done.new), 'invitation')} on the way." if done.new else ""
        self.problems = [
            *self.problems,
            *(f"{known.name or known.email} is a candidate here already." for known in done.known),
            *(f"{refused.name or refused.email}: {refused.sentence}" for refused in done.refused),
        ][:20]
        if not self.problems:
            self.text = ""
