"""With Meilisearch set: it answers, the embedded engine steps in while it does not, and the queue catches up by itself."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from milo_app import bootstrap
from milo_app.core.settings import settings
from milo_app.core.work import system
from milo_app.domain.accounts.models import Role
from milo_app.domain.search import queue, service, status
from milo_app.domain.search.asked import Asked, Found
from milo_app.domain.search.engines import BASIC, Engines
from milo_app.domain.search.ports import Kind, Scope, SearchRequest
from milo_app.domain.search.status import IndexStatus
from milo_app.jobs import search_index
from tests.databases import Installation
from tests.factories.houses import House, house
from tests.factories.meili.fake import ADMIN_KEY, SEARCH_KEY, SEARCH_KEY_UID, FakeMeili, fake_meili

pytestmark = pytest.mark.alone


@pytest.fixture
def fake() -> Iterator[FakeMeili]:
    """A search server."""
    with fake_meili() as running:
        yield running
        assert running.faults == []


@pytest.fixture
def home(installation: Installation, fake: FakeMeili, monkeypatch: pytest.MonkeyPatch) -> House:
    """A workspace with one person, on an installation whose search is on the server."""
    keys = {"URL": fake.url, "KEY": ADMIN_KEY, "SEARCH_KEY": SEARCH_KEY, "SEARCH_KEY_UID": SEARCH_KEY_UID}
    for name, value in keys.items():
        monkeypatch.setenv(f"MEILI_{name}", value)
    settings.cache_clear()
    bootstrap.ports.cache_clear()
    made = house()
    made.candidate("Dana Lee", "dana@mail.test")
    kept()
    return made


def kept() -> None:
    """Tick until everything was taken and the batches that were sent are settled.

    On PostgreSQL what is committed is taken once every older transaction has ended, those of other tests too.
    """
    for _ in range(100):
        search_index.keep()
        at = engines().all[-1].cursor()
        with bootstrap.read(system(None)) as w:
            if at is not None and not queue.depth(w, at).waiting:
                break
        time.sleep(0.05)
    for _ in range(3):
        search_index.keep()


def engines() -> Engines:
    """Return the engines of this process."""
    found: Engines = bootstrap.ports()[Engines]
    return found


def asked(home: House, text: str) -> Found:
    """Ask as an admin."""
    with home.as_role(Role.ADMIN) as w:
        return service.find(w, Asked(text))


def primary(home: House) -> IndexStatus:
    """Return how the server's index stands, as an admin sees it."""
    with home.as_role(Role.ADMIN) as w:
        return status.overview(w).engines[0]


def on_server(home: House, text: str) -> int:
    """Return how many people the server itself finds."""
    scope = Scope(home.workspace_id)
    return engines().primary.search(scope, SearchRequest(text)).counts[Kind.CANDIDATE].value


def test_the_server_answers_and_the_embedded_engine_is_kept_as_well(home: House) -> None:
    assert [engine.name for engine in engines().all] == ["Meilisearch", "embedded"]
    found = asked(home, "dana")
    assert ([hit.name for hit in found.candidates], found.note) == (["Dana Lee"], "")
    home.candidate("Nora Quist")
    kept()
    scope = Scope(home.workspace_id)
    for engine in engines().all:
        assert engine.search(scope, SearchRequest("nora")).counts[Kind.CANDIDATE].value == 1, engine.name


def test_while_the_server_is_away_the_embedded_engine_answers_and_says_so_then_the_queue_catches_up(
    home: House, fake: FakeMeili
) -> None:
    fake.stop()
    home.candidate("Nora Quist")
    kept()
    found = asked(home, "nora")
    assert ([hit.name for hit in found.candidates], found.note) == (["Nora Quist"], BASIC)
    away = primary(home)
    assert (away.is_up, away.waiting >= 1) == (False, True)
    assert "could not be reached" in away.problem
    fake.start()
    kept()
    engines().primary.wire.breaker.went_well()  # type: ignore[attr-defined]  # its rest is over
    assert on_server(home, "nora") == 1
    found = asked(home, "nora")
    assert ([hit.name for hit in found.candidates], found.note) == (["Nora Quist"], "")
    back = primary(home)
    assert (back.is_up, back.waiting, back.lag_seconds, back.problem) == (True, 0, 0.0, "")


def test_a_server_that_lost_everything_is_filled_again(home: House, fake: FakeMeili) -> None:
    fake.wipe()
    kept()
    assert on_server(home, "dana") == 1


def test_what_the_server_refuses_is_left_out_with_its_reason_and_can_be_tried_again(
    home: House, fake: FakeMeili
) -> None:
    person = home.candidate("Nora Quist")
    home.candidate("Zoe Hart")
    fake.script.poison = {f"{home.workspace_id}-{person.id}"}
    kept()
    assert (on_server(home, "nora"), on_server(home, "zoe")) == (0, 1)
    with home.as_role(Role.ADMIN) as w:
        seen = status.overview(w)
        [failure] = seen.failures
        assert (failure.engine, failure.name, failure.kind) == ("Meilisearch", "Nora Quist", "candidate")
        assert "cannot be indexed" in failure.reason
        assert seen.engines[0].waiting == 0
    fake.script.poison = set()
    with home.as_role(Role.ADMIN) as w:
        assert status.retry(w, failure.id) == 1
    kept()
    assert on_server(home, "nora") == 1
    with home.as_role(Role.ADMIN) as w:
        assert status.overview(w).failures == ()


def test_a_build_leaves_out_what_the_server_refuses_and_the_next_one_forgets_that(home: House, fake: FakeMeili) -> None:
    person = home.candidate("Nora Quist")
    fake.script.poison = {f"{home.workspace_id}-{person.id}"}
    for expected in (1, 0):
        with home.as_role(Role.ADMIN) as w:
            status.reindex(w)
        kept()
        with home.as_role(Role.ADMIN) as w:
            assert len(status.overview(w).failures) == expected
        fake.script.poison = set()
    assert on_server(home, "nora") == 1


def test_slow_tasks_keep_the_number_where_it_is_until_they_are_done(home: House, fake: FakeMeili) -> None:
    before = engines().primary.cursor()
    fake.script.holds = True
    home.candidate("Nora Quist")
    kept()
    assert (engines().primary.cursor(), primary(home).waiting) == (before, 1)
    assert asked(home, "nora").candidates[0].name == "Nora Quist"  # one's own work is found at once
    fake.script.holds = False
    fake.work()
    kept()
    assert (primary(home).waiting, on_server(home, "nora")) == (0, 1)


def test_a_failed_build_says_why_and_the_index_from_before_answers(
    home: House, fake: FakeMeili, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.factories.meili.index import Wrong

    def broken(pairs: list[list[str]]) -> None:
        raise Wrong("internal", "The disk is on fire.", 500)

    monkeypatch.setattr(fake, "_swap", broken)
    with home.as_role(Role.ADMIN) as w:
        status.reindex(w)
    kept()
    failed = primary(home)
    assert "on fire" in failed.problem and failed.building is None and not failed.is_wanted
    assert on_server(home, "dana") == 1
