"""Builds a new index beside the one that answers, and swaps the two in one step of the server."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from milo_app.adapters.index_meili.stored import by_kind, marker, settings
from milo_app.adapters.index_meili.wire import Refused, parsed
from milo_app.core.errors import Unavailable
from milo_app.domain.search.ports import Document, Kind, Outcome, Removal

if TYPE_CHECKING:
    from meilisearch import Client
    from meilisearch.models.task import TaskInfo

    from milo_app.adapters.index_meili.engine import MeiliEngine

log = logging.getLogger("milo.search")
MOST_OPEN = 8
NUMBERS_SINCE = (1, 15)
"""The first version that can be told to forgive no typos in numbers."""
PATIENCE_S = 900.0


@dataclass(frozen=True)
class Sent:
    """A part that the server works on."""

    task: int
    kind: Kind
    documents: list[dict[str, Any]]


class MeiliRebuild:
    """A `Rebuild`. What the server refuses is halved until the one document at fault is left; that one is left out.

    The old index is kept under the name of the new one for a day.
    """

    def __init__(self, engine: MeiliEngine, total: int, *, pause: Callable[[float], None] = time.sleep) -> None:
        self._engine = engine
        self._total = max(1, total)
        self._done = 0
        self._pause = pause
        self._open: deque[Sent] = deque()
        self._parked: list[tuple[Removal, str]] = []
        # A name of its own: two builds at once, by a process that has lost its lease unawares, must not meet.
        self._generation = uuid4().hex
        self._has_numbers = parsed(engine.wire.version()) >= NUMBERS_SINCE
        for kind in Kind:
            self._made(self._name(kind))
            live = engine.wire.index(kind)
            try:
                engine.wire.working(lambda client, live=live: client.get_raw_index(live))  # type: ignore[misc]
            except Refused:
                self._made(live)  # two indexes are swapped, so both have to be there
        engine.rebuilding = 0.0

    def _name(self, kind: Kind) -> str:
        return self._engine.wire.index(kind, self._generation[:12])

    def _made(self, name: str) -> None:
        chosen = settings(has_numbers=self._has_numbers)
        self._done_at_once(lambda client: client.create_index(name, {"primaryKey": "id"}))
        self._done_at_once(lambda client: client.index(name).update_settings(chosen))

    def _done_at_once(self, do: Callable[[Client], TaskInfo]) -> None:
        """Ask for something and wait until it is done; raises `Unavailable` with the server's reason when it is not."""
        try:
            reason = self._wait(self._engine.wire.working(do).task_uid)
        except Refused as refused:
            reason = refused.message
        if reason:
            raise Unavailable(f"Meilisearch could not build the index: {reason}", safe="The index from before answers.")

    def add(self, documents: Iterable[Document]) -> None:
        """Send documents; waits while the server has too many parts to work on."""
        from milo_app.adapters.index_meili.engine import parts

        for kind, things in by_kind(documents).items():
            for part in parts(thing for thing in things if isinstance(thing, Document)):
                self._send(kind, part)
                while len(self._open) > MOST_OPEN:
                    self._take_first()

    def _send(self, kind: Kind, documents: list[dict[str, Any]]) -> None:
        try:
            task = self._engine.add(self._name(kind), documents)
        except Refused as refused:
            self._halve(kind, documents, refused.message)
        else:
            self._open.append(Sent(task, kind, documents))

    def _take_first(self) -> None:
        sent = self._open.popleft()
        reason = self._wait(sent.task)
        if reason:
            self._halve(sent.kind, sent.documents, reason)
        else:
            self._done += len(sent.documents)
            self._engine.rebuilding = min(1.0, self._done / self._total)

    def _halve(self, kind: Kind, documents: list[dict[str, Any]], reason: str) -> None:
        if len(documents) == 1:
            one = documents[0]
            self._parked.append((Removal(kind, one["ws"], one["doc"]), reason))
            log.warning("the %s %s of workspace %s is left out: %s", kind.value, one["doc"], one["ws"], reason)
            return
        middle = len(documents) // 2
        for half in (documents[:middle], documents[middle:]):
            self._send(kind, half)

    def is_ready(self) -> bool:
        """Take what the server has finished; True once that is everything."""
        while self._open:
            state = self._engine.state_of(self._open[0].task)
            if state.outcome == Outcome.WAITING:
                return False
            self._take_first()
        return True

    def left_out(self) -> Sequence[tuple[Removal, str]]:
        """Return what the server refused."""
        return tuple(self._parked)

    def commit(self, upto: int) -> None:
        """Wait until everything is there, then put both new indexes in the place of the old ones at once."""
        while self._open:
            self._take_first()
        wire, people = self._engine.wire, self._name(Kind.CANDIDATE)
        mark = [marker(upto, self._generation)]
        self._done_at_once(lambda client: client.index(people).add_documents(mark, "id"))
        pairs: list[Any] = [{"indexes": [wire.index(kind), self._name(kind)]} for kind in Kind]
        self._done_at_once(lambda client: client.swap_indexes(pairs))
        self._engine.rebuilding = None

    def abort(self) -> None:
        """Throw the new indexes away."""
        self._engine.rebuilding = None
        for kind in Kind:
            name = self._name(kind)
            try:
                self._engine.wire.working(lambda client, name=name: client.delete_index(name))  # type: ignore[misc]
            except (Refused, Unavailable):
                log.info("the index %s is left; it goes in a day", name)

    def _wait(self, task: int) -> str:
        """Wait for a task and return why it failed, or nothing; raises `Unavailable` when patience is at an end."""
        pause, waited = 0.02, 0.0
        while True:
            state = self._engine.state_of(task)
            if state.outcome == Outcome.DONE:
                return ""
            if state.outcome == Outcome.FAILED:
                return state.reason or "no reason was given"
            if waited >= PATIENCE_S:
                raise Unavailable("Meilisearch does not get on with its work.", safe="The old index answers.")
            self._pause(pause)
            waited += pause
            pause = min(0.5, pause * 1.5)
