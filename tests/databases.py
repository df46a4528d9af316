"""Databases for tests: SQLite always, and the PostgreSQL that `milo test postgres` names in MILO_TEST_DATABASE.

The schema is made once by the real migrations. A test on SQLite gets its own copy of that file; on PostgreSQL the
tables are emptied after each test. So tests may commit, as the program does. Processes that test beside each other have a
database each.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, make_url, text

from milo_app.commands.database import migrate
from milo_app.core.db import make_engine
from milo_app.core.settings import settings
from milo_app.orm import metadata


@dataclass(frozen=True)
class Installation:
    """A fresh installation: an empty migrated database and an empty data folder."""

    url: str
    data: Path


class SqliteMaker:
    """Hands out copies of one migrated file."""

    def __init__(self, folder: Path) -> None:
        self.template = folder / "template.db"
        migrate(f"sqlite:///{self.template}", copy_first=False)
        engine = make_engine(f"sqlite:///{self.template}")
        metadata.create_all(engine)
        with engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
        engine.dispose()

    def make(self, folder: Path) -> str:
        """Return the address of a new database in the folder."""
        file = folder / "milo.db"
        shutil.copyfile(self.template, file)
        return f"sqlite:///{file}"

    def clean(self) -> None:
        """Nothing to do: the file goes with its folder."""


class PostgresMaker:
    """Hands out one migrated database and empties it after each test."""

    def __init__(self, url: str) -> None:
        self.url = _own_database(url.replace("postgresql://", "postgresql+psycopg://"))
        migrate(self.url, copy_first=False)
        self.engine: Engine = make_engine(self.url)
        metadata.create_all(self.engine)

    def make(self, folder: Path) -> str:
        """Return the address of the (empty) database."""
        return self.url

    def clean(self) -> None:
        """Empty the tables that were written to and start their counters again: emptying all of them takes far longer."""
        with self.engine.begin() as connection:
            counted = set(connection.scalars(text(_COUNTED)))
            names = [table.name for table in metadata.sorted_tables]
            asked = " UNION ALL ".join(f"(SELECT '{name}' FROM \"{name}\" LIMIT 1)" for name in names)
            filled = set(connection.scalars(text(asked)))
            touched = sorted(name for name in names if name in filled or f"{name}_id_seq" in counted)
            if touched:
                every = ", ".join(f'"{name}"' for name in touched)
                connection.execute(text(f"TRUNCATE {every} RESTART IDENTITY CASCADE"))


_COUNTED = "SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL"


def _own_database(url: str) -> str:
    """Return the address of this process's own database on the same server, made when there are several."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker:
        return url
    server = make_url(url)
    own = f"{server.database}_{worker}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{own}"'))
        connection.execute(text(f'CREATE DATABASE "{own}"'))
    engine.dispose()
    return server.set(database=own).render_as_string(hide_password=False)


def maker(folder: Path) -> SqliteMaker | PostgresMaker:
    """Return the maker that this run uses."""
    url = os.environ.get("MILO_TEST_DATABASE", "")
    return PostgresMaker(url) if url else SqliteMaker(folder)


def on_postgres() -> bool:
    """Return whether this run uses PostgreSQL."""
    return settings().database.startswith("postgresql")
