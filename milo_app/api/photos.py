"""Photos of candidates: taken from those who may edit them, shown to those who may see them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import JSONResponse, Response

from milo_app import bootstrap
from milo_app.api.doors import signed_in
from milo_app.core.errors import NotFound, TooLarge
from milo_app.core.filetypes import display_name
from milo_app.domain.candidates import photos

router = APIRouter(prefix="/api/photos")


@router.post("/{application}")
def take_photo(request: Request, application: str, file: Annotated[UploadFile, File()]) -> Response:
    """Keep a PNG or JPG of up to 100 KB as the photo of a person: the right first, then size and content."""
    actor = signed_in(request).actor
    with bootstrap.read(actor) as w:
        w.require("candidate:update")
    body = file.file.read(photos.MOST_BYTES + 1)
    if len(body) > photos.MOST_BYTES:
        raise TooLarge("This photo is larger than 100 KB.", safe="Nothing was changed.", do="Choose a smaller one.")
    with bootstrap.work(actor) as w:
        kept = photos.set_photo(w, application[:64], body)
    return JSONResponse({"id": kept, "name": display_name(file.filename or "photo")})


@router.get("/{public_id}")
def photo(request: Request, public_id: str) -> Response:
    """Return a photo; its id changes with the picture, so that a new one is seen at once."""
    if not public_id.isalnum():
        raise NotFound("There is no such photo.")
    with bootstrap.read(signed_in(request).actor) as w:
        kind, body = photos.photo(w, public_id[:64])
    headers = {"content-security-policy": "sandbox; default-src 'none'", "cache-control": "private, max-age=3600"}
    return Response(body, media_type="image/jpeg" if kind == "jpg" else "image/png", headers=headers)
