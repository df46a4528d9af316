"""R4: another process holds the database. Eight seconds: the write waits and succeeds. Longer: a sentence, nothing half."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from milo_app import bootstrap
from milo_app.core.errors import Unavailable
from milo_app.core.work import system
from milo_app.domain.accounts import service
from milo_app.domain.accounts.queries import workspaces
from tests.databases import Installation

pytestmark = [pytest.mark.sqlite_only, pytest.mark.timeout(120)]
HOLD = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
db.execute("ROLLBACK")
"""


@contextmanager
def held(database: Path, seconds: float) -> Iterator[None]:
    """Another process holds the write lock for some seconds."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(database), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "held"
    try:
        yield
    finally:
        process.kill()
        process.communicate()


def names() -> list[str]:
    """The workspaces that are stored."""
    with bootstrap.read(system(None)) as w:
        return [home.name for home in workspaces(w)]


def test_a_write_waits_eight_seconds_for_the_database_and_succeeds(installation: Installation) -> None:
    begun = time.monotonic()
    with held(installation.data / "milo.db", 8), bootstrap.work(system(None)) as w:
        service.create_workspace(w, "Acme")
    assert 7 < time.monotonic() - begun < 12
    assert names() == ["Acme"]


def test_after_ten_seconds_a_write_is_refused_with_a_sentence_and_nothing_is_half_written(
    installation: Installation,
) -> None:
    with held(installation.data / "milo.db", 30):
        begun = time.monotonic()
        with pytest.raises(Unavailable) as refused, bootstrap.work(system(None)) as w:
            service.create_workspace(w, "Acme")
        assert time.monotonic() - begun < 12
        assert refused.value.sentence() == "The database is busy. Nothing was changed. Try again in a moment."
        begun = time.monotonic()
        assert names() == [], "reading does not wait"
        assert time.monotonic() - begun < 2
    with bootstrap.work(system(None)) as w:
        service.create_workspace(w, "Birch")
    assert names() == ["Birch"]
