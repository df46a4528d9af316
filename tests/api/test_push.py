"""A browser whose push service gave it another address keeps being told; nobody changes the device of another."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from milo_app import bootstrap
from milo_app.adapters.push_web.sender import WebPush
from milo_app.core.work import Actor
from milo_app.domain.accounts.models import Role
from milo_app.domain.accounts.permissions import granted
from milo_app.domain.notifications import devices
from tests.api.conftest import as_user
from tests.factories.receiver import Browser
from tests.factories.served import Place

OLD, NEW = "https://push.example/old", "https://push.example/new"


@pytest.fixture(autouse=True)
def _open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are looked up nowhere here; what the real check refuses stands in tests/adapters/test_push_web.py."""
    monkeypatch.setattr(WebPush, "check", lambda self, subscription: None)


def _add(place: Place) -> tuple[Actor, str]:
    with bootstrap.work(bootstrap.system(place.workspace_id)) as w:
        from milo_app.domain.accounts import queries

        user = queries.user_by_email(w, place.emails["recruiter"])
        assert user is not None
    actor = Actor("user", place.workspace_id, user.id, user.name, "recruiter", granted(Role.RECRUITER))
    with bootstrap.work(actor) as w:
        return actor, devices.add(w, Browser(OLD).subscription())


def _ask(client: TestClient, old: str = OLD) -> int:
    made = json.loads(Browser(NEW).subscription())
    return client.post("/api/push/renew", json={"old": old, "subscription": made}).status_code


def test_a_device_follows_its_browser_to_another_address(client: TestClient, first: Place) -> None:
    actor, _ = _add(first)
    assert _ask(as_user(client, first, "recruiter")) == 204
    with bootstrap.work(actor) as w:
        (row,) = devices.mine(w)
        assert row.mark == devices.mark_of(NEW)[:16]


def test_nobody_moves_the_device_of_another(client: TestClient, first: Place, second: Place) -> None:
    actor, _ = _add(first)
    assert _ask(as_user(client, first, "admin")) == 404
    assert _ask(as_user(client, second, "recruiter")) == 404
    client.cookies.clear()
    assert _ask(client) in (401, 403)
    with bootstrap.work(actor) as w:
        assert devices.mine(w)[0].mark == devices.mark_of(OLD)[:16]


@pytest.mark.parametrize("body", [{}, {"old": OLD}, {"old": OLD, "subscription": {}}, {"old": OLD, "subscription": 7}])
def test_what_is_no_subscription_is_refused(client: TestClient, first: Place, body: dict[str, object]) -> None:
    _add(first)
    assert as_user(client, first, "recruiter").post("/api/push/renew", json=body).status_code in (400, 422)
