"""What happened to notifications."""

from __future__ import annotations

from dataclasses import dataclass

from milo_app.core.events import Event


@dataclass(frozen=True, kw_only=True)
class UsersNotified(Event):
    """Lines were written or changed for these users: their browsers are poked after the commit."""

    user_ids: tuple[int, ...]
    kind: str
    application_id: int | None = None
    interviewer_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class NotificationsRead(Event):
    """A member read lines: their other tabs show it too."""

    user_id: int
    count: int


@dataclass(frozen=True, kw_only=True)
class PushDeviceAdded(Event):
    """A member wants to be pushed to in a browser; `host` is its push service."""

    device_id: int
    user_id: int
    host: str


@dataclass(frozen=True, kw_only=True)
class PushDeviceRemoved(Event):
    """A browser is pushed to no more: its member said so, or its push service."""

    device_id: int
    user_id: int
    host: str


@dataclass(frozen=True, kw_only=True)
class ChatAdded(Event):
    """Somebody connected a channel of a chat, for themselves or for the workspace."""

    channel_id: int
    name: str
    kind: str
    is_shared: bool


@dataclass(frozen=True, kw_only=True)
class ChatChanged(Event):
    """A channel was paused, or is told about other things."""

    channel_id: int
    name: str
    is_paused: bool


@dataclass(frozen=True, kw_only=True)
class ChatRemoved(Event):
    """A channel was disconnected."""

    channel_id: int
    name: str
