"""The door of test runs: a recruiter's session opens the candidate's page beside it."""

from __future__ import annotations

from starlette.testclient import TestClient

from milo_app import bootstrap
from milo_app.core.work import system
from milo_app.domain.interviews import entry
from tests.api.conftest import as_user, browser
from tests.factories.served import Place


def start(client: TestClient, place: Place, **fields: str):  # type: ignore[no-untyped-def]
    return client.post("/api/test-runs", data={"interviewer": place.interviewer, **fields})


def test_a_recruiter_gets_the_candidates_cookie_beside_their_own(client: TestClient, first: Place) -> None:
    answer = start(as_user(client, first, "recruiter"), first)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/i/{first.slug}/{first.interviewer_slug}"
    assert "httponly" in answer.headers["set-cookie"].lower()
    cookie = client.cookies["milo_candidate"]
    with bootstrap.read(system(None)) as w:
        seat = entry.seat(w, cookie)
    assert seat is not None and seat.trial is not None and seat.workspace_id == first.workspace_id
    assert client.cookies["milo_session_3000"] == first.cookies["recruiter"]


def test_viewers_nobody_and_other_workspaces_read_why_not(client: TestClient, first: Place, second: Place) -> None:
    for one, said in (
        (as_user(client, first, "viewer"), 403),
        (browser(), 403),
        (as_user(browser(), second, "admin"), 404),
    ):
        answer = start(one, first)
        assert answer.status_code == said
        assert answer.headers["content-type"].startswith("text/html") and "did not begin" in answer.text
        assert "milo_candidate" not in answer.headers.get("set-cookie", "")


def test_another_site_starts_nothing(first: Place) -> None:
    answer = start(as_user(browser("https://evil.example"), first, "admin"), first)
    assert answer.status_code == 403


def test_what_was_sent_is_not_written_into_the_page(client: TestClient, first: Place) -> None:
    answer = as_user(client, first, "admin").post("/api/test-runs", data={"interviewer": "<script>alert(1)</script>"})
    assert answer.status_code == 404 and "<script>" not in answer.text
