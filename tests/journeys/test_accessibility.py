"""axe finds nothing serious: on any page of `sites.py`, on a light desk and on a dark phone, and in what opens on some."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from milo_app.commands.browsing import DESK, PHONE, context, settle, sign_in
from milo_app.commands.rehearsal import Rehearsal, rehearsal
from milo_app.commands.sites import SITES, Site, filled, places

APPLICATIONS = 120
SERIOUS = ("serious", "critical")
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
OPENS = "[aria-haspopup]:visible:not([aria-haspopup='false'])"
BOXES = ("menu", "dialog", "alertdialog", "listbox")
INSIDE = ", ".join(f"[role='{one}']" for one in BOXES)
OPENED = ", ".join(f"[role='{one}']:visible" for one in BOXES)
FIRST = "interviewers"
AT = [
    site
    for site in SITES
    if site.name in (FIRST, "interviewer", "interviewer-edit-stages", "candidates", "candidate", "labels", "search")
]
MOST = 14
"""So many of a page are looked at; rows repeat theirs."""


@pytest.fixture(scope="module")
def demo() -> Iterator[Rehearsal]:
    """A running Milo with a small demo workspace."""
    with rehearsal(APPLICATIONS) as here:
        yield here


@pytest.fixture(scope="module", params=["desk-light", "phone-dark"])
def profile(request: pytest.FixtureRequest, demo: Rehearsal, browser: Browser) -> Iterator[BrowserContext]:
    """A signed-in admin on a screen in a theme."""
    found = context(browser, DESK if "desk" in request.param else PHONE, dark="dark" in request.param)
    sign_in(demo, found)
    yield found
    found.close()


def serious(found: list[dict[str, Any]]) -> list[str]:
    """Return what axe holds to be serious, with the first places of each."""
    return [
        f"{one['id']}: {one['help']}: {node['target']} {node['html'][:160]}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_axe_finds_nothing_serious(demo: Rehearsal, profile: BrowserContext, site: Site) -> None:
    page = profile.new_page()
    try:
        page.goto(demo.origin + filled(site, places(demo.data / "milo.db")))
        settle(page, timeout_ms=45_000)
        # High enough for all of a page: what a bar at the foot happens to cover is not too small.
        page.set_viewport_size({"width": (page.viewport_size or {"width": DESK[0]})["width"], "height": 4000})
        settle(page, timeout_ms=45_000)
        found = Axe().run(page, options=RULES).response["violations"]
    finally:
        page.close()
    assert serious(found) == []


@pytest.fixture(scope="module")
def dark_desk(demo: Rehearsal, browser: Browser) -> Iterator[BrowserContext]:
    """A signed-in admin at a dark desk: the lighter half of the tones is the harder one to read."""
    found = context(browser, DESK, dark=True)
    sign_in(demo, found)
    yield found
    found.close()


def doors(page: Page, *, is_first: bool) -> list[tuple[str, Locator]]:
    """Return what opens something on a page, the first of each name; the frame's own on the first page only."""
    found: dict[str, Locator] = {}
    for door in page.locator(OPENS if is_first else f"main {OPENS}").all():
        name = door.evaluate("one => one.getAttribute('aria-label') || one.innerText.trim() || one.className")
        kind = door.evaluate("one => one.className + (one.closest('tr') ? ' in a row' : '')")
        found.setdefault(kind if "in a row" in kind else str(name), door)
    return list(found.items())[:MOST]


@pytest.mark.parametrize("site", AT, ids=lambda site: site.name)
def test_axe_finds_nothing_serious_in_what_opens(demo: Rehearsal, dark_desk: BrowserContext, site: Site) -> None:
    page = dark_desk.new_page()
    wrong: list[str] = []
    try:
        page.goto(demo.origin + filled(site, places(demo.data / "milo.db")))
        settle(page, timeout_ms=45_000)
        for name, door in doors(page, is_first=site.name == FIRST):
            if not door.is_visible() or not door.is_enabled():
                continue
            door.click(timeout=5_000)
            page.locator(OPENED).first.wait_for(timeout=5_000)
            settle(page)
            # What lies beneath is hidden from everybody meanwhile, the focus is kept out of it.
            found = Axe().run(page, context=INSIDE, options=RULES).response["violations"]
            wrong += [f"{name}: {one}" for one in serious(found)]
            page.keyboard.press("Escape")
            page.locator(OPENED).first.wait_for(state="hidden", timeout=5_000)
    finally:
        page.close()
    assert wrong == []
