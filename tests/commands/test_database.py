"""Migrations: complete, copied before, and refused when the database is newer."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from milo_app.commands import database
from milo_app.core.db import make_engine
from milo_app.core.settings import ROOT, settings
from milo_app.orm import metadata
from tests.databases import Installation

NEXT = '''"""Rebuild a table that others point to.

Revision: 9999, after {head}.
"""

import sqlalchemy as sa

from alembic import op

revision = "9999"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    rebuild = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("workspace", recreate=rebuild) as table:
        table.add_column(sa.Column("motto", sa.String(length=20), nullable=True))
    {more}
'''


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program with one migration more than this one; the installation's database does not have it yet."""
    head = database.schema("sqlite://").newest
    root = tmp_path / "later"
    shutil.copytree(ROOT / "alembic", root / "alembic", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "alembic.ini", root / "alembic.ini")
    (root / "alembic" / "versions" / "9999_next.py").write_text(NEXT.format(head=head, more="pass"))
    monkeypatch.setattr(database, "ROOT", root)
    return root


def insert_member(url: str) -> None:
    """Write a workspace with somebody in it, by plain SQL."""
    engine = make_engine(url)
    at = "1" if url.startswith("sqlite") else "now()"
    with engine.begin() as connection:
        for statement in (
            "INSERT INTO workspace (id, public_id, slug, name, tz, currency, brand_color, is_demo, created_at)"
            f" VALUES (1, 'w', 'w', 'W', 'UTC', 'USD', '#000', false, {at})",
            "INSERT INTO app_user (id, public_id, email, name, password_hash, tz, created_at)"
            f" VALUES (1, 'u', 'u@example.com', 'U', '', 'UTC', {at})",
            "INSERT INTO membership (workspace_id, user_id, role, state, created_at)"
            f" VALUES (1, 1, 'admin', 'active', {at})",
        ):
            connection.execute(text(statement))
    engine.dispose()


def count(url: str, table: str) -> int:
    """Count the rows of a table."""
    engine = make_engine(url)
    with engine.connect() as connection:
        found = int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())
    engine.dispose()
    return found


def test_the_migrations_make_exactly_the_tables_of_the_models(tmp_path: Path) -> None:
    """On SQLite; when this fails, a change of a model has no migration yet."""
    url = f"sqlite:///{tmp_path / 'fresh.db'}"
    database.migrate(url)
    engine = make_engine(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []
    engine.dispose()


@pytest.mark.sqlite_only
def test_the_command_migrates_where_there_is_no_data_folder_yet(capsys: pytest.CaptureFixture[str]) -> None:
    assert not settings().data_dir.exists()
    database.run(without_copy=False, check=False)
    assert "Migrated" in capsys.readouterr().out
    assert settings().data_dir.stat().st_mode & 0o777 == 0o700
    assert database.schema().pending == ()


def test_a_second_migration_does_nothing(installation: Installation) -> None:
    assert database.migrate() == ()


def test_a_copy_is_made_before_a_change_and_rows_that_point_to_a_rebuilt_table_stay(
    installation: Installation, later: Path
) -> None:
    before = installation_revision()
    insert_member(installation.url)
    try:
        assert database.migrate() == ("9999",)
        assert count(installation.url, "membership") == 1
        copies = list((installation.data / "backups").iterdir())
        assert len(copies) == 1
        assert f"before-{before}-" in copies[0].name
    finally:
        take_back(installation.url, before)


def installation_revision() -> str:
    """Return where the installation's database stands."""
    return database.schema().current


def take_back(url: str, revision: str) -> None:
    """Undo what these tests changed (PostgreSQL keeps its database for the next test)."""
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE workspace DROP COLUMN motto"))
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})
    engine.dispose()


@pytest.mark.sqlite_only
def test_the_copy_holds_the_rows_from_before(installation: Installation, later: Path) -> None:
    insert_member(installation.url)
    database.migrate()
    copy = next((installation.data / "backups").iterdir())
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM membership").fetchone() == (1,)
        assert "motto" not in {row[1] for row in connection.execute("PRAGMA table_info(workspace)")}


def test_without_room_for_the_copy_nothing_is_changed(
    installation: Installation, later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = installation_revision()

    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(database, "copy_database", full)
    with pytest.raises(SystemExit):
        database.migrate()
    assert installation_revision() == before


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    installation: Installation, later: Path, tmp_path: Path
) -> None:
    before = installation_revision()
    insert_member(installation.url)
    file = later / "alembic" / "versions" / "9999_next.py"
    file.write_text(NEXT.format(head=before, more='raise RuntimeError("in the middle")'))
    with pytest.raises(RuntimeError, match="in the middle"):
        database.migrate()
    assert installation_revision() == before
    assert count(installation.url, "membership") == 1


def test_a_database_of_a_newer_milo_is_refused_with_a_sentence(
    installation: Installation, later: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = installation_revision()
    database.migrate()
    monkeypatch.setattr(database, "ROOT", ROOT)
    try:
        with pytest.raises(SystemExit) as ended:
            database.migrate()
        assert ended.value.code == 1
        assert "a newer Milo made this database (schema 9999" in capsys.readouterr().err
    finally:
        take_back(installation.url, before)


def test_checking_says_what_is_pending_and_changes_nothing(
    installation: Installation, later: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = installation_revision()
    with pytest.raises(SystemExit) as ended:
        database.run(without_copy=False, check=True)
    assert ended.value.code == 1
    assert "pending: 1" in capsys.readouterr().out
    assert installation_revision() == before


@pytest.mark.sqlite_only
def test_looking_at_the_schema_does_not_wait_for_a_writer(installation: Installation) -> None:
    with closing(sqlite3.connect(installation.data / "milo.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert database.schema().current


def test_a_server_that_is_away_gives_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        database.schema("postgresql+psycopg://milo@127.0.0.1:1/milo")
    assert "the database cannot be opened" in capsys.readouterr().err
    assert settings().database.startswith("sqlite")
