"""What the HTTP routes share: who is asking, from where, and the cookies that open a session."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response

from milo_app import bootstrap
from milo_app.api.edge import client_address
from milo_app.core.errors import Denied, MiloError, TooMany
from milo_app.core.settings import settings
from milo_app.core.work import Actor
from milo_app.domain.accounts import sessions
from milo_app.domain.accounts.sessions import SignedInUser
from milo_app.domain.interviews import entry

log = logging.getLogger("milo.api")
CANDIDATE_COOKIE = "milo_candidate"
CANDIDATE_DAYS = 60


def session_cookie() -> str:
    """Return the name of the recruiter's cookie (the same as in state/access.py; a test holds the two together)."""
    return "__Host-milo_session" if settings().is_https else f"milo_session_{settings().port}"


def address(request: Request) -> str:
    """Return the client's address as the edge sees it."""
    return client_address(request.scope, request.headers)


def agent(request: Request) -> str:
    """Return the browser's own description."""
    return request.headers.get("user-agent", "")[:200]


def set_session(response: Response, secret: str, *, keep: bool = True) -> None:
    """Put the recruiter's cookie on an answer; without `keep` it ends with the browser."""
    response.set_cookie(
        session_cookie(),
        secret,
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings().is_https,
        max_age=7 * 86400 if keep else None,
    )


def drop_session(response: Response) -> None:
    """Take the recruiter's cookie back."""
    response.delete_cookie(session_cookie(), path="/", httponly=True, samesite="lax", secure=settings().is_https)


def set_candidate(response: Response, secret: str) -> None:
    """Put the candidate's cookie on an answer."""
    response.set_cookie(
        CANDIDATE_COOKIE,
        secret,
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings().is_https,
        max_age=CANDIDATE_DAYS * 86400,
    )


def drop_candidate(response: Response) -> None:
    """Take the candidate's cookie back."""
    response.delete_cookie(CANDIDATE_COOKIE, path="/", httponly=True, samesite="lax", secure=settings().is_https)


def who(request: Request) -> SignedInUser | None:
    """Return the signed-in user of a request."""
    secret = request.cookies.get(session_cookie(), "")
    if not secret:
        return None
    with bootstrap.read(bootstrap.nobody()) as w:
        return sessions.find(w.session, w.clock, secret)


def signed_in(request: Request) -> SignedInUser:
    """Return the signed-in user or raise `Denied`."""
    user = who(request)
    if user is None:
        raise Denied("Sign in first.")
    return user


def candidate(request: Request) -> Actor | None:
    """Return the candidate of a request."""
    secret = request.cookies.get(CANDIDATE_COOKIE, "")
    if not secret:
        return None
    with bootstrap.read(bootstrap.system(None)) as w:
        seat = entry.seat(w, secret)
    if seat is None:
        return None
    return seat.actor(address(request))


def safe_place(place: str, otherwise: str = "/") -> str:
    """Return a path of this site, never another site's address."""
    if place.startswith("/") and not place.startswith(("//", "/\\")) and "\n" not in place and len(place) < 500:
        return place
    return otherwise


def told(request: Request, error: Exception) -> JSONResponse:
    """Answer a named outcome with its status and sentence."""
    assert isinstance(error, MiloError)
    body = {"error": error.sentence()}
    if field := getattr(error, "field", ""):
        body["field"] = field
    headers = {"retry-after": str(error.retry_after)} if isinstance(error, TooMany) else None
    return JSONResponse(body, status_code=error.status, headers=headers)


def not_valid(request: Request, error: Exception) -> JSONResponse:
    """Answer a form with a missing, repeated or overlong field in words; what was sent is not repeated."""
    assert isinstance(error, RequestValidationError)
    field = str(next((each["loc"][-1] for each in error.errors() if each.get("loc")), ""))[:40]
    return JSONResponse({"error": f"Something is missing or too long: {field}. Nothing was changed."}, status_code=422)


def unexpected(request: Request, error: Exception) -> JSONResponse:
    """Answer an unforeseen error with a reference, under which the log keeps the rest."""
    reference = secrets.token_hex(4)
    log.error("unexpected error at %s, reference %s", request.url.path, reference, exc_info=error)
    sentence = f"Something went wrong on the server. Nothing was changed. Tell your admin this reference: {reference}."
    return JSONResponse({"error": sentence}, status_code=500)


Handler = Callable[[Request], Awaitable[Response]]
