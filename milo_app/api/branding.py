"""The company's logo: taken from those who may change the branding, shown to members of the workspace."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import JSONResponse, Response

from milo_app import bootstrap
from milo_app.api.doors import signed_in
from milo_app.core.errors import NotFound, TooLarge
from milo_app.core.filetypes import display_name
from milo_app.domain.accounts import branding

router = APIRouter(prefix="/api/branding")


@router.post("/logo")
def take_logo(request: Request, file: Annotated[UploadFile, File()]) -> Response:
    """Keep a PNG or JPG of up to 200 KB as the logo: the right first, then size and content."""
    actor = signed_in(request).actor
    with bootstrap.read(actor) as w:
        w.require("branding:manage")
    body = file.file.read(branding.MOST_BYTES + 1)
    if len(body) > branding.MOST_BYTES:
        raise TooLarge("This file is larger than 200 KB.", safe="Nothing was changed.", do="Choose a smaller one.")
    with bootstrap.work(actor) as w:
        kept = branding.set_logo(w, body)
    return JSONResponse({"id": kept, "name": display_name(file.filename or "logo")})


@router.get("/logo/{public_id}")
def logo(request: Request, public_id: str) -> Response:
    """Return the logo to a member; the id is part of the address, so that a new one is seen at once."""
    with bootstrap.read(signed_in(request).actor) as w:
        found = branding.logo(w) if branding.branding(w).logo == public_id else None
    if found is None:
        raise NotFound("There is no such logo.")
    kind = "image/jpeg" if found.kind == "jpg" else "image/png"
    headers = {"content-security-policy": "sandbox; default-src 'none'", "cache-control": "private, max-age=86400"}
    return Response(found.body, media_type=kind, headers=headers)
