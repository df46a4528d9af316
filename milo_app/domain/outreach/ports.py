"""What outreach needs from outside: a mail transport."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from typing import Protocol


@dataclass(frozen=True)
class Handed:
    """What the transport said: its name for people, and whether a real server took the mail."""

    transport: str
    is_simulated: bool


class MailRefused(Exception):
    """The server refused this mail for good (5xx); the reason is shown beside the message."""


class MailDelayed(Exception):
    """The server did not take it now (4xx, no connection); it is tried again."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class MailTransport(Protocol):
    """Hands mail over."""

    @property
    def name(self) -> str:
        """The transport, for people."""
        ...

    @property
    def is_simulated(self) -> bool:
        """Whether mail stays in the house."""
        ...

    def send(self, message: EmailMessage, *, is_demo: bool = False) -> Handed:
        """Hand one message over; raises `MailRefused` or `MailDelayed`. Mail to demo people never leaves the house."""
        ...
