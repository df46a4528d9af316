"""The HTTP API inside the edge, called in this process: no server, a fresh database."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from milo_app.api.edge import Edge
from milo_app.api.routes import make_api
from milo_app.core.db import dispose_engines
from tests.databases import Installation, on_postgres
from tests.factories.served import SECRET_WORD, Place, furnish

ORIGIN = "http://localhost:3000"


def browser(origin: str | None = ORIGIN, *, base: str = ORIGIN, address: str = "127.0.0.1") -> TestClient:
    """Return a browser with an empty cookie jar at an address of this machine."""
    headers = {} if origin is None else {"origin": origin}
    return TestClient(
        Edge(make_api()),
        base_url=base,
        headers=headers,
        client=(address, 50_000),
        follow_redirects=False,
        raise_server_exceptions=False,
    )


@pytest.fixture(scope="session")
def _furnished() -> dict[str, tuple[bytes, Path, Place]]:
    """Databases that were furnished already: filling one takes longer than most tests."""
    return {}


def _copied(known: dict[str, tuple[bytes, Path, Place]], here: Installation, slug: str, word: str, keep: Path) -> Place:
    if on_postgres():
        return furnish(slug, word)
    if slug not in known:
        place = furnish(slug, word)
        dispose_engines()
        shutil.copytree(here.data / "files", keep / slug)
        known[slug] = ((here.data / "milo.db").read_bytes(), keep / slug, place)
    else:
        dispose_engines()
        database, files, place = known[slug]
        (here.data / "milo.db").write_bytes(database)
        shutil.copytree(files, here.data / "files", dirs_exist_ok=True)
    return copy.deepcopy(place)


@pytest.fixture(scope="session")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("furnished")


@pytest.fixture
def first(installation: Installation, _furnished: dict[str, tuple[bytes, Path, Place]], _kept: Path) -> Place:
    """A furnished workspace."""
    return _copied(_furnished, installation, "acme", SECRET_WORD, _kept)


@pytest.fixture
def second(
    first: Place, installation: Installation, _furnished: dict[str, tuple[bytes, Path, Place]], _kept: Path
) -> Place:
    """Another workspace beside the first."""
    return _copied(_furnished, installation, "birch", "Umbrella", _kept)


@pytest.fixture
def client(installation: Installation) -> Iterator[TestClient]:
    """A browser that nobody signed in with."""
    with browser() as one:
        yield one


def as_user(client: TestClient, place: Place, role: str) -> TestClient:
    """Sign the browser in."""
    client.cookies.set("milo_session_3000", place.cookies[role])
    return client


def as_candidate(client: TestClient, place: Place) -> TestClient:
    """Give the browser the candidate's cookie."""
    client.cookies.set("milo_candidate", place.candidate_cookie)
    return client
