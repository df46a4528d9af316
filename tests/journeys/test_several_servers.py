"""Two server processes behind one address, held together by a real Redis: whoever sits at which, all hear of it."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from redis import Redis

from milo_app.commands.rehearsal import Rehearsal, rehearsal
from milo_app.commands.testing.redis_server import NoRedis, redis_server
from tests.journeys.conftest import ADMIN, Works, cookies_of
from tests.journeys.recruiting import open_settled, short_interviewer
from tests.journeys.test_notifications import bell, complete, word

MOST_TABS = 12


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    """The address of a Redis for these tests alone."""
    try:
        with redis_server() as url:
            yield url
    except NoRedis as missing:  # the wheel ends with Python 3.12
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def milo(redis_url: str) -> Iterator[Rehearsal]:
    """A Milo of several server processes."""
    with rehearsal(REDIS_URL=redis_url) as here:
        yield here


def servers(redis_url: str) -> set[str]:
    """Return which server processes hold a connection of a tab."""
    with Redis.from_url(redis_url) as redis:
        records = [redis.get(key) for key in redis.scan_iter("token_manager_socket_record_*")]
    return {pickle.loads(record).instance_id for record in records if record}


@pytest.fixture(scope="module")
def admin_cookies(milo: Rehearsal, browser: Browser) -> list[object]:
    """The cookies of one sign-in."""
    return cookies_of(milo, browser, ADMIN)


def test_every_tab_of_every_server_rings_and_hears_what_was_read_elsewhere(
    milo: Rehearsal, redis_url: str, browser: Browser, works: Works, recruiter: BrowserContext
) -> None:
    title, name = f"Barista {word()}", f"Dana {word()}"
    with works() as w:
        row = short_interviewer(w, title)
        address = f"{milo.origin}/i/rehearsal/{row.slug}"
    tabs = []
    while len(tabs) < MOST_TABS and (len(tabs) < 4 or len(servers(redis_url)) < 2):
        tabs.append(recruiter.new_page())
        open_settled(tabs[-1], f"{milo.origin}/interviewers")
        expect(bell(tabs[-1], 0)).to_be_visible()
    assert len(servers(redis_url)) == 2

    complete(browser, address, name)

    for tab in tabs:
        expect(tab.get_by_role("button", name="Notifications, ")).to_be_visible(timeout=15_000)
    tabs[0].get_by_role("button", name="Notifications, ").click()
    expect(tabs[0].get_by_role("link", name=f"{name} completed {title}")).to_be_visible(timeout=15_000)
    tabs[0].get_by_role("button", name="Mark all as read").click()
    for tab in tabs:
        expect(tab.get_by_role("button", name="Notifications", exact=True).first).to_be_visible(timeout=15_000)
