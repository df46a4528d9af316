"""Where the index lies: one file per generation, and a link that names the one that answers.

A new index gets a file of its own beside the old one; putting it in place is one rename of the link `search.db`. No file
is ever written over, so a process that still reads the old one goes on reading it, and whoever deletes the link or the
file loses nothing but time: the next look finds no index, and one is built.
"""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

from milo_app.domain.search.errors import NotBuilt

LINK, FOLDER = "search.db", "search"
_IDLE = 6
"""Connections that are kept open between questions."""


class Place:
    """The files of the index in a data folder, and connections for reading."""

    def __init__(self, data_dir: Path) -> None:
        self.link = data_dir / LINK
        self.folder = data_dir / FOLDER
        self._idle: LifoQueue[tuple[tuple[str, int], sqlite3.Connection]] = LifoQueue(_IDLE)

    def current(self) -> Path | None:
        """Return the file that answers; None where there is none."""
        try:
            file = self.link.parent / self.link.readlink()
            return file if file.exists() else None
        except OSError:
            return None

    def fresh(self) -> Path:
        """Return the name of a new generation."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self.folder / f"{secrets.token_hex(6)}.db"

    def put(self, file: Path) -> None:
        """Let a file answer from now on, and delete every other."""
        beside = self.link.with_name(f"{LINK}.{secrets.token_hex(4)}")
        beside.symlink_to(file.relative_to(self.link.parent))
        if self.link.exists() and not self.link.is_symlink():
            self.link.unlink()
        beside.replace(self.link)
        for old in self.folder.iterdir():
            if not old.name.startswith(file.name):
                with contextlib.suppress(OSError):
                    old.unlink()

    def lose(self) -> None:
        """Let no file answer: the index was found damaged."""
        self.link.unlink(missing_ok=True)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for reading to one thread at a time; raises `NotBuilt` without an index."""
        key, connection = self._borrowed()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        if self._idle.full():
            connection.close()
        else:
            self._idle.put_nowait((key, connection))

    def _borrowed(self) -> tuple[tuple[str, int], sqlite3.Connection]:
        file = self.current()
        if file is None:
            raise NotBuilt
        try:
            key = str(file), file.stat().st_ino
        except OSError:
            raise NotBuilt from None
        while True:
            try:
                found, connection = self._idle.get_nowait()
            except Empty:
                return key, self._opened(file)
            if found == key:
                return key, connection
            connection.close()

    def _opened(self, file: Path) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(
                f"{file.as_uri()}?mode=rw", uri=True, timeout=5, check_same_thread=False, isolation_level=None
            )
        except sqlite3.OperationalError:
            raise NotBuilt from None
        for pragma in ("query_only=1", "cache_size=-8192", "mmap_size=2147483648", "temp_store=MEMORY"):
            connection.execute("PRAGMA " + pragma)
        return connection

    def writing(self, file: Path) -> sqlite3.Connection:
        """Open a file for changes; only the holder of the lease does."""
        connection = sqlite3.connect(
            f"{file.as_uri()}?mode=rw", uri=True, timeout=10, check_same_thread=False, isolation_level=None
        )
        for pragma in ("synchronous=NORMAL", "cache_size=-32768", "temp_store=MEMORY", "journal_size_limit=67108864"):
            connection.execute("PRAGMA " + pragma)
        return connection

    def building(self, file: Path) -> sqlite3.Connection:
        """Make a new file; nothing is lost when it is never finished, so it need not wait for the disk."""
        connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        file.chmod(0o600)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-131072", "temp_store=MEMORY"):
            connection.execute("PRAGMA " + pragma)
        return connection

    def size(self) -> int | None:
        """Return the bytes of the index on disk."""
        file = self.current()
        if file is None:
            return None
        return sum(part.stat().st_size for part in self.folder.glob(f"{file.name}*") if part.exists())
