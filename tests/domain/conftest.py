"""Fixtures for domain tests: a real database, a clock that moves when told, no mocks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from milo_app.core.clock import FixedClock
from milo_app.core.work import Work
from tests.databases import Installation
from tests.factories.accounts import moment
from tests.factories.house import House, make_house


class RolledBack(Exception):
    """Ends the transaction of a test without keeping anything."""


@pytest.fixture
def clock() -> FixedClock:
    """Noon of a Saturday in November, UTC."""
    return FixedClock(moment("2026-11-21T12:00:00+00:00"))


@pytest.fixture
def house(installation: Installation, clock: FixedClock) -> House:
    """A workspace with its people on a fresh database; works commit."""
    return make_house(clock)


@pytest.fixture
def w(house: House) -> Iterator[Work]:
    """A recruiter's transaction on a fresh database, rolled back at the end."""
    try:
        with house.work() as work:
            yield work
            raise RolledBack
    except RolledBack:
        pass
