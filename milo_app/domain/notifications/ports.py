"""What notifications need from outside: a push sender and a chat poster."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol


class Gone(Exception):
    """The other side says that this device or address does not exist any more."""


class Refused(Exception):
    """The other side took it not, for good; the reason is shown to people."""


class Later(Exception):
    """The other side did not take it now; it is tried again, after `after` when it said so."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


@dataclass(frozen=True)
class Subscription:
    """Where a browser is pushed to: the address at its push service, its public key, and its secret (both base64url)."""

    endpoint: str
    p256dh: str
    auth: str


class PushSender(Protocol):
    """Encrypts for one browser and hands over to its push service."""

    def public_key(self) -> str:
        """Return the application server key that browsers subscribe with (base64url)."""
        ...

    def check(self, subscription: Subscription) -> None:
        """Raise `Invalid` for keys that are none and for an address that Milo does not open."""
        ...

    def send(self, subscription: Subscription, payload: bytes, *, topic: str, is_urgent: bool) -> None:
        """Hand it over; raises `Gone`, `Refused` or `Later`. `topic` lets a newer one replace one that waits."""
        ...


@dataclass(frozen=True)
class Card:
    """A message for a chat, in plain text; the link leads into Milo."""

    title: str
    body: str
    link: str
    button: str


class ChatPoster(Protocol):
    """Posts cards to incoming webhooks of chats."""

    def check(self, kind: str, url: str) -> str:
        """Return the address in its normal form; raises `Invalid` where Milo does not go."""
        ...

    def post(self, kind: str, url: str, card: Card) -> None:
        """Post a card; raises `Gone`, `Refused` or `Later`."""
        ...
