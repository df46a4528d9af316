"""What the file of the index holds, and how documents are written to it.

The number of a row holds workspace, kind and id, so that a range of numbers is one kind of one workspace: no text of a
question can leave it. The full-text tables keep no text of their own (`content=''`): to take a row out of one, the words
that went in have to be given again, so they are always made from `s_doc` and by the same functions.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from milo_app.core.text import one_line, plain
from milo_app.domain.search import folding
from milo_app.domain.search.facets import MOST_YEARS, scope_token
from milo_app.domain.search.folding import joined
from milo_app.domain.search.ports import Change, Document, Kind, Removal

LAYOUT = 100 * folding.VERSION + 2
"""Kept in the file; one of another layout is built anew."""
KINDS = (Kind.CANDIDATE, Kind.INTERVIEWER)
_KIND_BIT, _WORKSPACE_BIT = 39, 40

SCHEMA = (
    "CREATE TABLE s_name (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE s_doc (id INTEGER PRIMARY KEY, email TEXT NOT NULL, phone TEXT NOT NULL, tags TEXT NOT NULL, "
    "city TEXT NOT NULL, facets TEXT NOT NULL, body BLOB)",
    *(
        statement
        for own in ("s", "r")
        for statement in (
            # Beginnings of one, two and three letters have an index of their own: people see results while they type.
            f"CREATE VIRTUAL TABLE {own}_fts USING fts5(name, email, tags, city, facets, content='', prefix='1 2 3', "
            "tokenize='unicode61 remove_diacritics 0')",
            f"CREATE VIRTUAL TABLE {own}_all USING fts5(words, facets, content='', "
            "tokenize='unicode61 remove_diacritics 0')",
        )
    ),
    "CREATE VIRTUAL TABLE s_tri USING fts5(email, phone, content='', tokenize='trigram')",
    "CREATE TABLE s_term (id INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE)",
    "CREATE TABLE s_count (workspace_id INTEGER, kind INTEGER, n INTEGER NOT NULL, PRIMARY KEY (workspace_id, kind))",
    "CREATE TABLE s_meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL)",
)
_SETTINGS = (("automerge", 0), ("usermerge", 4), ("crisismerge", 64))
"""Segments are merged when nothing else is to do (`Writer.tidy`), so that no single update waits for it."""
_INDEXES = ("s_fts", "s_all", "s_tri", "r_fts", "r_all")
"""Interviewers have tables of their own: the beginning of a word is gathered from all rows of a table, and they are few."""
_MERGED = 2
"""So many changes at least tell that a merge found something to do: the statement itself counts as one."""


def make(connection: sqlite3.Connection) -> None:
    """Lay an empty index."""
    for statement in SCHEMA:
        connection.execute(statement)
    for table in _INDEXES:
        connection.execute(f"INSERT INTO {table}({table}, rank) VALUES('hashsize', 67108864)")
    connection.execute(f"PRAGMA user_version = {LAYOUT}")


def settle(connection: sqlite3.Connection) -> None:
    """Set what an index that is built has to follow while it is kept up to date."""
    for table in _INDEXES:
        connection.execute(f"INSERT INTO {table}({table}, rank) VALUES('hashsize', 1048576)")
        for name, value in _SETTINGS:
            connection.execute(f"INSERT INTO {table}({table}, rank) VALUES(?, ?)", (name, value))


def number_of(workspace_id: int, kind: Kind, number: int) -> int:
    """Return the number of a row."""
    return workspace_id << _WORKSPACE_BIT | KINDS.index(kind) << _KIND_BIT | number


def id_of(number: int) -> int:
    """Return the id of the thing in a row."""
    return number & ((1 << _KIND_BIT) - 1)


def span(workspace_id: int, kind: Kind) -> tuple[int, int]:
    """Return the first and the last number that a kind of a workspace can have."""
    first = number_of(workspace_id, kind, 0)
    return first, first + (1 << _KIND_BIT) - 1


def kept_as(number: int) -> tuple[int, int]:
    """Return workspace and kind of a row, as `s_count` counts them."""
    return number >> _WORKSPACE_BIT, number >> _KIND_BIT & 1


def table_of(name: str, number: int) -> str:
    """Return the table of a kind: `s_fts` and `s_all` hold people, `r_fts` and `r_all` interviewers (roles)."""
    return f"r{name[1:]}" if kept_as(number)[1] else name


def token(facet: str) -> str:
    """Return a facet as one word that no text holds."""
    return "zzq" + hashlib.blake2b(facet.encode(), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class Row:
    """A document as it is kept: folded words, and the text of resume and notes as it was written."""

    id: int
    name: str
    email: str
    phone: str
    tags: str
    city: str
    facets: str
    body: str

    @property
    def words(self) -> str:
        """All words, for questions that no name answers; empty where `s_fts` holds all of them already."""
        return f"{self.name} {self.tags} {self.city} {joined(self.body)}" if self.body else ""


def row_of(document: Document) -> Row:
    """Fold a document."""
    tokens = {token(facet) for facet in document.facets}
    tokens |= {token(scope_token(one)) for one in document.interviewer_ids}
    if document.years >= 0:
        tokens.add(token(f"y:{min(document.years, MOST_YEARS)}"))
    return Row(
        number_of(document.workspace_id, document.kind, document.id),
        joined(document.name),
        one_line(document.email).lower(),
        folding.digits(document.phone),
        joined(" . ".join(document.tags)),
        joined(document.city),
        " ".join(sorted(tokens)),
        plain(document.body),
    )


class Writer:
    """Writes to one connection, inside a transaction that somebody else begins and ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.on = connection
        self.last = -1
        """The highest number written so far, in a file that is being built in order."""

    def take(self, changes: Iterable[Change]) -> None:
        """Write changes in the order of their numbers: FTS5 begins a new segment whenever a number falls."""
        for number, row in sorted(self._rows(changes), key=lambda pair: pair[0]):
            before = self.kept(number)
            if row is None:
                if before is not None:
                    self._forget(before)
                    self._count(number, -1)
                continue
            if before is None:
                self._count(number, 1)
            self._write(row, before)

    def add(self, documents: Iterable[Document]) -> None:
        """Write documents to a file that is being built: what comes in order cannot be there yet."""
        for row in map(row_of, documents):
            before = self.kept(row.id) if row.id <= self.last else None
            self.last = max(self.last, row.id)
            if before is None:
                self._count(row.id, 1)
            self._write(row, before)

    def _rows(self, changes: Iterable[Change]) -> Iterable[tuple[int, Row | None]]:
        for change in changes:
            number = number_of(change.workspace_id, change.kind, change.id)
            yield number, None if isinstance(change, Removal) else row_of(change)

    def kept(self, number: int) -> Row | None:
        """Return a row as it stands in the index."""
        found = self.on.execute(
            "SELECT name, email, phone, tags, city, facets, body FROM s_doc JOIN s_name USING (id) WHERE id = ?",
            (number,),
        ).fetchone()
        if found is None:
            return None
        name, email, phone, tags, city, tokens, body = found
        return Row(number, name, email, phone, tags, city, tokens, unpacked(body))

    def _write(self, row: Row, before: Row | None) -> None:
        if row == before:
            return
        new, old = _entries(row), _entries(before) if before else {}
        for table, values in new.items():
            if old.get(table) != values:
                self._take_out(table, row.id, old.get(table))
                if any(values.values()):
                    names = ", ".join(values)
                    marks = ", ".join("?" * len(values))
                    self.on.execute(
                        f"INSERT INTO {table}(rowid, {names}) VALUES (?, {marks})",
                        (row.id, *values.values()),
                    )
        self.on.execute("INSERT OR REPLACE INTO s_name (id, name) VALUES (?, ?)", (row.id, row.name))
        self.on.execute(
            "INSERT OR REPLACE INTO s_doc (id, email, phone, tags, city, facets, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row.id, row.email, row.phone, row.tags, row.city, row.facets, packed(row.body)),
        )
        if before is None or before.name != row.name:
            self.on.executemany(
                "INSERT OR IGNORE INTO s_term (term) VALUES (?)", [(word,) for word in set(row.name.split())]
            )

    def _forget(self, row: Row) -> None:
        for table, values in _entries(row).items():
            self._take_out(table, row.id, values)
        self.on.execute("DELETE FROM s_name WHERE id = ?", (row.id,))
        self.on.execute("DELETE FROM s_doc WHERE id = ?", (row.id,))

    def _take_out(self, table: str, number: int, values: dict[str, str] | None) -> None:
        if not values or not any(values.values()):
            return
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        self.on.execute(
            f"INSERT INTO {table}({table}, rowid, {names}) VALUES ('delete', ?, {marks})",
            (number, *values.values()),
        )

    def _count(self, number: int, by: int) -> None:
        self.on.execute(
            "INSERT INTO s_count (workspace_id, kind, n) VALUES (?, ?, ?) "
            "ON CONFLICT (workspace_id, kind) DO UPDATE SET n = n + excluded.n",
            (*kept_as(number), by),
        )

    def stand(self, upto: int) -> None:
        """Remember up to which number of the queue all of this holds."""
        self.on.execute("INSERT OR REPLACE INTO s_meta (key, value) VALUES ('cursor', ?)", (upto,))

    def tidy(self, pages: int) -> bool:
        """Merge a little where there is something to merge; return whether anything was done."""
        has_more = False
        for table in _INDEXES:
            before = self.on.total_changes
            self.on.execute(f"INSERT INTO {table}({table}, rank) VALUES('merge', ?)", (pages,))
            has_more |= self.on.total_changes - before >= _MERGED
        return has_more


def _entries(row: Row) -> dict[str, dict[str, str]]:
    """Return what stands about a row in each of the full-text tables."""
    words = row.words
    return {
        table_of("s_fts", row.id): {
            "name": row.name, "email": joined(row.email), "tags": row.tags, "city": row.city, "facets": row.facets,
        },
        table_of("s_all", row.id): {"words": words, "facets": row.facets if words else ""},
        "s_tri": {"email": row.email, "phone": row.phone},
    }  # fmt: skip


def packed(body: str) -> bytes | None:
    """Return a text as it is kept: resumes are most of an index, and a third of their size when packed."""
    return zlib.compress(body.encode("utf-8", "replace"), 3) if body else None


def unpacked(body: bytes | None) -> str:
    """Return the text again."""
    return zlib.decompress(body).decode() if body else ""
