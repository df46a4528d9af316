"""A million applications for measuring lists, figures and search: people multiplied in bulk from those of the demo.

A copy is a new person with the course of somebody whom the services wrote: the same stages, score, check and decision,
moved in time within the interviewer's opening. Copies carry no transcript, file or evaluation of their own, so that a
million of them fit on a laptop.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from milo_app.core.ids import public_id
from milo_app.core.work import Work, system
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.analytics import service as analytics
from milo_app.domain.candidates.contact import name_key
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.demo.content.people import face
from milo_app.domain.demo.quiet import Works
from milo_app.domain.demo.writer import Filled, Progress, fill
from milo_app.domain.interviews.models import StageRun

CHUNK = 10_000
TEMPLATES = 1500
"""Applications that are written through the services first when the workspace holds no demo people."""
_MOVED = ("invited_at", "started_at", "completed_at", "engaged_at", "decided_at")
_RUN_MOVED = ("invited_at", "started_at", "completed_at")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Row = dict[str, Any]


@dataclass(frozen=True)
class Template:
    """An application to copy, as the database stores it, with its runs and the room it can be moved in (seconds)."""

    application: Row
    runs: tuple[Row, ...]
    earlier: float
    later: float


def bulk(
    works: Works,
    workspace_id: int,
    applications: int = 1_000_000,
    progress: Progress = lambda done, total: None,
    seed: int = 7,
    spread: Callable[[random.Random, Row, list[Row]], None] | None = None,
) -> Filled:
    """Fill a workspace up to so many demo applications, recompute its figures and let the database analyze.

    `spread` may move a copy and its stage runs to another interviewer before they are written.
    """
    with works(system(workspace_id, "Demo")) as w:
        present = count(w)
    if not present:
        fill(works, workspace_id, min(TEMPLATES, applications), seed, lambda done, _: progress(done, applications))
    with works(system(workspace_id, "Demo")) as w:
        present = count(w)
        templates = _templates(w)
    rng = random.Random(seed + present)  # noqa: S311 - the same demo each time
    returning: list[tuple[int, int]] = []
    while present < applications and templates:
        size = min(CHUNK, applications - present)
        with works(system(workspace_id, "Demo")) as w:
            _chunk(w, rng, templates, size, present, returning, spread)
        present += size
        progress(present, applications)
    with works(system(workspace_id, "Demo")) as w:
        analytics.rebuild(w)
        interviewers = w.session.connection().execute(
            text("SELECT count(*) FROM interviewer WHERE workspace_id = :ws AND is_demo"), {"ws": workspace_id}
        )
        number = int(interviewers.scalar_one())
    with works(system(workspace_id, "Demo")) as w:
        w.session.connection().exec_driver_sql("ANALYZE")
    return Filled(number, present)


def count(w: Work) -> int:
    """Return how many demo applications this workspace holds."""
    query = text("SELECT count(*) FROM application WHERE workspace_id = :ws AND source = 'demo'")
    return int(w.session.connection().execute(query, {"ws": w.workspace_id}).scalar_one())


def _stored(w: Work, table: str, order: str) -> Iterator[Row]:
    """Yield demo rows of a table as the driver hands them over, so that they can be written back as they are."""
    is_sqlite = w.session.get_bind().dialect.name == "sqlite"
    where = f"workspace_id = {int(w.workspace_id)} AND source = 'demo' AND evaluation IN ('none', 'done')"
    progress = ", progress AS progress" if is_sqlite else ", progress::text AS progress"
    names = [column.name for column in SQLModel.metadata.tables[table].columns]
    plain = ", ".join(name for name in names if name != "progress")
    if table == "application":
        query = f"SELECT {plain}{progress} FROM application WHERE {where} ORDER BY {order} LIMIT 20000"  # noqa: S608
    else:
        inner = f"SELECT id FROM application WHERE {where} ORDER BY id LIMIT 20000"  # noqa: S608
        query = f"SELECT {plain} FROM {table} WHERE application_id IN ({inner}) ORDER BY {order}"  # noqa: S608
    for row in w.session.connection().exec_driver_sql(query).mappings():
        yield dict(row)


def moment(value: Any) -> datetime:
    """Return a stored moment: microseconds on SQLite, a datetime on PostgreSQL."""
    return _EPOCH + timedelta(microseconds=value) if isinstance(value, int) else value


def _templates(w: Work) -> list[Template]:
    runs: dict[int, list[Row]] = {}
    for run in _stored(w, "stage_run", "id"):
        runs.setdefault(run["application_id"], []).append(run)
    query = text(
        "SELECT id, activated_at, deadline_at FROM interviewer WHERE workspace_id = :ws AND version_id IS NOT NULL"
    )
    opening = {
        row.id: (moment(row.activated_at), min(moment(row.deadline_at), w.now))
        for row in w.session.connection().execute(query, {"ws": w.workspace_id})
    }
    found: list[Template] = []
    for row in _stored(w, "application", "id"):
        opened, closes = opening[row["interviewer_id"]]
        first = moment(row["invited_at"])
        # A course may run on past the deadline, but nobody comes in after it and nothing lies in the future.
        last = max(moment(row[name]) for name in _MOVED if row[name] is not None)
        later = min((closes - first).total_seconds(), (w.now - last).total_seconds())
        found.append(Template(row, tuple(runs.get(row["id"], ())), (first - opened).total_seconds(), max(0.0, later)))
    return found


def _chunk(
    w: Work,
    rng: random.Random,
    templates: Sequence[Template],
    size: int,
    number: int,
    returning: list[tuple[int, int]],
    spread: Callable[[random.Random, Row, list[Row]], None] | None,
) -> None:
    connection = w.session.connection()
    home = w.session.get_one(Workspace, w.workspace_id)
    next_person, next_application, next_run = (
        next_id(connection, name) for name in ("candidate", "application", "stage_run")
    )
    people: list[Row] = []
    applications: list[Row] = []
    runs: list[Row] = []
    for at in range(size):
        template = rng.choice(templates)
        gap = timedelta(seconds=int(rng.uniform(-max(0.0, template.earlier - 60), template.later)))
        row = _moved(template.application, _MOVED, gap)
        mine = [_moved(run, _RUN_MOVED, gap) for run in template.runs]
        if spread is not None:
            spread(rng, row, mine)
        known = _known(rng, returning, row["interviewer_id"])
        if known is None:
            person_id = next_person + len(people)
            people.append(_person(rng, person_id, number + at, row["invited_at"], home.id or 0))
            returning.append((person_id, row["interviewer_id"]))
        row |= {"id": next_application + at, "public_id": public_id(), "candidate_id": known or person_id}
        applications.append(row)
        for run in mine:
            runs.append(run | {"id": next_run + len(runs), "application_id": row["id"]})
    del returning[:-2000]
    for table, rows in ((Candidate, people), (Application, applications), (StageRun, runs)):
        insert(connection, str(table.__tablename__), rows)


def next_id(connection: Connection, table: str) -> int:
    """Return the first id of a table that is free from there on."""
    return int(connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").scalar_one())  # noqa: S608


def _moved(row: Row, names: Sequence[str], gap: timedelta) -> Row:
    made = dict(row)
    for name in names:
        if (value := made[name]) is not None:
            made[name] = value + int(gap.total_seconds()) * 1_000_000 if isinstance(value, int) else value + gap
    return made


def _known(rng: random.Random, returning: list[tuple[int, int]], interviewer_id: int) -> int | None:
    """Return somebody who applied somewhere else before; each person comes back at most once."""
    if len(returning) < 100 or rng.random() > 0.1:
        return None
    at = rng.randrange(len(returning))
    if returning[at][1] == interviewer_id:
        return None
    return returning.pop(at)[0]


def _person(rng: random.Random, person_id: int, number: int, created_at: Any, workspace_id: int) -> Row:
    made = face(rng, number)
    local, _, domain = made.email.partition("@")
    return {
        "id": person_id,
        "workspace_id": workspace_id,
        "public_id": public_id(),
        "name": made.name,
        "name_key": name_key(made.name),
        "email": f"{local}.x@{domain}",  # no address of the services' people is met again
        "phone": made.phone,
        "tz": made.tz,
        "created_at": created_at,
        "erased_at": None,
    }


def insert(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Write rows by COPY on PostgreSQL and one prepared statement on SQLite; ids that follow go on after them."""
    if not rows:
        return
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" for _ in names)
        statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own tables
        connection.exec_driver_sql(statement, [tuple(row[name] for name in names) for row in rows])
        return
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])
    cursor.close()
    sequence = f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
    connection.exec_driver_sql(sequence)
