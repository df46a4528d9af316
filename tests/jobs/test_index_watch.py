"""An index that fails for longer is told to admins once a day, and taken back when it works again."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlmodel import col

from milo_app import bootstrap
from milo_app.core.work import system
from milo_app.domain.accounts.models import Role
from milo_app.domain.notifications import queries
from milo_app.domain.notifications.models import Notification
from milo_app.domain.search.models import SearchIndex
from milo_app.jobs import index_watch
from tests.databases import Installation
from tests.factories.houses import House, house


@pytest.fixture
def home(installation: Installation) -> House:
    index_watch._seen.clear()
    return house()


def _stands(problem: str) -> None:
    with bootstrap.work(system(None)) as w:
        row = w.session.get(SearchIndex, "embedded") or SearchIndex(engine="embedded")
        row.problem = problem
        w.session.add(row)


def test_trouble_that_stays_is_told_to_admins_once_and_taken_back(home: House) -> None:
    admin, recruiter = home.user(), home.user("Rita", Role.RECRUITER)
    _stands("The disk is full.")
    assert index_watch.look() == 0  # it may be over in a moment
    assert index_watch.look() == 1
    assert index_watch.look() == 0
    with home.as_role(Role.ADMIN, admin) as w:
        (line,) = queries.latest(w)
        assert line.title == "The search index cannot be kept up to date"
        assert line.body.startswith("The disk is full.")
    with home.as_role(Role.RECRUITER, recruiter) as w:
        assert queries.latest(w) == []
    _stands("")
    index_watch.look()
    with home.system() as w:
        read = w.session.execute(select(col(Notification.read_at))).scalar_one()
        assert read is not None
