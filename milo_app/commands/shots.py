"""`milo shots DIR`: a picture of every page of `sites.py`, on a desk and on a phone, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from milo_app.commands.browsing import DESK, PHONE, NoBrowser, chromium, context, settle, sign_in
from milo_app.commands.rehearsal import Rehearsal, rehearsal
from milo_app.commands.sites import SITES, Site, filled, places
from milo_app.commands.terminal import give_up, given_path, say

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Response

APPLICATIONS = 1_500
_SIZES = (("desk", DESK), ("phone", PHONE))
_THEMES = (("light", False), ("dark", True))


def run(folder: str, only: str) -> None:
    """Take the pictures; exit code 1 when a page showed an error or could not be drawn."""
    sites = [site for site in SITES if not only or site.name == only]
    if not sites:
        give_up("there is no page of that name. There are: " + ", ".join(site.name for site in SITES), code=2)
    target = given_path(folder)
    target.mkdir(parents=True, exist_ok=True)
    with rehearsal(APPLICATIONS) as here:
        try:
            wrong = take(here, sites, target)
        except NoBrowser as missing:
            give_up(str(missing))
    say(f"{len(list(target.glob('*.png')))} pictures in {target}.")
    if wrong:
        give_up("\n  ".join(["some pages are not right:", *wrong]))


def take(here: Rehearsal, sites: list[Site], target: Path) -> list[str]:
    """Photograph the pages and return what was wrong with them: errors of scripts, answers of 400 and above."""
    found = places(here.data / "milo.db")
    wrong: list[str] = []
    with chromium() as browser:
        for size_name, size in _SIZES:
            for theme, dark in _THEMES:
                for inside in (False, True):
                    chosen = [site for site in sites if site.signed_in == inside]
                    if not chosen:
                        continue
                    profile = context(browser, size, dark=dark)
                    if inside:
                        sign_in(here, profile)
                    for site in chosen:
                        name = f"{site.name}-{size_name}-{theme}"
                        address = here.origin + filled(site, found)
                        wrong += _one(profile, address, target / f"{name}.png", site.status)
                    profile.close()
    return wrong


def _one(profile: BrowserContext, address: str, file: Path, expected: int = 200) -> list[str]:
    from playwright.sync_api import Error

    wrong: list[str] = []
    page = profile.new_page()

    def told(message: ConsoleMessage) -> None:
        # Chromium tells every answer of 400 and above a second time, as an error of the console.
        if message.type == "error" and "Failed to load resource" not in message.text:
            wrong.append(f"{file.stem}: {message.text[:200]}")

    def answered(response: Response) -> None:
        if response.status >= 400 and response.status != (expected if response.url == address else 0):
            wrong.append(f"{file.stem}: {response.status} {response.url}")

    page.on("pageerror", lambda error: wrong.append(f"{file.stem}: {str(error)[:200]}"))
    page.on("console", told)
    page.on("response", answered)
    try:
        page.goto(address)
        settle(page, timeout_ms=60_000)
    except Error as failed:
        wrong.append(f"{file.stem}: {str(failed).splitlines()[0]}")
    page.screenshot(path=str(file))
    page.close()
    return wrong
