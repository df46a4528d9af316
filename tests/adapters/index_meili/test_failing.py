"""A server that is away, slow, full, old, or something else: a sentence within the time limit, never an accident."""

from __future__ import annotations

import time

import pytest

from milo_app.adapters.index_meili.breaker import Breaker
from milo_app.adapters.index_meili.engine import MeiliEngine
from milo_app.adapters.index_meili.wire import Wire
from milo_app.core.errors import Unavailable
from milo_app.core.settings import Settings
from milo_app.domain.search.ports import Kind, Scope, SearchRequest
from tests.adapters.index_meili.conftest import ADA, engine_on
from tests.factories.meili.fake import ADMIN_KEY, SEARCH_KEY, SEARCH_KEY_UID, FakeMeili

ASK = SearchRequest("ada")


@pytest.mark.parametrize(
    ("behaviour", "sentence"),
    [
        ({"stall_s": 8}, "did not answer in time"),
        ({"status": 503}, "cannot take this now"),
        ({"status": 429}, "cannot take this now"),
        ({"status": 408}, "cannot take this now"),
        ({"html": True}, "not Meilisearch"),
    ],
)
def test_a_failing_server_is_unavailable_in_time(
    engine: MeiliEngine, fake: FakeMeili, behaviour: dict[str, object], sentence: str
) -> None:
    vars(fake.script).update(behaviour)
    impatient = engine_on(fake, search_s=0.3)
    began = time.perf_counter()
    with pytest.raises(Unavailable, match=sentence):
        impatient.search(Scope(1), ASK)
    assert time.perf_counter() - began < 5
    with pytest.raises(Unavailable):
        impatient.apply([ADA], 8)


def test_a_server_that_dies_and_comes_back_is_found_again(engine: MeiliEngine, fake: FakeMeili) -> None:
    fake.stop()
    with pytest.raises(Unavailable, match="could not be reached"):
        engine.search(Scope(1), ASK)
    assert engine.health().is_up is False and "could not be reached" in engine.health().problem
    fake.start()
    time.sleep(1.1)
    assert engine.search(Scope(1), ASK).counts[Kind.CANDIDATE].value == 2
    assert engine.health().is_up


def test_after_three_failures_nobody_waits_until_it_has_rested(engine: MeiliEngine, fake: FakeMeili) -> None:
    fake.script.status = 503
    for _ in range(3):
        with pytest.raises(Unavailable):
            engine.search(Scope(1), ASK)
    fake.script.status, asked = 0, len(fake.seen)
    with pytest.raises(Unavailable, match="does not answer"):
        engine.search(Scope(1), ASK)
    assert len(fake.seen) == asked
    time.sleep(1.1)
    assert engine.search(Scope(1), ASK).counts[Kind.CANDIDATE].value == 2
    assert not engine.wire.breaker.is_open


def test_while_a_breaker_rests_one_in_each_rest_may_try() -> None:
    now = [0.0]
    breaker = Breaker(2, rest_s=10, clock=lambda: now[0])
    breaker.failed()
    assert breaker.lets_through()
    breaker.failed()
    assert not breaker.lets_through()
    now[0] = 10.0
    assert breaker.lets_through() and not breaker.lets_through()
    breaker.went_well()
    assert breaker.lets_through() and breaker.lets_through()


@pytest.mark.parametrize(
    ("version", "is_up", "problem"),
    [
        ("1.53.2", True, ""),
        ("1.10.0", True, "description of 1.53"),
        ("1.60.0", True, "description of 1.53"),
        ("1.9.7", False, "too old"),
        ("0.30.1", False, "too old"),
        ("odd", False, "too old"),
    ],
)
def test_versions(engine: MeiliEngine, fake: FakeMeili, version: str, is_up: bool, problem: str) -> None:
    fake.script.version = version
    health = engine.health()
    assert (health.is_up, health.version) == (is_up, version)
    assert problem in health.problem and bool(problem) == bool(health.problem)


def test_a_server_that_is_too_old_is_neither_asked_nor_filled(engine: MeiliEngine, fake: FakeMeili) -> None:
    fake.script.version = "1.9.0"
    fresh = engine_on(fake)
    for act in (lambda: fresh.search(Scope(1), ASK), lambda: fresh.apply([ADA], 8), lambda: fresh.rebuild(1)):
        with pytest.raises(Unavailable, match="too old"):
            act()


def test_wrong_keys_are_told_with_the_name_of_the_setting(engine: MeiliEngine, fake: FakeMeili) -> None:
    for wire in (Wire(fake.url, "wrong"), Wire(fake.url, ADMIN_KEY, "wrong", SEARCH_KEY_UID)):
        with pytest.raises(Unavailable, match="does not accept the key"):
            MeiliEngine(wire).search(Scope(1), ASK)
    assert MeiliEngine(Wire(fake.url, "wrong")).health().is_up is False


def test_a_server_that_wants_a_restart_is_not_up(engine: MeiliEngine, fake: FakeMeili) -> None:
    fake.script.needs_restart = True
    assert engine.health().is_up is False and "started again" in engine.health().problem


def test_health_counts_documents_without_our_own_mark(engine: MeiliEngine) -> None:
    health = engine.health()
    assert health.documents == {Kind.CANDIDATE: 3, Kind.INTERVIEWER: 1}
    assert engine.health(1).documents == {Kind.CANDIDATE: 2, Kind.INTERVIEWER: 1}
    assert engine.health(2).documents == {Kind.CANDIDATE: 1, Kind.INTERVIEWER: 0}
    assert health.size_bytes and health.size_bytes > 500


def test_without_a_search_key_the_admin_key_asks(engine: MeiliEngine, fake: FakeMeili) -> None:
    plain = MeiliEngine(Wire(fake.url, ADMIN_KEY))
    assert plain.search(Scope(1), ASK).counts[Kind.CANDIDATE].value == 2


def test_settings_make_the_engine(fake: FakeMeili, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"URL": fake.url + "/", "KEY": ADMIN_KEY, "SEARCH_KEY": SEARCH_KEY, "PREFIX": "shared"}.items():
        monkeypatch.setenv(f"MEILI_{name}", value)
    with pytest.raises(ValueError, match="belong together"):
        Settings()
    monkeypatch.setenv("MEILI_SEARCH_KEY_UID", SEARCH_KEY_UID)
    engine = MeiliEngine.from_settings(Settings())
    engine.rebuild(1).commit(3)
    assert len(fake.indexes) == 4
    assert all(name.startswith(("shared_people", "shared_interviewers")) for name in fake.indexes)
    assert engine.search(Scope(1), ASK).counts[Kind.CANDIDATE].value == 0
    monkeypatch.setenv("MEILI_URL", "127.0.0.1:7700")
    with pytest.raises(ValueError, match="http://"):
        Settings()
