"""What goes with an application: the words and judgements of the team about it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlmodel import SQLModel, col

from milo_app.core.work import Work
from milo_app.domain.candidates.team_models import Note, NoteMention, NoteVersion, Rating, Verdict


def forget_opinions(w: Work, ids: Any) -> None:
    """Delete notes with their history, ratings and verdicts; `ids` are application ids, or a select of them."""
    notes = select(col(Note.id)).where(col(Note.workspace_id) == w.workspace_id, col(Note.application_id).in_(ids))
    for beside in (NoteVersion, NoteMention):
        _delete(w, beside, col(beside.note_id).in_(notes))
    for kind in (Note, Rating, Verdict):
        _delete(w, kind, col(kind.application_id).in_(ids))


def _delete(w: Work, kind: type[SQLModel], *where: Any) -> None:
    mine = kind.workspace_id == w.workspace_id  # type: ignore[attr-defined]
    w.session.execute(delete(kind).where(mine, *where), execution_options={"synchronize_session": False})
