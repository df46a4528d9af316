"""Thousands of people in one interviewer, copied in two statements from one of them: what acts on many need."""

from __future__ import annotations

from sqlalchemy import text

from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.interviewers.models import Interviewer
from tests.factories.candidates import make_application

_NUMBERS = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
"""


def make_crowd(w: Work, interviewer: Interviewer, count: int) -> None:
    """Put so many people into an interviewer, the first of whom is called Person 0."""
    first = make_application(w, interviewer, "Person 0")
    w.session.flush()
    given = {"count": count - 1, "person": first.candidate_id, "application": first.id}
    own = ("id", "public_id", "email", "name", "name_key")
    names = ", ".join(f'"{column.name}"' for column in Candidate.__table__.columns if column.name not in own)  # type: ignore[attr-defined]
    w.session.execute(
        text(
            f"INSERT INTO candidate (public_id, email, name, name_key, {names}) {_NUMBERS} "
            f"SELECT 'crowd-' || {interviewer.id} || '-' || n, 'crowd' || n || '.{interviewer.id}@mail.test', "
            f"'Person ' || n, 'person ' || n, {names} FROM candidate, numbers WHERE candidate.id = :person"
        ),
        {"count": given["count"], "person": given["person"]},
    )
    own = ("id", "public_id", "candidate_id", "name_key", "email_key")
    table = Application.__table__  # type: ignore[attr-defined]
    names = ", ".join(f'"{column.name}"' for column in table.columns if column.name not in own)
    taken = ", ".join(f'a."{column.name}"' for column in table.columns if column.name not in own)
    w.session.execute(
        text(
            f"INSERT INTO application (public_id, candidate_id, name_key, email_key, {names}) "
            f"SELECT p.public_id, p.id, p.name_key, p.email, {taken} FROM application a, candidate p "
            f"WHERE a.id = :application AND p.public_id LIKE 'crowd-{interviewer.id}-%'"
        ),
        {"application": given["application"]},
    )
