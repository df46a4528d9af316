"""The table of interviewers at a million applications: what the server takes for a page, each order, filters and counts.

Each size is a database of its own, made in bulk in a folder that is removed afterwards. Every measurement goes through
the functions that the page calls, in a read transaction of its own as a member with all rights of a recruiter.
"""

from __future__ import annotations

import gc
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from milo_app.commands.bench.registry import CannotMeasure, Row, timing
from milo_app.core.paging import Cursor
from milo_app.core.work import Actor, Work, system

GOAL_MS = 25.0
APPLICATIONS = 1_000_000
SIZES = (200, 5_000)
ROUNDS, WARM_UP = 60, 5
DATABASES = ("sqlite", "postgres")


def measure(
    applications: int = APPLICATIONS, sizes: tuple[int, ...] = SIZES, databases: tuple[str, ...] = DATABASES
) -> list[Row]:
    """Return p50 and p95 in milliseconds for each database and number of interviewers."""
    rows: list[Row] = []
    for kind in databases:
        for size in sizes:
            with place(kind, applications, size) as workspace_id:
                for name, taken in timings(workspace_id):
                    rows.append(timing(f"{kind} {size:,}: {name}", taken, GOAL_MS))
    return rows


@contextmanager
def place(kind: str, applications: int, interviewers: int) -> Iterator[int]:
    """Fill a fresh database, point this process to it, yield the workspace, and remove it."""
    folder = Path(tempfile.mkdtemp(prefix="milo-bench-"))
    try:
        with _database(kind, folder) as url:
            place_of = {"DATABASE_URL": url, "MILO_DATA": str(folder), "MILO_SECRET_KEYS": "a key for measuring only"}
            with pointed_at(place_of):
                yield _fill(url, applications, interviewers)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def pointed_at(environment: dict[str, str]) -> Iterator[None]:
    """Let this process work on another installation for a while."""
    before = {name: os.environ.get(name) for name in ("DATABASE_URL", "MILO_DATA", "MILO_SECRET_KEYS")}
    _settle(environment)
    try:
        yield
    finally:
        _settle(before)


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'milo.db'}"
        return
    from milo_app.commands.testing.postgres import NoPostgres, postgres

    try:
        with postgres() as url:
            yield url.replace("postgresql://", "postgresql+psycopg://")
    except NoPostgres as missing:
        raise CannotMeasure(str(missing)) from missing


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


def _fill(url: str, applications: int, interviewers: int) -> int:
    from milo_app.commands.database import migrate
    from milo_app.commands.demo import works
    from milo_app.domain.demo import workspace, writer
    from milo_app.domain.demo.bulk import TEMPLATES, bulk
    from milo_app.domain.demo.multitude import multiply

    migrate(url, copy_first=False)
    home = workspace.ensure(works).workspace_id
    writer.fill(works, home, min(TEMPLATES, applications))
    with works(system(home)) as w:
        siblings = multiply(w, interviewers)

    def spread(rng: random.Random, row: dict[str, Any], runs: list[dict[str, Any]]) -> None:
        chosen = rng.choice(siblings[row["interviewer_id"]])
        row["interviewer_id"], row["version_id"] = chosen.interviewer_id, chosen.version_id
        for run in runs:
            run["interviewer_id"], run["stage_id"] = chosen.interviewer_id, chosen.stages[run["stage_id"]]

    bulk(works, home, applications, spread=spread)
    return home


def timings(workspace_id: int) -> Iterator[tuple[str, list[float]]]:
    """Yield each measurement with its milliseconds."""
    from milo_app import bootstrap
    from milo_app.domain.accounts.models import Role
    from milo_app.domain.accounts.permissions import granted

    actor = Actor("user", workspace_id, None, "Bench", Role.RECRUITER.value, granted(Role.RECRUITER), tz="UTC")
    for name, ask in _questions():
        taken: list[float] = []
        gc.collect()
        for number in range(WARM_UP + ROUNDS):
            begun = time.perf_counter()
            with bootstrap.read(actor) as w:
                ask(w)
            if number >= WARM_UP:
                taken.append(1000 * (time.perf_counter() - begun))
        yield name, taken


def _questions() -> Iterator[tuple[str, Callable[[Work], object]]]:
    from milo_app.domain.interviewers import listing
    from milo_app.domain.interviewers.attention import attention

    def page(cursor: str = "", **flt: Any) -> Callable[[Work], object]:
        wanted = listing.InterviewerFilter(**flt)
        return lambda w: listing.page(w, wanted, cursor)

    yield "page", page()
    for sort in ("oldest", "most", "least"):
        yield f"sort {sort}", page(sort=sort)
    for tab in ("expired", "archived"):
        yield f"tab {tab}", page(tab=tab)
    yield "last page", page(cursor=Cursor("last").text())
    yield "search by name", page(q="associate")
    yield "search by link", page(q="-berlin-1")
    yield "search without a hit", page(q="xyzzy")
    yield "one label", page(labels=(("place", "berlin"),))
    three = (("place", "berlin"), ("place", "oslo"), ("team", "blue"), ("level", "senior"))
    yield "labels of three kinds", page(labels=three, sort="most")
    yield "tab counts", listing.counts
    yield "attention", attention
