"""What happened to messages."""

from __future__ import annotations

from dataclasses import dataclass

from milo_app.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MessageQueued(Event):
    """A mail waits to be handed over."""

    message_id: int
    kind: str
    application_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class MessageDelivered(Event):
    """A mail was handed to the transport; `is_simulated` says that it went no further than the dev mailbox."""

    message_id: int
    kind: str
    is_simulated: bool
    application_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class MessageFailed(Event):
    """A mail was refused for good, or tried too often."""

    message_id: int
    kind: str
    reason: str
    application_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class MessageRetried(Event):
    """A person had a failed mail sent again."""

    message_id: int
    kind: str
    application_id: int | None = None
