"""Lists of people: taken in before they are looked at, and what came of them as CSV.

A list is text and is never unpacked; it is read in linear time by `domain/candidates/sheet_reading.py`, in this
process. Everything that leaves is an attachment.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import JSONResponse, Response

from milo_app import bootstrap
from milo_app.api.doors import signed_in
from milo_app.core import held
from milo_app.core.errors import Denied, NotFound, TooLarge, Unavailable
from milo_app.core.filetypes import display_name
from milo_app.core.settings import settings
from milo_app.core.work import Actor
from milo_app.domain.candidates import import_results
from milo_app.domain.candidates.sheet_reading import read_sheet
from milo_app.domain.candidates.sheet_text import MOST_BYTES, text_of

router = APIRouter(prefix="/api/imports")


def _colleague(request: Request, permission: str) -> Actor:
    actor = signed_in(request).actor
    if not actor.can(permission):
        raise Denied("Your role does not allow this.", do="Ask an admin of this workspace.")
    return actor


@router.post("")
def take(request: Request, file: Annotated[UploadFile, File()]) -> Response:
    """Take a list and hold it for whoever sent it; what cannot be read is refused at once, with what it is."""
    actor = _colleague(request, "candidate:create")
    data = file.file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise TooLarge(
            f"This list is larger than {MOST_BYTES // 1_000_000} MB.",
            safe="Nobody was added.",
            do="Leave out columns that are not needed, or send it in parts.",
        )
    name = display_name(file.filename or "list.csv")
    read_sheet(text_of(data, name))
    try:
        key = held.hold(data, actor.workspace_id or 0, actor.user_id or 0)
    except OSError as error:
        raise Unavailable("The list could not be kept.", safe="Nobody was added.", do="Try again later.") from error
    return JSONResponse({"id": key, "name": name})


@router.get("/{public_id}/refused.csv")
def refused(request: Request, public_id: str) -> Response:
    """Hand out the lines of an import that were not added, each with its reason."""
    actor = _colleague(request, "candidate:read_contact")
    with bootstrap.read(actor) as w:
        text = import_results.refused_csv(w, _known(public_id))
    return _attachment(text, "not-added.csv")


@router.post("/{public_id}/links")
def links(request: Request, public_id: str) -> Response:
    """Make a personal link for each person of an import that was not mailed, and hand them out."""
    actor = _colleague(request, "candidate:create")
    with bootstrap.work(actor) as w:
        text = import_results.links_csv(w, _known(public_id), settings().origin)
    return _attachment(text, "personal-links.csv")


def _known(public_id: str) -> str:
    if not public_id.isalnum():
        raise NotFound("There is no such import.")
    return public_id


def _attachment(text: str, name: str) -> Response:
    # The mark tells spreadsheets that it is UTF-8.
    return Response(
        ("\ufeff" + text).encode(),
        media_type="text/csv; charset=utf-8",
        headers={
            "content-disposition": f'attachment; filename="{name}"',
            "content-security-policy": "sandbox; default-src 'none'",
            "cache-control": "private, no-store",
        },
    )
