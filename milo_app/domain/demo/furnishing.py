"""What a team leaves on a large interviewer, so that every filter of its list has somebody to find: for measuring only."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from milo_app.core.ids import public_id
from milo_app.core.work import Work

COHORT = "Looked at again"
_EVERY_NOTE, _EVERY_MEMBER = 8, 25
_NOTES = """
INSERT INTO note (workspace_id, public_id, application_id, author_id, body, created_at)
SELECT :workspace, {key}, id, :author, 'Called back and spoke well.', engaged_at
FROM application WHERE interviewer_id = :interviewer AND id % :every = 0
"""
_COUNTED = (
    "UPDATE application SET notes_count = notes_count + 1 WHERE interviewer_id = :interviewer AND id % :every = 0"
)
_SOURCES = """
UPDATE application SET source = CASE id % 7 WHEN 0 THEN 'invite' WHEN 1 THEN 'import' ELSE 'link' END
WHERE interviewer_id = :interviewer
"""
_COHORT = """
INSERT INTO cohort (workspace_id, public_id, name, name_key, created_at)
SELECT :workspace, :key, :name, :name_key, created_at FROM interviewer WHERE id = :interviewer
"""
_MEMBERS = """
INSERT INTO cohort_member (workspace_id, cohort_id, candidate_id, application_id, added_at)
SELECT :workspace, c.id, a.candidate_id, a.id, a.engaged_at
FROM application a, cohort c WHERE c.public_id = :key AND a.interviewer_id = :interviewer AND a.id % :every = 0
"""


def largest(w: Work) -> int:
    """Return the id of the interviewer with the most people."""
    query = "SELECT id FROM interviewer WHERE workspace_id = :workspace ORDER BY invited DESC LIMIT 1"
    return int(w.session.connection().execute(text(query), {"workspace": w.workspace_id}).scalar_one())


def furnish(w: Work, interviewer_id: int) -> str:
    """Add notes, a cohort and ways of coming in to the people of an interviewer; return the cohort's public id."""
    connection = w.session.connection()
    is_sqlite = connection.dialect.name == "sqlite"
    key = "printf('%032x', id)" if is_sqlite else "lpad(to_hex(id), 32, '0')"
    cohort = public_id()
    author = connection.execute(
        text("SELECT user_id FROM membership WHERE workspace_id = :workspace ORDER BY id LIMIT 1"),
        {"workspace": w.workspace_id},
    ).scalar_one()
    given: dict[str, Any] = {
        "workspace": w.workspace_id,
        "interviewer": interviewer_id,
        "author": author,
        "key": cohort,
        "name": COHORT,
        "name_key": COHORT.lower(),
    }
    for query, every in (
        (_NOTES.format(key=key), _EVERY_NOTE),
        (_COUNTED, _EVERY_NOTE),
        (_SOURCES, 0),
        (_COHORT, 0),
        (_MEMBERS, _EVERY_MEMBER),
    ):
        connection.execute(text(query), given | {"every": every})
    return cohort
