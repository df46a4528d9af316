"""People who may be one person: how many there are, the pairs side by side, and what somebody says about them."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.core.text import plural
from milo_app.domain.candidates import merging, twins
from milo_app.domain.candidates.twins import TwinPair, TwinSide
from milo_app.state.access import call, look, me
from milo_app.state.activity import UNDO_MS, Activity
from milo_app.state.listing import query_of
from milo_app.state.people import People
from milo_app.state.policy import requires


class Side(TypedDict):
    """One of the two."""

    id: str
    href: str
    name: str
    email: str
    facts: str
    role: str


class Pair(TypedDict):
    """Two people and why they may be one."""

    key: str
    reason: str
    first: Side
    second: Side


class PeopleTwins(rx.State):
    """The pairs that nobody has judged."""

    pairs: list[Pair] = []
    words: str = ""
    is_open: bool = False
    can_merge: bool = False
    error: str = ""
    _about: str = ""
    _dismissed: list[str] = []

    @rx.event
    @requires("candidate:read")
    async def load(self):
        """Read them with the directory; an address may ask for those of one person."""
        self._about = query_of(self, {"twins": ""})["twins"][:40]
        await self._read()
        self.is_open = bool(self._about and self.pairs)

    async def _read(self) -> None:
        self.can_merge, self.error = me().actor.can("candidate:update"), ""
        try:
            found = await look(twins.pairs, self._about)
        except MiloError:
            found = []
        self.pairs = [_pair(one) for one in found]
        verb = "may be here twice"
        self.words = f"{plural(len(found), 'person', 'people')} {verb}" + (
            " or more." if len(found) == twins.MOST else "."
        )
        if not found:
            self.words = ""

    @rx.event
    @requires("candidate:read")
    async def set_open(self, is_open: bool):
        """Show the pairs, or leave them as they are."""
        self.is_open, self.error = is_open, ""
        if is_open:
            await self._read()

    @rx.event
    @requires("candidate:update")
    async def merge(self, keep: str, gone: str):
        """Make one person of two; the first keeps name and address. With Undo for an hour."""
        try:
            undo = await call(merging.merge, keep, gone)
        except MiloError as error:
            self.error = error.sentence()
            return None
        return await self._told("Merged. Both addresses lead to this person.", Activity.undo(undo.act))

    @rx.event
    @requires("candidate:update")
    async def dismiss(self, one: str, other: str):
        """Keep that they are two people."""
        try:
            await call(twins.dismiss, one, other)
        except MiloError as error:
            self.error = error.sentence()
            return None
        self._dismissed = [one, other]
        return await self._told("Kept as two people.", PeopleTwins.undo_dismiss)

    async def _told(self, words: str, undo):
        await self._read()
        self.is_open = bool(self.pairs)
        action = {"label": "Undo", "on_click": undo}
        return [rx.toast.success(words, action=action, duration=UNDO_MS), People.refresh, Activity.refresh]

    @rx.event
    @requires("candidate:update")
    async def undo_dismiss(self):
        """Ask about the two again."""
        if len(self._dismissed) == 2:
            await call(twins.dismiss, *self._dismissed, is_dismissed=False)
            self._dismissed = []
            await self._read()
        return rx.toast.success("Undone.")


def _pair(one: TwinPair) -> Pair:
    return Pair(
        key=f"{one.first.id}-{one.second.id}", reason=one.reason, first=_side(one.first), second=_side(one.second)
    )


def _side(one: TwinSide) -> Side:
    return Side(
        id=one.id,
        href=f"/candidates/{one.application}",
        name=one.name,
        email=one.email,
        facts=", ".join(part for part in (one.phone, one.place) if part),
        role=one.interviewer + (f" and {one.interviews - 1} more" if one.interviews > 1 else ""),
    )
