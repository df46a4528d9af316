"""The version history of an interviewer, and what differs between two of its versions."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.errors import NotFound
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.candidates import versions as use
from milo_app.domain.candidates.versions import VersionUse
from milo_app.domain.interviewers import history
from milo_app.domain.interviewers.diff import Change
from milo_app.domain.interviewers.history import DRAFT, VersionLine
from milo_app.state.access import look
from milo_app.state.change_rows import ChangeRow, change_rows
from milo_app.state.listing import path_part, query_of
from milo_app.state.policy import requires

QUERY = {"section": "", "from": "", "to": ""}


class VersionRow(TypedDict):
    """One published version."""

    number: int
    word: str
    when: str
    full: str
    by: str
    people: str
    href: str
    is_live: bool


class Named(TypedDict):
    """A choice of a drop-down."""

    value: str
    label: str


class Versions(rx.State):
    """The history, newest first, and a comparison whose two sides stand in the URL."""

    lines: list[VersionRow] = []
    sides: list[Named] = []
    old: str = ""
    new: str = ""
    changes: list[ChangeRow] = []
    is_compared: bool = False
    _interviewer: str = ""

    @rx.event
    @requires("interviewer:read")
    async def load(self):
        """Read the history, and compare when the address asks for it."""
        self._interviewer = path_part(self, "interviewer_id")
        await self._read_lines()
        await self._compare()

    @rx.event
    @requires("interviewer:read")
    async def refresh(self):
        """Read it again after a publication."""
        if self._interviewer:
            await self._read_lines()

    async def _read_lines(self) -> None:
        try:
            lines, used = await look(_history, self._interviewer)
        except NotFound:
            self.lines, self.sides = [], []
            return
        base = f"/interviewers/{self._interviewer}/plan?version="
        self.lines = [_row(line, used.get(line.id), base) for line in lines]
        self.sides = [
            Named(value=str(DRAFT), label="Draft"),
            *(Named(value=str(line.number), label=f"Version {line.number}") for line in lines),
        ]

    async def _compare(self) -> None:
        asked = query_of(self, QUERY)
        self.is_compared = asked["from"].isdigit() and asked["to"].isdigit()
        known = [side["value"] for side in self.sides]
        self.old = asked["from"] if asked["from"] in known else (known[1] if len(known) > 1 else "")
        self.new = asked["to"] if asked["to"] in known else (known[0] if known else "")
        if self.is_compared and self.old and self.new:
            found: tuple[Change, ...] = await look(history.compare, self._interviewer, int(self.old), int(self.new))
            self.changes = change_rows(found)

    @rx.event
    @requires("interviewer:read")
    async def pick_old(self, value: str):
        """Choose the older side."""
        return self._go(value, self.new)

    @rx.event
    @requires("interviewer:read")
    async def pick_new(self, value: str):
        """Choose the newer side."""
        return self._go(self.old, value)

    @rx.event
    @requires("interviewer:read")
    async def compare_with_live(self, number: int):
        """Compare a version with the one that is live."""
        live = next((line["number"] for line in self.lines if line["is_live"]), DRAFT)
        return self._go(str(number), str(live))

    def _go(self, old: str, new: str) -> rx.event.EventSpec:
        sides = f"from={_number(old)}&to={_number(new)}"
        return rx.redirect(f"/interviewers/{self._interviewer}/settings?section=versions&{sides}")


def _number(text: str) -> int:
    """Return the number of a version, 0 (the draft) for what is none."""
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _history(w: Work, public_id: str) -> tuple[list[VersionLine], dict[int, VersionUse]]:
    used = use.use_of(w, public_id) if w.actor.can("candidate:read") else {}
    return history.versions(w, public_id), used


def _row(line: VersionLine, used: VersionUse | None, base: str) -> VersionRow:
    return VersionRow(
        number=line.number,
        word=f"Version {line.number}",
        when=line.published_text,
        full=line.published_full,
        by=line.by,
        people=people_words(used),
        href=f"{base}{line.number}",
        is_live=line.is_live,
    )


def people_words(used: VersionUse | None) -> str:
    """Say how many people a version has: "Nobody yet", "12 candidates, 3 in progress"."""
    if used is None or not used.people:
        return "Nobody yet"
    busy = f", {used.under_way} in progress" if used.under_way else ""
    return plural(used.people, "candidate") + busy
