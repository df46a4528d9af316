"""What `commands/serve.py` relies on in Reflex 0.10.1 and granian, and the process that stands before them."""

from __future__ import annotations

import inspect
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from granian import server as granian_server

from milo_app.commands import serve
from milo_app.core.settings import ROOT, settings

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); {listen} time.sleep(60)"
POLITE = (
    "import signal, sys, time\n"
    "def finish(*_):\n"
    "    time.sleep(0.5); print('finished the work', flush=True); sys.exit(0)\n"
    "signal.signal(signal.SIGTERM, finish)\n"
    "{listen}\n"
    "time.sleep(60)"
)
LISTEN = (
    "import socket; s = socket.socket(); s.bind(('127.0.0.1', {port})); s.listen(); print('listening', flush=True);"
)
RUN = (
    "import sys\n"
    "from milo_app.commands import supervise\n"
    "supervise.DRAIN_S = 1.5\n"
    "sys.exit(supervise.Supervisor([sys.executable, '-c', sys.argv[1]], int(sys.argv[2]), 'ANNOUNCED').run())"
)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def started(tmp_path: Path) -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that a test starts; each is ended with it."""
    running: list[subprocess.Popen[str]] = []
    yield running
    for process in running:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=20)


def supervise(script: str, port: int, started: list[subprocess.Popen[str]]) -> subprocess.Popen[str]:
    """Start a supervisor whose server is a small script."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, script, str(port)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    started.append(process)
    return process


def read_until(process: subprocess.Popen[str], text: str) -> None:
    """Read the output up to a line that holds the text."""
    assert process.stdout is not None
    for line in process.stdout:
        if text in line:
            return
    pytest.fail(f"{text} was never printed")


def test_the_pinned_reflex_is_the_one_that_was_read() -> None:
    assert version("reflex") == "0.10.1"


def test_reflex_serves_with_the_arguments_that_are_given() -> None:
    from reflex.utils import exec as reflex_exec

    assert list(inspect.signature(reflex_exec.run_backend_prod).parameters) == [
        "host",
        "port",
        "loglevel",
        "mount_frontend_compiled_app",
    ]
    # The server class is looked up when called, so that ours is the one that is used.
    assert "from granian.server import Server" in inspect.getsource(reflex_exec.run_granian_backend_prod)


def test_compiling_is_skipped_by_the_switch_that_reflex_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    from reflex.reflex import _skip_compile
    from reflex_base.environment import environment

    monkeypatch.setenv("REFLEX_SKIP_COMPILE", "false")
    _skip_compile()  # type: ignore[no-untyped-call]
    assert environment.REFLEX_SKIP_COMPILE.get() is True


def test_granian_is_used_and_not_another_server() -> None:
    from reflex.utils import exec as reflex_exec

    assert reflex_exec.should_use_granian() is True


def test_workers_get_a_limit_for_stopping_and_are_replaced_after_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(granian_server, "Server", granian_server.Server)
    serve.limit_draining()
    made = granian_server.Server(target="milo_app.milo_app:app", factory=True)
    assert made.workers_kill_timeout == serve.DRAIN_S
    assert made.respawn_failed_workers is True


@pytest.mark.parametrize(
    ("redis", "cores", "expected"), [("", 8, 1), ("redis://127.0.0.1", 2, 2), ("redis://127.0.0.1", 64, 8)]
)
def test_several_processes_serve_only_with_redis(
    redis: str, cores: int, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", redis)
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    settings.cache_clear()
    assert serve.workers() == expected


def test_reflex_takes_the_number_of_workers_from_the_environment() -> None:
    from reflex.utils import exec as reflex_exec

    assert 'os.getenv("GRANIAN_WORKERS"' in inspect.getsource(reflex_exec.run_granian_backend_prod)


def test_the_address_is_announced_only_when_the_server_listens(port: int, started: list[subprocess.Popen[str]]) -> None:
    process = supervise("import time; time.sleep(0.7); " + LISTEN.format(port=port) + " time.sleep(60)", port, started)
    begun = time.monotonic()
    read_until(process, "ANNOUNCED")
    assert time.monotonic() - begun > 0.6


def test_a_stop_lets_the_server_finish_and_ends_with_zero(port: int, started: list[subprocess.Popen[str]]) -> None:
    process = supervise(POLITE.format(listen=LISTEN.format(port=port)), port, started)
    read_until(process, "ANNOUNCED")
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=10)
    assert "finished the work" in output
    assert process.returncode == 0


def test_a_server_that_does_not_stop_is_ended_in_time(port: int, started: list[subprocess.Popen[str]]) -> None:
    process = supervise(STUBBORN.format(listen=LISTEN.format(port=port)), port, started)
    read_until(process, "ANNOUNCED")
    begun = time.monotonic()
    process.terminate()
    process.communicate(timeout=10)
    assert 1.0 < time.monotonic() - begun < 4.0
    assert process.returncode == 0


def test_a_server_that_ends_by_itself_is_reported_with_its_code(
    port: int, started: list[subprocess.Popen[str]]
) -> None:
    process = supervise("import sys; sys.exit(7)", port, started)
    output, _ = process.communicate(timeout=10)
    assert "ended by itself (code 7)" in output
    assert process.returncode == 7


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_nothing_is_left_when_the_parent_is_killed(tmp_path: Path) -> None:
    child = (
        "import os, pathlib, sys, time; from milo_app.commands.serve import end_with_parent; end_with_parent();"
        "pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(60)"
    )
    parent = (
        "import subprocess, sys; subprocess.Popen([sys.executable, '-c', sys.argv[1], sys.argv[2]]); sys.stdin.read()"
    )
    mark = tmp_path / "pid"
    process = subprocess.Popen([sys.executable, "-c", parent, child, str(mark)], cwd=ROOT, stdin=subprocess.PIPE)
    wait_for(lambda: mark.exists() and mark.read_text() != "")
    pid = int(mark.read_text())
    process.kill()
    process.communicate()
    wait_for(lambda: not alive(pid))


def alive(pid: int) -> bool:
    """Whether a process runs (one that only waits to be collected does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def wait_for(condition, seconds: float = 10.0) -> None:  # type: ignore[no-untyped-def]
    """Wait until the condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_the_announcement_is_not_in_the_arguments_of_a_process() -> None:
    source = inspect.getsource(__import__("milo_app.commands.supervise", fromlist=["main"]).main)
    assert 'os.environ.pop("MILO_ANNOUNCE"' in source
    assert "MILO_ANNOUNCE" not in os.environ
