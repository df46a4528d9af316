"""What recruiters download about interviewers: the QR code of a link, and the table as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from milo_app import bootstrap
from milo_app.api.doors import signed_in
from milo_app.core import qr
from milo_app.core.csv_lines import BOM, csv_lines
from milo_app.core.errors import Conflict, NotFound
from milo_app.core.settings import settings
from milo_app.domain.interviewers import export, filters, sharing

router = APIRouter()


@router.get("/api/interviewers/{public_id}/qr.png")
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


@router.get("/api/interviewers.csv")
def table(request: Request) -> Response:
    """Stream the interviewers that a filter of the table finds, or those named by `ids`, as CSV with a BOM."""
    user = signed_in(request)
    parts = dict(request.query_params)
    flt, ids = filters.from_parts(parts), [one for one in parts.get("ids", "").split(",") if one.isalnum()]
    with bootstrap.read(user.actor) as w:
        # The right is asked for here, while an answer can still be refused.
        w.require("interviewer:read")
        first = export.header(w)

    def body() -> Iterator[str]:
        yield BOM + csv_lines([first])
        for rows in export.batches(lambda: bootstrap.read(user.actor), flt, ids):
            yield csv_lines(rows)

    name = "interviewers-selected.csv" if ids else f"interviewers-{flt.tab}.csv"
    return StreamingResponse(
        body(),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "private, no-store"},
    )
