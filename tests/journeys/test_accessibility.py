"""axe finds nothing serious on any page of `sites.py`, on a light desk and on a dark phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext

from milo_app.commands.browsing import DESK, PHONE, context, settle, sign_in
from milo_app.commands.rehearsal import Rehearsal, rehearsal
from milo_app.commands.sites import SITES, Site, filled, places

APPLICATIONS = 120
SERIOUS = ("serious", "critical")
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


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
    serious = [
        f"{one['id']}: {one['help']}: {node['target']} {node['html'][:160]}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"][:3]
    ]
    assert serious == []
