"""Reading a resume outside any transaction: found, read in the reader's own process, and its text kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.interviews.files import set_file_text
from milo_app.domain.interviews.models import StoredFile, TextState
from milo_app.domain.interviews.ports import FileStore, ResumeReader, ResumeText, UnreadableResume

OpenWork = Callable[[], AbstractContextManager[Work]]


def read_resume(open_work: OpenWork, public_id: str) -> str:
    """Read the text of a stored resume and return what its sender should know: empty, or a sentence.

    The file is kept either way. Reading it twice does no harm; a text that was read already is not read again.
    """
    with open_work() as w:
        row = w.session.scalars(select(StoredFile).where(col(StoredFile.public_id) == public_id)).one_or_none()
        if row is None or row.text_state != TextState.WAITING:
            return row.text_note if row is not None else ""
        file_id, key, kind = row.id, row.blob_key, row.kind
        store, reader = w.port(FileStore), w.port(ResumeReader)
    found: ResumeText | UnreadableResume
    try:
        found = reader.read(store.path(key), kind)
    except UnreadableResume as error:
        found = error
    assert file_id is not None
    with open_work() as w:
        if w.session.get(StoredFile, file_id) is not None:
            set_file_text(w, file_id, found)
    return found.warning if isinstance(found, ResumeText) else found.sentence()
