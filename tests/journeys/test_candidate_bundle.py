"""What a candidate's browser gets: a light page, no charts, and nothing of the recruiters' side."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

from playwright.sync_api import BrowserContext, Response, WebSocket

from milo_app.commands.rehearsal import Rehearsal
from tests.journeys.candidates import open_role, person, two_questions
from tests.journeys.conftest import ADMIN, Works

BUDGET_KIB = 340
CANDIDATE_STATES = ("visit", "my_data")


def _deltas(frames: list[str]) -> dict[str, dict[str, Any]]:
    """Return every variable of every state that the server sent, by state."""
    found: dict[str, dict[str, Any]] = {}
    for frame in frames:
        for body in re.findall(r"^\d+(?:-)?(?:/_event,)?(?:\d+)?(\[.*\])$", frame, re.DOTALL):
            for part in json.loads(body):
                update = json.loads(part) if isinstance(part, str) and part.startswith("{") else part
                if isinstance(update, dict):
                    for state, values in (update.get("delta") or {}).items():
                        found.setdefault(state, {}).update(values)
    return found


def test_the_first_page_of_a_candidate_is_light_and_holds_nothing_of_recruiters(
    phone: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    """At most 340 KiB of JavaScript and CSS (gzip), no plotly; what the socket says of other states is empty."""
    other = open_role(works, two_questions())
    role = open_role(works, two_questions())
    frames: list[str] = []
    files: list[Response] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: frames.append(frame if isinstance(frame, str) else frame.decode()))

    ada = person(phone, milo)
    ada.page.on("websocket", listen)
    ada.page.on("response", lambda answer: files.append(answer))
    ada.opens(role.path)
    ada.sees("You will talk with an AI interviewer.")
    ada.page.wait_for_load_state("networkidle")

    bodies = {one.url: one.body() for one in files if one.request.resource_type in ("script", "stylesheet") and one.ok}
    kib = sum(len(gzip.compress(body)) for body in bodies.values()) / 1024
    assert 100 < kib <= BUDGET_KIB, f"{kib:.0f} KiB"
    assert not [url for url, body in bodies.items() if b"plotly" in body.lower()]

    told = _deltas(frames)
    assert any(state.endswith("visit") for state in told), "the socket was not understood"
    for state, values in told.items():
        if "milo_app___state" not in state or state.rsplit("____", 1)[-1] in CANDIDATE_STATES:
            continue
        held = {name: value for name, value in values.items() if isinstance(value, list | dict) and value}
        assert not held, f"{state} tells {sorted(held)}"
    said = "".join(frames)
    assert ADMIN not in said
    assert other.path not in said
