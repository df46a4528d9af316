"""Settings, Notifications: channels of Slack and Microsoft Teams, a member's own and those of the workspace."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.errors import Invalid
from milo_app.core.work import Work
from milo_app.domain.accounts.notices import BY_KEY
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.notifications import channels
from milo_app.domain.notifications.channels import ChannelRow, NewChannel
from milo_app.state.access import call, look, me
from milo_app.state.live import listen
from milo_app.state.notice_settings import NoticeChoices, Option
from milo_app.state.policy import requires, signed_in
from milo_app.state.push_devices import PATH

LABELS = {"slack": "Slack", "teams": "Microsoft Teams"}


class Box(TypedDict):
    """A topic that a channel may be told about."""

    key: str
    label: str
    is_on: bool


class Chat(TypedDict):
    """A channel."""

    id: str
    kind: str
    name: str
    about: str
    is_paused: bool
    error: str
    boxes: list[Box]


class Chats(rx.State):
    """Both lists, and the form for a new channel."""

    own: list[Chat] = []
    shared: list[Chat] = []
    can_share: bool = False
    roles: list[Option] = []
    adding: str = ""
    kind: str = "slack"
    interviewer: str = ""
    error: str = ""
    error_field: str = ""

    @rx.event
    @signed_in
    async def load(self):
        """Read them."""
        self.adding = self.error = self.error_field = ""
        self.can_share = me().actor.can("integration:manage")
        await self._read()

    @rx.event
    @signed_in
    async def refresh(self):
        """Read them again: a message was posted, or was not."""
        await self._read()

    async def _read(self) -> None:
        own, shared, self.roles = await look(_everything)
        self.roles = [Option(value="", label="All interviewers"), *self.roles]
        self.own, self.shared = [_chat(row) for row in own], [_chat(row) for row in shared]

    @rx.event
    @signed_in
    async def begin(self, whose: str):
        """Open the form for a channel of one's own, or of the workspace."""
        self.adding, self.kind, self.interviewer = whose, "slack", ""
        self.error = self.error_field = ""

    @rx.event
    @signed_in
    async def show_form(self, is_open: bool):
        """Close the form."""
        if not is_open:
            self.adding = ""

    @rx.event
    @signed_in
    async def choose_kind(self, kind: str):
        """Choose which chat it is."""
        self.kind = kind

    @rx.event
    @signed_in
    async def choose_role(self, interviewer: str):
        """Choose the one interviewer that a channel of the workspace is about, or all."""
        self.interviewer = interviewer

    @rx.event
    @signed_in
    async def add(self, form: dict[str, str]):
        """Keep the channel that was filled in."""
        is_shared = self.adding == "shared"
        new = NewChannel(
            self.kind,
            form.get("channel_name", ""),
            form.get("channel_url", ""),
            self.interviewer if is_shared else "",
        )
        try:
            await call(_add, new, is_shared)
        except Invalid as problem:
            self.error, self.error_field = problem.sentence(), problem.field
            return None
        self.adding = self.error = self.error_field = ""
        await self._read()
        return [NoticeChoices.load, rx.toast.success("Connected.", description="Send a test to see it there.")]

    @rx.event
    @signed_in
    async def test(self, channel: str):
        """Post a line that says that it works."""
        await call(channels.test, channel)
        return rx.toast.info("A test is on its way.", description="It comes within a few seconds.")

    @rx.event
    @signed_in
    async def pause(self, channel: str, is_paused: bool):
        """Stop posting to a channel for a while, or go on."""
        await call(channels.pause, channel, is_paused)
        await self._read()

    @rx.event
    @signed_in
    async def remove(self, channel: str):
        """Forget a channel."""
        await call(channels.remove, channel)
        await self._read()
        return NoticeChoices.load

    @rx.event
    @requires("integration:manage")
    async def tell_about(self, channel: str, topic: str, is_on: bool):
        """Tell a channel of the workspace about a topic, or not."""
        found = next((chat for chat in self.shared if chat["id"] == channel), None)
        if found is not None:
            wanted = {box["key"] for box in found["boxes"] if box["is_on"]}
            await call(channels.set_topics, channel, sorted(wanted | {topic} if is_on else wanted - {topic}))
            await self._read()


def _add(w: Work, new: NewChannel, is_shared: bool) -> str:
    return channels.add(w, new, is_shared=is_shared)


def _everything(w: Work) -> tuple[list[ChannelRow], list[ChannelRow], list[Option]]:
    if not w.actor.can("integration:manage"):
        return channels.listed(w, is_shared=False), [], []
    roles = [Option(value=public_id, label=title) for public_id, title in interviewers.choices(w)]
    return channels.listed(w, is_shared=False), channels.listed(w, is_shared=True), roles


def _chat(row: ChannelRow) -> Chat:
    about = f"{LABELS[row.kind]}, {row.where}"
    if row.interviewer:
        about += f", {row.interviewer} only"
    if row.told:
        about += f", last message {row.told}"
    return Chat(
        id=row.id,
        kind=row.kind,
        name=row.name,
        about=about,
        is_paused=row.is_paused,
        error=row.error,
        boxes=[Box(key=key, label=BY_KEY[key].label, is_on=key in row.topics) for key in channels.SHARED_TOPICS],
    )


listen(lambda path: path.rstrip("/") == PATH, lambda: Chats.refresh)
