"""Taking an interview as a test candidate: the recruiter's browser gets a candidate's cookie beside its own.

The form opens in a tab of its own, so that an error is a page to read and not JSON.
"""

from __future__ import annotations

from html import escape
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from milo_app import bootstrap
from milo_app.api.doors import set_candidate, signed_in
from milo_app.core.errors import MiloError
from milo_app.domain.interviews.trying import start_test

router = APIRouter(prefix="/api/test-runs")
Text = Annotated[str, Form(max_length=64)]


@router.post("")
def start(request: Request, interviewer: Text, which: Text = "live") -> Response:
    """Begin a test run of an interviewer, or of its draft, and go to the candidate's page."""
    try:
        user = signed_in(request)
        with bootstrap.work(user.actor) as w:
            tried = start_test(w, interviewer, "draft" if which == "draft" else "live")
    except MiloError as error:
        return HTMLResponse(_told(error.sentence()), status_code=error.status)
    response = RedirectResponse(tried.path, status_code=303)
    set_candidate(response, tried.token)
    return response


def _told(sentence: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test run</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<style>body{font:16px/1.5 system-ui;max-width:36rem;margin:15vh auto;padding:0 1rem}</style></head>"
        f"<body><h1>The test run did not begin</h1><p>{escape(sentence)}</p><p>You can close this tab.</p></body></html>"
    )
