"""Databases for measuring, filled in bulk once and kept under `.cache/bench`, so that measurements share them.

One is made anew when the schema or what writes it changed, or when it is two weeks old: its people are dated from the
day it was made. `open_stock` lends the kept database to measurements that only read, and a copy to those that write.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from milo_app.commands.bench.registry import CannotMeasure
from milo_app.core.settings import ROOT

DATABASES = ("sqlite", "postgres")
_SOURCES = ("alembic/versions/*.py", "milo_app/domain/demo/**/*.py", "milo_app/domain/*/*models.py")
_DAYS_KEPT = 14
_SEED = 7
_TEMPLATES = 600
"""How many people the services write; the rest are made from them."""
_MEMORY = "1GB"
_COPY = "milo_copy"


@dataclass(frozen=True)
class Stock:
    """What a database holds: so many applications and interviewers, the largest with exactly `largest` of them."""

    kind: str
    applications: int
    interviewers: int
    largest: int = 0

    @property
    def size(self) -> str:
        """Its name without what it was made by."""
        return f"{self.kind}-{self.applications}-{self.interviewers}-{self.largest}"

    @property
    def folder(self) -> Path:
        """Where it is kept."""
        from milo_app.commands.testing.postgres import is_reachable

        shelf = ROOT / ".cache" / "bench"
        if self.kind == "postgres" and not is_reachable(shelf / self.size):
            shelf = Path(tempfile.gettempdir()) / f"milo-bench-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}"
        return shelf / f"{self.size}-{_key()}"


@contextmanager
def open_stock(stock: Stock, *, to_write: bool = False) -> Iterator[int]:
    """Point this process to such a database, made before where there is none, and yield its workspace."""
    folder = stock.folder
    if _is_stale(folder):
        _make(stock, folder)
    workspace_id = int((folder / "ready").read_text())
    scratch = Path(tempfile.mkdtemp(prefix="milo-bench-"))
    try:
        with _served(stock.kind, folder, scratch, to_write=to_write) as url, pointed_at(_environment(url, scratch)):
            yield workspace_id
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def pointed_at(environment: dict[str, str]) -> Iterator[None]:
    """Let this process work on another installation for a while."""
    before = {name: os.environ.get(name) for name in ("DATABASE_URL", "MILO_DATA", "MILO_SECRET_KEYS")}
    _settle(environment)
    try:
        yield
    finally:
        _settle(before)


def _settle(environment: dict[str, Any]) -> None:
    """Change this process to other settings and forget what it knew of the earlier ones."""
    from milo_app import bootstrap
    from milo_app.core.crypto import forget_keys
    from milo_app.core.db import dispose_engines
    from milo_app.core.settings import settings

    for name, value in environment.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    settings.cache_clear()
    forget_keys()
    dispose_engines()
    bootstrap.ports.cache_clear()


def _environment(url: str, data: Path) -> dict[str, str]:
    return {"DATABASE_URL": url, "MILO_DATA": str(data), "MILO_SECRET_KEYS": "a key for measuring only"}


def _key() -> str:
    """Return a digest of what decides on the rows: the schema and what writes them."""
    files = sorted({file for pattern in _SOURCES for file in ROOT.glob(pattern)})
    seen = hashlib.sha256(str(_SEED).encode())
    for file in files:
        seen.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return seen.hexdigest()[:16]


def _is_stale(folder: Path) -> bool:
    ready = folder / "ready"
    return not ready.exists() or ready.stat().st_mtime < time.time() - _DAYS_KEPT * 86400


def _make(stock: Stock, folder: Path) -> None:
    """Make the database in a folder of its own that gets its name at the end; what it replaces goes first."""
    for old in folder.parent.glob(f"{stock.size}-*"):
        shutil.rmtree(old, ignore_errors=True)
    making = folder.with_name(f"{folder.name}.making")
    making.mkdir(parents=True)
    scratch = Path(tempfile.mkdtemp(prefix="milo-bench-"))
    try:
        with _served(stock.kind, making, scratch, to_write=False) as url, pointed_at(_environment(url, scratch)):
            workspace_id = _fill(url, stock)
            if stock.kind == "postgres":
                vacuum(url)
        if stock.kind == "sqlite":
            with sqlite3.connect(making / "milo.db") as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (making / "ready").write_text(str(workspace_id))
        making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def _served(kind: str, folder: Path, scratch: Path, *, to_write: bool) -> Iterator[str]:
    """Yield the address of the database in a folder, or of a copy of it."""
    if kind == "sqlite":
        file = folder / "milo.db"
        yield f"sqlite:///{shutil.copyfile(file, scratch / 'milo.db') if to_write else file}"
        return
    from milo_app.commands.testing.postgres import NAME, NoPostgres, kept

    try:
        with kept(folder, _MEMORY) as address:
            if to_write:
                _copy(address, NAME)
                address = address.replace(NAME, _COPY)
            yield address.replace("postgresql://", "postgresql+psycopg://")
    except NoPostgres as missing:
        raise CannotMeasure(str(missing)) from missing


def vacuum(url: str) -> None:
    """Do at once what PostgreSQL does by itself within minutes: tell its indexes which pages need no second look."""
    import psycopg

    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")


def _copy(address: str, name: str) -> None:
    import psycopg

    with psycopg.connect(address.replace(name, "postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {_COPY}")
        connection.execute(f"CREATE DATABASE {_COPY} TEMPLATE {name} STRATEGY FILE_COPY")


def _fill(url: str, stock: Stock) -> int:
    from sqlalchemy import event

    from milo_app.commands.database import migrate
    from milo_app.commands.demo import works
    from milo_app.core.db import engine_for
    from milo_app.core.work import system
    from milo_app.domain.demo import workspace, writer
    from milo_app.domain.demo.bulk import bulk
    from milo_app.domain.demo.furnishing import furnish, largest
    from milo_app.domain.demo.multitude import multiply

    migrate(url, copy_first=False)
    if url.startswith("sqlite"):
        event.listen(engine_for(url), "connect", _hurry)
    home = workspace.ensure(works).workspace_id
    writer.fill(works, home, min(_TEMPLATES, stock.applications), _SEED)
    with works(system(home)) as w:
        siblings = multiply(w, stock.interviewers)
    bulk(works, home, stock.applications, siblings=siblings, largest=stock.largest, alone=True)
    if stock.largest:
        with works(system(home)) as w:
            furnish(w, largest(w))
    return home


def _hurry(connection: Any, record: Any) -> None:
    """A database that is thrown away when the power fails need not wait for the disk, nor look up each row it points to."""
    for pragma in ("synchronous=OFF", "foreign_keys=OFF", "cache_size=-1048576"):
        connection.execute("PRAGMA " + pragma)
