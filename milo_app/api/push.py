"""What the service worker tells by itself: its browser was given another address at the push service."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from fastapi.responses import Response

from milo_app import bootstrap
from milo_app.api.doors import signed_in
from milo_app.domain.notifications import devices

router = APIRouter(prefix="/api/push")


@router.post("/renew")
def renew(
    request: Request, old: Annotated[str, Body(max_length=2048)], subscription: Annotated[dict[str, Any], Body()]
) -> Response:
    """Put a new address in the place of the old one, for a device of whoever is signed in with this browser."""
    with bootstrap.work(signed_in(request).actor) as w:
        devices.renew(w, old, json.dumps(subscription))
    return Response(status_code=204)
