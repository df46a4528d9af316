"""One built Milo on a free port for all journeys, one Chromium, and a way to set the scene through the services."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from milo_app import bootstrap
from milo_app.commands.browsing import DESK, PHONE, chromium, context, sign_in
from milo_app.commands.rehearsal import Rehearsal, rehearsal
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts import queries
from milo_app.domain.accounts.models import Role
from milo_app.domain.accounts.permissions import granted
from tests.conftest import forget_everything

ADMIN = "admin@example.com"
Works = Callable[[], AbstractContextManager[Work]]


@pytest.fixture(scope="session")
def milo() -> Iterator[Rehearsal]:
    """A running Milo with an empty workspace "Rehearsal" and one admin; many people may apply from here."""
    with rehearsal(MILO_APPLICATIONS_PER_HOUR="2000") as here:
        yield here


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium; every journey opens profiles of its own in it."""
    with chromium() as found:
        yield found


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile on a phone."""
    profile = context(browser, PHONE)
    yield profile
    profile.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile on a desk."""
    profile = context(browser, DESK)
    yield profile
    profile.close()


def cookies_of(milo: Rehearsal, browser: Browser, email: str) -> list[Any]:
    """Sign somebody in by link, and return the cookies that this gave."""
    profile = context(browser, DESK)
    sign_in(milo, profile, email)
    found = profile.cookies()
    profile.close()
    return list(found)


@pytest.fixture(scope="session")
def admin_cookies(milo: Rehearsal, browser: Browser) -> list[Any]:
    """The cookies of one sign-in by link, shared by the journeys that are not about signing in."""
    return cookies_of(milo, browser, ADMIN)


@pytest.fixture
def recruiter(desk: BrowserContext, admin_cookies: list[Any]) -> BrowserContext:
    """A desk where the admin is signed in."""
    desk.add_cookies(admin_cookies)
    return desk


@pytest.fixture
def works(milo: Rehearsal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Works]:
    """Units of work as the admin in the database of the running Milo, to set a scene or to look at what was kept."""
    monkeypatch.setenv("MILO_DATA", str(milo.data))
    monkeypatch.setenv("MILO_PORT", str(milo.port))
    monkeypatch.delenv("MILO_SECRET_KEYS")
    forget_everything()
    with bootstrap.read(system(None)) as w:
        user = queries.user_by_email(w, ADMIN)
        assert user is not None
        place = queries.workspaces_of(w, user.id)[0]
        admin = Actor("user", place.id, user.id, user.name, "admin", granted(Role.ADMIN), tz="UTC")
    yield lambda: bootstrap.work(admin)
    forget_everything()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Show with a journey that failed what the server could not explain: its page names a reference only."""
    report = yield
    here = getattr(item, "funcargs", {}).get("milo")
    if report.failed and isinstance(here, Rehearsal) and here.log.exists():
        said = here.log.read_text(errors="replace")
        if (at := said.rfind("unexpected error, reference")) >= 0:
            report.sections.append(("the server's last unexpected error", said[max(0, at - 200) : at + 6_000]))
    return report
