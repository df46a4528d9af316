"""How copies are written: new people row by row, everything else by the database from the rows that are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, Index, text
from sqlmodel import SQLModel

from milo_app.core.db import UTC
from milo_app.core.work import system
from milo_app.domain.demo.quiet import Works
from milo_app.domain.demo.raw import Row, go_on, insert, insert_rows, is_sqlite

_TABLES = ("candidate", "application", "stage_run")


@dataclass(frozen=True)
class Sibling:
    """A copy of an interviewer that people can be moved to: its ids, and its stages by those of the original."""

    interviewer_id: int
    version_id: int
    stages: dict[int, int]


Siblings = dict[int, list[Sibling]]
"""Copies of interviewers by the original's id, itself among them."""


class Copy(NamedTuple):
    """A copy of an application: its own ids, whom it is made from, and how many seconds later it happened."""

    id: int
    public_id: str
    template_id: int
    gap: int
    candidate_id: int
    interviewer_id: int
    version_id: int
    progress: str | None


_OWN = {
    "application": {
        "id": "c.id",
        "public_id": "c.public_id",
        "candidate_id": "c.candidate_id",
        "interviewer_id": "c.interviewer_id",
        "version_id": "c.version_id",
        "progress": "coalesce({progress}, t.progress)",
        "name_key": "p.name_key",
        "email_key": "p.email",
        "country": "p.country",
        "place_id": "p.place_id",
        "notes_count": "0",
        "tags_count": "CASE WHEN c.interviewer_id = {tagged} THEN t.tags_count ELSE 0 END",
        "revision": "0",
    },
    "stage_run": {
        "application_id": "c.id",
        "interviewer_id": "c.interviewer_id",
        "stage_id": "coalesce(s.own_id, t.stage_id)",
    },
    "application_tag": {"application_id": "c.id", "interviewer_id": "c.interviewer_id"},
}
"""What a copy has of its own; the rest is the template's, moments moved by the gap."""


def write(
    connection: Connection,
    people: Sequence[Row],
    copies: Sequence[Copy],
    siblings: Siblings,
    *,
    tagged: int,
    alone: bool,
) -> None:
    """Write new people, copies of applications and of their stage runs, and of the tags in the interviewer `tagged`."""
    if alone and not is_sqlite(connection):
        # Every row points to rows that are there: checking each costs more than writing it.
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    insert_rows(connection, "candidate", people)
    with _drawn(connection, copies, siblings):
        connection.exec_driver_sql(_copied(connection, "application", "t.id = c.template_id", tagged))
        connection.exec_driver_sql(_copied(connection, "stage_run", "t.application_id = c.template_id"))
        if tagged:
            mine = f"t.application_id = c.template_id AND c.interviewer_id = {int(tagged)}"
            connection.exec_driver_sql(_copied(connection, "application_tag", mine))
    for table in ("application", "stage_run", "application_tag"):
        go_on(connection, table)


@contextmanager
def _drawn(connection: Connection, copies: Sequence[Copy], siblings: Siblings) -> Iterator[None]:
    """Lay out what was drawn as tables that last as long as the copying."""
    connection.exec_driver_sql(
        "CREATE TEMPORARY TABLE drawn (id bigint PRIMARY KEY, public_id text, template_id bigint, gap bigint, "
        "candidate_id bigint, interviewer_id bigint, version_id bigint, progress text)"
    )
    connection.exec_driver_sql(
        "CREATE TEMPORARY TABLE drawn_stage (interviewer_id bigint, stage_id bigint, own_id bigint, "
        "PRIMARY KEY (interviewer_id, stage_id))"
    )
    stages = [
        (one.interviewer_id, stage_id, own_id)
        for many in siblings.values()
        for one in many
        for stage_id, own_id in one.stages.items()
    ]
    insert(connection, "drawn", Copy._fields, copies)
    insert(connection, "drawn_stage", ("interviewer_id", "stage_id", "own_id"), stages)
    if not is_sqlite(connection):
        connection.exec_driver_sql("ANALYZE drawn, drawn_stage")
    yield
    connection.exec_driver_sql("DROP TABLE drawn")
    connection.exec_driver_sql("DROP TABLE drawn_stage")


def _copied(connection: Connection, table: str, belongs: str, tagged: int = 0) -> str:
    """Return the statement that copies the rows of a table which belong to a template."""
    lite = is_sqlite(connection)
    gap = "c.gap * 1000000" if lite else "c.gap * interval '1 second'"
    columns: dict[str, str] = {}
    for column in SQLModel.metadata.tables[table].columns:
        if own := _OWN[table].get(column.name):
            progress = "c.progress" if lite else "CAST(c.progress AS jsonb)"
            columns[column.name] = own.format(progress=progress, tagged=int(tagged))
        elif column.name != "id":  # given by the database
            columns[column.name] = f"t.{column.name} + {gap}" if isinstance(column.type, UTC) else f"t.{column.name}"
    beside = {
        "application": "JOIN candidate p ON p.id = c.candidate_id",
        "stage_run": "LEFT JOIN drawn_stage s ON s.interviewer_id = c.interviewer_id AND s.stage_id = t.stage_id",
    }.get(table, "")
    # CROSS keeps SQLite from beginning with the large table.
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns.values())} "  # noqa: S608
        f"FROM drawn c CROSS JOIN {table} t {beside} WHERE {belongs} ORDER BY c.id, t.id"
    )


@contextmanager
def without_indexes(works: Works, workspace_id: int, *, alone: bool) -> Iterator[None]:
    """Take the indexes that are no constraints away while rows are written, and make them afterwards, in one go each.

    Only on a database that nobody else uses: with others at work the rows are written beside the indexes.
    """
    if not alone:
        yield
        return
    indexes = [index for table in _TABLES for index in _indexes(table)]
    with works(system(workspace_id, "Demo")) as w:
        for index in indexes:
            index.drop(w.session.connection(), checkfirst=True)
    yield
    with works(system(workspace_id, "Demo")) as w:
        connection = w.session.connection()
        if not is_sqlite(connection):
            connection.execute(text("SET LOCAL maintenance_work_mem = '512MB'"))
        for index in indexes:
            index.create(connection, checkfirst=True)


def _indexes(table: str) -> list[Index]:
    return sorted(SQLModel.metadata.tables[table].indexes, key=lambda index: str(index.name))
