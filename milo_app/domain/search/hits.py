"""Hits as their reader may see them: read again from the database by their ids, through the reader's own rights.

An index that is behind may therefore hide somebody for a moment, and can never show what is gone or not the reader's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Executable, bindparam, select
from sqlmodel import col

from milo_app.core.db import columns
from milo_app.core.work import Work
from milo_app.domain.candidates.contact import phone_text
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.candidates.queries import real, visible_to
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.search.asked import CandidateHit, InterviewerHit
from milo_app.domain.search.folding import Question, digits
from milo_app.domain.search.ports import Hit


@lru_cache(maxsize=1)
def _people_query() -> Executable:
    c = Candidate
    return select(col(c.id), col(c.public_id), col(c.name), col(c.email), col(c.phone)).where(
        col(c.workspace_id) == bindparam("home"),
        col(c.id).in_(bindparam("ids", expanding=True)),
        col(c.erased_at).is_(None),
        col(c.is_test).is_(False),
    )


@lru_cache(maxsize=1)
def _roles_query() -> Executable:
    i = Interviewer
    return select(col(i.id), col(i.public_id), col(i.title), col(i.state), col(i.department), col(i.slug)).where(
        col(i.workspace_id) == bindparam("home"), col(i.id).in_(bindparam("ids", expanding=True))
    )


def people(w: Work, hits: Sequence[Hit], asked: Question) -> list[CandidateHit]:
    """Return the people of hits, in their order; who was erased or may not be seen is left out."""
    if not hits:
        return []
    given = {"home": w.workspace_id, "ids": [hit.id for hit in hits]}
    rows = {row.id: row for row in columns(w.session, _people_query(), given)}
    latest = _latest_applications(w, list(rows))
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
    given = {"home": w.workspace_id, "ids": [hit.id for hit in hits]}
    rows = {row.id: row for row in columns(w.session, _roles_query(), given)}
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
    rows = columns(
        w.session,
        real(visible_to(w))
        .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
        .where(col(Application.candidate_id).in_(candidate_ids), col(Interviewer.workspace_id) == w.workspace_id)
        .order_by(col(Application.engaged_at), col(Application.id))
        .with_only_columns(
            col(Application.candidate_id), col(Application.public_id), col(Interviewer.title), col(Application.score)
        ),
    )
    return {person: (application, title, score) for person, application, title, score in rows}


def _contact(row: Any, asked: Question) -> str:
    """Return what shows why the person is listed: the phone where the question is a part of it, else the e-mail."""
    return phone_text(row.phone) if asked.phone and asked.phone in digits(row.phone) else row.email
