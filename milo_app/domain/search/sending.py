"""Batches on their way to an engine: which are done, and what becomes of one that the engine refuses.

An engine that is a server works on a batch after it was sent and may refuse it as a whole for one document. Such a batch
is sent again in halves until the document at fault is alone; that one is left out, and said so.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from milo_app.core.errors import MiloError, Unavailable
from milo_app.domain.search.ports import Change, Outcome, SearchEngine, Settled, Ticket

MOST_OPEN = 4
PATIENCE_S = 300.0
Park = Callable[[Change, str], None]


@dataclass(frozen=True)
class Sent:
    """A batch that an engine took and has not finished."""

    ticket: Ticket
    changes: list[Change]


class Batches:
    """Sends batches to one engine and follows them. `park` is told of a document that stays out, with the reason."""

    def __init__(self, engine: SearchEngine, park: Park, pause: Callable[[float], None] = time.sleep) -> None:
        self._engine = engine
        self._park = park
        self._pause = pause
        self._open: deque[Sent] = deque()

    def __len__(self) -> int:
        """Return how many are not finished."""
        return len(self._open)

    def forget(self) -> None:
        """Follow none of them any more: their index was replaced."""
        self._open.clear()

    def send(self, changes: list[Change], upto: int) -> None:
        """Send a batch; waits only while too many are open. Raises what the engine raises when it does not answer."""
        self._take(changes, upto)
        waited = 0.0
        while len(self._open) > MOST_OPEN and not self._first_is_settled():
            if waited >= PATIENCE_S:
                raise Unavailable("The search server does not get on with its work.", safe="The changes wait.")
            self._pause(0.05)
            waited += 0.05

    def settle(self) -> bool:
        """Look what became of them, without waiting; False while one is not finished."""
        while self._open:
            if not self._first_is_settled():
                return False
        return True

    def _take(self, changes: list[Change], upto: int) -> None:
        try:
            ticket = self._engine.apply(changes, upto)
        except MiloError:
            raise
        except Exception as failed:  # what an engine cannot take at all is treated as what it refuses
            if not changes:
                raise
            self._refused(changes, upto, f"{type(failed).__name__}: {failed}")
            return
        if ticket.task:
            self._open.append(Sent(ticket, changes))

    def _first_is_settled(self) -> bool:
        """Look at the batch that was sent first; a refused one gives way to its halves."""
        sent = self._open[0]
        settled: Settled = self._engine.settle(sent.ticket)
        if settled.outcome is Outcome.WAITING:
            return False
        self._open.popleft()
        if settled.outcome is Outcome.FAILED and sent.changes:
            self._refused(sent.changes, sent.ticket.upto, settled.reason or "The engine gave no reason.")
        return True

    def _refused(self, changes: list[Change], upto: int, reason: str) -> None:
        if len(changes) == 1:
            self._park(changes[0], reason)
            self._take([], upto)
            return
        # The first half must not move the cursor over the second, so it goes up to where the engine stands.
        middle = len(changes) // 2
        self._take(changes[:middle], self._engine.cursor() or 0)
        self._take(changes[middle:], upto)
