"""Signing in and out. Only plain HTTP can set an HttpOnly cookie, and passwords must not enter Reflex's events.

Every answer is JSON: `next` (a path for a full navigation, so that the websocket reconnects with the new cookie),
`message`, or `error` with the sentence to show.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlalchemy import select
from sqlmodel import col

from milo_app import bootstrap
from milo_app.api.doors import address, agent, drop_session, safe_place, session_cookie, set_session, signed_in
from milo_app.core.errors import Denied, NotFound
from milo_app.core.work import Actor
from milo_app.domain.accounts import queries, service, sessions
from milo_app.domain.accounts.models import Membership, User

router = APIRouter(prefix="/api/auth")
Text = Annotated[str, Form(max_length=500)]


def _entered(request: Request, entered: service.Entered, place: str, tz: str = "", *, keep: bool = True) -> Response:
    if tz:
        with bootstrap.work(bootstrap.nobody()) as w:
            user = sessions.find(w.session, w.clock, entered.secret)
            if user is not None:
                with w.inside(user.actor.workspace_id or 0, user_id=entered.user_id) as home:
                    service.remember_zone(home, tz)
    response = JSONResponse({"next": safe_place(place)})
    set_session(response, entered.secret, keep=keep)
    return response


def _nobody(request: Request) -> Actor:
    return bootstrap.nobody(address(request))


@router.post("/sign-in")
def sign_in(
    request: Request, email: Text = "", password: Text = "", next: Text = "/", tz: Text = "", keep: Text = ""
) -> Response:
    """Open a session with a password."""
    with bootstrap.work(_nobody(request)) as w:
        entered = service.sign_in(w, email, password, ip=address(request), agent=agent(request))
    if entered is None:
        return JSONResponse({"error": service.WRONG, "field": "password"}, status_code=403)
    return _entered(request, entered, next, tz, keep=bool(keep))


@router.post("/link")
def by_link(request: Request, token: Text, tz: Text = "") -> Response:
    """Open a session with a one-time link."""
    with bootstrap.work(_nobody(request)) as w:
        entered = service.sign_in_by_link(w, token, ip=address(request), agent=agent(request))
    return _entered(request, entered, "/", tz)


@router.post("/forgot")
def forgot(request: Request, email: Text = "") -> Response:
    """Mail a reset link; the answer is the same for an address that nobody has."""
    with bootstrap.work(_nobody(request)) as w:
        service.ask_for_reset(w, email)
    return JSONResponse({"message": "If this address has an account, a link is on its way. It works for one hour."})


@router.post("/reset")
def reset(request: Request, token: Text, password: Text = "") -> Response:
    """Set a password through a reset link."""
    with bootstrap.work(_nobody(request)) as w:
        service.reset_password(w, token, password)
    response = JSONResponse({"next": "/sign-in?changed=1"})
    drop_session(response)
    return response


@router.post("/setup")
def setup(
    request: Request,
    token: Text,
    workspace: Text = "",
    email: Text = "",
    name: Text = "",
    password: Text = "",
    tz: Text = "",
) -> Response:
    """Make the first admin and their workspace, and sign them in."""
    with bootstrap.work(_nobody(request)) as w:
        service.set_up(w, token, workspace=workspace, tz=tz, email=email, name=name, password=password)
        entered = service.sign_in(w, email, password, ip=address(request), agent=agent(request))
    if entered is None:
        raise Denied("The account was made, but signing in did not work.", do="Sign in with your new password.")
    return _entered(request, entered, "/", tz)


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session and go to the sign-in page."""
    with bootstrap.work(_nobody(request)) as w:
        service.sign_out(w, request.cookies.get(session_cookie(), ""))
    response = RedirectResponse("/sign-in", status_code=303)
    drop_session(response)
    return response


@router.post("/switch")
def switch(request: Request, workspace: Text) -> Response:
    """Go to another workspace of the same person: a new session, and a full navigation."""
    user = signed_in(request)
    with bootstrap.work(_nobody(request)) as w:
        homes = {home.public_id: home for home in queries.workspaces_of(w, user.actor.user_id or 0)}
        if workspace not in homes:
            raise NotFound("This workspace does not exist.")
        account = w.session.get(User, user.actor.user_id)
        home_id = homes[workspace].id
        assert account is not None and home_id is not None
        with w.inside(home_id) as home:
            membership = home.session.scalars(select(Membership).where(col(Membership.user_id) == account.id)).one()
            secret = sessions.begin(home, account, membership, ip=address(request), agent=agent(request))
        sessions.end(w.session, request.cookies.get(session_cookie(), ""), w.now)
    response = RedirectResponse("/", status_code=303)
    set_session(response, secret)
    return response
