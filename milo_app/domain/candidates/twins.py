"""People who may be one person: the same phone number, the same resume, or the same name in the same place.

A hint is looked for when somebody comes in and when their resume or phone says something new, by index and for that
person alone. What many share says nothing: a number of a family office, a name as common as water.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import col

from milo_app.core.errors import NotFound
from milo_app.core.events import subscribe
from milo_app.core.work import Work
from milo_app.domain.candidates import queries
from milo_app.domain.candidates.contact import phone_text
from milo_app.domain.candidates.events import ApplicationChanged
from milo_app.domain.candidates.locating import place_text
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.candidates.people import by_person
from milo_app.domain.candidates.people_models import CandidateTwin, PersonTotals
from milo_app.domain.interviewers.models import Interviewer

SHARED_BY_MANY = 5
"""A number, name or resume that more people than this have is no hint."""
MOST = 50
_TOLD = frozenset({"created", "files", "team"})
REASONS = {"phone": "Same phone number", "resume": "Same resume", "name": "Same name and place"}


@dataclass(frozen=True, slots=True)
class TwinSide:
    """One of two people who may be one. `id` is the public id, `application` that of the latest application."""

    id: str
    application: str
    name: str
    email: str
    phone: str
    place: str
    interviewer: str
    interviews: int


@dataclass(frozen=True, slots=True)
class TwinPair:
    """Two people who may be one, the one who came in first before the other, and why."""

    first: TwinSide
    second: TwinSide
    reason: str


def register() -> None:
    """Subscribe; bootstrap calls it once."""
    subscribe(ApplicationChanged, on_changed)


def on_changed(w: Work, event: ApplicationChanged) -> None:
    """Look whether the person behind an application is here already under another address."""
    if event.what not in _TOLD:
        return
    application = w.session.get(Application, event.application_id)
    person = w.session.get(Candidate, application.candidate_id) if application and not application.is_test else None
    if person is not None and person.erased_at is None and not person.is_test:
        look(w, person)


def look(w: Work, person: Candidate) -> None:
    """Note who shares the phone number, or the name and the place, with somebody."""
    ways: list[tuple[str, ColumnElement[bool]]] = []
    if person.phone:
        ways.append(("phone", col(Candidate.phone) == person.phone))
    if person.name_key and person.place_id:
        alike = and_(col(Candidate.name_key) == person.name_key, col(Candidate.place_id) == person.place_id)
        ways.append(("name", alike))
    for reason, same in ways:
        query = (
            select(col(Candidate.id))
            .where(
                col(Candidate.workspace_id) == w.workspace_id,
                same,
                col(Candidate.id) != person.id,
                col(Candidate.erased_at).is_(None),
                col(Candidate.is_test).is_(False),
            )
            .limit(SHARED_BY_MANY + 1)
        )
        note(w, person.id or 0, [int(row_id or 0) for row_id in w.session.scalars(query)], reason)


def note(w: Work, candidate_id: int, others: Sequence[int], reason: str) -> None:
    """Keep a hint for each pair that has none yet; what somebody said about a pair stands."""
    if not others or len(others) > SHARED_BY_MANY:
        return
    pairs = {(min(candidate_id, other), max(candidate_id, other)) for other in others if other != candidate_id}
    mine = or_(col(CandidateTwin.first_id) == candidate_id, col(CandidateTwin.second_id) == candidate_id)
    known = {(row.first_id, row.second_id) for row in w.session.scalars(select(CandidateTwin).where(mine))}
    for first, second in sorted(pairs - known):
        w.session.add(
            CandidateTwin(workspace_id=w.workspace_id, first_id=first, second_id=second, reason=reason, found_at=w.now)
        )
    w.session.flush()


def pairs(w: Work, application: str = "") -> list[TwinPair]:
    """Return the pairs that nobody has judged, of the whole workspace or of the person behind an application."""
    w.require("candidate:read")
    if w.actor.is_blind:
        return []
    query = (
        select(CandidateTwin)
        .where(col(CandidateTwin.workspace_id) == w.workspace_id, col(CandidateTwin.dismissed_at).is_(None))
        .order_by(col(CandidateTwin.first_id), col(CandidateTwin.second_id))
        .limit(MOST)
    )
    if application:
        person = queries.pick(w, application).candidate_id
        query = query.where(or_(col(CandidateTwin.first_id) == person, col(CandidateTwin.second_id) == person))
    rows = list(w.session.scalars(query))
    sides = _sides(w, {row_id for row in rows for row_id in (row.first_id, row.second_id)})
    return [
        TwinPair(sides[row.first_id], sides[row.second_id], REASONS.get(row.reason, row.reason))
        for row in rows
        if row.first_id in sides and row.second_id in sides
    ]


def _sides(w: Work, ids: set[int]) -> dict[int, TwinSide]:
    if not ids:
        return {}
    sees = w.actor.can("candidate:read_contact")
    query = (
        select(Candidate, PersonTotals, col(Application.public_id), col(Interviewer.title))
        .join(PersonTotals, col(PersonTotals.candidate_id) == col(Candidate.id))
        .join(Application, col(Application.id) == col(PersonTotals.application_id))
        .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
        .where(col(Candidate.workspace_id) == w.workspace_id, col(Candidate.id).in_(ids))
    )
    return {
        person.id or 0: TwinSide(
            id=person.public_id,
            application=application,
            name=person.name,
            email=person.email if sees else "",
            phone=phone_text(person.phone) if sees else "",
            place=place_text(person),
            interviewer=title,
            interviews=totals.interviews,
        )
        for person, totals, application, title in w.session.execute(by_person(query))
    }


def people_of(w: Work, one: str, other: str) -> tuple[Candidate, Candidate]:
    """Return two people of this workspace by their public ids, in the order of their rows, held until the end.

    Raises `NotFound` where one is gone.
    """
    query = (
        select(Candidate)
        .where(
            col(Candidate.workspace_id) == w.workspace_id,
            col(Candidate.public_id).in_([one, other]),
            col(Candidate.erased_at).is_(None),
            col(Candidate.is_test).is_(False),
        )
        .order_by(col(Candidate.id))
        .with_for_update()
    )
    found = list(w.session.scalars(query))
    if len(found) != 2:
        raise NotFound("One of the two is no longer here.", safe="Nothing was changed.", do="Look at the list again.")
    return found[0], found[1]


def dismiss(w: Work, one: str, other: str, *, is_dismissed: bool = True) -> None:
    """Keep that two are not the same person, or take that back. Needs candidate:update."""
    w.require("candidate:update")
    first, second = people_of(w, one, other)
    row = w.session.get(CandidateTwin, (first.id, second.id))
    if row is not None:
        row.dismissed_at = w.now if is_dismissed else None
        row.dismissed_by = w.actor.user_id if is_dismissed else None
        w.session.add(row)
        w.session.flush()
