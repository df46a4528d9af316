"""What a candidate said and sent goes when the person is erased; that a stage was taken, and when, stays."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlmodel import SQLModel, col

from milo_app.core.work import Work
from milo_app.domain.candidates.events import PersonErased
from milo_app.domain.interviews.models import Answer, CandidateSession, StoredFile
from milo_app.domain.interviews.ports import FileStore


def on_person_erased(w: Work, event: PersonErased) -> None:
    """Empty answers, delete files and end the person's browsers; files leave the store after the commit."""
    ids = list(event.application_ids)
    keys = list(w.session.scalars(select(col(StoredFile.blob_key)).where(col(StoredFile.application_id).in_(ids))))
    w.session.execute(
        update(Answer)
        .where(col(Answer.workspace_id) == w.workspace_id, col(Answer.application_id).in_(ids))
        .values(prompt="", body="", value={}, file_id=None),
        execution_options={"synchronize_session": False},
    )
    for kind in (StoredFile, CandidateSession):
        _delete(w, kind, ids)
    store = w.port(FileStore) if keys else None
    for key in keys:
        w.after_commit(lambda key=key: store.delete(key) if store is not None else None)  # type: ignore[misc]


def _delete(w: Work, kind: type[SQLModel], ids: list[int]) -> None:
    mine = (kind.workspace_id == w.workspace_id, kind.application_id.in_(ids))  # type: ignore[attr-defined]
    w.session.execute(delete(kind).where(*mine), execution_options={"synchronize_session": False})
