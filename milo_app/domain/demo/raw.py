"""Rows past the ORM, for writing a great many: as the driver hands them over, and how it takes them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection
from sqlmodel import SQLModel

Row = dict[str, Any]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def is_sqlite(connection: Connection) -> bool:
    """Return whether rows go to the embedded database."""
    return connection.dialect.name == "sqlite"


def stored(connection: Connection, table: str, workspace_id: int) -> list[Row]:
    """Return the rows of a table in a workspace by id, as the driver takes them back."""
    kinds = {column.name: str(column.type) for column in SQLModel.metadata.tables[table].columns}
    names = ", ".join(
        f"{name}::text AS {name}" if "JSON" in kind and not is_sqlite(connection) else name
        for name, kind in kinds.items()
    )
    query = f"SELECT {names} FROM {table} WHERE workspace_id = {int(workspace_id)} ORDER BY id"  # noqa: S608
    return [dict(row) for row in connection.exec_driver_sql(query).mappings()]


def moment(value: Any) -> datetime:
    """Return a stored moment: microseconds on SQLite, a datetime on PostgreSQL."""
    return _EPOCH + timedelta(microseconds=value) if isinstance(value, int) else value


def moved(value: Any, seconds: int) -> Any:
    """Return a stored moment so many seconds later, in the form it came in."""
    return value + seconds * 1_000_000 if isinstance(value, int) else value + timedelta(seconds=seconds)


def next_id(connection: Connection, table: str) -> int:
    """Return the first id of a table that is free from there on."""
    return int(connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").scalar_one())  # noqa: S608


def go_on(connection: Connection, table: str) -> None:
    """Let the ids that follow go on after those that were written."""
    if not is_sqlite(connection):
        query = f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
        connection.exec_driver_sql(query)


def insert(connection: Connection, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write rows by COPY on PostgreSQL and by one prepared statement on SQLite."""
    if not rows:
        return
    columns = ", ".join(f'"{name}"' for name in names)
    if is_sqlite(connection):
        marks = ", ".join("?" for _ in names)
        statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own tables
        connection.exec_driver_sql(statement, [tuple(row) for row in rows])
        return
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    cursor.close()


def insert_rows(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Write rows that name their columns, all the same ones; ids that follow go on after them."""
    if rows:
        insert(connection, table, list(rows[0]), [list(row.values()) for row in rows])
        go_on(connection, table)
