"""Round trips over a real websocket at 6,000 applications: what a person waits for after a click.

Each is measured from sending the event to the update that says that the page is loaded: the sign-in page (hydrate), the
list of an interviewer's candidates, and one candidate opened.
"""

from __future__ import annotations

import time
import urllib.parse
import urllib.request

from milo_app.commands.bench.registry import CannotMeasure, Row, timing
from milo_app.commands.rehearsal import Rehearsal, rehearsal
from milo_app.commands.sites import SITES, filled, places
from milo_app.commands.wire import Tab

APPLICATIONS = 6_000
GOAL_MS = 50.0
ROUNDS, WARM_UP = 60, 5
PAGES = {"sign-in": "sign-in", "list page": "interviewer", "open candidate": "candidate"}
"""What is measured: its name in the output, and the page of sites.py."""


def measure() -> list[Row]:
    """Return a row per page: p50 and p95 in milliseconds."""
    with rehearsal(APPLICATIONS) as here:
        found = places(here.data / "milo.db")
        if not found:
            raise CannotMeasure("the demo workspace holds no completed application")
        paths = {site.name: filled(site, found) for site in SITES if site.name in PAGES.values()}
        cookie = session_cookie(here)
        return [timing(f"events {name}", rounds(here, paths[page], cookie), GOAL_MS) for name, page in PAGES.items()]


def session_cookie(here: Rehearsal) -> str:
    """Sign in through a one-time link and return the Cookie header."""
    body = urllib.parse.urlencode({"token": here.sign_in_token()}).encode()
    request = urllib.request.Request(f"{here.origin}/api/auth/link", data=body, headers={"Origin": here.origin})  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        cookies = [value.split(";", 1)[0] for value in answer.headers.get_all("Set-Cookie") or []]
    if not cookies:
        raise CannotMeasure("signing in by link set no cookie")
    return "; ".join(cookies)


def rounds(here: Rehearsal, path: str, cookie: str) -> list[float]:
    """Load a page again and again in one tab and return the milliseconds of each round after a warm-up."""
    taken: list[float] = []
    with Tab(here.origin, "" if path == "/sign-in" else cookie) as tab:
        for number in range(WARM_UP + ROUNDS):
            begun = time.perf_counter()
            tab.open(path)
            if number >= WARM_UP:
                taken.append(1000 * (time.perf_counter() - begun))
    return taken
