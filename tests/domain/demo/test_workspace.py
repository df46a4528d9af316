"""The demo has a home with people who sign in by link."""

from __future__ import annotations

import pytest
from sqlmodel import select

from milo_app.core.work import system
from milo_app.domain.accounts.models import Membership, Role, User, Workspace
from milo_app.domain.demo import workspace
from tests.domain.demo.conftest import Works


def test_it_is_made_once(works: Works) -> None:
    first = workspace.ensure(works)
    assert workspace.ensure(works) == first
    with works(system(first.workspace_id)) as w:
        home = w.session.get_one(Workspace, first.workspace_id)
        assert (home.name, home.slug, home.currency, home.is_demo) == ("Acme", "acme", "USD", True)
        assert {one.role for one in w.session.exec(select(Membership)).all()} == set(Role)
        assert all(user.password_hash == "" for user in w.session.exec(select(User)).all())


def test_the_zone_is_that_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    assert workspace.server_zone() == "Asia/Kolkata"
    monkeypatch.setenv("TZ", "Nowhere/Land")
    assert workspace.server_zone() == "UTC"
