"""Who may call: every path with every kind of key (security.md T6 and T10)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from milo_app import bootstrap
from milo_app.core.work import system
from milo_app.domain.accounts.models import User
from tests.api.v2.conftest import READ, Site, change_key, make_key, used_at

NEEDS: dict[str, tuple[str, ...]] = {
    "/workspaces": (),
    "/schemas/agents": (),
    "/schemas/question-types": (),
    "/postings": ("interviewer:read",),
    "/postings/list": ("interviewer:read",),
    "/postings/{posting}": ("interviewer:read",),
    "/postings/{posting}/stats": ("interviewer:read",),
    "/postings/{posting}/candidates": ("interviewer:read", "candidate:read"),
    "/interviews/{interview}/data": ("candidate:read", "application:read"),
}
WITH_ID = [path for path in NEEDS if "{" in path]
CASES = [(path, missing) for path, scopes in NEEDS.items() for missing in scopes]
NOBODY = "0" * 32


def at(site: Site, path: str) -> str:
    """Return a path with the ids of the first workspace."""
    return path.format(posting=site.posting, interview=site.interview)


def test_the_table_names_every_path_of_the_api() -> None:
    from milo_app.api.v2 import catalogue, interviews, postings

    names = {"{posting_id}": "{posting}", "{interview_id}": "{interview}"}
    served = {route.path for part in (catalogue, postings, interviews) for route in part.router.routes}
    for long, short in names.items():
        served = {path.replace(long, short) for path in served}
    assert served == {*NEEDS, "/health"}


@pytest.mark.parametrize("path", NEEDS)
async def test_a_key_with_exactly_the_permissions_opens(site: Site, path: str) -> None:
    answer = await site.client.get(at(site, path), make_key(site.place, *NEEDS[path]))
    assert answer.status_code == 200


@pytest.mark.parametrize("path", NEEDS)
async def test_keys_that_do_not_open_all_sound_the_same(site: Site, path: str) -> None:
    revoked, expired, off = (make_key(site.place, *READ) for _ in range(3))
    now = datetime.now(UTC)
    change_key(revoked, revoked_at=now)
    change_key(expired, expires_at=now - timedelta(seconds=1))
    with bootstrap.work(system(None)) as w:
        maker = User(email="gone@firm.test", name="Gone", created_at=now, disabled_at=now)
        w.session.add(maker)
        w.session.flush()
        number = maker.id
    change_key(off, created_by=number)
    wrong = site.key[:-1] + ("a" if site.key[-1] != "a" else "b")
    strangers = ["", "junk", wrong, "milo_live_AAAAAAAA_" + "b" * 32, revoked, expired, off]
    found = [await site.client.get(at(site, path), key) for key in strangers]
    assert {answer.status_code for answer in found} == {401}
    assert len({answer.text for answer in found}) == 1
    assert found[0].json()["error"]["code"] == "invalid_api_key"


@pytest.mark.parametrize(("path", "missing"), CASES)
async def test_each_missing_permission_is_named(site: Site, path: str, missing: str) -> None:
    key = make_key(site.place, *(scope for scope in READ if scope != missing))
    answer = await site.client.get(at(site, path), key)
    assert answer.status_code == 403
    assert missing in answer.json()["error"]["message"]


@pytest.mark.parametrize("path", WITH_ID)
async def test_another_workspaces_id_is_answered_like_one_that_never_was(site: Site, path: str) -> None:
    foreign = path.format(posting=site.other_posting, interview=site.other_interview)
    absent = path.format(posting=NOBODY, interview=NOBODY)
    shapeless = path.format(posting="%27--", interview="%00")
    found = [await site.client.get(where, site.key) for where in (foreign, absent, shapeless)]
    assert [answer.status_code for answer in found] == [404, 404, 404]
    assert len({answer.text for answer in found}) == 1


@pytest.mark.parametrize("path", ["/postings", "/postings/list", "/postings/{posting}/candidates"])
async def test_a_list_goes_on_after_own_ids_only(site: Site, path: str) -> None:
    foreign = site.other_interview if "candidates" in path else site.other_posting
    found = [await site.client.get(f"{at(site, path)}?starting_after={edge}", site.key) for edge in (foreign, NOBODY)]
    assert [answer.status_code for answer in found] == [404, 404]
    assert found[0].text == found[1].text


async def test_lists_hold_the_own_workspace_only(site: Site) -> None:
    postings = (await site.client.get("/postings", site.key)).json()
    assert [row["id"] for row in postings["data"]] == [site.posting]
    assert postings["pagination"]["total_count"] == 1
    workspaces = (await site.client.get("/workspaces", site.key)).json()
    assert [row["slug"] for row in workspaces["data"]] == ["acme"]


async def test_the_key_may_come_as_a_bearer(site: Site) -> None:
    assert (await site.client.get("/workspaces", authorization=f"Bearer {site.key}")).status_code == 200
    assert (await site.client.get("/workspaces", authorization=f"Basic {site.key}")).status_code == 401


async def test_a_recruiters_cookie_opens_nothing(site: Site) -> None:
    answer = await site.client.get("/postings", cookie="milo_session_3000=anything")
    assert answer.status_code == 401


async def test_health_needs_no_key(site: Site) -> None:
    answer = await site.client.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


@pytest.mark.parametrize("path", ["/health", *NEEDS])
async def test_no_other_site_may_read_an_answer(site: Site, path: str) -> None:
    answer = await site.client.get(at(site, path), site.key, origin="https://elsewhere.example")
    ask = await site.client.send(
        "OPTIONS", at(site, path), origin="https://elsewhere.example", access_control_request_method="GET"
    )
    assert ask.status_code == 405
    assert not [name for each in (answer, ask) for name in each.headers if name.startswith("access-control")]
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", NEEDS)
async def test_nothing_can_be_changed(site: Site, path: str, method: str) -> None:
    answer = await site.client.send(method, at(site, path), site.key)
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "method_not_allowed")


async def test_the_e_mail_address_needs_its_own_permission(site: Site) -> None:
    key = make_key(site.place, *(scope for scope in READ if scope != "candidate:read_contact"))
    for path in ("/postings/{posting}/candidates", "/interviews/{interview}/data"):
        with_it = await site.client.get(at(site, path), site.key)
        without = await site.client.get(at(site, path), key)
        assert "ada@example.com" in with_it.text
        assert without.status_code == 200
        assert "ada@example.com" not in without.text


async def test_scores_in_the_list_need_the_permission_for_results(site: Site) -> None:
    path = f"/postings/{site.posting}/candidates"
    row = (await site.client.get(path, make_key(site.place, "interviewer:read", "candidate:read"))).json()["data"][0]
    assert (row["score"], row["agent_summary"], row["status"]) == (None, None, "completed")


async def test_the_last_use_is_noted_once_a_minute(site: Site) -> None:
    await site.client.get("/workspaces", site.key)
    first = used_at(site.key)
    assert first is not None
    await site.client.get("/workspaces", site.key)
    assert used_at(site.key) == first
    change_key(site.key, used_at=first - timedelta(seconds=61))
    await site.client.get("/workspaces", site.key)
    again = used_at(site.key)
    assert again is not None and again >= first
