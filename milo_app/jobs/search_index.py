"""Keeps the indexes of the search what the database is: one process at a time for each engine, under a lease."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from functools import partial

from sqlalchemy import select
from sqlmodel import col

from milo_app import bootstrap
from milo_app.core import lease
from milo_app.core.errors import Unavailable
from milo_app.core.work import system
from milo_app.domain.search import queue
from milo_app.domain.search.engines import Engines
from milo_app.domain.search.indexing import LEASE, Indexer
from milo_app.domain.search.models import SearchIndex
from milo_app.domain.search.ports import SearchEngine
from milo_app.jobs.worker import OWNER

MOST_REST_S = 30.0
_busy = threading.Lock()
_keepers: dict[int, Keeper] = {}


class Keeper:
    """Keeps one engine of this process; a second call meanwhile returns at once."""

    def __init__(self, engine: SearchEngine) -> None:
        self.engine = engine
        self.indexer = Indexer(engine, bootstrap.read, bootstrap.work, self.hold)
        self.lock = threading.Lock()
        self.is_untidy = self.is_asked = False
        self.failures, self.rests_until = 0, 0.0

    def hold(self, ttl: timedelta = LEASE) -> bool:
        """Take or renew the lease."""
        with bootstrap.work(system(None)) as w:
            return lease.take(w.session, f"search:{self.engine.name}", OWNER, w.now, ttl) is not None

    def has_work(self) -> bool:
        """Look without writing: idle ticks do not queue behind writers."""
        if self.indexer.is_waiting:
            return True
        at = self.engine.cursor()
        with bootstrap.read(system(None)) as w:
            if at is None or not queue.can_catch_up(w, at) or queue.after(w, at, 1).things:
                return True
            wanted = select(col(SearchIndex.is_wanted)).where(col(SearchIndex.engine) == self.engine.name)
            return bool(w.session.scalar(wanted))

    def run(self, *, is_tick: bool = False) -> int:
        """Do what is to do until nothing is; return how many things were taken. A tick waits after a failure."""
        if is_tick and time.monotonic() < self.rests_until:
            return 0
        done, self.is_asked = 0, True
        while self.is_asked and self.lock.acquire(blocking=False):
            self.is_asked = False
            done += self._run()  # whoever asked meanwhile was turned away, so look once more
        return done

    def _run(self) -> int:
        done = 0
        try:
            while self.has_work() and self.hold():
                taken = self.indexer.step()
                done += taken
                if not taken:
                    break
            self.indexer.tell()
            self._tidy(done)
            self.failures = 0
        except Unavailable:
            self._rest()  # the row of the index has the reason
        except Exception:
            self._rest()
            raise
        finally:
            self.lock.release()
        return done

    def _rest(self) -> None:
        """Try again later and later: a full disk or a server that is down need not be asked every second."""
        self.failures += 1
        self.rests_until = time.monotonic() + min(MOST_REST_S, 0.5 * 2**self.failures)

    def _tidy(self, taken: int) -> None:
        """Let an engine that puts its house in order in idle moments do so, while it has something to put in order."""
        tidy = getattr(self.engine, "tidy", None)
        if tidy is None:
            return
        self.is_untidy = self.is_untidy or bool(taken)
        if self.is_untidy and not self.has_work() and self.hold():
            self.is_untidy = tidy()


def keepers() -> list[Keeper]:
    """Return the keepers of this process's engines."""
    with _busy:
        found = []
        for engine in bootstrap.ports()[Engines].all:
            keeper = _keepers.get(id(engine))
            if keeper is None or keeper.engine is not engine:
                keeper = _keepers[id(engine)] = Keeper(engine)
            found.append(keeper)
        return found


def keep(name: str = "", *, is_tick: bool = False) -> int:
    """Bring the engine of a name, or all of them, up to date."""
    return sum(keeper.run(is_tick=is_tick) for keeper in keepers() if name in ("", keeper.engine.name))


def jobs() -> list[tuple[str, partial[int]]]:
    """Return a job for each engine: one that does not answer must not hold back the other."""
    return [(f"search {keeper.engine.name}", partial(keep, keeper.engine.name, is_tick=True)) for keeper in keepers()]
