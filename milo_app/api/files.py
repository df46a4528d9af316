"""Uploads and downloads: our own routes, with the session or link checked before a byte is read.

A file is kept before it is read. A document that cannot be read stays with the application, and its sender is told at
once why, while another one can still be chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import JSONResponse, Response, StreamingResponse

from milo_app import bootstrap
from milo_app.api.doors import candidate, who
from milo_app.core.errors import Denied, NotFound
from milo_app.core.filetypes import FileKind, content_type, display_name, sniff
from milo_app.core.work import Actor
from milo_app.domain.interviews import files
from milo_app.domain.interviews.ports import FileStore, StoredBlob
from milo_app.domain.interviews.reading import read_resume

router = APIRouter(prefix="/api/files")


@router.post("")
def upload(
    request: Request,
    file: Annotated[UploadFile, File()],
    purpose: Annotated[str, Form(max_length=10)] = "resume",
    question: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Take a candidate's file: place checked, streamed with a cap, kind by content, kept, then read."""
    actor = candidate(request)
    if actor is None:
        raise Denied("Your link is no longer open in this browser.", do="Open it again from your mail.")
    with bootstrap.read(actor) as w:
        place = files.check_upload(w, purpose, question)
    store = bootstrap.ports()[FileStore]
    blob: StoredBlob = store.save(actor.workspace_id or 0, _chunks(file), place.limit_bytes)
    try:
        allowed = [FileKind(kind) for kind in place.extensions]
        kind = sniff(store.path(blob.key), file.filename or "", allowed)
        with bootstrap.work(actor) as w:
            card = files.attach_file(
                w,
                blob,
                name=display_name(file.filename or "file"),
                kind=kind.value,
                purpose=purpose,
                question_key=question,
            )
    except BaseException:
        store.delete(blob.key)
        raise
    note = read_resume(lambda: bootstrap.work(actor), card.id) if purpose == "resume" else ""
    return JSONResponse({"id": card.id, "name": card.name, "note": note})


def _chunks(file: UploadFile) -> Iterator[bytes]:
    while chunk := file.file.read(65_536):
        yield chunk


@router.get("/{public_id}")
def download(request: Request, public_id: str) -> Response:
    """Hand out a file to a recruiter who may, or to the candidate who sent it: always as an attachment."""
    if not public_id.isalnum():
        raise NotFound("There is no such file.")
    with bootstrap.read(_reader(request)) as w:
        found = files.file_for(w, public_id)
    handle = bootstrap.ports()[FileStore].open(found.blob_key)

    def body() -> Iterator[bytes]:
        with handle:
            while chunk := handle.read(65_536):
                yield chunk

    return StreamingResponse(
        body(),
        media_type=content_type(FileKind(found.kind)),
        headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quote(found.name)}",
            "content-length": str(found.size),
            "content-security-policy": "sandbox; default-src 'none'",
            "cache-control": "private, no-store",
        },
    )


def _reader(request: Request) -> Actor:
    user = who(request)
    if user is not None:
        if not user.actor.can("application:media"):
            raise Denied("Your role does not allow this.", do="Ask an admin of this workspace.")
        return user.actor
    actor = candidate(request)
    if actor is None:
        raise NotFound("There is no such file.")
    return actor
