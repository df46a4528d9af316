"""`milo migrate`: bring the database to this program's schema, with a copy made before anything changes."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from alembic import command
from milo_app.commands.copies import CopyFailed, copy_database
from milo_app.commands.terminal import give_up, say
from milo_app.core.db import make_engine
from milo_app.core.settings import ROOT, settings


@dataclass(frozen=True)
class Schema:
    """Where a database stands: its revision (empty: no tables yet), the program's newest, and what lies between."""

    current: str
    newest: str
    pending: tuple[str, ...]
    known: bool

    @property
    def is_newer(self) -> bool:
        """Whether the database was made by a later Milo than this one."""
        return not self.known


def schema(url: str = "") -> Schema:
    """Return where the database stands, without changing it."""
    script = ScriptDirectory.from_config(configuration(url))
    newest = script.get_current_head() or ""
    current = _revision(url or settings().database)
    steps = [step.revision for step in script.walk_revisions()]  # newest first
    known = not current or current in steps
    pending = tuple(reversed(steps[: steps.index(current)] if current in steps else steps)) if known else ()
    return Schema(current, newest, pending, known)


def configuration(url: str = "") -> Config:
    """Return alembic's configuration for an address (default: this installation's)."""
    config = Config(str(ROOT / "alembic.ini"))
    config.attributes["url"] = url or settings().database
    return config


def _revision(url: str) -> str:
    if url.startswith("sqlite") and not Path(make_url(url).database or "").exists():
        return ""
    engine = make_engine(url)
    try:
        # Without the write option a look at the schema would queue behind whoever writes now.
        with engine.execution_options(write=False).connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return ""
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
    except OperationalError as broken:
        give_up(f"the database cannot be opened ({_short(broken)}). Check DATABASE_URL and that its server runs.")
    finally:
        engine.dispose()


def _short(broken: Exception) -> str:
    return str(broken).splitlines()[0][:200]


def migrate(url: str = "", *, copy_first: bool = True) -> tuple[str, ...]:
    """Run what is pending and return the revisions that ran.

    A database newer than the program is refused. Before a change to a database that already holds tables, a copy is
    written to `backups` in the data folder; where that cannot be done nothing is changed.
    """
    where = schema(url)
    if where.is_newer:
        give_up(
            f"a newer Milo made this database (schema {where.current}; this program knows up to {where.newest}). "
            "Nothing was changed. Start the newer version, or restore a backup from before the upgrade."
        )
    if not where.pending:
        return ()
    if where.current and copy_first:
        _copy_before(url or settings().database, where.current)
    command.upgrade(configuration(url), "head")
    return where.pending


def _copy_before(url: str, revision: str) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = settings().data_dir / "backups" / f"before-{revision}-{stamp}"
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        file = copy_database(url, target)
    except (CopyFailed, OSError, sqlite3.Error) as failed:
        give_up(
            f"no copy could be made before the migration, so nothing was changed ({failed}). "
            "If you have a backup of your own: ./milo migrate --without-copy"
        )
    say(f"A copy from before the migration is in {file}.")


def run(*, without_copy: bool, check: bool) -> None:
    """`milo migrate`: migrate and say what was done; with --check only say what would be (exit code 1 if anything)."""
    if check:
        where = schema()
        say(f"Schema {where.current or 'none'}; newest {where.newest}; pending: {len(where.pending)}.")
        raise SystemExit(1 if where.pending or where.is_newer else 0)
    from milo_app.commands.prepare import ground  # which imports this module

    ground()
    done = migrate(copy_first=not without_copy)
    say(f"Migrated: {', '.join(done)}." if done else "Nothing to migrate.")
