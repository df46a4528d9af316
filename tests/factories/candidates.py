"""People and their applications."""

from __future__ import annotations

from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application, Source
from milo_app.domain.candidates.service import enrol, find_or_create
from milo_app.domain.interviewers.models import Interviewer


def make_application(
    w: Work, interviewer: Interviewer, name: str = "Ana Lima", email: str = "", *, source: Source = Source.LINK
) -> Application:
    """Put a person into an interviewer; the address follows from the name."""
    address = email or f"{name.lower().replace(' ', '.')}@example.com"
    application, _ = enrol(w, interviewer, find_or_create(w, name, address), source)
    return application
