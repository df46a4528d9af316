"""Signing in and out over HTTP: cookies, sentences, links, and what a stranger can learn."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from milo_app import bootstrap
from milo_app.core.settings import settings
from milo_app.core.work import system
from milo_app.domain.accounts import queries, service
from milo_app.domain.accounts.models import LinkKind
from tests.api.conftest import as_user, browser
from tests.factories.served import PASSWORD, Place, give_password

NAME = "milo_session_3000"


@pytest.fixture
def email(first: Place) -> str:
    """An admin who may sign in with `PASSWORD`."""
    give_password(first.emails["admin"])
    return first.emails["admin"]


def sign_in(client: TestClient, email: str, password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
    """Post the sign-in form."""
    return client.post("/api/auth/sign-in", data={"email": email, "password": password, **more})


def link_for(email: str, kind: LinkKind = LinkKind.SIGN_IN) -> str:
    """Make an account link."""
    with bootstrap.work(system(None)) as w:
        return service.make_link(w, kind, queries.user_by_email(w, email))


def is_in(client: TestClient) -> bool:
    """Whether this browser is signed in: the switch tells strangers so, and members that a place does not exist."""
    return client.post("/api/auth/switch", data={"workspace": "nowhere"}).status_code == 404


def test_signing_in_sets_a_cookie_that_scripts_and_other_sites_cannot_use(client: TestClient, email: str) -> None:
    answer = sign_in(client, email, next="/interviewers?tab=draft")
    assert answer.status_code == 200
    assert answer.json() == {"next": "/interviewers?tab=draft"}
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{NAME}=")
    assert {part.strip().lower() for part in cookie.split(";")[1:]} == {"httponly", "path=/", "samesite=lax"}
    assert is_in(client)


def test_staying_signed_in_is_asked_for_and_lasts_a_week_at_most(client: TestClient, email: str) -> None:
    assert "Max-Age=604800" in sign_in(client, email, keep="1").headers["set-cookie"]


def test_every_sign_in_gets_a_new_session_id(client: TestClient, email: str) -> None:
    client.cookies.set(NAME, "chosen-by-an-attacker")
    first = re.match(rf"{NAME}=([^;]+)", sign_in(client, email).headers["set-cookie"])
    second = re.match(rf"{NAME}=([^;]+)", sign_in(client, email).headers["set-cookie"])
    assert first and second
    assert len({first[1], second[1], "chosen-by-an-attacker"}) == 3
    assert len(first[1]) >= 43


@pytest.mark.parametrize("who", ["known", "unknown"])
def test_a_wrong_password_and_an_unknown_address_get_one_sentence(client: TestClient, email: str, who: str) -> None:
    answer = sign_in(client, email if who == "known" else "nobody@acme.example.com", "not the password")
    assert answer.status_code == 403
    assert answer.json() == {"error": service.WRONG, "field": "password"}
    assert "set-cookie" not in answer.headers


def test_the_sixth_try_is_refused_although_it_is_right(client: TestClient, email: str) -> None:
    for _ in range(5):
        assert sign_in(client, email, "wrong").status_code == 403
    answer = sign_in(client, email)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "1800"
    assert "five wrong passwords" in answer.json()["error"]


@pytest.mark.parametrize(
    "place", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/x\n/y", "x"]
)
def test_signing_in_never_leads_to_another_site(client: TestClient, email: str, place: str) -> None:
    assert sign_in(client, email, next=place).json()["next"] == "/"


def test_signing_out_ends_the_session_on_the_server(client: TestClient, email: str) -> None:
    sign_in(client, email)
    kept = client.cookies[NAME]
    answer = client.post("/api/auth/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    client.cookies.set(NAME, kept)
    assert not is_in(client)


def test_a_one_time_link_opens_one_session(client: TestClient, email: str) -> None:
    token = link_for(email)
    assert client.post("/api/auth/link", data={"token": token}).status_code == 200
    again = client.post("/api/auth/link", data={"token": token})
    assert again.status_code == 410
    assert again.json()["error"] == "This link was used already or is too old. Ask for a new one."


def test_looking_at_a_link_does_not_use_it_up(client: TestClient, email: str) -> None:
    token = link_for(email)
    assert client.get(f"/api/auth/link?token={token}").status_code in (404, 405)
    assert client.post("/api/auth/link", data={"token": token}).status_code == 200


def test_asking_for_a_reset_says_the_same_for_every_address(client: TestClient, email: str) -> None:
    answers = [client.post("/api/auth/forgot", data={"email": who}).json() for who in (email, "x@y.example", "x", "")]
    assert all(answer == answers[0] for answer in answers)


def test_a_reset_ends_every_session_and_the_old_password(client: TestClient, email: str) -> None:
    sign_in(client, email)
    other = browser()
    data = {"token": link_for(email, LinkKind.RESET), "password": "four lazy rivers hum"}
    assert other.post("/api/auth/reset", data=data).json() == {"next": "/sign-in?changed=1"}
    assert not is_in(client)
    assert sign_in(client, email).status_code == 403
    assert sign_in(client, email, "four lazy rivers hum").status_code == 200


def test_a_weak_new_password_says_why_and_keeps_the_link(client: TestClient, email: str) -> None:
    token = link_for(email, LinkKind.RESET)
    for password in ("short", "aaaaaaaaaaaaaaa", email):
        answer = client.post("/api/auth/reset", data={"token": token, "password": password})
        assert answer.status_code == 422
        assert answer.json()["field"] == "password"
    assert client.post("/api/auth/reset", data={"token": token, "password": "four lazy rivers hum"}).status_code == 200


def test_a_switched_off_account_is_out_at_once(client: TestClient, first: Place) -> None:
    as_user(client, first, "recruiter")
    assert is_in(client)
    with bootstrap.work(system(None)) as w:
        service.disable_user(w, first.emails["recruiter"])
    assert not is_in(client)


def test_nobody_switches_into_a_workspace_of_others(client: TestClient, first: Place, second: Place) -> None:
    as_user(client, first, "admin")
    foreign = client.post("/api/auth/switch", data={"workspace": second.workspace})
    absent = client.post("/api/auth/switch", data={"workspace": "0" * 32})
    assert foreign.status_code == absent.status_code == 404
    assert foreign.json() == absent.json()
    assert "set-cookie" not in foreign.headers


def test_switching_workspace_opens_a_new_session_and_ends_the_old(
    client: TestClient, first: Place, second: Place
) -> None:
    with bootstrap.work(system(None)) as w:
        home = queries.workspace_by_slug(w, second.slug)
        assert home is not None
        from milo_app.domain.accounts.models import Role

        service.add_user(w, home, first.emails["admin"], "", Role.VIEWER)
    as_user(client, first, "admin")
    answer = client.post("/api/auth/switch", data={"workspace": second.workspace})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    old = browser()
    assert not is_in(as_user(old, first, "admin"))


def test_a_set_up_link_makes_the_first_admin_once(client: TestClient) -> None:
    with bootstrap.work(system(None)) as w:
        token = service.make_link(w, LinkKind.SETUP, None)
    data = {
        "token": token,
        "workspace": "Acme",
        "email": "ada@acme.example.com",
        "name": "Ada",
        "password": PASSWORD,
        "tz": "Europe/Berlin",
    }
    assert client.post("/api/auth/setup", data={**data, "password": "short"}).status_code == 422
    assert client.post("/api/auth/setup", data=data).status_code == 200
    assert is_in(client)
    assert client.post("/api/auth/setup", data={**data, "email": "eve@acme.example.com"}).status_code == 410


@pytest.fixture
def secure(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installation behind https."""
    monkeypatch.setenv("PUBLIC_URL", "https://milo.example.com")
    settings.cache_clear()
    yield


@pytest.mark.usefixtures("secure")
def test_on_https_the_cookie_is_bound_to_the_host_and_secure(email: str) -> None:
    client = browser("https://milo.example.com", base="https://milo.example.com")
    cookie = sign_in(client, email).headers["set-cookie"]
    assert cookie.startswith("__Host-milo_session=")
    assert {part.strip().lower() for part in cookie.split(";")[1:]} == {"httponly", "path=/", "samesite=lax", "secure"}


@pytest.mark.usefixtures("secure")
def test_on_https_the_plain_cookie_opens_nothing(email: str) -> None:
    client = browser("https://milo.example.com", base="https://milo.example.com")
    sign_in(client, email)
    client.cookies.set(NAME, client.cookies["__Host-milo_session"])
    client.cookies.delete("__Host-milo_session")
    assert not is_in(client)


@pytest.mark.parametrize(("hops", "counted"), [("0", "127.0.0.1"), ("1", "203.0.113.9"), ("2", "198.51.100.1")])
def test_a_forwarded_address_counts_only_behind_that_many_proxies(
    client: TestClient, email: str, monkeypatch: pytest.MonkeyPatch, hops: str, counted: str
) -> None:
    monkeypatch.setenv("MILO_TRUSTED_PROXY_HOPS", hops)
    settings.cache_clear()
    client.post(
        "/api/auth/sign-in",
        data={"email": email, "password": "wrong"},
        headers={"x-forwarded-for": "198.51.100.1, 203.0.113.9"},
    )
    from sqlalchemy import select

    from milo_app.domain.accounts.models import SignInAttempt

    with bootstrap.read(system(None)) as w:
        assert w.session.execute(select(SignInAttempt)).scalars().one().ip == counted


def test_the_gate_and_the_routes_look_for_the_same_cookie(monkeypatch: pytest.MonkeyPatch) -> None:
    from milo_app.api import doors
    from milo_app.state import access

    assert doors.session_cookie() == access.session_cookie() == NAME
    monkeypatch.setenv("PUBLIC_URL", "https://milo.example.com")
    settings.cache_clear()
    assert doors.session_cookie() == access.session_cookie() == "__Host-milo_session"
    assert doors.CANDIDATE_COOKIE == access.CANDIDATE_COOKIE
