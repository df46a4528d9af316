"""How migrations run: one transaction for all of them, on SQLite and PostgreSQL alike.

SQLite cannot change a column in place; alembic's batch mode rebuilds the table. With foreign keys enforced the rebuild
fails (or deletes the children), and the pragma is ignored inside a transaction. So it is set on the raw connection
before the transaction, and every reference is checked before the commit.
"""

from sqlalchemy import JSON
from sqlmodel.sql.sqltypes import AutoString

from alembic import context
from milo_app.core.db import UTC, make_engine
from milo_app.core.settings import settings
from milo_app.domain.search import triggers
from milo_app.orm import metadata

_MIGRATING = 7_301_200  # any number, the same in every process: two that start together migrate one after the other


def _render(kind, thing, autogen):
    """Write our column types by their names, so that a migration means the same on both databases."""
    if kind == "type" and isinstance(thing, UTC):
        autogen.imports.add("from milo_app.core.db import UTC")
        return "UTC()"
    if kind == "type" and isinstance(thing, JSON):
        autogen.imports.add("from milo_app.core.db import Json")
        return "Json"
    if kind == "type" and isinstance(thing, AutoString):
        return f"sa.String(length={thing.length})" if thing.length else "sa.String()"
    return False


def _migrate(connection) -> None:
    # The transaction is already open, so alembic joins it instead of making one per step.
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=_render,
        compare_type=True,
    )
    triggers.lift(connection)
    with context.begin_transaction():
        context.run_migrations()
    triggers.lay(connection)


def _online() -> None:
    engine = make_engine(context.config.attributes.get("url") or settings().database)
    try:
        with engine.connect() as connection:
            sqlite = connection.dialect.name == "sqlite"
            if sqlite:
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
            with connection.begin():
                if not sqlite:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
                _migrate(connection)
                if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                    raise RuntimeError(f"the migration left rows that point nowhere: {broken[:5]}")
    finally:
        engine.dispose()


_online()
