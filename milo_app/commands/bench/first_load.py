"""KiB of JavaScript and CSS (gzip) that a browser fetches until a page is drawn, measured in Chromium.

A fresh profile opens the page; every script and style sheet that arrives until it has settled is counted by the bytes
of its body on the wire. Fonts, pictures and data are not part of it. Lazy parts that the page fetches are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from milo_app.commands.bench.registry import CannotMeasure, Row
from milo_app.commands.browsing import PHONE, NoBrowser, chromium, context, settle, sign_in
from milo_app.commands.rehearsal import Rehearsal, rehearsal
from milo_app.commands.sites import SITES, filled, places

APPLICATIONS = 200
GOALS: dict[str, float | None] = {"sign-in": None, "interviewers": None, "public": 340.0}
"""Pages and their goals in KiB; the recruiter's pages are told without one."""

_CHARTS = b"plotly"


@dataclass
class Load:
    """What one page load fetched."""

    kib: float = 0.0
    files: list[tuple[str, float]] = field(default_factory=list)
    has_charts: bool = False


def measure() -> list[Row]:
    """Return the rows: one per page, and whether the candidate's page is free of the chart library."""
    try:
        with rehearsal(APPLICATIONS) as here:
            loads = _loads(here)
    except NoBrowser as missing:
        raise CannotMeasure(str(missing)) from missing
    rows = [_row(name, loads[name].kib, goal) for name, goal in GOALS.items()]
    charts = int(loads["public"].has_charts)
    rows.append({"name": "first-load public: plotly", "value": charts, "unit": "files", "goal": 0, "holds": not charts})
    return rows


def _row(name: str, kib: float, goal: float | None) -> Row:
    value = round(kib, 1)
    return {
        "name": f"first-load {name}",
        "value": value,
        "unit": "KiB",
        "goal": goal,
        "holds": goal is None or value <= goal,
    }


def _loads(here: Rehearsal) -> dict[str, Load]:
    found = places(here.data / "milo.db")
    loads: dict[str, Load] = {}
    with chromium() as browser:
        for site in (site for site in SITES if site.name in GOALS):
            profile = context(browser, PHONE)
            if site.signed_in:
                sign_in(here, profile)
            loads[site.name] = load(profile, here.origin + filled(site, found))
            profile.close()
    return loads


def load(profile: Any, address: str) -> Load:
    """Open a page in a profile that has no cache yet and return what it fetched."""
    page = profile.new_page()
    session = profile.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, tuple[str, str]] = {}
    result = Load()

    def started(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = (event.get("type", ""), event["response"]["url"])

    def finished(event: dict[str, Any]) -> None:
        kind, url = kinds.get(event["requestId"], ("", ""))
        if kind in ("Script", "Stylesheet"):
            kib = event["encodedDataLength"] / 1024
            result.kib += kib
            result.files.append((url, kib))

    session.on("Network.responseReceived", started)
    session.on("Network.loadingFinished", finished)
    page.on("response", lambda got: _look(got, result))
    page.goto(address)
    settle(page)
    page.wait_for_load_state("networkidle")
    page.close()
    return result


def _look(response: Any, result: Load) -> None:
    from playwright.sync_api import Error

    if not response.url.endswith(".js"):
        return
    try:
        result.has_charts = result.has_charts or _CHARTS in response.body().lower()
    except Error:
        # A preloaded file that was never used has no body to look at; its size is counted all the same.
        return
