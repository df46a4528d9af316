"""Kill drills: whoever is killed while thousands of changes are on their way, the index ends as the database is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import delete, func
from sqlmodel import select

from milo_app import bootstrap
from milo_app.adapters.index_sqlite.layout import Writer, row_of
from milo_app.core.lease import Lease
from milo_app.core.work import system
from milo_app.domain.candidates.models import Candidate
from milo_app.domain.search import documents, queue, service
from milo_app.domain.search.asked import Asked
from milo_app.domain.search.engines import Engines
from milo_app.domain.search.ports import Kind
from milo_app.jobs import search_index
from tests.databases import Installation
from tests.factories.houses import House, house

pytestmark = pytest.mark.alone

UPDATES = 5_000
PEOPLE = 400

_INDEX = """
import time
from datetime import timedelta
from milo_app.domain.search import indexing
indexing.LEASE = timedelta(seconds=1)
from milo_app.jobs import search_index
search_index.LEASE = timedelta(seconds=1)
search_index.Keeper.hold.__defaults__ = (timedelta(seconds=1),)
print("ready", flush=True)
while True:
    search_index.keep()
    time.sleep(0.01)
"""

_WRITE = """
import random, sys, time
from sqlalchemy import text
from milo_app import bootstrap
from milo_app.core.lease import Lease
from milo_app.core.work import system
home, first, seed, updates, people = (int(part) for part in sys.argv[1:])
rng = random.Random(seed)
print("ready", flush=True)
done = 0
while done < updates:
    time.sleep(0.008)
    with bootstrap.work(system(home)) as w:
        for _ in range(5):
            number = first + rng.randrange(people)
            w.session.connection().execute(
                text("UPDATE candidate SET name = :name WHERE id = :id"), {"name": f"Person {rng.random()}", "id": number}
            )
            done += 1
print("done", flush=True)
"""


@pytest.fixture
def home(installation: Installation) -> House:
    home = house()
    with home.system() as w:
        for number in range(PEOPLE):
            w.session.add(
                Candidate(
                    workspace_id=home.workspace_id, name=f"Person {number}", email=f"p{number}@mail.test",
                    created_at=w.now,
                )
            )  # fmt: skip
    search_index.keep()
    with bootstrap.work(system(None)) as w:
        w.session.execute(delete(Lease))  # this process lets others at it
    return home


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[str]]]:
    running: list[subprocess.Popen[str]] = []
    yield running
    for process in running:
        if process.poll() is None:
            process.kill()
        process.wait()


def start(running: list[subprocess.Popen[str]], code: str, *given: object) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, given)], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    running.append(process)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def first_of(home: House) -> int:
    with home.system() as w:
        return w.session.scalar(select(func.min(Candidate.id)).where(Candidate.workspace_id == home.workspace_id))


def settle() -> None:
    """Index until nothing waits: the lease of who was killed runs out first."""
    engine = bootstrap.ports()[Engines].primary
    until = time.monotonic() + 60
    while time.monotonic() < until:
        search_index.keep()
        at = engine.cursor()
        with bootstrap.read(system(None)) as w:
            if at is not None and not queue.after(w, at, 1).things:
                return
        time.sleep(0.1)
    raise AssertionError("the index did not catch up")


def differences(home: House) -> list[str]:
    """Compare every row of the index with the document that the database would give."""
    engine = bootstrap.ports()[Engines].primary
    with bootstrap.read(system(None)) as w:
        ids = documents.ids_after(w, home.workspace_id, Kind.CANDIDATE, 0, 10_000)
        wanted = {row.id: row for row in map(row_of, documents.people(w, home.workspace_id, ids))}
    found: list[str] = []
    with engine.place.reading() as on:
        assert on.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        numbers = {row[0] for row in on.execute("SELECT id FROM s_name")}
        found += [f"too many: {number}" for number in numbers - wanted.keys()]
        writer = Writer(on)
        for number, row in wanted.items():
            if writer.kept(number) != row:
                found.append(f"differs: {row.name}")
        # The full-text table has no text of its own: each name leads to its row and to no other.
        for number, row in wanted.items():
            word = row.name.split()[-1]
            hits = [one[0] for one in on.execute("SELECT rowid FROM s_fts WHERE s_fts MATCH ?", (f'name : "{word}"',))]
            if number not in hits or any(word not in wanted[hit].name.split() for hit in hits):
                found.append(f"not found by its name: {row.name}")
    return found


@pytest.mark.timeout(300)
def test_an_indexer_that_is_killed_again_and_again_loses_and_doubles_nothing(
    home: House, started: list[subprocess.Popen[str]]
) -> None:
    writer = start(started, _WRITE, home.workspace_id, first_of(home), 1, UPDATES, PEOPLE)
    kills = 0
    while (writer.poll() is None or kills < 3) and kills < 20:
        indexer = start(started, _INDEX)
        time.sleep(0.7)
        indexer.send_signal(signal.SIGKILL)
        indexer.wait()
        kills += 1
    writer.wait(timeout=120)
    settle()
    assert differences(home) == []


@pytest.mark.timeout(300)
def test_a_server_that_is_killed_while_it_writes_leaves_the_index_as_the_database(
    home: House, started: list[subprocess.Popen[str]]
) -> None:
    indexer = start(started, _INDEX)
    for seed in range(2):
        writer = start(started, _WRITE, home.workspace_id, first_of(home), seed, UPDATES, PEOPLE)
        time.sleep(0.6)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    indexer.send_signal(signal.SIGKILL)
    indexer.wait()
    settle()
    assert differences(home) == []


@pytest.mark.timeout(300)
def test_the_index_is_deleted_while_it_is_asked_and_comes_back_by_itself(
    home: House, started: list[subprocess.Popen[str]]
) -> None:
    place = bootstrap.ports()[Engines].primary.place
    start(started, _INDEX)
    notes: list[str] = []
    for _ in range(3):
        place.link.unlink(missing_ok=True)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with home.works(home.actor(None)) as w:
                found = service.find(w, Asked("person 7"))
            notes.append(found.note)
            if found.candidates and not found.note:
                break
            time.sleep(0.01)
        assert found.candidates[0].name == "Person 7"
    assert any("rebuilding" in note for note in notes)
    assert len(list(place.folder.glob("*.db"))) == 1
