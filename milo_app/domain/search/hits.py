"""Hits as their reader may see them: read again from the database by their ids, through the reader's own rights.

An index that is behind may therefore hide somebody for a moment, and can never show what is gone or not the reader's.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.candidates.contact import phone_text
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.candidates.queries import real, visible_to
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.search.asked import CandidateHit, InterviewerHit
from milo_app.domain.search.folding import Question, digits
from milo_app.domain.search.ports import Hit


def people(w: Work, hits: Sequence[Hit], asked: Question) -> list[CandidateHit]:
    """Return the people of hits, in their order; who was erased or may not be seen is left out."""
    if not hits:
        return []
    query = select(Candidate).where(
        col(Candidate.workspace_id) == w.workspace_id,
        col(Candidate.id).in_([hit.id for hit in hits]),
        col(Candidate.erased_at).is_(None),
        col(Candidate.is_test).is_(False),
    )
    rows = {row.id: row for row in w.session.scalars(query)}
    latest = _latest_applications(w, [row.id or 0 for row in rows.values()])
    shows_contact = w.actor.can("candidate:read_contact")
    found = []
    for hit in hits:
        row = rows.get(hit.id)
        if row is None:
            continue
        application, title, score = latest.get(hit.id) or ("", "", None)
        found.append(
            CandidateHit(
                public_id=row.public_id,
                name=row.name,
                detail=_contact(row, asked) if shows_contact else "",
                application_id=application,
                interviewer_title=title,
                score_text="" if score is None else str(score),
                match=hit.score,
                matched=hit.matched,
                snippet=hit.snippet,
            )
        )
    return found


def roles(w: Work, hits: Sequence[Hit]) -> list[InterviewerHit]:
    """Return the interviewers of hits, in their order; what is gone is left out."""
    if not hits:
        return []
    query = select(Interviewer).where(
        col(Interviewer.workspace_id) == w.workspace_id, col(Interviewer.id).in_([hit.id for hit in hits])
    )
    rows = {row.id: row for row in w.session.scalars(query)}
    return [
        InterviewerHit(
            row.public_id, row.title, row.state.value, row.department, row.slug, match=hit.score, matched=hit.matched
        )
        for hit in hits
        if (row := rows.get(hit.id)) is not None
    ]


def _latest_applications(w: Work, candidate_ids: list[int]) -> dict[int, tuple[str, str, int | None]]:
    if not candidate_ids:
        return {}
    rows = w.session.execute(
        real(visible_to(w))
        .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
        .where(col(Application.candidate_id).in_(candidate_ids))
        .order_by(col(Application.engaged_at), col(Application.id))
        .with_only_columns(
            col(Application.candidate_id), col(Application.public_id), col(Interviewer.title), col(Application.score)
        )
    )
    return {person: (application, title, score) for person, application, title, score in rows}


def _contact(row: Candidate, asked: Question) -> str:
    """Return what shows why the person is listed: the phone where the question is a part of it, else the e-mail."""
    return phone_text(row.phone) if asked.phone and asked.phone in digits(row.phone) else row.email
