"""What happened to the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from milo_app.core.events import Event


@dataclass(frozen=True, kw_only=True)
class SpendBooked(Event):
    """A service was paid for; `micros` is positive. `at` may lie in the past."""

    service: str
    micros: int
    at: datetime
    interviewer_id: int | None = None
    application_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class CreditsGranted(Event):
    """Credits were added."""

    micros: int
    note: str = ""
