"""Inviting people whom the workspace knows to another interviewer: the same way as a list that somebody pastes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.errors import Invalid
from milo_app.core.work import Work
from milo_app.domain.candidates import importing
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.candidates.selection import Selection, chosen
from milo_app.domain.candidates.sheet_reading import MOST_PEOPLE, ReadPerson


@dataclass(frozen=True, slots=True)
class InvitePreview:
    """What would happen: how many come in, were dismissed elsewhere, are there already, or cannot be invited."""

    add: int
    ask: int
    known: int
    bad: int


def preview(w: Work, who: Selection, interviewer_public_id: str) -> InvitePreview:
    """Say what would happen to the chosen people. Changes nothing; needs candidate:create."""
    checked = importing.check(w, interviewer_public_id, _people(w, who))
    return InvitePreview(checked.add, checked.ask, checked.known, checked.bad)


def invite(
    w: Work, who: Selection, interviewer_public_id: str, *, is_mailed: bool, with_dismissed: bool = False
) -> str:
    """Put the chosen people into an interviewer and return the public id of the import that does it.

    Who is there already is left as they are; who was dismissed elsewhere comes only `with_dismissed`. Raises as
    `importing.start` does.
    """
    people = _people(w, who)
    return importing.start(
        w,
        interviewer_public_id,
        people,
        name=importing.CHOSEN,
        is_mailed=is_mailed,
        with_dismissed=with_dismissed,
    )


def _people(w: Work, who: Selection) -> list[ReadPerson]:
    w.require("candidate:create")
    query = (
        select(col(Candidate.name), col(Candidate.email), col(Candidate.phone))
        .where(
            col(Candidate.workspace_id) == w.workspace_id,
            col(Candidate.erased_at).is_(None),
            col(Candidate.id).in_(select(col(Application.candidate_id)).where(col(Application.id).in_(chosen(w, who)))),
        )
        .order_by(col(Candidate.id))
        .limit(MOST_PEOPLE + 1)
    )
    found = [
        ReadPerson(number, name, email, phone)
        for number, (name, email, phone) in enumerate(w.session.execute(query), 1)
    ]
    if not found:
        raise Invalid("Nobody is selected.", safe="Nothing was changed.", do="Select people first.")
    return found
