"""Consistent copies of the database while it is in use, and back: SQLite's online backup, pg_dump and pg_restore."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL, make_url


class CopyFailed(Exception):
    """A copy could not be made or put back; the text says why."""


def copy_database(url: str, target: Path, *, compact: bool = False) -> Path:
    """Copy the database to `target` plus .db or .dump, mode 0600, and return the file.

    Compact (SQLite) writes a file without free pages by VACUUM INTO; otherwise the online backup is taken, which is
    quicker. A half-written copy is removed. Raises CopyFailed.
    """
    address = make_url(url)
    file = target.with_name(target.name + (".db" if address.get_backend_name() == "sqlite" else ".dump"))
    old = os.umask(0o077)
    try:
        if file.suffix == ".db":
            _copy_sqlite(Path(address.database or ""), file, compact)
        else:
            _postgres("pg_dump", ["--format=custom", "--no-owner", "--file", str(file)], address)
    except (CopyFailed, sqlite3.Error) as failed:
        file.unlink(missing_ok=True)
        raise CopyFailed(str(failed)) from failed
    finally:
        os.umask(old)
    return file


def _copy_sqlite(source: Path, file: Path, compact: bool) -> None:
    if not source.exists():
        raise CopyFailed(f"there is no database at {source}")
    with closing(sqlite3.connect(source, timeout=30)) as there:
        if compact:
            there.execute("VACUUM INTO ?", (str(file),))
        else:
            with closing(sqlite3.connect(file)) as here:
                there.backup(here)


def check_copy(file: Path) -> None:
    """Raise CopyFailed unless the copy can be read to its end."""
    if file.suffix == ".db":
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as here:
            try:
                found = here.execute("PRAGMA quick_check").fetchone()[0]
            except sqlite3.DatabaseError as broken:
                raise CopyFailed(f"{file.name} is damaged ({broken})") from broken
        if found != "ok":
            raise CopyFailed(f"{file.name} is damaged ({found})")
    else:
        _run([_tool("pg_restore"), "--list", str(file)])


def put_back(url: str, file: Path) -> None:
    """Make the database what the copy holds: a file is replaced, a PostgreSQL schema refilled. Raises CopyFailed."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        if file.suffix != ".db":
            raise CopyFailed("this backup is of a PostgreSQL database, and DATABASE_URL names SQLite")
        target = Path(address.database or "")
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = target.with_name(target.name + ".restoring")
        shutil.copyfile(file, fresh)
        fresh.chmod(0o600)
        for tail in ("-wal", "-shm"):
            target.with_name(target.name + tail).unlink(missing_ok=True)
        fresh.replace(target)
        return
    if file.suffix != ".dump":
        raise CopyFailed("this backup is of a SQLite database, and DATABASE_URL names PostgreSQL")
    # Through SQL text, so that the old schema goes in the same transaction: tables newer than the copy would be in the
    # way of the next migration.
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "restore.sql"
        _run([_tool("pg_restore"), "--no-owner", "--no-privileges", "--file", str(script), str(file)])
        fresh_schema = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
        options = ["--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1"]
        _postgres("psql", [*options, "--command", fresh_schema, "--file", str(script)], address)


def _postgres(tool: str, arguments: list[str], address: URL) -> None:
    # The password travels in the environment, never in the arguments that every user can list.
    plain = address.set(drivername="postgresql", password=None)
    secret = {"PGPASSWORD": address.password} if address.password else {}
    _run([_tool(tool), "--dbname", plain.render_as_string(), *arguments], secret)


def _tool(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise CopyFailed(f"{name} was not found; install PostgreSQL's client programs")
    return found


def _run(command: list[str], secret: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, env=os.environ | (secret or {}), capture_output=True, text=True, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no message"]
        raise CopyFailed(f"{Path(command[0]).name}: {lines[-1]}")
