"""Guests of a report: making a link to chosen answers, revoking one, and what guests said."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.errors import Invalid, MiloError
from milo_app.core.settings import settings
from milo_app.domain.scoring import guests
from milo_app.domain.scoring.guests import Choosable, GuestRow, Wanted
from milo_app.state.access import call, look
from milo_app.state.policy import requires


class GuestLine(TypedDict):
    """A link with what its guest said."""

    id: str
    guest: str
    detail: str
    verdict: str
    comment: str
    is_open: bool


class GuestQuestion(TypedDict):
    """An answer that can be shown."""

    key: str
    text: str


class GuestPart(rx.State, mixin=True):
    """The guests of the report, and the dialog that makes a link."""

    guests: list[GuestLine] = []
    guest_questions: list[GuestQuestion] = []
    guest_link: str = ""
    guest_error: str = ""

    async def _read_guests(self) -> None:
        try:
            found = await look(guests.rows, self.application)
        except MiloError:
            found = []
        self.guests = [_line(row) for row in found]

    @rx.event
    @requires("candidate:export")
    async def ask_guest(self):
        """Open the dialog with the answers that can be shown."""
        found = await look(guests.choosable, self.application)
        if not found:
            return rx.toast.info("There are no answers to show yet.")
        self.guest_questions = [GuestQuestion(key=one.key, text=_words(one)) for one in found]
        self.guest_link = self.guest_error = ""
        self.dialog = "guest"
        return None

    @rx.event
    @requires("candidate:export")
    async def guest_opened(self, is_open: bool):
        """Close the dialog and forget the link, which is shown once."""
        if not is_open:
            self.dialog = self.guest_link = self.guest_error = ""

    @rx.event
    @requires("candidate:export")
    async def make_guest_link(self, form: dict[str, str]):
        """Make the link, and show it this once."""
        days = form.get("days", "7")
        wanted = Wanted(
            guest=form.get("guest", ""),
            questions=tuple(one["key"] for one in self.guest_questions if form.get(f"show-{one['key']}")),
            message=form.get("message", ""),
            shows_score=bool(form.get("score")),
            shows_scorecard=bool(form.get("scorecard")),
            is_blind=bool(form.get("blind")),
            days=int(days) if days.isascii() and days.isdecimal() and len(days) < 4 else 0,
        )
        try:
            secret = await call(guests.create, self.application, wanted)
        except Invalid as problem:
            self.guest_error = problem.sentence()
            return
        self.guest_link, self.guest_error = f"{settings().origin}{guests.path(secret)}", ""
        await self._read_guests()

    @rx.event
    @requires("candidate:export")
    async def revoke_guest(self, link: str):
        """Close a guest's link."""
        await call(guests.revoke, link)
        await self._read_guests()
        return rx.toast.success("The link is closed. A verdict that was given stays.")


def _words(one: Choosable) -> str:
    return f"{one.number} {one.text}"


def _line(row: GuestRow) -> GuestLine:
    if row.hidden:
        detail = f"Gave a verdict {row.given}. You see it after giving yours."
    elif row.verdict:
        detail = f"{row.given}, asked by {row.by}" if row.by else row.given
    else:
        detail = {
            "open": f"No answer yet, link works until {row.until}",
            "expired": "The link ended without an answer",
        }.get(row.state, "The link was closed without an answer")
    if row.is_blind:
        detail += " · blind"
    return GuestLine(
        id=row.id,
        guest=row.guest,
        detail=detail,
        verdict=row.verdict,
        comment=row.comment,
        is_open=row.state == "open",
    )
