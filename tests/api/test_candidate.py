"""The candidate's doors over HTTP: applying, coming back by link, leaving, and taking one's data along."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as bounds
from hypothesis import strategies as st
from sqlalchemy import select
from starlette.testclient import TestClient

from milo_app import bootstrap
from milo_app.api import candidate as routes
from milo_app.core.settings import settings
from milo_app.core.work import system
from milo_app.domain.candidates.models import Application
from tests.api.conftest import as_candidate, as_user, browser
from tests.factories.served import SECRET_WORD, Place


@pytest.fixture(autouse=True)
def _no_memory_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILO_APPLICATIONS_PER_HOUR", "1000")
    settings.cache_clear()
    routes._limiter.storage.reset()


def apply(client: TestClient, place: Place, **changes: str):  # type: ignore[no-untyped-def]
    """Post the form of the public page."""
    form = {
        "workspace": place.slug,
        "slug": place.interviewer_slug,
        "name": "Dana Lee",
        "email": "dana@mail.example.com",
        "consent": "on",
    }
    return client.post("/api/candidate/apply", data=form | changes)


def applications(place: Place) -> int:
    """Count the applications of a workspace."""
    with bootstrap.read(system(place.workspace_id)) as w:
        return len(w.session.execute(select(Application.id)).all())


def test_applying_opens_the_interview_in_this_browser_only(client: TestClient, first: Place) -> None:
    answer = apply(client, first, phone="+49 30 901820", tz="Europe/Berlin")
    assert answer.json() == {"outcome": "new", "next": f"/i/{first.slug}/{first.interviewer_slug}"}
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("milo_candidate=")
    assert "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie


def test_a_known_address_gets_its_link_by_mail_and_opens_nothing(client: TestClient, first: Place) -> None:
    answer = apply(client, first, email="CORA@acme.example.com ")
    assert answer.json()["outcome"] == "known"
    assert "set-cookie" not in answer.headers
    assert SECRET_WORD not in answer.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "no at sign"}, "email"),
        ({"email": ""}, "email"),
        ({"phone": "call me"}, "phone"),
        ({"name": "   "}, "name"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    client: TestClient, first: Place, changes: dict[str, str], field: str
) -> None:
    answer = apply(client, first, **changes)
    assert answer.status_code == 422
    assert answer.json()["field"] == field
    assert applications(first) == 1


@pytest.mark.parametrize("changes", [{"workspace": "nowhere"}, {"slug": "nothing"}, {"slug": "../admin"}])
def test_an_address_that_leads_nowhere_is_not_found(client: TestClient, first: Place, changes: dict[str, str]) -> None:
    assert apply(client, first, **changes).status_code == 404


def test_a_slug_belongs_to_its_workspace(client: TestClient, first: Place, second: Place) -> None:
    before = applications(first)
    answer = apply(client, first, workspace=second.slug)
    assert answer.status_code in (200, 404)  # both may use the same words for a role
    assert applications(first) == before


def test_too_many_applications_from_one_address_are_slowed_down(
    client: TestClient, first: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILO_APPLICATIONS_PER_HOUR", "2")
    settings.cache_clear()
    codes = [apply(client, first, email=f"p{n}@mail.example.com").status_code for n in range(3)]
    assert codes == [200, 200, 429]


def test_a_personal_link_comes_back_to_the_interview(client: TestClient, first: Place) -> None:
    answer = client.post("/api/candidate/enter", data={"token": first.link})
    assert answer.json() == {"next": f"/i/{first.slug}/{first.interviewer_slug}"}
    assert client.get("/api/candidate/my-data").status_code == 200


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "x" * 400, "' OR 1=1"])
def test_a_made_up_link_opens_nothing(client: TestClient, first: Place, token: str) -> None:
    answer = client.post("/api/candidate/enter", data={"token": token})
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]
    assert "set-cookie" not in answer.headers


def test_leaving_forgets_the_browser_on_the_server_too(client: TestClient, first: Place) -> None:
    as_candidate(client, first)
    assert client.post("/api/candidate/leave").status_code == 200
    assert as_candidate(browser(), first).get("/api/candidate/my-data").status_code == 403


def test_a_candidate_takes_along_what_is_stored_about_them_and_nobody_else(
    client: TestClient, first: Place, second: Place
) -> None:
    client.post("/api/candidate/enter", data={"token": first.link})
    answer = client.get("/api/candidate/my-data")
    assert answer.headers["content-disposition"] == 'attachment; filename="my-data.json"'
    assert answer.headers["cache-control"] == "no-store"
    assert f"Cora {SECRET_WORD}" in answer.text
    assert "Umbrella" not in answer.text
    assert "anchor" not in answer.text


@pytest.mark.parametrize("who", ["anonymous", "admin"])
def test_my_data_is_for_candidates_only(client: TestClient, first: Place, who: str) -> None:
    if who == "admin":
        as_user(client, first, "admin")
    assert client.get("/api/candidate/my-data").status_code == 403


ROUTES = ("/api/auth/sign-in", "/api/auth/link", "/api/auth/forgot", "/api/auth/reset", "/api/auth/setup",
          "/api/auth/switch", "/api/candidate/apply", "/api/candidate/enter", "/api/candidate/leave")  # fmt: skip
FIELDS = ("email", "password", "next", "tz", "keep", "token", "workspace", "slug", "name", "phone")


@given(
    route=st.sampled_from(ROUTES),
    form=st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=60), max_size=8),
    cookie=st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters='";,\\'), max_size=60),
)
@example(route="/api/candidate/apply", form={"workspace": "acme", "slug": "x\x00", "email": "a@b.c\x00"}, cookie="")
@example(route="/api/auth/sign-in", form={"email": "a\x00@b.example", "password": "\x00", "tz": "../../etc"}, cookie="")
@example(route="/api/auth/forgot", form={"email": "\U0001f600@x.example"}, cookie="x" * 60)
@bounds(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_gets_a_sentence_and_never_a_server_error(
    first: Place, route: str, form: dict[str, str], cookie: str
) -> None:
    client = browser()
    client.cookies.set("milo_session_3000", cookie)
    client.cookies.set("milo_candidate", cookie)
    answer = client.post(route, data=form)
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert answer.json()["error"]


NO_FORMS = [
    (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
    (b"{", "application/json"),
    (b"--x\r\n", "multipart/form-data; boundary=x"),
    (b"--x", "multipart/form-data"),
    (b"a" * 5000, "text/plain"),
    (b"%00=%00&%ff=%ff&email=%ed%a0%80", "application/x-www-form-urlencoded"),
]


def test_a_body_that_is_no_form_is_no_server_error(client: TestClient, first: Place) -> None:
    codes = {
        (route, kind, body[:8]): client.post(route, content=body, headers={"content-type": kind}).status_code
        for route in [*ROUTES, "/api/files"]
        for body, kind in NO_FORMS
    }
    assert {case: code for case, code in codes.items() if code >= 500} == {}
