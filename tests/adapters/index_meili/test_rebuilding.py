"""A new index beside the one that answers: filled, swapped in, or thrown away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from milo_app.adapters.index_meili import rebuilding
from milo_app.adapters.index_meili.engine import MeiliEngine
from milo_app.core.errors import Unavailable
from milo_app.domain.search.ports import Kind, Outcome, Removal, Scope, SearchRequest
from tests.adapters.index_meili.conftest import ADAM, BAKER
from tests.factories.meili.fake import FakeMeili
from tests.factories.meili.index import Wrong

PEOPLE = frozenset({Kind.CANDIDATE})


def found(engine: MeiliEngine, text: str) -> int:
    """Return how many people are found."""
    return engine.search(Scope(1), SearchRequest(text, PEOPLE)).counts[Kind.CANDIDATE].value


def test_searchers_see_the_old_index_until_the_new_one_takes_its_place_at_once(engine: MeiliEngine) -> None:
    build = engine.rebuild(2)
    build.add([replace(ADAM, name="Zoe"), BAKER])
    assert (found(engine, "zoe"), found(engine, "ada"), engine.cursor()) == (0, 2, 5)
    build.commit(40)
    assert (found(engine, "zoe"), found(engine, "ada"), engine.cursor()) == (1, 0, 40)


def test_what_was_applied_to_the_old_index_meanwhile_is_behind_the_new_cursor(engine: MeiliEngine) -> None:
    build = engine.rebuild(1)
    late = engine.apply([replace(ADAM, name="Late")], 60)
    build.add([ADAM])
    build.commit(50)
    assert engine.settle(late).outcome == Outcome.DONE
    assert engine.cursor() == 50
    engine.settle(engine.apply([replace(ADAM, name="Late")], 60))
    assert (found(engine, "late"), engine.cursor()) == (1, 60)


def test_aborting_leaves_everything_as_it_was(engine: MeiliEngine, fake: FakeMeili) -> None:
    before = set(fake.indexes)
    build = engine.rebuild(1)
    build.add([replace(ADAM, name="Zoe")])
    build.abort()
    assert (found(engine, "zoe"), found(engine, "ada"), engine.cursor()) == (0, 2, 5)
    assert set(fake.indexes) == before
    assert engine.health().reindexing is None


def test_a_document_that_the_server_refuses_is_found_by_halving_and_left_out(
    engine: MeiliEngine, fake: FakeMeili
) -> None:
    fake.script.poison = {"1-113"}
    build = engine.rebuild(50)
    build.add(replace(ADAM, id=100 + n) for n in range(50))
    build.commit(9)
    assert found(engine, "adam") == 49
    [(left, reason)] = build.left_out()
    assert left == Removal(Kind.CANDIDATE, 1, 113)
    assert "cannot be indexed" in reason


def test_it_is_ready_when_the_server_has_done_everything(engine: MeiliEngine, fake: FakeMeili) -> None:
    build = engine.rebuild(1)
    fake.script.holds = True
    build.add([ADAM])
    assert not build.is_ready()
    fake.script.holds = False
    fake.work()
    assert build.is_ready() and build.left_out() == ()


def test_progress_is_what_the_server_has_done(engine: MeiliEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "MOST_OPEN", 0)
    build = engine.rebuild(4)
    assert engine.health().reindexing == 0.0
    build.add([ADAM])
    assert engine.health().reindexing == 0.25
    build.commit(9)
    assert engine.health().reindexing is None


def test_a_swap_that_fails_leaves_the_old_index(
    engine: MeiliEngine, fake: FakeMeili, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(pairs: list[list[str]]) -> None:
        raise Wrong("internal", "The disk is on fire.", 500)

    build = engine.rebuild(1)
    build.add([replace(ADAM, name="Zoe")])
    monkeypatch.setattr(fake, "_swap", broken)
    with pytest.raises(Unavailable, match="on fire"):
        build.commit(40)
    assert (found(engine, "zoe"), engine.cursor()) == (0, 5)


def test_a_server_that_does_not_get_on_is_given_up(
    engine: MeiliEngine, fake: FakeMeili, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "PATIENCE_S", 0.05)
    build = engine.rebuild(1)
    fake.script.holds = True
    build.add([ADAM])
    with pytest.raises(Unavailable, match="does not get on"):
        build.commit(40)
    assert engine.cursor() == 5


def test_settings_are_set_before_documents_come(fake: FakeMeili, engine: MeiliEngine) -> None:
    kinds = [task["type"] for task in fake.tasks.values() if (task["indexUid"] or "").startswith("milo_people_")]
    assert kinds[:3] == ["indexCreation", "settingsUpdate", "documentAdditionOrUpdate"]
    kept = fake.indexes["milo_people"].settings
    assert kept["typoTolerance"]["minWordSizeForTypos"] == {"oneTypo": 4, "twoTypos": 8}
    assert kept["typoTolerance"]["disableOnNumbers"] is True
    assert kept["pagination"] == {"maxTotalHits": 1001}


def test_an_older_server_is_not_told_what_it_does_not_know(fake: FakeMeili, engine: MeiliEngine) -> None:
    fake.script.version = "1.14.2"
    engine.rebuild(0).commit(7)
    assert "disableOnNumbers" not in fake.indexes["milo_people"].settings["typoTolerance"]


def test_two_builds_at_once_do_not_meet(engine: MeiliEngine, fake: FakeMeili) -> None:
    first, second = engine.rebuild(1), engine.rebuild(1)
    first.add([replace(ADAM, name="First Build")])
    second.add([replace(ADAM, name="Second Build")])
    first.abort()
    second.commit(30)
    assert (found(engine, "second"), engine.cursor()) == (1, 30)
    assert engine.search(Scope(1), SearchRequest("first", PEOPLE)).counts[Kind.CANDIDATE].value == 0


def test_a_server_that_refuses_to_make_an_index_says_why(
    engine: MeiliEngine, fake: FakeMeili, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(body: dict[str, str]) -> None:
        raise Wrong("index_creation_failed", "No room for another index.")

    monkeypatch.setattr(fake, "_create", refused)
    with pytest.raises(Unavailable, match="No room"):
        engine.rebuild(1)
    assert (found(engine, "ada"), engine.cursor()) == (2, 5)
