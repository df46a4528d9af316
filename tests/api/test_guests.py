"""The door of guests: a token and one of four words, from this site only, not too often."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from milo_app import bootstrap
from milo_app.core.work import system
from milo_app.domain.scoring import guests
from milo_app.domain.scoring.guests import Wanted
from tests.api.conftest import browser
from tests.factories.served import Place


@pytest.fixture
def secret(first: Place, monkeypatch: pytest.MonkeyPatch) -> str:
    """The token of a link to the candidate of the first workspace."""
    monkeypatch.setattr(guests, "choosable", lambda w, public_id: [guests.Choosable("x", "Q1", "?")])
    with bootstrap.work(system(first.workspace_id)) as w:
        return guests.create(w, first.application, Wanted("Tom Hale", ("x",)))


def say(client: TestClient, secret: str, **fields: str):  # type: ignore[no-untyped-def]
    return client.post("/api/guest/verdict", data={"token": secret, **fields})


def test_a_guest_gives_a_verdict_without_an_account(client: TestClient, secret: str) -> None:
    answer = say(client, secret, value="yes", comment="Calm and precise")
    assert answer.status_code == 200 and "your verdict is kept" in answer.json()["message"]
    assert "set-cookie" not in answer.headers


def test_what_is_wrong_is_said_at_its_field(client: TestClient, secret: str) -> None:
    answer = say(client, secret, value="maybe")
    assert answer.status_code == 422 and answer.json()["field"] == "value"


def test_a_token_that_nobody_made_is_refused(client: TestClient, secret: str) -> None:
    assert say(client, "x" * 43, value="yes").status_code == 404
    assert say(client, "", value="yes").status_code in (404, 422)


def test_another_site_cannot_speak_for_a_guest(secret: str) -> None:
    assert say(browser("https://evil.example"), secret, value="yes").status_code == 403
    assert say(browser("null"), secret, value="yes").status_code == 403


def test_one_link_cannot_be_hammered(client: TestClient, secret: str) -> None:
    said = [say(client, secret, value="yes").status_code for _ in range(14)]
    assert said[:12] == [200] * 12 and said[12:] == [429, 429]


def test_the_page_sends_no_referrer(client: TestClient) -> None:
    assert client.get("/guest/some-token").headers["referrer-policy"] == "no-referrer"
