"""The candidate's doors: applying, coming back by personal link, leaving, and taking one's data along."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse, Response
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from milo_app import bootstrap
from milo_app.api.doors import CANDIDATE_COOKIE, address, candidate, drop_candidate, set_candidate
from milo_app.core.errors import Denied, Invalid, TooMany
from milo_app.core.settings import settings
from milo_app.core.work import Actor
from milo_app.domain.candidates import links
from milo_app.domain.interviewers import queries
from milo_app.domain.interviews import entry, service

router = APIRouter(prefix="/api/candidate")
Text = Annotated[str, Form(max_length=500)]
_limiter = MovingWindowRateLimiter(MemoryStorage())
_PER_POSTING = parse("20/10 seconds")


def _slow_down(request: Request, place: str) -> None:
    per_address = parse(f"{settings().applications_per_hour}/hour")
    if not _limiter.hit(per_address, "apply", address(request)) or not _limiter.hit(_PER_POSTING, "posting", place):
        raise TooMany(
            "Too many people applied from here just now.",
            safe="Nothing was lost.",
            do="Wait a few minutes and try again.",
        )


@router.post("/apply")
def apply(
    request: Request,
    workspace: Text,
    slug: Text,
    name: Text = "",
    email: Text = "",
    phone: Text = "",
    tz: Text = "",
    consent: Text = "",
) -> Response:
    """Begin an application on the public link; a known e-mail gets its own link by mail instead, with the same answer time.

    Nobody gets in without agreeing to the notice, whatever the browser let through; a new person's interview begins.
    """
    _slow_down(request, f"{workspace}/{slug}")
    if consent != "on":
        raise Invalid("Tick the box to agree, then go on.", field="consent", safe="What you typed is still here.")
    with bootstrap.read(bootstrap.system(None)) as w:
        page = queries.public_page(w, workspace, slug)
    actor = Actor(kind="candidate", workspace_id=page.workspace_id, ip=address(request))
    with bootstrap.work(actor) as w:
        applied = entry.apply(w, page.interviewer_id, name, email, phone, tz)
    place = f"/i/{workspace}/{slug}"
    if applied.outcome == "known":
        return JSONResponse({"outcome": "known", "next": f"{place}?sent=1"})
    with bootstrap.work(replace(actor, application_id=applied.application_id)) as w:
        service.begin(w)
    response = JSONResponse({"outcome": "new", "next": place})
    set_candidate(response, applied.token)
    return response


@router.post("/enter")
def enter(request: Request, token: Text) -> Response:
    """Come back by a personal link."""
    if not _limiter.hit(parse("60/minute"), "enter", address(request)):
        raise TooMany("Too many links were tried from here.", do="Wait a minute and try again.")
    with bootstrap.work(bootstrap.system(None)) as w:
        owner = links.opened(w, token)
        with w.inside(owner.workspace_id, application_id=owner.application_id) as inner:
            entered = entry.enter(inner, owner)
    with bootstrap.read(bootstrap.system(entered.workspace_id)) as w:
        place = entry.place(w, entered.application_id)
    response = JSONResponse({"next": place})
    set_candidate(response, entered.token)
    return response


@router.post("/leave")
def leave(request: Request) -> Response:
    """Forget this browser; the personal link still opens the interview."""
    with bootstrap.work(bootstrap.system(None)) as w:
        entry.leave(w, request.cookies.get(CANDIDATE_COOKIE, ""))
    response = JSONResponse(
        {"message": "This browser has forgotten your interview. Your link in the mail still opens it."}
    )
    drop_candidate(response)
    return response


@router.get("/my-data")
def my_data(request: Request) -> Response:
    """Hand a candidate everything that is stored about them here, as JSON."""
    actor = candidate(request)
    if actor is None:
        raise Denied("Open your interview from your own link first.")
    with bootstrap.read(actor) as w:
        body = service.export(w)
    return JSONResponse(
        body, headers={"content-disposition": 'attachment; filename="my-data.json"', "cache-control": "no-store"}
    )
