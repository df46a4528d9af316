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
