"""The HTTP API inside the edge, called in this process: no server, a fresh database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from milo_app.api.edge import Edge
from milo_app.api.routes import make_api
from tests.databases import Installation
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


@pytest.fixture
def first(installation: Installation) -> Place:
    """A furnished workspace."""
    return furnish("acme", SECRET_WORD)


@pytest.fixture
def second(first: Place) -> Place:
    """Another workspace beside the first."""
    return furnish("birch", "Umbrella")


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
