"""The gate over a real websocket: setvar, wrong arguments, ended sessions, stolen tab tokens, other sites."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from simple_websocket import ConnectionClosed, ConnectionError  # type: ignore[import-untyped]

from milo_app import bootstrap
from milo_app.commands.wire import ROOT_STATE, Tab, WireError
from milo_app.core.work import system
from milo_app.domain.accounts import service, sessions
from milo_app.state.access import _arguments, arguments_hold
from milo_app.state.pace import EVENTS, VISITS, Pace
from tests.factories.served import SECRET_WORD, Served, open_session
from tests.state.handlers import own, payload, policy, short
from tests.state.talking import Line, Watch, query_of

pytestmark = [pytest.mark.sqlite_only, pytest.mark.timeout(200)]
SHELL = f"{ROOT_STATE}.milo_app___state___session____shell"
APPLICATIONS = f"{ROOT_STATE}.milo_app___state___applications____applications"
VISIT = f"{ROOT_STATE}.milo_app___state___visit____visit"


def test_setvar_sets_nothing_for_anybody(served: Served, registry: dict[str, Any]) -> None:
    setters = sorted(name for name in registry if name.endswith(".setvar"))
    assert len(setters) > 8
    watch = Watch(served)
    with Line(served, served.cookie("admin")) as line:
        for name in setters:
            for variable in ("role", "can_manage", "is_hydrated", "_bound"):
                came = line.say(name, {"var_name": variable, "value": True})
                assert (came.delta, came.events) == ({}, []), name
    assert not watch.changed()


@pytest.mark.parametrize(
    "name",
    [
        f"{SHELL}._read",
        f"{SHELL}.__init__",
        f"{SHELL}.nothing",
        f"{ROOT_STATE}.reset",
        f"{SHELL}.get_state",
        "milo_app.domain.demo.deletion.delete_demo",
        "",
        "x" * 5000,
    ],
)
def test_what_is_no_handler_does_nothing(served: Served, name: str) -> None:
    watch = Watch(served)
    with Line(served, served.cookie("admin")) as line:
        assert line.say(name, {}).delta == {}
        assert not line.say(f"{SHELL}.load").is_refused
    assert not watch.changed()


WRONG: list[dict[str, Any]] = [
    {},
    {"text": 7},
    {"text": {"a": [1]}},
    {"text": ["x"]},
    {"text": None},
    {"text": "x", "workspace_id": 1},
    {"Text": "x"},
    {"text": "x" * 200_001},
    {"text": "\ud800"},
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda value: json.dumps(value)[:40])
def test_wrong_missing_and_extra_arguments_stop_at_the_gate(served: Served, wrong: dict[str, Any]) -> None:
    watch = Watch(served)
    with Line(served, served.cookie("recruiter")) as line:
        came = line.say(f"{APPLICATIONS}.type_name", wrong)
        assert (came.delta, came.events) == ({}, [])
    assert not watch.changed()


def _nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("value", [1, 1.5, None, True, "x", [], {}, {"a": {"b": 1}}, _nested(900), 10**400, "\x00"])
def test_each_argument_takes_its_own_type_only(registry: dict[str, Any], value: Any) -> None:
    accepted = []
    for name, handler in own(registry).items():
        good = payload(handler)
        for argument in good:
            if arguments_hold(handler, good | {argument: value}):
                accepted.append((short(name), argument, type(good[argument]), value))
    fits = {str: isinstance(value, str), int: isinstance(value, (int, bool)), bool: value in (True, 1, 0)}
    wrong = [found for found in accepted if not fits.get(found[2], isinstance(value, (dict, list)))]
    assert wrong == []


def test_an_extra_or_missing_argument_never_fits(registry: dict[str, Any]) -> None:
    for name, handler in own(registry).items():
        good = payload(handler)
        assert arguments_hold(handler, good), name
        assert not arguments_hold(handler, good | {"workspace_id": 1}), name
        for argument, (_, must) in _arguments(handler).items():
            less = {key: value for key, value in good.items() if key != argument}
            assert arguments_hold(handler, less) is not must, name


@pytest.fixture
def recruiter(inside: Served) -> Iterator[tuple[str, int]]:
    """A session of its own for the first workspace's recruiter: its cookie header, and the user's id."""
    with bootstrap.work(system(None)) as w:
        from milo_app.domain.accounts import queries

        user = queries.user_by_email(w, inside.first.emails["recruiter"])
        assert user is not None and user.id is not None
        secret = open_session(w, user.id, inside.first.workspace_id)
        number = user.id
    yield f"{inside.cookie_name}={secret}", number


def test_a_session_that_ends_while_connected_is_refused_at_the_next_click(
    inside: Served, recruiter: tuple[str, int]
) -> None:
    cookie, _ = recruiter
    with Line(inside, cookie) as line:
        assert SECRET_WORD in line.say(f"{APPLICATIONS}.load", query=query_of(inside.first)).text
        with bootstrap.work(system(None)) as w:
            sessions.end(w.session, cookie.split("=", 1)[1], w.now)
        came = line.say(f"{APPLICATIONS}.load", query=query_of(inside.first))
        assert came.is_refused
        assert SECRET_WORD not in came.text
        assert "/sign-in" in came.text
        assert line.is_closed_within(5)


def test_a_password_reset_ends_the_open_tabs_of_that_person(inside: Served, recruiter: tuple[str, int]) -> None:
    cookie, user_id = recruiter
    with Line(inside, cookie) as line:
        assert not line.say(f"{SHELL}.load").is_refused
        with bootstrap.work(system(None)) as w:
            assert sessions.end_all(w.session, user_id, w.now) >= 1
            secret = open_session(w, user_id, inside.first.workspace_id)
        assert line.say(f"{SHELL}.load").is_refused
    inside.first.cookies["recruiter"] = secret  # for the tests after this one


def _everything(tab: Tab, path: str = "/", query: str = "") -> str:
    """What a tab gets when it asks for the whole state and loads a page."""
    tab.send(f"{ROOT_STATE}.hydrate_and_load", path=path, query=query)
    tab.send(f"{ROOT_STATE}.hydrate", path=path, query=query)
    tab.send(f"{SHELL}.load", path=path, query=query)
    updates = []
    try:
        while True:
            updates.append(tab.receive(1.5))
    except WireError:
        return json.dumps(updates)


@pytest.mark.parametrize("thief", ["anonymous", "candidate", "admin of another workspace"])
def test_a_stolen_tab_token_shows_an_empty_state(served: Served, thief: str) -> None:
    query = query_of(served.first)
    victim = Tab(served.origin, served.cookie("recruiter"))
    victim.send(f"{APPLICATIONS}.load", path="/", query=query)
    while SECRET_WORD not in json.dumps(victim.receive(10)):
        pass
    victim.close()
    time.sleep(0.5)
    person = {"anonymous": "anonymous", "candidate": "candidate"}.get(thief, "admin")
    with Tab(served.origin, served.cookie(person, served.second), token=victim.token) as tab:
        seen = _everything(tab)
    assert SECRET_WORD not in seen
    assert "acme.example.com" not in seen


def test_the_same_person_gets_their_tab_back_after_a_broken_line(served: Served) -> None:
    query = query_of(served.first)
    mine = Tab(served.origin, served.cookie("recruiter"))
    mine.send(f"{APPLICATIONS}.load", path="/", query=query)
    while SECRET_WORD not in json.dumps(mine.receive(10)):
        pass
    mine.close()
    time.sleep(0.5)
    with Tab(served.origin, served.cookie("recruiter"), token=mine.token) as tab:
        assert SECRET_WORD in _everything(tab, query=query)


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "", "http://localhost:{port}.evil.example", "https://localhost:{port}"],
)
def test_a_websocket_of_another_site_does_not_open_even_with_the_cookie(served: Served, origin: str) -> None:
    with pytest.raises((ConnectionClosed, ConnectionError, WireError)):
        Tab(served.origin, served.cookie("admin"), sent_origin=origin.format(port=served.port))


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_a_form_of_another_site_changes_nothing(served: Served, origin: str | None) -> None:
    watch = Watch(served)
    headers = {"Cookie": served.cookie("admin")} | ({"Origin": origin} if origin else {})
    request = urllib.request.Request(f"{served.origin}/api/auth/sign-out", data=b"", headers=headers)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    assert refused.value.code == 403
    assert "access-control-allow-origin" not in refused.value.headers
    assert not watch.changed()


@pytest.mark.parametrize("path", ["/_upload", "/_upload/x.pdf", "/_health", "/ping", "/_all_routes"])
def test_reflex_own_routes_are_closed_on_the_running_server(served: Served, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as closed:
        urllib.request.urlopen(served.origin + path, timeout=10)
    assert closed.value.code == 404


def test_a_leaked_tab_token_cannot_upload_as_its_owner(served: Served) -> None:
    with Tab(served.origin, served.cookie("admin")) as tab:
        tab.send(f"{SHELL}.load")
        tab.receive(10)
        headers = {
            "reflex-client-token": tab.token,
            "reflex-event-handler": f"{SHELL}.load",
            "Origin": served.origin,
        }
        request = urllib.request.Request(f"{served.origin}/_upload", data=b"x", headers=headers)
        with pytest.raises(urllib.error.HTTPError) as closed:
            urllib.request.urlopen(request, timeout=10)
        assert closed.value.code == 404


@pytest.mark.parametrize(
    "cookie", ["", "milo_session_1={secret}", "milo_session={secret}", "{name}={secret}x", '=;;,"=']
)
def test_a_cookie_of_another_name_or_value_opens_nothing(served: Served, cookie: str) -> None:
    header = cookie.format(secret=served.first.cookies["admin"], name=served.cookie_name)
    with Line(served, header) as line:
        assert line.say(f"{SHELL}.load").is_refused


def test_a_candidate_cookie_is_no_session_and_a_session_is_no_candidate(served: Served) -> None:
    swapped = f"{served.cookie_name}={served.first.candidate_cookie}; milo_candidate={served.first.cookies['admin']}"
    with Line(served, swapped) as line:
        assert line.say(f"{SHELL}.load").is_refused
        assert line.say(f"{VISIT}.begin").is_refused


def test_a_recruiter_who_tests_has_both_and_each_mark_takes_its_own(served: Served) -> None:
    both = f"{served.cookie('recruiter')}; {served.cookie('candidate')}"
    with Line(served, both) as line:
        assert not line.say(f"{SHELL}.load").is_refused
        assert not line.say(f"{VISIT}.type_text", {"text": "hello"}).is_refused


async def test_a_steady_stream_of_events_is_slowed_down() -> None:
    # The limit alone: over a wire the machine decides how fast sixty events are.
    pace = Pace()
    answers = [pace.may_ask("a tab", "press") for _ in range(EVENTS.amount + 1)]
    assert answers == [True] * EVENTS.amount + [False]
    assert pace.may_ask("another tab", "press")


async def test_what_a_page_loads_by_itself_counts_as_one_visit_and_visits_are_counted() -> None:
    pace = Pace()
    for _ in range(VISITS.amount):
        assert pace.may_visit("a tab", ("shell.load", "report.load"))
        assert pace.may_ask("a tab", "shell.load") and pace.may_ask("a tab", "report.load")
    assert not pace.may_visit("a tab", ("shell.load",))
    # Once each: a program that calls the same handler again is counted as ever.
    answers = [pace.may_ask("a tab", "shell.load") for _ in range(EVENTS.amount + 1)]
    assert answers == [True] * EVENTS.amount + [False]


def test_somebody_who_walks_through_pages_quickly_is_not_stopped(served: Served) -> None:
    place = f"/candidates/{served.first.application}"
    with Line(served, served.cookie("recruiter")) as line:
        said = [
            line.say(
                "reflex___state____state.reflex___state____on_load_internal_state.on_load_internal", path=place
            ).text
            for _ in range(15)
        ]
        assert not line.say(f"{SHELL}.load").is_refused
    assert "very fast" not in "".join(said)


def test_garbage_frames_end_nothing_but_their_own_socket(served: Served) -> None:
    with Line(served, served.cookie("recruiter")) as line:
        assert not line.say(f"{SHELL}.load").is_refused
        for frame in (
            '42/_event,["event",5]',
            '42/_event,["event"]',
            "42/_event,{",
            "9",
            '42/_event,["event",{"name":{}}]',
        ):
            bad = Tab(served.origin)
            bad._socket.send(frame)
            bad._socket.send('42/_event,["event",{"name":"x","payload":[],"router_data":{"pathname":{"a":1}}}]')
            bad.close()
        assert not line.say(f"{SHELL}.load").is_refused


def test_every_recruiter_handler_asks_for_more_than_a_candidate_has(registry: dict[str, Any]) -> None:
    kinds = {policy(handler).who for handler in own(registry).values()}
    assert kinds == {"public", "signed_in", "candidate"}


def test_disabling_an_account_closes_its_open_tabs(inside: Served, recruiter: tuple[str, int]) -> None:
    cookie, _ = recruiter
    with bootstrap.work(system(None)) as w, Line(inside, cookie) as line:
        assert not line.say(f"{SHELL}.load").is_refused
    with Line(inside, cookie) as line:
        assert not line.say(f"{SHELL}.load").is_refused
        with bootstrap.work(system(None)) as w:
            user = service.disable_user(w, inside.first.emails["recruiter"])
        assert line.say(f"{SHELL}.load").is_refused
        with bootstrap.work(system(None)) as w:
            found = w.session.get(type(user), user.id)
            assert found is not None
            found.disabled_at = None
            w.session.add(found)
            inside.first.cookies["recruiter"] = open_session(w, user.id or 0, inside.first.workspace_id)


def test_the_log_of_the_server_holds_no_cookie_token_or_person(served: Served) -> None:
    canaries = {"email": "CANARY@mail.example.com", "password": "CANARYpassword1", "phone": "+49 30 555 901820"}
    with Line(served, served.cookie("admin")) as line:
        line.say("nothing.of.that.name", canaries)
        line.say(f"{APPLICATIONS}.type_name", {"text": canaries})
        line.say(f"{SHELL}.load", canaries)
        assert line._tab is not None
        line._tab._socket.send("42/_event," + json.dumps(["event", json.dumps({"name": 1, "payload": canaries})]))
        line.say(f"{SHELL}.load")
    written = served.log.read_text()
    assert "denied" in written
    secrets = ["CANARY", "901820", served.first.cookies["admin"], served.first.candidate_cookie]
    assert [secret for secret in secrets if secret in written] == []
