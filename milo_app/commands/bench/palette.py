"""From a key in the palette to its results painted, in a real Chromium: names are typed at the pace of a person."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from milo_app.commands.bench.registry import CannotMeasure, Row, timing
from milo_app.commands.browsing import NoBrowser, chromium, context, settle, sign_in
from milo_app.commands.rehearsal import Rehearsal, rehearsal

if TYPE_CHECKING:
    from playwright.sync_api import Page

APPLICATIONS = 2_000
GOAL_MS = 120.0
NAMES, LETTERS, WARM_UP = 20, 5, 2
BETWEEN_MS = 140
"""Between two letters: about eighty words a minute."""

_TYPED = """(text) => new Promise((done) => {
  const field = document.querySelector('.m-palette input')
  const begun = performance.now()
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
  const look = () => {
    if (performance.now() - begun > 20000) return done(-1)
    if (document.querySelector('#palette-list').dataset.for !== text) return requestAnimationFrame(look)
    requestAnimationFrame(() => done(performance.now() - begun))
  }
  requestAnimationFrame(look)
})"""

_SOME = "SELECT DISTINCT lower(name) FROM candidate WHERE erased_at IS NULL AND length(name) > 8 ORDER BY id LIMIT ?"


def measure(applications: int = APPLICATIONS) -> list[Row]:
    """Return p50 and p95 in milliseconds for the second letter of a name and those after it."""
    with rehearsal(applications) as here:
        with closing(sqlite3.connect(f"file:{here.data / 'milo.db'}?mode=ro", uri=True)) as connection:
            names = [row[0] for row in connection.execute(_SOME, (NAMES + WARM_UP,))]
        try:
            with chromium() as browser:
                profile = context(browser)
                sign_in(here, profile)
                taken = _typed(here, profile.new_page(), names)
        except NoBrowser as missing:
            raise CannotMeasure(str(missing)) from missing
    return [timing("palette: from a key to its results painted", taken, GOAL_MS)]


def _typed(here: Rehearsal, page: Page, names: list[str]) -> list[float]:
    page.goto(f"{here.origin}/interviewers")
    settle(page)
    page.keyboard.press("Control+k")
    page.locator(".m-palette input").wait_for()
    page.wait_for_timeout(1_500)
    found: list[float] = []
    for number, name in enumerate(names):
        for length in range(1, LETTERS + 1):
            taken = float(page.evaluate(_TYPED, name[:length]))
            if taken < 0:
                raise CannotMeasure(f"no answer came for {name[:length]!r}")
            if number >= WARM_UP and length > 1:
                found.append(taken)
            page.wait_for_timeout(BETWEEN_MS)
    return found
