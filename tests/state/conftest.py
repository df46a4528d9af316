"""The running app of the state suite, and the handlers that it registered."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from milo_app.core.settings import ROOT, settings
from tests.conftest import _KEY, forget_everything
from tests.databases import SqliteMaker
from tests.factories.served import SECRET_WORD, Served, furnish


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def registry() -> dict[str, Any]:
    """Every event handler that the real app registers, by full name."""
    from tests.state.server import register_every_state

    register_every_state()
    from reflex_base.registry import RegistrationContext

    return dict(RegistrationContext.get().event_handlers)


def environment(data: Path, port: int) -> dict[str, str]:
    """The settings of the server: a folder and a port of its own, no jobs, no front end."""
    named = ("MILO_", "MEILI_", "DATABASE_URL", "REDIS_URL")
    kept = {n: v for n, v in os.environ.items() if not n.startswith(named)}
    return kept | {
        "MILO_DATA": str(data),
        "MILO_PORT": str(port),
        "MILO_SECRET_KEYS": _KEY,
        "MILO_JOBS_IN_SERVER": "0",
        "MILO_APPLICATIONS_PER_HOUR": "1000",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_DIR": str(ROOT / ".reflex"),
        "GRANIAN_WORKERS": "1",
        "PYTHONPATH": str(ROOT),
    }


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app as a process of its own on loopback, with two furnished workspaces."""
    folder = tmp_path_factory.mktemp("served")
    data, port = folder / "data", free_port()
    data.mkdir(mode=0o700)
    SqliteMaker(folder).make(data)
    wanted = environment(data, port)
    before = dict(os.environ)
    os.environ.update(wanted)
    forget_everything()
    try:
        first, second = furnish("acme", SECRET_WORD), furnish("birch", "Umbrella")
    finally:
        os.environ.clear()
        os.environ.update(before)
        forget_everything()
    log = folder / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.state.server", str(port)],
            cwd=ROOT,
            env=wanted,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        here = Served(f"http://localhost:{port}", port, data, log, first, second)
        try:
            _wait(here, process)
            yield here
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(here: Served, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"the server ended by itself:\n{here.log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{here.port}/livez", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the server did not answer in 60 s:\n{here.log.read_text()[-3000:]}")


@pytest.fixture
def inside(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """Work on the server's database from the test's own process."""
    for name, value in environment(served.data, served.port).items():
        if name.startswith("MILO_"):
            monkeypatch.setenv(name, value)
    forget_everything()
    assert settings().port == served.port
    yield served
    forget_everything()
