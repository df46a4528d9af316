"""Lines of the directory: who somebody is over all interviewers, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.db import columns
from milo_app.core.paging import PAGE_SIZE, Page
from milo_app.core.text import ago, full_time, initials
from milo_app.core.work import Work
from milo_app.domain.candidates import people
from milo_app.domain.candidates.models import Application, ApplicationTag, Candidate
from milo_app.domain.candidates.people_filters import PeopleFilter
from milo_app.domain.candidates.people_models import PersonTotals
from milo_app.domain.candidates.place_words import country_name
from milo_app.domain.candidates.words import band, state_word
from milo_app.domain.interviewers.models import Interviewer

MOST_FOUND = 1_000
"""So many people of a search are acted on at once."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person. `id` is the public id of the latest application, which opens the report and is what acts name.

    `state`, `decision`, `interviewer` and `tags` are those of that application; score and years are the best there are.
    E-mail and phone are empty for readers without `candidate:read_contact`.
    """

    id: str
    person: str
    name: str
    initials: str
    email: str
    country: str
    photo: str
    place: str
    interviewer: str
    interviews: int
    score: int | None
    band: str
    years: int | None
    state_word: str
    decision: str
    engaged: str
    engaged_full: str
    first: str
    first_full: str
    tags: tuple[tuple[str, str], ...]


def page(
    w: Work, flt: PeopleFilter, cursor: str = "", size: int = PAGE_SIZE, among: Sequence[int] | None = None
) -> Page[PersonRow]:
    """Return one page of the directory."""
    made = people.page_of_ids(w, flt, cursor, size, among)
    return Page(rows_of(w, made.rows), made.total, made.is_capped, made.start, made.next, made.prev, made.last)


def rows_of(w: Work, ids: Sequence[int]) -> list[PersonRow]:
    """Return the lines of people by their internal ids, in that order."""
    if not ids:
        return []
    t, a, p = PersonTotals, Application, Candidate
    query: Any = (
        select(
            col(t.candidate_id), col(t.interviews), col(t.first_at), col(t.engaged_at), col(t.score), col(t.years),
            col(p.public_id).label("person"), col(p.name), col(p.email), col(p.city), col(p.region), col(p.country),
            col(p.photo_key), col(a.id), col(a.public_id), col(a.state), col(a.evaluation), col(a.decision),
            col(Interviewer.title),
        )
        .join(p, col(p.id) == col(t.candidate_id))
        .join(a, col(a.id) == col(t.application_id))
        .join(Interviewer, col(Interviewer.id) == col(a.interviewer_id))
        .where(col(t.workspace_id) == w.workspace_id, col(t.candidate_id).in_(list(ids)))
    )  # fmt: skip
    found = {line.candidate_id: line for line in columns(w.session, people.by_person(query))}
    tags = _tags(w, [line.id for line in found.values()])
    return [_row(w, found[row_id], tags.get(found[row_id].id, [])) for row_id in ids if row_id in found]


def _tags(w: Work, application_ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    query = (
        select(col(ApplicationTag.application_id), col(ApplicationTag.name), col(ApplicationTag.value))
        .where(
            col(ApplicationTag.workspace_id) == w.workspace_id, col(ApplicationTag.application_id).in_(application_ids)
        )
        .order_by(col(ApplicationTag.id))
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for application_id, name, value in columns(w.session, query):
        found.setdefault(application_id, []).append((name, value))
    return found


def _row(w: Work, line: Any, tags: list[tuple[str, str]]) -> PersonRow:
    score = line.score if line.score >= 0 else None
    country = country_name(line.country) if line.country else ""
    return PersonRow(
        id=line.public_id,
        person=line.person,
        name=line.name,
        initials=initials(line.name),
        email=line.email if w.actor.can("candidate:read_contact") else "",
        country=line.country,
        photo=line.photo_key,
        place=f"{line.city}, {line.region or country}" if line.city else country,
        interviewer=line.title,
        interviews=line.interviews,
        score=score,
        band=band(score),
        years=line.years if line.years >= 0 else None,
        state_word=state_word(line.state, line.evaluation),
        decision=line.decision.value,
        engaged=ago(line.engaged_at, w.now),
        engaged_full=full_time(line.engaged_at, w.actor.tz),
        first=ago(line.first_at, w.now),
        first_full=full_time(line.first_at, w.actor.tz),
        tags=tuple(tags),
    )


def public_ids(w: Work, flt: PeopleFilter, among: Sequence[int] | None) -> tuple[str, ...]:
    """Return the public ids of the latest applications of those whom a search found and a filter shows."""
    query = select(col(Application.public_id)).where(
        col(Application.workspace_id) == w.workspace_id, col(Application.id).in_(people.latest_of(w, flt, among))
    )
    return tuple(str(one) for one in w.session.scalars(query.limit(MOST_FOUND)))
