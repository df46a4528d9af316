"""What a member opened lately from the palette, so that it is at hand without typing."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.accounts import choices
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.candidates.people import by_person
from milo_app.domain.candidates.people_models import PersonTotals
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.search.asked import CandidateHit, InterviewerHit
from milo_app.domain.search.ports import Kind

MOST = 8
_KEY = "palette.recent"


def remember(w: Work, kind: Kind, public_id: str) -> None:
    """Put something in front of what was opened lately; only its id is kept."""
    if w.actor.kind != "user":
        return
    opened = [kind.value, public_id]
    kept = [one for one in _kept(w) if one != opened]
    choices.write(w, _KEY, {"opened": [opened, *kept][:MOST]})


def _kept(w: Work) -> list[list[str]]:
    return [list(one) for one in choices.read(w, _KEY).get("opened", []) if len(one) == 2]


def opened(w: Work) -> list[CandidateHit | InterviewerHit]:
    """Return what was opened lately and the member may still see, the latest first."""
    if w.actor.kind != "user":
        return []
    kept = _kept(w)
    people = _people(w, [key for kind, key in kept if kind == Kind.CANDIDATE.value])
    roles = _roles(w, [key for kind, key in kept if kind == Kind.INTERVIEWER.value])
    known: dict[str, CandidateHit | InterviewerHit] = {**people, **roles}
    return [known[key] for _, key in kept if key in known]


def _people(w: Work, keys: list[str]) -> dict[str, CandidateHit]:
    if not keys or w.actor.is_blind or not w.actor.can("candidate:read"):
        return {}
    query = (
        select(Candidate, col(Application.public_id), col(Application.score), col(Interviewer.title))
        .join(PersonTotals, col(PersonTotals.candidate_id) == col(Candidate.id))
        .join(Application, col(Application.id) == col(PersonTotals.application_id))
        .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
        .where(col(Candidate.workspace_id) == w.workspace_id, col(Candidate.public_id).in_(keys))
    )
    sees = w.actor.can("candidate:read_contact")
    return {
        person.public_id: CandidateHit(
            person.public_id, person.name, person.email if sees else "", application, title,
            "" if score is None else str(score),
        )
        for person, application, score, title in w.session.execute(by_person(query))
    }  # fmt: skip


def _roles(w: Work, keys: list[str]) -> dict[str, InterviewerHit]:
    if not keys or not w.actor.can("interviewer:read"):
        return {}
    query = select(Interviewer).where(
        col(Interviewer.workspace_id) == w.workspace_id, col(Interviewer.public_id).in_(keys)
    )
    return {
        row.public_id: InterviewerHit(row.public_id, row.title, row.state.value, row.department, row.slug)
        for row in w.session.scalars(query)
    }
