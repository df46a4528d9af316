"""Files that jobs on many candidates have written: for whoever started the job, always as an attachment."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from milo_app import bootstrap
from milo_app.api.doors import signed_in
from milo_app.core.errors import Denied, NotFound
from milo_app.domain.candidates import bulk_jobs
from milo_app.domain.interviews.ports import FileStore

router = APIRouter(prefix="/api/jobs")
_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "zip": "application/zip"}


@router.get("/{public_id}/file")
def file(request: Request, public_id: str) -> Response:
    """Hand out the file of a job to its owner; that it was fetched is written down first."""
    actor = signed_in(request).actor
    if not actor.can("candidate:export"):
        raise Denied("Your role does not allow this.", do="Ask an admin of this workspace.")
    if not public_id.isalnum():
        raise NotFound("There is no such job.")
    with bootstrap.work(actor) as w:
        found = bulk_jobs.file_for(w, public_id)
    handle = bootstrap.ports()[FileStore].open(found.key)

    def body() -> Iterator[bytes]:
        with handle:
            while chunk := handle.read(1 << 18):
                yield chunk

    return StreamingResponse(
        body(),
        media_type=_TYPES.get(found.name.rpartition(".")[2], "application/octet-stream"),
        headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quote(found.name)}",
            "content-length": str(found.size),
            "content-security-policy": "sandbox; default-src 'none'",
            "cache-control": "private, no-store",
        },
    )
