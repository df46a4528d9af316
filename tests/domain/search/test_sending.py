"""Batches that a search server refuses are halved until the one document at fault is left out, with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from milo_app.adapters.index_meili.engine import MeiliEngine
from milo_app.adapters.index_meili.wire import Wire
from milo_app.core.errors import Unavailable
from milo_app.domain.search import sending
from milo_app.domain.search.ports import Change, Document, Kind, Scope, SearchRequest
from milo_app.domain.search.sending import Batches
from tests.factories.meili.fake import ADMIN_KEY, FakeMeili, fake_meili

ADA = Document(Kind.CANDIDATE, 1, 1, "Ada Obi")
CROWD: list[Change] = [replace(ADA, id=number) for number in range(1, 101)]


@pytest.fixture
def fake() -> Iterator[FakeMeili]:
    """A search server."""
    with fake_meili() as running:
        yield running
        assert running.faults == []


@pytest.fixture
def engine(fake: FakeMeili) -> MeiliEngine:
    """An engine whose index is empty and stands at change 5."""
    made = MeiliEngine(Wire(fake.url, ADMIN_KEY))
    made.rebuild(0).commit(5)
    return made


class Parked(list[tuple[int, str]]):
    """What stayed out."""

    def take(self, change: Change, reason: str) -> None:
        """Keep one."""
        self.append((change.id, reason))


def found(engine: MeiliEngine) -> int:
    """Return how many are found."""
    return engine.search(Scope(1), SearchRequest("ada")).counts[Kind.CANDIDATE].value


def test_all_but_the_documents_at_fault_are_found_and_the_cursor_moves(engine: MeiliEngine, fake: FakeMeili) -> None:
    fake.script.poison = {"1-7", "1-8", "1-100"}
    parked = Parked()
    batches = Batches(engine, parked.take)
    batches.send(CROWD, 50)
    assert batches.settle()
    assert sorted(number for number, _ in parked) == [7, 8, 100]
    assert all("cannot be indexed" in reason for _, reason in parked)
    assert (found(engine), engine.cursor()) == (97, 50)


def test_the_cursor_does_not_pass_a_half_that_is_open(engine: MeiliEngine, fake: FakeMeili) -> None:
    fake.script.poison = {"1-1"}
    batches = Batches(engine, Parked().take)
    batches.send(CROWD, 50)
    fake.script.holds = True
    assert not batches.settle()
    fake.finish(max(fake.jobs))
    assert not batches.settle()
    assert engine.cursor() == 5
    fake.script.holds = False
    fake.work()
    assert batches.settle()
    assert engine.cursor() == 50


def test_nothing_waits_for_a_slow_server_before_several_batches_are_open(
    engine: MeiliEngine, fake: FakeMeili, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "PATIENCE_S", 0.1)
    fake.script.holds = True
    pauses: list[float] = []
    batches = Batches(engine, Parked().take, pauses.append)
    for number in range(sending.MOST_OPEN):
        batches.send([replace(ADA, id=number)], 10 + number)
    assert pauses == [] and len(batches) == sending.MOST_OPEN and not batches.settle()
    with pytest.raises(Unavailable, match="does not get on"):
        batches.send([ADA], 20)
    fake.script.holds = False
    fake.work()
    assert batches.settle()
    assert engine.cursor() == 20


def test_a_server_that_is_away_is_told_and_the_batches_are_kept(engine: MeiliEngine, fake: FakeMeili) -> None:
    fake.script.holds = True
    batches = Batches(engine, Parked().take)
    batches.send([ADA], 10)
    fake.stop()
    with pytest.raises(Unavailable):
        batches.settle()
    assert len(batches) == 1
    fake.script.holds = False
    fake.work()
    fake.start()
    assert batches.settle()
    assert (found(engine), engine.cursor()) == (1, 10)


def test_batches_of_an_index_that_was_replaced_are_forgotten(engine: MeiliEngine, fake: FakeMeili) -> None:
    fake.script.holds = True
    batches = Batches(engine, Parked().take)
    batches.send([ADA], 10)
    batches.forget()
    assert batches.settle() and len(batches) == 0
