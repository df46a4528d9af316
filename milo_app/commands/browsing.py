"""A real Chromium on a rehearsed Milo: contexts, signing in, and waiting until a page has settled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from milo_app.commands.chromium import NOT_FOUND, ensure_chromium, launch_arguments
from milo_app.commands.rehearsal import Rehearsal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

DESK, PHONE = (1440, 900), (390, 844)

_SETTLED = """() => document.readyState === 'complete'
  && document.fonts.status === 'loaded'
  && document.body.innerText.trim() !== ''
  && !document.querySelector('.m-skeleton, [aria-busy="true"]')"""


class NoBrowser(Exception):
    """There is no Chromium on this machine; the text says what to do."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium. Raises NoBrowser."""
    found = ensure_chromium()
    if not found:
        raise NoBrowser(NOT_FOUND)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=launch_arguments())
        try:
            yield browser
        finally:
            browser.close()


def context(browser: Browser, size: tuple[int, int] = DESK, *, dark: bool = False) -> BrowserContext:
    """Return a fresh browser profile: a desk or a phone (touch, two pixels a point), in one of the themes."""
    phone = size == PHONE
    return browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=2 if phone else 1,
        is_mobile=phone,
        has_touch=phone,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale="en-US",
        timezone_id="Europe/Berlin",
    )


def sign_in(here: Rehearsal, profile: BrowserContext, email: str = "") -> None:
    """Give the profile a session through a one-time link, as the page of the link does."""
    answer = profile.request.post(
        f"{here.origin}/api/auth/link",
        form={"token": here.sign_in_token(email)},
        headers={"Origin": here.origin},
    )
    if not answer.ok:
        raise RuntimeError(f"the one-time link was refused: {answer.status} {answer.text()[:200]}")


def settle(page: Page, timeout_ms: float = 15_000) -> None:
    """Wait until a page shows its content: some text, fonts loaded, nothing marked as loading, and one frame painted since."""
    page.wait_for_function(_SETTLED, timeout=timeout_ms)
    page.wait_for_timeout(250)
    page.wait_for_function(_SETTLED, timeout=timeout_ms)
