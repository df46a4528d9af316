"""Who calls: the key of a request, how often it calls, and whether it holds the permission."""

from __future__ import annotations

import logging
from collections.abc import Callable

from fastapi import Request

from milo_app import bootstrap
from milo_app.api.doors import address
from milo_app.api.v2 import rates
from milo_app.api.v2.failures import NoKey
from milo_app.core.errors import Denied, Unavailable
from milo_app.core.work import Actor
from milo_app.domain.accounts import api_keys

log = logging.getLogger("milo")


def needs(*permissions: str) -> Callable[[Request], Actor]:
    """Return the dependency that lets a request in with a key that holds these permissions, and gives who acts."""

    def caller(request: Request) -> Actor:
        actor = _open(request)
        for permission in permissions:
            if not actor.can(permission):
                raise Denied(f"This key lacks the permission {permission}.")
        return actor

    return caller


def _open(request: Request) -> Actor:
    text = _presented(request)
    found = None
    if text:
        with bootstrap.read(bootstrap.nobody(address(request))) as w:
            found = api_keys.find(w.session, w.clock, text)
    if found is None:
        may, rate = rates.count(rates.PER_STRANGER, f"address:{address(request)}")
        if not may:
            rates.refuse(rate)
        raise NoKey
    may, rate = rates.count(rates.PER_KEY, f"key:{found.prefix}")
    request.state.rate = rate
    if not may:
        rates.refuse(rate)
    if found.is_use_due:
        _note(found)
    return found.actor


def _presented(request: Request) -> str:
    if key := request.headers.get("x-api-key", "").strip():
        return key
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _note(found: api_keys.FoundKey) -> None:
    try:
        with bootstrap.work(bootstrap.system(found.actor.workspace_id)) as w:
            api_keys.note_use(w, found.prefix)
    except Unavailable:
        # Reading goes on while the database cannot be written; the next request notes the use.
        log.info("the last use of API key %s could not be noted", found.prefix)
