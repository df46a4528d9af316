"""The door of guests: giving or changing a verdict by the link that somebody sent."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse, Response
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from milo_app import bootstrap
from milo_app.api.doors import address
from milo_app.core.errors import TooMany
from milo_app.core.ids import digest
from milo_app.core.text import short_date
from milo_app.domain.accounts import queries as accounts
from milo_app.domain.scoring import guests

router = APIRouter(prefix="/api/guest")
_limiter = MovingWindowRateLimiter(MemoryStorage())
_PER_ADDRESS, _PER_LINK = parse("60/minute"), parse("12/minute")


@router.post("/verdict")
def verdict(
    request: Request,
    token: Annotated[str, Form(max_length=100)],
    value: Annotated[str, Form(max_length=20)] = "",
    comment: Annotated[str, Form(max_length=4_000)] = "",
    name: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Keep what a guest says; it can be changed until the link ends."""
    if not _limiter.hit(_PER_ADDRESS, "address", address(request)) or not _limiter.hit(
        _PER_LINK, "link", digest(token)
    ):
        raise TooMany("That was very often.", safe="What you typed is still here.", do="Wait a minute and try again.")
    with bootstrap.work(bootstrap.system(None)) as w:
        link = guests.opened(w, token)
        with w.inside(link.workspace_id) as inner:
            guests.give(inner, link, value, comment, name)
            until = short_date(link.expires_at, accounts.workspace(inner).tz)
    return JSONResponse({"message": f"Thank you, your verdict is kept. You can change it until {until}."})
