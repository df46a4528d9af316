"""The route that reads a job description out of a document: nothing is kept, the text goes back to the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import JSONResponse, Response

from milo_app import bootstrap
from milo_app.api.doors import signed_in
from milo_app.core.errors import Denied, Invalid
from milo_app.core.filetypes import RESUME_KINDS, display_name, sniff
from milo_app.core.text import plain
from milo_app.domain.interviewers.plan import MAX_DESCRIPTION
from milo_app.domain.interviews.ports import FileStore, ResumeReader

router = APIRouter(prefix="/api/interviewers")
MOST_BYTES = 5 * 1024 * 1024


@router.post("/description")
def read_description(request: Request, file: Annotated[UploadFile, File()]) -> Response:
    """Return the text of a PDF, DOCX or TXT of up to 5 MB: kind by content, read in a process without rights."""
    user = signed_in(request)
    if not user.actor.can("interviewer:create"):
        raise Denied("Your role does not allow this.", do="Ask an admin of this workspace.")
    store: FileStore = bootstrap.ports()[FileStore]
    blob = store.save(user.actor.workspace_id or 0, _chunks(file), MOST_BYTES)
    try:
        path = store.path(blob.key)
        kind = sniff(path, file.filename or "", RESUME_KINDS)
        found = bootstrap.ports()[ResumeReader].read(path, kind.value)
    finally:
        store.delete(blob.key)
    text, note = plain(found.text).strip(), found.warning
    if not text:
        raise Invalid("This document holds no text.", field="file", do="Paste the text instead.")
    if len(text) > MAX_DESCRIPTION:
        text = text[:MAX_DESCRIPTION]
        note = f"Only the first {MAX_DESCRIPTION:,} characters were taken. {note}".strip()
    return JSONResponse({"name": display_name(file.filename or "file"), "text": text, "note": note})


def _chunks(file: UploadFile) -> Iterator[bytes]:
    while chunk := file.file.read(65_536):
        yield chunk
