"""From a key to the next candidate painted, in a review by keyboard in a real Chromium."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from milo_app.commands.bench.registry import CannotMeasure, Row, timing
from milo_app.commands.browsing import NoBrowser, chromium, context, settle, sign_in
from milo_app.commands.rehearsal import Rehearsal, rehearsal

if TYPE_CHECKING:
    from playwright.sync_api import Page

APPLICATIONS = 400
GOAL_MS = 150.0
ROUNDS, WARM_UP = 30, 3
LOOK_MS = 900
"""How long a person looks at a report before the next key; the next report is read meanwhile."""

_NEXT = """(key) => new Promise((done) => {
  const name = () => document.querySelector('main h1, .m-report-head h1')?.textContent ?? ''
  const before = name()
  const begun = performance.now()
  window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  const look = () => {
    if (performance.now() - begun > 20000) return done(-1)
    if (!name() || name() === before) return requestAnimationFrame(look)
    requestAnimationFrame(() => done(performance.now() - begun))
  }
  requestAnimationFrame(look)
})"""

_FIRST = """
SELECT i.public_id, (SELECT a.public_id FROM application a WHERE a.interviewer_id = i.id AND a.state = 'completed'
  AND a.decision = 'none' ORDER BY a.engaged_at DESC, a.id DESC LIMIT 1), count(*)
FROM interviewer i JOIN application a ON a.interviewer_id = i.id AND a.state = 'completed' AND a.decision = 'none'
GROUP BY i.id ORDER BY count(*) DESC LIMIT 1
"""


def measure(applications: int = APPLICATIONS) -> list[Row]:
    """Return p50 and p95 in milliseconds for the next candidate, and for a decision that goes on to the next."""
    with rehearsal(applications) as here:
        try:
            with chromium() as browser:
                profile = context(browser)
                sign_in(here, profile)
                page = profile.new_page()
                _begin(here, page)
                walked = [_round(page, "j" if number % 20 < 10 else "k") for number in range(WARM_UP + ROUNDS)]
                _begin(here, page)
                decided = [_round(page, "s" if number % 2 else "d") for number in range(WARM_UP + 10)]
        except NoBrowser as missing:
            raise CannotMeasure(str(missing)) from missing
    return [
        timing("review next candidate", walked[WARM_UP:], GOAL_MS),
        timing("review decide and go on", decided[WARM_UP:], None),
    ]


def _begin(here: Rehearsal, page: Page) -> None:
    with closing(sqlite3.connect(f"file:{here.data / 'milo.db'}?mode=ro", uri=True)) as connection:
        row = connection.execute(_FIRST).fetchone()
    if row is None or row[2] < ROUNDS // 2:
        raise CannotMeasure("the demo has too few candidates to review")
    page.goto(f"{here.origin}/candidates/{row[1]}?review=1")
    settle(page)
    page.wait_for_timeout(1_500)


def _round(page: Page, key: str) -> float:
    taken = float(page.evaluate(_NEXT, key))
    if taken < 0:
        raise CannotMeasure(f"nothing changed on the screen after the key {key}")
    page.wait_for_timeout(LOOK_MS)
    return taken
