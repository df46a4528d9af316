"""Databases for measuring are made once, kept, lent as a copy to whoever writes, and made anew when they are out of date."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

import pytest

from milo_app.commands.bench import stock
from milo_app.commands.bench.registry import timing
from milo_app.commands.bench.stock import Stock, open_stock
from milo_app.core.settings import settings

SMALL = Stock("sqlite", 10, 2)


def _file() -> Path:
    return Path(settings().database.removeprefix("sqlite:///"))


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep stocks in a folder of the test and note each making instead of writing a million rows."""
    urls: list[str] = []

    def fill(url: str, wanted: Stock) -> int:
        urls.append(url)
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            connection.execute("CREATE TABLE person (id INTEGER)")
        return 7

    monkeypatch.setattr(stock, "ROOT", tmp_path)
    monkeypatch.setattr(stock, "_fill", fill)
    return urls


def test_a_database_is_made_once_and_opened_again(made: list[str]) -> None:
    for _ in range(2):
        with open_stock(SMALL) as workspace_id:
            assert workspace_id == 7 and _file().exists()
    assert len(made) == 1


def test_who_writes_gets_a_copy(made: list[str]) -> None:
    with open_stock(SMALL, to_write=True):
        copy = _file()
        with sqlite3.connect(copy) as connection:
            connection.execute("INSERT INTO person VALUES (1)")
    assert not copy.exists()
    with open_stock(SMALL), sqlite3.connect(_file()) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (0,)


def test_another_schema_or_two_weeks_make_it_anew(made: list[str], tmp_path: Path) -> None:
    with open_stock(SMALL):
        pass
    (tmp_path / "alembic" / "versions").mkdir(parents=True)
    (tmp_path / "alembic" / "versions" / "0009_more.py").write_text("")
    with open_stock(SMALL):
        pass
    assert len(made) == 2 and len(list((tmp_path / ".cache" / "bench").iterdir())) == 1
    old = time.time() - 15 * 86400
    os.utime(SMALL.folder / "ready", (old, old))
    with open_stock(SMALL):
        pass
    assert len(made) == 3


def test_the_settings_of_this_process_are_back_afterwards(made: list[str]) -> None:
    before = settings().database
    with open_stock(SMALL):
        assert settings().database != before
    assert settings().database == before


def test_a_timing_is_judged_by_the_wall_and_tells_the_cpu_beside_it() -> None:
    row = timing("page", [30.0] * 20, 25.0, [12.0] * 20)
    assert (row["value"], row["holds"], row["cpu_p95"]) == (30.0, False, 12.0)
