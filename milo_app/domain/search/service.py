"""The search of the top bar: people by name, e-mail or phone, interviewers by title, in two groups with a count each.

Words match the beginning of words, whatever their case and accents. E-mail and phone are searched, and shown, only for
those who may see them: otherwise somebody could spell out an address letter by letter. For the same reason a blind
reviewer finds no people at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sqlalchemy import case, func, or_, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from milo_app.core.text import fold, one_line
from milo_app.core.work import Work
from milo_app.domain.candidates.contact import phone_text
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.interviewers.models import Interviewer, InterviewerState

CAP = 1000
SHORTEST = 2
MOST_WORDS = 6
PHONE_DIGITS = 4


@dataclass(frozen=True)
class CandidateHit:
    """A person. `application_id` is the public id of the latest active application, empty when there is none."""

    public_id: str
    name: str
    detail: str
    application_id: str
    interviewer_title: str
    score_text: str


@dataclass(frozen=True)
class InterviewerHit:
    """An interviewer."""

    public_id: str
    title: str
    state: str
    department: str
    slug: str


@dataclass(frozen=True)
class Found:
    """Both groups; totals count up to 1,000 and then say so."""

    query: str
    candidates: list[CandidateHit] = field(default_factory=list)
    candidates_total: int = 0
    interviewers: list[InterviewerHit] = field(default_factory=list)
    interviewers_total: int = 0
    is_capped: bool = False


def find(w: Work, q: str, limit: int = 5) -> Found:
    """Return what a query of at least two characters finds; groups that the actor may not read stay empty."""
    query = one_line(q)[:120]
    words = [word for word in re.split(r"[\s,]+", fold(query)) if word][:MOST_WORDS]
    if len(query) < SHORTEST or not words:
        return Found(query)
    limit = max(1, min(limit, 50))
    people, people_total = _candidates(w, query, words, limit) if _finds_people(w) else ([], 0)
    roles, roles_total = _interviewers(w, words, limit) if w.actor.can("interviewer:read") else ([], 0)
    return Found(
        query, people, min(people_total, CAP), roles, min(roles_total, CAP), people_total > CAP or roles_total > CAP
    )


def _finds_people(w: Work) -> bool:
    return w.actor.can("candidate:read") and not w.actor.is_blind


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _starts_word(column: ColumnElement[str], word: str, gap: str) -> ColumnElement[bool]:
    safe = _like(word)
    return or_(column.like(f"{safe}%", escape="\\"), column.like(f"%{gap}{safe}%", escape="\\"))


def _count(w: Work, kind: type[Candidate] | type[Interviewer], *where: ColumnElement[bool]) -> int:
    # A count over a subquery is no ORM statement, so the tenancy hook does not see it: the workspace stands here.
    capped = select(col(kind.id)).where(col(kind.workspace_id) == w.workspace_id, *where).limit(CAP + 1).subquery()
    return int(w.session.execute(select(func.count()).select_from(capped)).scalar_one())


def _candidates(w: Work, query: str, words: list[str], limit: int) -> tuple[list[CandidateHit], int]:
    name: ColumnElement[str] = col(Candidate.name_key)  # type: ignore[assignment]
    by_name = [or_(_starts_word(name, word, " "), _starts_word(name, word, "-")) for word in words]
    ways: list[ColumnElement[bool]] = [by_name[0] if len(by_name) == 1 else _all(by_name)]
    shows_contact = w.actor.can("candidate:read_contact")
    if shows_contact:
        if len(words) == 1:
            ways.append(col(Candidate.email).like(f"{_like(query.lower())}%", escape="\\"))
            ways.append(col(Candidate.email).like(f"%@{_like(query.lower().lstrip('@'))}%", escape="\\"))
        digits = re.sub(r"\D", "", query)
        if len(digits) >= PHONE_DIGITS and not re.search(r"[^\d\s()+./-]", query):
            ways.append(col(Candidate.phone).like(f"%{digits.lstrip('0')}%"))
    where = (or_(*ways), col(Candidate.erased_at).is_(None), col(Candidate.is_test).is_(False))
    total = _count(w, Candidate, *where)
    first = case((name.like(f"{_like(words[0])}%", escape="\\"), 0), else_=1)
    matching = select(Candidate).where(*where).order_by(first, name, col(Candidate.id)).limit(limit)
    rows = list(w.session.execute(matching).scalars())
    latest = _latest_applications(w, [row.id or 0 for row in rows])
    return [_hit(row, latest.get(row.id or 0), query, shows_contact) for row in rows], total


def _all(parts: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    joined = parts[0]
    for part in parts[1:]:
        joined = joined & part
    return joined


def _latest_applications(w: Work, candidate_ids: list[int]) -> dict[int, tuple[str, str, int | None]]:
    if not candidate_ids:
        return {}
    rows = w.session.execute(
        select(
            col(Application.candidate_id), col(Application.public_id), col(Interviewer.title), col(Application.score)
        )
        .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
        .where(col(Application.candidate_id).in_(candidate_ids), col(Application.is_test).is_(False))
        .order_by(col(Application.engaged_at), col(Application.id))
    )
    return {person: (application, title, score) for person, application, title, score in rows}


def _contact(row: Candidate, query: str) -> str:
    """Return what shows why the person is listed: the phone where the query is a part of it, else the e-mail."""
    digits = re.sub(r"\D", "", query)
    return phone_text(row.phone) if len(digits) >= PHONE_DIGITS and digits.lstrip("0") in row.phone else row.email


def _hit(row: Candidate, latest: tuple[str, str, int | None] | None, query: str, shows_contact: bool) -> CandidateHit:
    application, title, score = latest or ("", "", None)
    return CandidateHit(
        public_id=row.public_id,
        name=row.name,
        detail=_contact(row, query) if shows_contact else "",
        application_id=application,
        interviewer_title=title,
        score_text="" if score is None else str(score),
    )


def _interviewers(w: Work, words: list[str], limit: int) -> tuple[list[InterviewerHit], int]:
    # The slug is the title without accents; the title itself serves scripts that a slug cannot hold.
    slug: ColumnElement[str] = col(Interviewer.slug)  # type: ignore[assignment]
    title: ColumnElement[str] = func.lower(col(Interviewer.title))
    where = _all([or_(_starts_word(slug, word, "-"), _starts_word(title, word, " ")) for word in words])
    total = _count(w, Interviewer, where)
    live_first = case(
        (col(Interviewer.state) == InterviewerState.ACTIVE, 0),
        (col(Interviewer.state) == InterviewerState.ARCHIVED, 2),
        else_=1,
    )
    rows = w.session.execute(
        select(Interviewer).where(where).order_by(live_first, title, col(Interviewer.id)).limit(limit)
    ).scalars()
    return [InterviewerHit(row.public_id, row.title, row.state.value, row.department, row.slug) for row in rows], total
