"""The same build on another port, and behind an https proxy with PUBLIC_URL."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, expect

from milo_app.commands.browsing import DESK, context, sign_in
from milo_app.commands.rehearsal import free_port, rehearsal
from tests.journeys.proxy import tls_proxy
from tests.journeys.recruiting import expect_path, open_settled


def _works(profile: BrowserContext, origin: str) -> None:
    """The list loads its rows over the websocket, and a live event comes back."""
    page = profile.new_page()
    open_settled(page, f"{origin}/interviewers")
    expect(page.get_by_text("Create your first interviewer")).to_be_visible()
    page.locator("main").get_by_role("link", name="Create interviewer").click()
    expect_path(page, "/interviewers/new$")
    page.fill("#description", "A few words")
    expect(page.get_by_text("11 of 50,000 characters")).to_be_visible()


def test_the_same_build_serves_on_any_port_under_localhost(browser: Browser) -> None:
    with rehearsal() as other:
        profile = context(browser, DESK)
        sign_in(other, profile)
        _works(profile, other.origin)
        page = profile.new_page()
        page.goto(f"http://127.0.0.1:{other.port}/interviewers")
        expect_path(page, f"^http://localhost:{other.port}/interviewers")
        profile.close()


def test_behind_an_https_proxy_sign_in_and_websocket_work_and_the_cookie_is_secure(
    browser: Browser, tmp_path: Path
) -> None:
    outside = free_port()
    # Reflex's client drops the port of https addresses on the bare name localhost (443 is meant), so it has a name.
    origin = f"https://milo.localhost:{outside}"
    with rehearsal(PUBLIC_URL=origin) as here, tls_proxy(outside, here.port, tmp_path):
        profile = browser.new_context(ignore_https_errors=True, viewport={"width": DESK[0], "height": DESK[1]})
        page = profile.new_page()
        page.goto(f"{origin}/enter/{here.sign_in_token()}")
        page.get_by_role("button", name="Sign in").click()
        expect_path(page, "/interviewers$")
        cookie = next(found for found in profile.cookies() if found.get("name") == "__Host-milo_session")
        assert cookie.get("secure") is True
        assert cookie.get("httpOnly") is True
        _works(profile, origin)
        profile.close()
