"""What a candidate is told about themselves: how far they are, and everything that is stored about them here.

Anybody can type somebody else's address on a public link. So a browser that was not opened by a mailed link sees what
was given in its own interview only, never what an earlier visit left under the same address.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.errors import Invalid
from milo_app.core.guard import change_if
from milo_app.core.text import deadline, first_name, full_time, plain, plural
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.candidates.contact import phone_text
from milo_app.domain.candidates.locating import place_text
from milo_app.domain.candidates.models import Application, ApplicationState, ApplicationTag, Candidate
from milo_app.domain.candidates.service import changed
from milo_app.domain.candidates.words import STATE_WORDS
from milo_app.domain.interviewers.models import Interviewer, InterviewerVersion
from milo_app.domain.interviews.cards import FileCard, card_of
from milo_app.domain.interviews.entry import PROVEN
from milo_app.domain.interviews.errors import AlreadyRated, NotYourTurn
from milo_app.domain.interviews.events import FeedbackGiven
from milo_app.domain.interviews.models import Answer, StoredFile
from milo_app.domain.interviews.retakes import RetakeOffer, offer
from milo_app.domain.interviews.runs import ids
from milo_app.domain.interviews.sheet import own

LONGEST_COMMENT = 2000
# A person who is new comes to be a moment before their application, in the same transaction.
SAME_MOMENT = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class RunStatus:
    """The candidate's standing, for every page around the interview."""

    state: str
    state_word: str
    title: str
    workspace_name: str
    brand_color: str
    persona: str
    language: str
    first_name: str
    minutes: int
    attempt: int
    retake: RetakeOffer
    csat: int | None
    deadline_text: str
    is_started: bool
    completed_text: str
    is_test: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A labelled line of the data page."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the data page."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class MyData:
    """What is stored, as a page shows it."""

    workspace_name: str
    sections: tuple[Section, ...]
    files: tuple[FileCard, ...]
    is_partial: bool
    """True in a browser that no mailed link opened: other interviews of the same address are left out."""


def status(w: Work) -> RunStatus:
    """Return the standing of the candidate who acts."""
    application = own(w)
    interviewer = w.session.get_one(Interviewer, application.interviewer_id)
    version = w.session.get_one(InterviewerVersion, application.version_id)
    place = w.session.get_one(Workspace, w.workspace_id)
    person = w.session.get_one(Candidate, application.candidate_id)
    return RunStatus(
        state=application.state.value,
        state_word=STATE_WORDS[application.state],
        title=interviewer.title,
        workspace_name=place.name,
        brand_color=place.brand_color,
        persona=interviewer.persona,
        language=interviewer.language,
        first_name=first_name(person.name) if _sees_person(w, application, person) else "",
        minutes=version.minutes,
        attempt=application.attempt,
        retake=offer(w, application),
        csat=application.csat,
        deadline_text=deadline(interviewer.deadline_at, w.now, place.tz)[0] if interviewer.deadline_at else "",
        is_started=application.state != ApplicationState.PENDING,
        completed_text=full_time(application.completed_at, w.actor.tz),
        is_test=application.is_test,
    )


def _sees_person(w: Work, application: Application, person: Candidate) -> bool:
    """Return whether this browser gave the person's details itself, or was opened by a mailed link."""
    return w.actor.role == PROVEN or person.created_at >= application.invited_at - SAME_MOMENT


def rate(w: Work, stars: int, comment: str = "") -> None:
    """Keep the candidate's rating of 1-5 stars and a comment of at most 2,000 characters, once, after the end."""
    application = own(w, lock=True)
    if stars not in range(1, 6):
        raise Invalid("Choose one to five stars.", field="stars")
    said = plain(comment).strip()
    if len(said) > LONGEST_COMMENT:
        raise Invalid(f"Your comment is longer than {LONGEST_COMMENT:,} characters.", field="comment", do="Shorten it.")
    if application.state not in (ApplicationState.EVALUATING, ApplicationState.COMPLETED):
        raise NotYourTurn
    if not change_if(w.session, application, col(Application.csat).is_(None), csat=stars, csat_comment=said):
        raise AlreadyRated
    w.publish(FeedbackGiven(**ids(w, application), stars=stars))
    changed(w, application, "feedback")


def my_data(w: Work) -> MyData:
    """Return what is stored about the candidate who acts, for their page."""
    own_application = own(w)
    person = w.session.get_one(Candidate, own_application.candidate_id)
    place = w.session.get_one(Workspace, w.workspace_id)
    shown = _applications(w, own_application)
    sections = [_about(person)] if _sees_person(w, own_application, person) else []
    files: list[FileCard] = []
    for application in shown:
        sections.append(_section(w, application))
        files += [card_of(row, w.actor.tz) for row in _files(w, application)]
    return MyData(place.name, tuple(sections), tuple(files), w.actor.role != PROVEN)


def _about(person: Candidate) -> Section:
    lines = [
        ("Name", person.name),
        ("E-mail", person.email),
        ("Phone", phone_text(person.phone)),
        ("Location, from your resume or phone number", place_text(person)),
        ("Time zone", person.tz),
    ]
    return Section("About you", tuple(Entry(label, value) for label, value in lines if value))


def _applications(w: Work, application: Application) -> list[Application]:
    if w.actor.role != PROVEN:
        return [application]
    query = select(Application).where(col(Application.candidate_id) == application.candidate_id)
    return list(w.session.scalars(query.order_by(col(Application.id))))


def _answers(w: Work, application: Application) -> list[Answer]:
    query = select(Answer).where(col(Answer.application_id) == application.id, col(Answer.answered_at).is_not(None))
    return list(w.session.scalars(query.order_by(col(Answer.id))))


def _files(w: Work, application: Application) -> list[StoredFile]:
    query = select(StoredFile).where(col(StoredFile.application_id) == application.id)
    return list(w.session.scalars(query.order_by(col(StoredFile.id))))


def _section(w: Work, application: Application) -> Section:
    interviewer = w.session.get_one(Interviewer, application.interviewer_id)
    facts = [
        ("Status", STATE_WORDS[application.state]),
        ("Agreed to the privacy notice", full_time(application.consent_at, w.actor.tz)),
        ("Began", full_time(application.started_at, w.actor.tz)),
        ("Finished", full_time(application.completed_at, w.actor.tz)),
        ("Attempt", str(application.attempt)),
    ]
    if application.csat is not None:
        facts.append(("Your rating", plural(application.csat, "star")))
        facts.append(("Your comment", application.csat_comment))
    entries = [Entry(label, value) for label, value in facts if value]
    entries += [Entry(row.prompt, "Skipped" if row.is_skipped else row.body) for row in _answers(w, application)]
    return Section(interviewer.title, tuple(entries))


def export(w: Work) -> dict[str, Any]:
    """Return everything that interviews hold about the candidate who acts, as JSON-able data; moments are ISO texts."""
    own_application = own(w)
    person = w.session.get_one(Candidate, own_application.candidate_id)
    place = w.session.get_one(Workspace, w.workspace_id)
    about: dict[str, Any] = {}
    if _sees_person(w, own_application, person):
        about = {"name": person.name, "email": person.email, "phone": person.phone, "time_zone": person.tz}
        about["location"] = {"text": place_text(person), "from": person.place_source}
        about["stored_since"] = _iso(person.created_at)
    return {
        "workspace": place.name,
        "exported_at": _iso(w.now),
        "is_partial": w.actor.role != PROVEN,
        "person": about,
        "interviews": [_exported(w, application) for application in _applications(w, own_application)],
    }


def _exported(w: Work, application: Application) -> dict[str, Any]:
    interviewer = w.session.get_one(Interviewer, application.interviewer_id)
    tags = select(ApplicationTag).where(col(ApplicationTag.application_id) == application.id)
    return {
        "id": application.public_id,
        "role": interviewer.title,
        "state": application.state.value,
        "came_by": application.source.value,
        "attempt": application.attempt,
        "invited_at": _iso(application.invited_at),
        "agreed_at": _iso(application.consent_at),
        "agreed_notice": application.consent_notice,
        "started_at": _iso(application.started_at),
        "completed_at": _iso(application.completed_at),
        "last_action_at": _iso(application.engaged_at),
        "score": application.score,
        "scored_by": application.scored_by,
        "rating": application.csat,
        "rating_comment": application.csat_comment,
        "tags": [{"name": tag.name, "value": tag.value, "quote": tag.quote} for tag in w.session.scalars(tags)],
        "answers": [
            {
                "question": row.prompt,
                "answer": row.body,
                "skipped": row.is_skipped,
                "follow_up": row.follow_up,
                "asked_at": _iso(row.asked_at),
                "answered_at": _iso(row.answered_at),
            }
            for row in _answers(w, application)
        ],
        "files": [
            {"name": row.name, "kind": row.kind, "bytes": row.size, "sent_at": _iso(row.created_at), "text": row.text}
            for row in _files(w, application)
        ],
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
