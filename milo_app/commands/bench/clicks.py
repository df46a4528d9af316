"""From click to painted in a real Chromium, on the tables of interviewers and of candidates with 50 rows.

A round begins with the click and ends with the second frame after the rows on the screen are others: what a person
waits for, server and network of this machine included. Opening a row counts up to its page or skeleton.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from milo_app.commands.bench.registry import CannotMeasure, Row, timing
from milo_app.commands.bench.stock import pointed_at
from milo_app.commands.browsing import NoBrowser, chromium, context, settle, sign_in
from milo_app.commands.rehearsal import Rehearsal, rehearsal

if TYPE_CHECKING:
    from playwright.sync_api import Page

APPLICATIONS = 1_000
INTERVIEWERS = 200
GOAL_MS = 100.0
PEOPLE_GOAL_MS = 120.0
ROUNDS, WARM_UP = 30, 4

_TIMED = """([kind, value]) => new Promise((done) => {
  const rows = () => [...document.querySelectorAll('.m-list .m-row-link')].map((one) => one.href).join()
  const before = rows() + location.pathname
  const act = {
    link: () => document.querySelector(value).click(),
    head: () => [...document.querySelectorAll('.m-list .m-sort')].find((one) => one.textContent.includes(value)).click(),
    sort: () => {
      const list = document.querySelector('#sort')
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(list, value)
      list.dispatchEvent(new Event('change', { bubbles: true }))
    },
    search: () => {
      const box = document.querySelector('.m-search.is-small input')
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, value)
      box.dispatchEvent(new Event('input', { bubbles: true }))
    },
  }[kind]
  const begun = performance.now()
  act()
  const look = () => {
    if (performance.now() - begun > 20000) return done(-1)
    if (rows() + location.pathname === before) return requestAnimationFrame(look)
    requestAnimationFrame(() => done(performance.now() - begun))
  }
  requestAnimationFrame(look)
})"""


def measure(applications: int = APPLICATIONS) -> list[Row]:
    """Return p50 and p95 in milliseconds for a tab, a sort, a search and opening a row."""
    with _crowded(applications) as here:
        try:
            with chromium() as browser:
                profile = context(browser)
                sign_in(here, profile)
                page = profile.new_page()
                rows = [timing(f"click {name}", taken, GOAL_MS) for name, taken in _timings(here, page)]
                people = _people_timings(here, page)
                return rows + [timing(f"candidates: {name}", taken, PEOPLE_GOAL_MS) for name, taken in people]
        except NoBrowser as missing:
            raise CannotMeasure(str(missing)) from missing


@contextmanager
def _crowded(applications: int) -> Iterator[Rehearsal]:
    """Start a Milo whose demo has many interviewers."""
    from milo_app.commands.demo import works
    from milo_app.core.work import system
    from milo_app.domain.demo import workspace
    from milo_app.domain.demo.multitude import multiply

    with rehearsal(applications) as here:
        with pointed_at({"DATABASE_URL": f"sqlite:///{here.data / 'milo.db'}", "MILO_DATA": str(here.data)}):
            home = workspace.ensure(works).workspace_id
            with works(system(home)) as w:
                multiply(w, INTERVIEWERS)
        yield here


def _timings(here: Rehearsal, page: Page) -> Iterator[tuple[str, list[float]]]:
    tabs = [f'nav[aria-label="State"] a[href*="{part}"]' for part in ("tab=expired", "tab=archived")]
    table = f"{here.origin}/interviewers"
    for name, kind, values in (
        ("tab", "link", tabs),
        ("sort", "sort", ["oldest", "recent"]),
        ("search", "search", ["a", "er"]),
    ):
        page.goto(table)
        settle(page)
        yield name, [_round(page, kind, values[number % 2]) for number in range(WARM_UP + ROUNDS)][WARM_UP:]
    opened: list[float] = []
    for _ in range(WARM_UP + ROUNDS):
        page.goto(table)
        settle(page)
        opened.append(_round(page, "link", ".m-list .m-row-link"))
    yield "open a row", opened[WARM_UP:]


def _people_timings(here: Rehearsal, page: Page) -> Iterator[tuple[str, list[float]]]:
    """Measure the list of the interviewer with the most candidates."""
    people = f"{here.origin}/interviewers/{_busiest(here)}"
    for name, kind, values in (
        ("sort", "head", ["Candidate", "Candidate"]),
        ("search", "search", ["a", "e"]),
        ("next and previous page", "link", ['[aria-label="Next page"]', '[aria-label="Previous page"]']),
    ):
        page.goto(people)
        settle(page)
        yield name, [_round(page, kind, values[number % 2]) for number in range(WARM_UP + ROUNDS)][WARM_UP:]


def _busiest(here: Rehearsal) -> str:
    with closing(sqlite3.connect(here.data / "milo.db")) as database:
        query = """SELECT interviewer.public_id FROM application JOIN interviewer ON interviewer.id = interviewer_id
            GROUP BY interviewer_id ORDER BY count(*) DESC LIMIT 1"""
        return str(database.execute(query).fetchone()[0])


def _round(page: Page, kind: str, value: str) -> float:
    taken = float(page.evaluate(_TIMED, [kind, value]))
    if taken < 0:
        raise CannotMeasure(f"nothing changed on the screen after a {kind}")
    page.wait_for_timeout(500)  # a person looks at the rows before the next click
    return taken
