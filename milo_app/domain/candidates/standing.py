"""What the workspace knows of some addresses before they are added to an interviewer: new, here already, or dismissed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import and_, or_, select
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application, Candidate, Decision
from milo_app.domain.candidates.people_models import CandidateAlias
from milo_app.domain.interviewers.models import Interviewer

_AT_ONCE = 500


class Standing(str, Enum):
    """How somebody stands to an interviewer. The order is that of weight: the last one that holds is told."""

    NEW = "new"
    KNOWN = "known"
    DISMISSED = "dismissed"
    HERE = "here"
    DISMISSED_HERE = "dismissed_here"
    CLOSED = "closed"


_WEIGHT = list(Standing)
WORDS = {
    Standing.NEW: "New",
    Standing.KNOWN: "Known from another interviewer",
    Standing.DISMISSED: "Was dismissed in another interviewer",
    Standing.HERE: "Is a candidate here already.",
    Standing.DISMISSED_HERE: "Is a candidate here already, and was dismissed.",
    Standing.CLOSED: "Nobody of this address can be added.",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address; `where` is the title of the interviewer that it is known from."""

    standing: Standing
    where: str = ""


NEW = Known(Standing.NEW)


def standings(w: Work, interviewer_id: int, addresses: Collection[str]) -> dict[str, Known]:
    """Return what is known of normalized addresses; who is new is not in it.

    Erased people and the addresses of test runs are closed: nobody is told which of the two it is.
    """
    found: dict[str, Known] = {}
    for some in _parts(sorted(set(addresses))):
        query = (
            select(Candidate, Application, col(Interviewer.title))
            .outerjoin(
                Application,
                and_(col(Application.candidate_id) == col(Candidate.id), col(Application.is_test).is_(False)),
            )
            .outerjoin(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
            .where(col(Candidate.workspace_id) == w.workspace_id)
        )
        others = _others(w, some)
        by_id = or_(col(Candidate.email).in_(some), col(Candidate.id).in_(others))
        for person, application, title in w.session.execute(query.where(by_id)):
            known = _known(interviewer_id, person, application, title or "")
            for address in (person.email, *others.get(person.id or 0, ())):
                before = found.get(address, NEW)
                if address in some and _WEIGHT.index(known.standing) >= _WEIGHT.index(before.standing):
                    found[address] = known
    return found


def _others(w: Work, addresses: list[str]) -> dict[int, list[str]]:
    """Return the further addresses among these of people who were merged, by person."""
    query = select(col(CandidateAlias.candidate_id), col(CandidateAlias.email)).where(
        col(CandidateAlias.workspace_id) == w.workspace_id, col(CandidateAlias.email).in_(addresses)
    )
    found: dict[int, list[str]] = {}
    for candidate_id, address in w.session.execute(query):
        found.setdefault(candidate_id, []).append(address)
    return found


def _known(interviewer_id: int, person: Candidate, application: Application | None, title: str) -> Known:
    if person.erased_at is not None or person.is_test:
        return Known(Standing.CLOSED)
    if application is None:
        return Known(Standing.KNOWN)
    is_dismissed = application.decision == Decision.DISMISSED
    if application.interviewer_id == interviewer_id:
        return Known(Standing.DISMISSED_HERE if is_dismissed else Standing.HERE, title)
    return Known(Standing.DISMISSED if is_dismissed else Standing.KNOWN, title)


def _parts(addresses: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(addresses), _AT_ONCE):
        yield addresses[start : start + _AT_ONCE]
