"""Batches as tasks of a server: done, waiting, failed, out of order; and how far the index is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from milo_app.adapters.index_meili import engine as module
from milo_app.adapters.index_meili.engine import MeiliEngine
from milo_app.core.errors import Unavailable
from milo_app.domain.search.errors import NotBuilt
from milo_app.domain.search.ports import Kind, Outcome, Removal, Scope, SearchRequest
from tests.adapters.index_meili.conftest import ADA, ADAM, BAKER, engine_on
from tests.factories.meili.fake import FakeMeili
from tests.factories.meili.index import Index


def names(engine: MeiliEngine, text: str) -> list[int]:
    """Return the people who are found in the first workspace."""
    found = engine.search(Scope(1), SearchRequest(text, frozenset({Kind.CANDIDATE})))
    return sorted(hit.id for hit in found.hits[Kind.CANDIDATE])


def test_a_batch_is_searchable_and_the_cursor_moves_when_its_tasks_are_done(engine: MeiliEngine) -> None:
    ticket = engine.apply([replace(ADAM, name="Zoe Smith"), Removal(Kind.CANDIDATE, 1, 7)], 8)
    assert engine.settle(ticket).outcome == Outcome.DONE
    assert (names(engine, "zoe"), names(engine, "ada"), engine.cursor()) == ([8], [], 8)


def test_the_cursor_is_kept_on_the_server_for_the_next_process(engine: MeiliEngine, fake: FakeMeili) -> None:
    engine.settle(engine.apply([ADA], 8))
    assert engine_on(fake).cursor() == 8


def test_a_batch_that_waits_says_so_and_nobody_waits_for_it(engine: MeiliEngine, fake: FakeMeili) -> None:
    fake.script.holds = True
    ticket = engine.apply([replace(ADAM, name="Zoe")], 8)
    assert (engine.settle(ticket).outcome, engine.cursor(), names(engine, "zoe")) == (Outcome.WAITING, 5, [])
    fake.script.holds = False
    fake.work()
    assert (engine.settle(ticket).outcome, engine.cursor(), names(engine, "zoe")) == (Outcome.DONE, 8, [8])


def test_taking_the_same_changes_again_changes_nothing(engine: MeiliEngine, fake: FakeMeili) -> None:
    for _ in range(2):
        engine.settle(engine.apply([ADA, Removal(Kind.CANDIDATE, 1, 8)], 8))
    assert sorted(fake.indexes["milo_people"].documents) == ["1-7", "2-9", "cursor"]
    assert engine.cursor() == 8


def test_batches_that_are_done_out_of_order_move_the_cursor_only_when_nothing_before_is_open(
    engine: MeiliEngine, fake: FakeMeili
) -> None:
    fake.script.holds = True
    first = engine.apply([replace(ADAM, name="Zoe")], 10)
    second = engine.apply([replace(BAKER, name="Cook")], 20)
    fake.finish(max(fake.jobs))
    assert engine.settle(second).outcome == Outcome.DONE
    assert (engine.settle(first).outcome, engine.cursor()) == (Outcome.WAITING, 5)
    assert engine_on(fake).cursor() == 5
    fake.script.holds = False
    fake.work()
    assert (engine.settle(first).outcome, engine.cursor()) == (Outcome.DONE, 20)


def test_tasks_of_two_indexes_may_be_reordered(engine: MeiliEngine, fake: FakeMeili) -> None:
    fake.script.holds = fake.script.reorders = True
    tickets = [engine.apply([replace(ADAM, name=f"Zoe{n}"), replace(BAKER, name=f"Cook{n}")], 10 + n) for n in range(3)]
    fake.script.holds = False
    fake.work()
    assert [engine.settle(ticket).outcome for ticket in reversed(tickets)] == [Outcome.DONE] * 3
    assert (names(engine, "zoe2"), engine.cursor()) == ([8], 12)


def test_a_batch_that_fails_says_why_and_leaves_the_cursor(engine: MeiliEngine, fake: FakeMeili) -> None:
    fake.script.poison = {"1-8"}
    settled = engine.settle(engine.apply([ADA, ADAM], 8))
    assert settled.outcome == Outcome.FAILED and "1-8" in settled.reason
    assert engine.cursor() == 5
    assert engine.settle(engine.apply([ADA], 8)).outcome == Outcome.DONE
    assert engine.cursor() == 8


def test_no_changes_at_all_move_the_cursor(engine: MeiliEngine) -> None:
    assert engine.settle(engine.apply([], 9)).outcome == Outcome.DONE
    assert engine.cursor() == 9


def test_a_batch_whose_task_the_server_has_forgotten_failed(engine: MeiliEngine, fake: FakeMeili) -> None:
    ticket = engine.apply([ADA], 8)
    fake.tasks.clear()
    assert engine.settle(ticket).outcome == Outcome.FAILED


def test_a_full_queue_is_unavailable_and_nothing_is_lost(engine: MeiliEngine, fake: FakeMeili) -> None:
    fake.script.is_full = True
    with pytest.raises(Unavailable, match="queue is full"):
        engine.apply([ADA], 8)
    fake.script.is_full = False
    engine.settle(engine.apply([ADA], 8))
    assert engine.cursor() == 8


def test_a_request_that_is_refused_at_once_counts_as_a_failed_batch(
    engine: MeiliEngine, fake: FakeMeili, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.factories.meili.index import Wrong

    def refused(*_: object) -> None:
        raise Wrong("invalid_document_fields", "The payload is malformed.")

    monkeypatch.setattr(fake, "enqueue", refused)
    settled = engine.settle(engine.apply([ADA], 8))
    assert settled.outcome == Outcome.FAILED and settled.reason == "The payload is malformed."


def test_without_an_index_there_is_no_cursor_and_nothing_is_taken(fake: FakeMeili) -> None:
    engine = engine_on(fake)
    assert engine.cursor() is None
    with pytest.raises(NotBuilt):
        engine.apply([ADA], 1)
    with pytest.raises(NotBuilt):
        engine.search(Scope(1), SearchRequest("ada"))
    assert fake.indexes == {}


def test_a_server_that_lost_everything_asks_for_a_new_index(engine: MeiliEngine, fake: FakeMeili) -> None:
    engine.settle(engine.apply([ADA], 8))
    fake.wipe()
    assert engine.cursor() is None


def test_an_index_of_another_shape_is_built_anew(
    engine: MeiliEngine, fake: FakeMeili, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SCHEMA", 99)
    assert engine.cursor() is None


def test_large_batches_go_in_parts(engine: MeiliEngine, fake: FakeMeili, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_DOCUMENTS", 10)
    before = len(fake.tasks)
    ticket = engine.apply([replace(ADAM, id=n) for n in range(100, 125)], 8)
    assert len(fake.tasks) - before == 3
    monkeypatch.setattr(module, "MOST_BYTES", 1)
    assert len(module.parts([ADA, ADAM])) == 2
    assert engine.settle(ticket).outcome == Outcome.DONE


def test_finished_tasks_are_forgotten_after_a_week_once_a_day(engine: MeiliEngine, fake: FakeMeili) -> None:
    long_ago = (datetime.now(UTC) - timedelta(days=8)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    for uid in (1, 2):
        fake.tasks[uid]["finishedAt"] = long_ago
    engine.settle(engine.apply([ADA], 8))
    assert 1 not in fake.tasks and 2 not in fake.tasks and 3 in fake.tasks
    engine.settle(engine.apply([ADA], 9))
    assert len([path for method, path, _ in fake.seen if method == "DELETE" and path.startswith("/tasks")]) == 1


def test_the_replaced_index_goes_after_a_day(engine: MeiliEngine, fake: FakeMeili) -> None:
    replaced = next(name for name in fake.indexes if name.startswith("milo_people_"))
    fake.indexes["shared"] = Index("shared", created_at="2026-01-01T00:00:00.5Z", updated_at="2026-01-01T00:00:00.5Z")
    for name in (replaced, "milo_interviewers"):
        fake.indexes[name].updated_at = "2026-01-01T00:00:00.5Z"
    engine.settle(engine.apply([ADA], 8))
    left = [name for name in fake.indexes if name != "shared"]
    assert replaced not in left and "shared" in fake.indexes
    assert [name for name in left if name.count("_") == 1] == ["milo_people", "milo_interviewers"]
