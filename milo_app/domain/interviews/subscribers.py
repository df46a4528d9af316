"""What interviews do when candidates tell them something."""

from __future__ import annotations

from milo_app.core.events import subscribe
from milo_app.domain.candidates.events import ApplicationCreated, ApplicationsTakenBack, PersonalLinksRevoked
from milo_app.domain.interviews.entry import on_links_revoked, on_taken_back
from milo_app.domain.interviews.runs import on_application_created


def register() -> None:
    """Subscribe; bootstrap calls it once."""
    subscribe(ApplicationCreated, on_application_created)
    subscribe(PersonalLinksRevoked, on_links_revoked)
    subscribe(ApplicationsTakenBack, on_taken_back)
