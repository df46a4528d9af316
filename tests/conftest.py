"""Fixtures for every test: an environment of its own, and on request a fresh installation with a database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as searching

from milo_app.core.crypto import forget_keys
from milo_app.core.db import dispose_engines
from milo_app.core.settings import Settings, settings

if TYPE_CHECKING:
    from tests.databases import Installation, PostgresMaker, SqliteMaker

# The same examples in every run: what fails here fails for everybody, and nothing fails by the luck of the draw.
searching.register_profile("steady", derandomize=True)
searching.load_profile("steady")

_KEY = "a key for tests only and never used anywhere else"


def _names() -> set[str]:
    """Every environment variable that sets something in Milo."""
    return {f"MILO_{name.upper()}" for name in Settings.model_fields} | {
        "DATABASE_URL",
        "REDIS_URL",
        "MEILI_URL",
        "MEILI_KEY",
        "MEILI_SEARCH_KEY",
        "MEILI_SEARCH_KEY_UID",
        "MEILI_PREFIX",
        "PUBLIC_URL",
    }


def forget_everything() -> None:
    """Drop what the process remembers of settings, keys, connections and adapters."""
    settings.cache_clear()
    forget_keys()
    dispose_engines()
    from milo_app import bootstrap

    bootstrap.ports.cache_clear()
    bootstrap.clock.cache_clear()


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test sees the settings of the machine or writes to the real data folder."""
    for name in _names() & os.environ.keys() - {"MILO_CHROMIUM"}:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MILO_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MILO_SECRET_KEYS", _KEY)
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture(scope="session")
def _databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteMaker | PostgresMaker:
    # Imported here, so that a suite without a database needs none of it.
    from tests.databases import maker

    return maker(tmp_path_factory.mktemp("schema"))


@pytest.fixture
def installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _databases: SqliteMaker | PostgresMaker
) -> Iterator[Installation]:
    """A fresh installation whose settings point to an empty, migrated database. Code under test may commit."""
    from tests.databases import Installation

    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    url = _databases.make(data)
    monkeypatch.setenv("DATABASE_URL", url)
    forget_everything()
    yield Installation(url, data)
    forget_everything()
    _databases.clean()
