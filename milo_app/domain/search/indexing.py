"""Keeping the indexes what the database is: taking what changed, building anew, and what people see and do about it.

`Indexer.step` is called by a job that holds the lease of its engine; everything it does may be done twice without harm.
Changes are read again from the database when they are taken, so their order does not matter and the latest wins.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlmodel import col

from milo_app.core.errors import MiloError, Unavailable
from milo_app.core.events import wake
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.candidates.models import Candidate
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.search import documents, queue
from milo_app.domain.search.models import SearchFailure, SearchIndex
from milo_app.domain.search.ports import Change, Kind, Rebuild, SearchEngine
from milo_app.domain.search.queue import Batch, Changed
from milo_app.domain.search.sending import Batches

log = logging.getLogger("milo.search")
Works = Callable[[Actor], AbstractContextManager[Work]]
BATCH = 500
CHUNK = 2_000
MOST_SWEPT = 50_000
"""A workspace of more people is not gone through beside the queue: the whole index is built anew instead."""
_EVERYBODY = system(None, "Search")
_NOTED = timedelta(seconds=5)
_LOOKED = 0.5
"""Seconds between looks at a server that works on what it was sent."""
TOPIC = "search"
"""What browsers are poked about: only those hear of it who look at the indexes."""
LEASE, LONG_LEASE = timedelta(seconds=12), timedelta(minutes=3)
"""How long one process keeps an index without a sign of life; the long one is for putting a large index in place."""


@dataclass
class Indexer:
    """Keeps one engine up to date. `reads` and `works` open transactions; `hold` renews the lease and is False when lost."""

    engine: SearchEngine
    reads: Works
    works: Works
    hold: Callable[[timedelta], bool] = lambda ttl: True
    pause: Callable[[float], None] = time.sleep
    _batches: Batches = field(init=False)
    _touched: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Follow the batches of this engine."""
        self._batches = Batches(self.engine, lambda change, reason: self._park(_thing(change), reason))

    @property
    def is_waiting(self) -> bool:
        """Whether a batch was sent and is not settled yet."""
        return len(self._batches) > 0

    def step(self) -> int:
        """Do the next piece and return how many things were taken; 0 when there is nothing to do."""
        if not self._batches.settle():
            return 0
        with self.reads(_EVERYBODY) as w:
            row = w.session.get(SearchIndex, self.engine.name)
            at = self.engine.cursor()
            must = at is None or not queue.can_catch_up(w, at) or (row is not None and row.is_wanted)
        if must:
            return self.rebuild()
        assert at is not None
        return self.catch_up(at)

    def catch_up(self, at: int) -> int:
        """Take the next batch of the queue."""
        with self.reads(_EVERYBODY) as w:
            batch = queue.after(w, at, BATCH)
            if not batch.things:
                return 0
            swept = [one.workspace_id for one in batch.things if one.kind == queue.WORKSPACE]
            things = [one for one in batch.things if one.kind != queue.WORKSPACE]
            changes = self._read(w, things)
        for workspace_id in swept:
            if not self._sweep(workspace_id, at):
                return self.rebuild()
        self._take(changes, at, batch)
        return len(batch.things)

    def _read(self, w: Work, things: Sequence[Changed]) -> list[Change]:
        try:
            return documents.read(w, things)
        except MiloError:
            raise
        except Exception as failed:  # one row that cannot be read must not hold up all others
            if len(things) == 1:
                log.exception("%s %s cannot be read for the search", things[0].kind, things[0].doc_id)
                self._park(things[0], f"{type(failed).__name__}: {failed}")
                return []
            half = len(things) // 2
            return self._read(w, things[:half]) + self._read(w, things[half:])

    def _take(self, changes: list[Change], at: int, batch: Batch) -> None:
        parts = [changes[start : start + BATCH] for start in range(0, len(changes), BATCH)] or [[]]
        for number, part in enumerate(parts, 1):
            self._apply(part, batch.upto if number == len(parts) else at)
        self._touched |= {one.workspace_id for one in batch.things}
        self._note(applied=True)

    def _apply(self, changes: list[Change], upto: int) -> None:
        try:
            self._batches.send(changes, upto)
        except MiloError as failed:
            self._note(problem=failed.sentence())
            raise

    # --- all of a workspace ---

    def _sweep(self, workspace_id: int, at: int) -> bool:
        """Take all of a workspace again; False where that is so much that a new index is quicker."""
        with self.reads(_EVERYBODY) as w:
            if _size(w, workspace_id) > MOST_SWEPT:
                return False
        for kind in Kind:
            for changes in self._all_of(workspace_id, kind):
                self._apply(changes, at)
                if not self.hold(LEASE):
                    raise Unavailable("Another process keeps the search index now.")
        return True

    def _all_of(self, workspace_id: int, kind: Kind) -> Iterator[list[Change]]:
        last = 0
        while True:
            with self.reads(_EVERYBODY) as w:
                ids = documents.ids_after(w, workspace_id, kind, last, CHUNK)
                if not ids:
                    return
                last = ids[-1]
                changes = self._read(w, [Changed(workspace_id, kind.value, one) for one in ids])
            yield changes

    # --- anew ---

    def rebuild(self) -> int:
        """Build a new index beside the one that answers, which goes on taking what changes meanwhile."""
        with self.works(_EVERYBODY) as w:
            row = w.session.get(SearchIndex, self.engine.name) or SearchIndex(engine=self.engine.name)
            row.is_building, row.is_cancelled = True, False  # still wanted: whoever dies while building begins again
            row.done, row.total, row.started_at, row.beat_at, row.problem = 0, _size(w), w.now, w.now, ""
            w.session.add(row)
            total = row.total
            homes = sorted(one or 0 for one in w.session.scalars(select(col(Workspace.id))))
        with self.reads(_EVERYBODY) as w:
            upto = queue.newest(w)
        self._poke(homes)
        fresh: Rebuild | None = None
        try:
            fresh = self.engine.rebuild(total)
            done = self._fill(fresh, homes)
            if done is None:
                fresh.abort()
                self._ended(homes)
                return 0
            self.hold(LONG_LEASE)
            fresh.commit(upto)
        except BaseException as failed:
            if fresh is not None:
                fresh.abort()
            said = failed.sentence() if isinstance(failed, MiloError) else f"{type(failed).__name__}: {failed}"
            self._ended(homes, said)
            raise
        self._batches.forget()
        self._ended(homes, is_whole=True)
        for thing, reason in fresh.left_out():
            self._park(_thing(thing), reason)
        return max(done, 1)

    def _fill(self, fresh: Rebuild, homes: list[int]) -> int | None:
        """Add everything there is and return how much that was; None when somebody stopped it."""
        done = 0
        for workspace_id in homes:
            for kind in Kind:
                for changes in self._all_of(workspace_id, kind):
                    fresh.add([one for one in changes if not _is_removal(one)])  # type: ignore[misc]
                    done += len(changes)
                    if not self._goes_on(done, homes):
                        return None
        while not fresh.is_ready():
            self.pause(_LOOKED)
            if not self._goes_on(done, homes):
                return None
        return done

    def _goes_on(self, done: int, homes: list[int]) -> bool:
        """Tell how far it is, let the index that answers take what changed, and return False when it is to stop."""
        if not self.hold(LEASE):
            return False
        with self.works(_EVERYBODY) as w:
            row = w.session.get_one(SearchIndex, self.engine.name)
            row.done, row.beat_at = done, w.now
            w.session.add(row)
            if row.is_cancelled:
                return False
        self._poke(homes)
        at = self.engine.cursor()
        if at is not None and self._batches.settle():
            with self.reads(_EVERYBODY) as w:
                batch = queue.after(w, at, BATCH) if queue.can_catch_up(w, at) else Batch()
                changes = self._read(w, [one for one in batch.things if one.kind != queue.WORKSPACE])
            if batch.things and not any(one.kind == queue.WORKSPACE for one in batch.things):
                self._take(changes, at, batch)
        return True

    def _ended(self, homes: list[int], problem: str = "", *, is_whole: bool = False) -> None:
        with self.works(_EVERYBODY) as w:
            row = w.session.get_one(SearchIndex, self.engine.name)
            row.is_building, row.is_wanted, row.is_cancelled, row.problem = False, False, False, problem[:300]
            if is_whole:
                # What could not be indexed before the build was tried again by it.
                w.session.execute(
                    delete(SearchFailure).where(
                        col(SearchFailure.engine) == self.engine.name, col(SearchFailure.at) < row.started_at
                    )
                )
                row.built_at = row.applied_at = w.now
                row.done = row.total
            w.session.add(row)
        self._poke(homes)

    # --- what is remembered ---

    def tell(self) -> None:
        """Say what was taken since that was last said; called when there is nothing more to do."""
        if self._touched:
            self._note(applied=True)

    def _note(self, *, problem: str = "", applied: bool = False) -> None:
        with self.reads(_EVERYBODY) as w:
            row = w.session.get(SearchIndex, self.engine.name)
            before = row.applied_at if row else None
            if applied and row and row.problem == problem and before and w.now - before < _NOTED:
                return  # a row of the database for every batch would cost more than the batch
        with self.works(_EVERYBODY) as w:
            row = w.session.get(SearchIndex, self.engine.name) or SearchIndex(engine=self.engine.name)
            row.problem = problem[:300]
            row.applied_at = w.now if applied else row.applied_at
            w.session.add(row)
        if applied:
            self._poke(self._touched)
            self._touched = set()

    @staticmethod
    def _poke(homes: Iterable[int]) -> None:
        for workspace_id in homes:
            wake(workspace_id, TOPIC)

    def _park(self, thing: Changed, reason: str) -> None:
        log.warning("the %s %s of workspace %s is left out: %s", thing.kind, thing.doc_id, thing.workspace_id, reason)
        self._touched.add(thing.workspace_id)
        with self.works(system(thing.workspace_id, "Search")) as w:
            row = w.session.scalars(
                select(SearchFailure).where(
                    col(SearchFailure.engine) == self.engine.name,
                    col(SearchFailure.kind) == thing.kind,
                    col(SearchFailure.doc_id) == thing.doc_id,
                )
            ).one_or_none() or SearchFailure(
                workspace_id=thing.workspace_id, engine=self.engine.name, kind=thing.kind, doc_id=thing.doc_id,
                reason="", at=w.now,
            )  # fmt: skip
            row.reason, row.at = reason[:300], w.now
            w.session.add(row)


def _thing(change: Change) -> Changed:
    return Changed(change.workspace_id, change.kind.value, change.id)


def _is_removal(change: Change) -> bool:
    return not hasattr(change, "name")


def _size(w: Work, workspace_id: int | None = None) -> int:
    total = 0
    for table in (Candidate, Interviewer):
        query = select(func.count(col(table.id)))
        if workspace_id is not None:
            query = query.where(col(table.workspace_id) == workspace_id)
        total += int(w.session.connection().execute(query).scalar_one())
    return total
