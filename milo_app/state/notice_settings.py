"""Settings, Notifications: what a member is told, by which channel, how often, when not, and their exceptions."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.errors import Invalid
from milo_app.core.work import Work
from milo_app.domain.accounts import notices
from milo_app.domain.accounts.notices import CHANNELS, TOPICS, NoticeSettings
from milo_app.domain.interviewers import muting
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.notifications import channels
from milo_app.state.access import call, look, me
from milo_app.state.policy import requires, signed_in

HEADS = {channel.key: channel.label for channel in CHANNELS}
_CHATS = frozenset({"slack", "teams"})
SYSTEM_RIGHT = "user:manage"


class Cell(TypedDict):
    """A box of the matrix."""

    channel: str
    label: str
    is_on: bool


class TopicLine(TypedDict):
    """A row of the matrix."""

    key: str
    label: str
    words: str
    cells: list[Cell]


class Exempted(TypedDict):
    """An interviewer for which the member has an exception."""

    id: str
    title: str
    level: str


class Option(TypedDict):
    """One option of a drop-down."""

    value: str
    label: str


class NoticeChoices(rx.State):
    """The member's own choices."""

    heads: list[str] = []
    topics: list[TopicLine] = []
    digest: str = "at_once"
    quiet_from: str = ""
    quiet_to: str = ""
    has_quiet: bool = False
    quiet_error: str = ""
    zone: str = ""
    has_sound: bool = False
    exceptions: list[Exempted] = []
    others: list[Option] = []
    is_loading: bool = True

    @rx.event
    @signed_in
    async def load(self):
        """Read them."""
        await self._read()
        self.quiet_error = ""
        self.is_loading = False

    async def _read(self) -> None:
        wish, kinds, self.exceptions, others = await look(_everything)
        self._show(wish, kinds)
        taken = {one["id"] for one in self.exceptions}
        self.others = [option for option in others if option["value"] not in taken]

    def _show(self, wish: NoticeSettings, kinds: set[str]) -> None:
        shown = [channel.key for channel in CHANNELS if channel.key not in _CHATS or channel.key in kinds]
        self.heads = [HEADS[key] for key in shown]
        self.topics = [
            TopicLine(
                key=topic.key,
                label=topic.label,
                words=topic.words,
                cells=[
                    Cell(channel=key, label=f"{topic.label}: {HEADS[key]}", is_on=wish.wants(topic.key, key))
                    for key in shown
                ],
            )
            for topic in TOPICS
            if topic.key != "system" or me().actor.can(SYSTEM_RIGHT)
        ]
        self.digest, self.has_sound = wish.digest.value, wish.has_sound
        self.quiet_from, self.quiet_to = wish.quiet_from, wish.quiet_to
        self.has_quiet = bool(wish.quiet_from)
        self.zone = me().actor.tz.replace("_", " ")

    @rx.event
    @signed_in
    async def toggle(self, topic: str, channel: str, is_on: bool):
        """Switch one box of the matrix."""
        await call(notices.set_cell, topic, channel, is_on)
        await self._read()

    @rx.event
    @signed_in
    async def choose_digest(self, digest: str):
        """Choose how often mails come."""
        await call(notices.set_digest, digest)
        self.digest = digest

    @rx.event
    @signed_in
    async def switch_sound(self, is_on: bool):
        """Switch the sound on or off."""
        await call(notices.set_sound, is_on)
        self.has_sound = is_on

    @rx.event
    @signed_in
    async def save_quiet(self, form: dict[str, str]):
        """Keep the quiet hours."""
        try:
            wish = await call(notices.set_quiet, form.get("quiet_from", ""), form.get("quiet_to", ""))
        except Invalid as problem:
            self.quiet_error = problem.sentence()
            return None
        self.quiet_from, self.quiet_to, self.quiet_error = wish.quiet_from, wish.quiet_to, ""
        self.has_quiet = bool(wish.quiet_from)
        return rx.toast.success("Saved.")

    @rx.event
    @signed_in
    async def end_quiet(self):
        """Give up the quiet hours."""
        await call(notices.set_quiet, "", "")
        self.quiet_from = self.quiet_to = self.quiet_error = ""
        self.has_quiet = False

    @rx.event
    @requires("interviewer:read")
    async def exempt(self, interviewer: str, level: str):
        """Make an exception for an interviewer, change it, or (empty) give it up."""
        if interviewer:
            await call(muting.set_level, interviewer, level)
            await self._read()


def _everything(w: Work) -> tuple[NoticeSettings, set[str], list[Exempted], list[Option]]:
    exceptions = [Exempted(id=one.id, title=one.title, level=one.level) for one in muting.mine(w)]
    others = [
        Option(value=public_id, label=title)
        for public_id, title in interviewers.choices(w)
    ] if w.actor.can("interviewer:read") else []  # fmt: skip
    return notices.mine(w), channels.kinds_of(w), exceptions, others
