"""The embedded engine behind the port of the search."""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock

from milo_app.adapters.index_sqlite import layout
from milo_app.adapters.index_sqlite.finding import Finder
from milo_app.adapters.index_sqlite.layout import Writer
from milo_app.adapters.index_sqlite.names import Names, Vocabulary
from milo_app.adapters.index_sqlite.place import Place
from milo_app.core.errors import Unavailable
from milo_app.domain.search.errors import NotBuilt
from milo_app.domain.search.folding import question
from milo_app.domain.search.ports import (
    Change,
    Count,
    Document,
    Health,
    Kind,
    Outcome,
    Removal,
    Scope,
    SearchPage,
    SearchRequest,
    Settled,
    Ticket,
)

log = logging.getLogger("milo.search")
NAME = "embedded"
_TIDY_PAGES = 64


class SqliteIndex:
    """Finds in a file of its own, whatever the database of the app is. Any process may ask; one at a time may write."""

    name = NAME

    def __init__(self, data_dir: Path) -> None:
        self.place = Place(data_dir)
        self._vocabulary, self._names = Vocabulary(), Names()
        self._lock = Lock()
        self._writing: tuple[str, sqlite3.Connection] | None = None

    def search(self, scope: Scope, request: SearchRequest) -> SearchPage:
        """Answer a question within a scope."""
        begun = time.perf_counter()
        asked = question(request.text)
        hits: dict[Kind, Sequence] = dict.fromkeys(Kind, ())  # type: ignore[type-arg]
        counts = {kind: Count() for kind in Kind}
        is_listing = not request.text.strip()
        if is_listing or not asked.is_empty:
            with self._reading() as (on, file):
                finder = Finder(on, file, scope, request, asked, self._vocabulary, self._names)
                for kind in request.kinds:
                    if scope.sees_people if kind is Kind.CANDIDATE else scope.sees_interviewers:
                        hits[kind], counts[kind] = finder.answer(kind)
        return SearchPage(hits, counts, self.name, 1000 * (time.perf_counter() - begun))

    def apply(self, changes: Sequence[Change], upto: int) -> Ticket:
        """Take changes and the number that they lead to, both or neither."""
        with self._lock, _told(self.place):
            on = self._writer()
            on.execute("BEGIN IMMEDIATE")
            try:
                writer = Writer(on)
                writer.take(changes)
                writer.stand(upto)
                on.execute("COMMIT")
            except BaseException:
                on.execute("ROLLBACK")
                raise
        return Ticket(upto)

    def settle(self, ticket: Ticket) -> Settled:
        """What was applied can be found."""
        return Settled(Outcome.DONE)

    def cursor(self) -> int | None:
        """Return up to which number of the queue everything can be found; None when there is no index to go on with."""
        try:
            with self._reading() as (on, _):
                if on.execute("PRAGMA user_version").fetchone()[0] != layout.LAYOUT:
                    return None
                row = on.execute("SELECT value FROM s_meta WHERE key = 'cursor'").fetchone()
        except (NotBuilt, Unavailable):
            return None
        return int(row[0]) if row else None

    def rebuild(self, total: int) -> SqliteRebuild:
        """Begin a new generation beside the one that answers."""
        return SqliteRebuild(self.place)

    def tidy(self) -> bool:
        """Merge a little of the index while nothing else is to do; return whether there is more to merge."""
        with self._lock, _told(self.place):
            on = self._writer()
            return Writer(on).tidy(_TIDY_PAGES)

    def health(self, workspace_id: int | None = None) -> Health:
        """Say how it is, for a workspace or for all."""
        version = f"SQLite {sqlite3.sqlite_version}"
        try:
            with self._reading() as (on, _):
                rows = on.execute(
                    "SELECT kind, sum(n) FROM s_count WHERE ?1 IS NULL OR workspace_id = ?1 GROUP BY kind",
                    (workspace_id,),
                ).fetchall()
        except Unavailable as gone:
            return Health(self.name, version, is_up=False, problem=gone.message)
        documents = dict.fromkeys(Kind, 0) | {layout.KINDS[kind]: int(n) for kind, n in rows}
        return Health(self.name, version, is_up=True, documents=documents, size_bytes=self.place.size())

    def _reading(self) -> _Reading:
        return _Reading(self.place)

    def _writer(self) -> sqlite3.Connection:
        file = self.place.current()
        if file is None:
            raise NotBuilt
        if self._writing is None or self._writing[0] != str(file):
            if self._writing is not None:
                self._writing[1].close()
            self._writing = str(file), self.place.writing(file)
        return self._writing[1]


class _told:
    """Turns what SQLite says into a sentence; a damaged file is given up, so that a new one is built."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if not isinstance(error, sqlite3.DatabaseError):
            return
        text = str(error).lower()
        if "malformed" in text or "not a database" in text or "no such table" in text:
            log.error("the search index is damaged (%s); it is built anew", error)
            self.place.lose()
            raise NotBuilt from error
        raise Unavailable("The search index is busy.", do="Try again in a moment.") from error


class _Reading:
    """A connection for reading and the name of its file, with errors told."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._lent = place.reading()
        self._told = _told(place)

    def __enter__(self) -> tuple[sqlite3.Connection, str]:
        try:
            connection = self._lent.__enter__()
        except sqlite3.DatabaseError as failed:
            self._told.__exit__(type(failed), failed, None)
            raise
        return connection, str(self.place.current() or "")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._lent.__exit__(kind, error, trace)  # type: ignore[arg-type]
        self._told.__exit__(kind, error, trace)


class SqliteRebuild:
    """A new generation in a file of its own."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.file = place.fresh()
        self._on = place.building(self.file)
        layout.make(self._on)
        self._writer = Writer(self._on)

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents, in one transaction."""
        self._on.execute("BEGIN")
        self._writer.add(documents)
        self._on.execute("COMMIT")

    def is_ready(self) -> bool:
        """It always is: what was added is there."""
        return True

    def left_out(self) -> Sequence[tuple[Removal, str]]:
        """Nothing: this engine takes every document."""
        return ()

    def commit(self, upto: int) -> None:
        """Put it in the place of the old one at once."""
        self._on.execute("BEGIN")
        self._writer.stand(upto)
        layout.settle(self._on)
        self._on.execute("COMMIT")
        self._on.execute("PRAGMA journal_mode=WAL")
        self._on.execute("PRAGMA synchronous=FULL")
        self._on.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._on.close()
        with self.file.open("rb") as written:
            os.fsync(written.fileno())
        self.place.put(self.file)

    def abort(self) -> None:
        """Throw it away."""
        self._on.close()
        self.file.unlink(missing_ok=True)
