"""The triggers that write the queue of the search, so that no statement is missed: bulk ones and plain SQL included.

They are derived from the tables as they are now, so they are laid anew after every migration: SQLite loses the triggers
of a table that a migration rebuilds. A writer of millions of rows holds them still for its own transaction
(`queue.held_still`) and asks for the whole workspace instead.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, inspect

PERSON, ROLE = "candidate", "interviewer"
_ACTS = ("insert", "update", "delete")
_STILL = "search_still"
"""A table with a row while a transaction holds the triggers still; nobody else sees that row."""


@dataclass(frozen=True)
class Watched:
    """A table whose changes change documents. `doc` is the id of the document, as an expression over a row `r`."""

    table: str
    kind: str
    doc: str
    columns: tuple[str, ...]


_OF_APPLICATION = "(SELECT a.candidate_id FROM application a WHERE a.id = r.application_id)"

WATCHED = (
    Watched("candidate", PERSON, "r.id", ("name", "email", "phone", "city", "erased_at", "is_test")),
    Watched(
        "application",
        PERSON,
        "r.candidate_id",
        ("candidate_id", "interviewer_id", "state", "decision", "board", "is_test"),
    ),
    Watched("application_tag", PERSON, _OF_APPLICATION, ("application_id", "name", "value")),
    Watched("candidate_alias", PERSON, "r.candidate_id", ("candidate_id", "email", "phone")),
    Watched("note", PERSON, _OF_APPLICATION, ("application_id", "body", "deleted_at")),
    Watched("stored_file", PERSON, _OF_APPLICATION, ("application_id", "purpose", "text_state", "text")),
    Watched("interviewer", ROLE, "r.id", ("title", "slug", "state", "department", "description")),
    Watched("label_assignment", ROLE, "r.interviewer_id", ("interviewer_id", "value")),
)


def lift(connection: Connection) -> None:
    """Take every trigger away, before the tables change."""
    tables = set(inspect(connection).get_table_names())
    for watched in WATCHED:
        if watched.table in tables:
            for act in _ACTS:
                table = "" if connection.dialect.name == "sqlite" else f" ON {watched.table}"
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {_name(watched, act)}{table}")


def lay(connection: Connection) -> None:
    """Lay every trigger; nothing happens in a database that has no queue yet."""
    tables = set(inspect(connection).get_table_names())
    if "search_outbox" not in tables:
        return
    for watched in WATCHED:
        if watched.table not in tables:
            continue
        for statement in _sqlite(watched) if connection.dialect.name == "sqlite" else _postgres(watched):
            connection.exec_driver_sql(statement)


def _name(watched: Watched, act: str) -> str:
    return f"search_{watched.table}_{act}"


def _changed(watched: Watched, operator: str) -> str:
    return " OR ".join(f"OLD.{name} {operator} NEW.{name}" for name in watched.columns)


def _sqlite(watched: Watched) -> list[str]:
    now = "CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)"
    statements: list[str] = []
    for act in _ACTS:
        name = _name(watched, act)
        of = f" OF {', '.join(watched.columns)}" if act == "update" else ""
        changed = f" AND ({_changed(watched, 'IS NOT')})" if act == "update" else ""
        rows = ["OLD"] if act == "delete" else ["NEW"]
        if act == "update" and watched.table == "application":
            rows = ["NEW", "OLD"]  # a person whose application goes to another loses it as well
        body = " ".join(
            f"INSERT INTO search_outbox (workspace_id, kind, doc_id, created_at) "
            f"SELECT {row}.workspace_id, '{watched.kind}', d.id, {now} "
            f"FROM (SELECT {watched.doc.replace('r.', row + '.')} AS id) d WHERE d.id IS NOT NULL"
            + (" AND OLD.candidate_id <> NEW.candidate_id;" if row == "OLD" and act == "update" else ";")
            for row in rows
        )
        statements.append(
            f"CREATE TRIGGER {name} AFTER {act.upper()}{of} ON {watched.table} FOR EACH ROW "
            f"WHEN NOT EXISTS (SELECT 1 FROM {_STILL}){changed} BEGIN {body} END"
        )
    return statements


def _postgres(watched: Watched) -> list[str]:
    """Once for each statement and not for each row: a decision about 50,000 people is one insert."""
    statements: list[str] = []
    for act in _ACTS:
        name = _name(watched, act)
        if act == "update":
            seen = "REFERENCING OLD TABLE AS gone NEW TABLE AS fresh"
            changed = " OR ".join(f"o.{one} IS DISTINCT FROM n.{one}" for one in watched.columns)
            rows = f"(SELECT n.* FROM fresh n JOIN gone o ON o.id = n.id WHERE {changed}) r"
        else:
            table = "gone" if act == "delete" else "fresh"
            seen = f"REFERENCING {'OLD' if act == 'delete' else 'NEW'} TABLE AS {table}"
            rows = f"{table} r"
        statements.append(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN "
            f"IF EXISTS (SELECT 1 FROM {_STILL}) THEN RETURN NULL; END IF; "
            f"INSERT INTO search_outbox (workspace_id, kind, doc_id, xid, created_at) "
            f"SELECT d.ws, '{watched.kind}', d.id, CAST(CAST(pg_current_xact_id() AS text) AS bigint), clock_timestamp() "
            f"FROM (SELECT DISTINCT r.workspace_id AS ws, {watched.doc} AS id FROM {rows}) d WHERE d.id IS NOT NULL; "
            f"RETURN NULL; END $body$"
        )
        statements.append(
            f"CREATE TRIGGER {name} AFTER {act.upper()} ON {watched.table} {seen} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )
    return statements
