"""How a line is shown: with its number, and to a blind reviewer with the alias in place of the name."""

from __future__ import annotations

from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.candidates import blind
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.notifications.kinds import place
from milo_app.domain.notifications.models import ChannelPost, Notification


def title_of(row: Notification | ChannelPost) -> str:
    """Return the title; from two on `{n}` in it is the count."""
    return row.title.replace("{n}", f"{row.count:,}") if row.count > 1 else row.title


def veiled(text: str, person: blind.Person | None) -> str:
    """Return a line for a blind reviewer: the alias for the name, wherever the text holds it whole."""
    if person is None:
        return text
    return blind.veil(text.replace(person.name, person.alias) if person.name else text, person)


def words(w: Work, row: Notification | ChannelPost, *, is_blind: bool) -> tuple[str, str]:
    """Return title and body of one line as its reader may see them."""
    title, body = title_of(row), row.body
    if not is_blind or row.application_id is None:
        return title, body
    application = w.session.get(Application, row.application_id)
    person = blind.people(w, {application.public_id}).get(application.public_id) if application is not None else None
    return veiled(title, person), veiled(body, person)


def path_of(w: Work, row: Notification | ChannelPost) -> str:
    """Return where a line leads, as `kinds.place` says; the list of all lines where it leads nowhere."""
    application = w.session.get(Application, row.application_id) if row.application_id is not None else None
    interviewer = w.session.get(Interviewer, row.interviewer_id) if row.interviewer_id is not None else None
    found = place(row.kind, interviewer.public_id if interviewer else "", application.public_id if application else "")
    return found or "/notifications"


def is_blind_for_all(w: Work) -> bool:
    """Whether nobody here sees names: then no chat of the workspace does."""
    return w.session.get_one(Workspace, w.workspace_id).is_blind
