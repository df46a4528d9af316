"""The engines that the behaviour suite of the search runs on, each empty and in a place of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from milo_app.adapters.index_sqlite.engine import SqliteIndex
from milo_app.domain.search.ports import (
    Change,
    Document,
    Kind,
    Narrowing,
    Outcome,
    Removal,
    Scope,
    SearchEngine,
    SearchPage,
    SearchRequest,
)
from tests.factories.meili.engines import REAL, on_a_server, on_the_fake, rest

HOME, ELSEWHERE = 1, 2


@contextmanager
def _embedded(folder: Path) -> Iterator[SearchEngine]:
    yield SqliteIndex(folder)


ENGINES: dict[str, Callable[[Path], Any]] = {"embedded": _embedded, "meilisearch on a fake": on_the_fake}
if REAL["URL"]:
    ENGINES["meilisearch"] = on_a_server
"""By name: a context manager that yields an empty engine. Add an engine here and the whole suite runs on it."""


def person(number: int, name: str, workspace_id: int = HOME, **changes: Any) -> Document:
    """Return a person's document."""
    return replace(Document(Kind.CANDIDATE, workspace_id, number, name), **changes)


def role(number: int, title: str, workspace_id: int = HOME, **changes: Any) -> Document:
    """Return an interviewer's document."""
    return replace(Document(Kind.INTERVIEWER, workspace_id, number, title, interviewer_ids=(number,)), **changes)


class Filled:
    """An engine with documents, and short ways to ask it. `upto` counts the batches, as the queue would."""

    def __init__(self, engine: SearchEngine, documents: Sequence[Document]) -> None:
        self.engine = engine
        self.upto = 1
        fresh = engine.rebuild(len(documents))
        fresh.add(documents)
        fresh.commit(self.upto)

    def take(self, *changes: Change) -> None:
        """Apply changes and wait until they can be found."""
        self.upto += 1
        ticket = self.engine.apply(changes, self.upto)
        for _ in range(600):
            settled = self.engine.settle(ticket)
            if settled.outcome is not Outcome.WAITING:
                break
            rest()
        assert settled.outcome is Outcome.DONE, settled.reason

    def drop(self, document: Document) -> None:
        """Take a document away."""
        self.take(Removal(document.kind, document.workspace_id, document.id))

    def page(self, text: str, scope: Scope | None = None, **changes: Any) -> SearchPage:
        """Ask."""
        return self.engine.search(scope or Scope(HOME), SearchRequest(text, **changes))

    def people(self, text: str, scope: Scope | None = None, **changes: Any) -> list[int]:
        """Return the ids of the people that a question finds, best first."""
        return [hit.id for hit in self.page(text, scope, **changes).hits.get(Kind.CANDIDATE, ())]

    def roles(self, text: str, scope: Scope | None = None) -> list[int]:
        """Return the ids of the interviewers that a question finds, best first."""
        return [hit.id for hit in self.page(text, scope).hits.get(Kind.INTERVIEWER, ())]

    def count(self, text: str, scope: Scope | None = None, narrowing: Narrowing | None = None) -> int:
        """Return how many people a question finds."""
        return self.page(text, scope, narrowing=narrowing or Narrowing()).counts[Kind.CANDIDATE].value
