"""What recruiters download about interviewers: the QR code of a link."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from milo_app import bootstrap
from milo_app.api.doors import signed_in
from milo_app.core import qr
from milo_app.core.errors import Conflict, NotFound
from milo_app.core.settings import settings
from milo_app.domain.interviewers import sharing

router = APIRouter(prefix="/api/interviewers")


@router.get("/{public_id}/qr.png")
def qr_code(
    request: Request,
    public_id: str,
    size: Annotated[int, Query(ge=qr.SMALLEST, le=qr.LARGEST)] = 512,
    download: bool = False,
) -> Response:
    """Return the public link of an interviewer as a QR code; `download` names a file instead of showing it."""
    user = signed_in(request)
    if not public_id.isalnum():
        raise NotFound("There is no such interviewer.")
    with bootstrap.read(user.actor) as w:
        card = sharing.share_card(w, public_id)
    if not card.link:
        raise Conflict(card.closed)
    headers = {"cache-control": "private, no-store"}
    if download:
        headers["content-disposition"] = f"attachment; filename*=UTF-8''{quote(f'{card.slug}-qr.png')}"
    return Response(qr.png(settings().origin + card.link, size), media_type="image/png", headers=headers)
