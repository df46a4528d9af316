"""A whole Milo of its own on a free port, with its own data: for journeys, measurements and pictures.

It is started the way a person starts it (the same processes and the same signals), and ends without a trace.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from milo_app.commands.build import ensure_built
from milo_app.core.settings import ROOT, Settings

_ADDRESSES = ("DATABASE_URL", "REDIS_URL", "MEILI_URL", "PUBLIC_URL")


class NotStarted(Exception):
    """The rehearsed Milo did not start; the text holds its last words."""


@dataclass
class Rehearsal:
    """A running Milo. `log` is what its server printed."""

    port: int
    data: Path
    environment: dict[str, str] = field(repr=False)
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    entry: tuple[str, ...] = ("milo_app.commands.supervise",)

    @property
    def origin(self) -> str:
        """The address that a browser types."""
        return self.environment.get("PUBLIC_URL") or f"http://localhost:{self.port}"

    def command(self, *arguments: str) -> str:
        """Run a `./milo` command on this installation and return what it printed. Raises NotStarted when it fails."""
        done = subprocess.run(
            [sys.executable, "-m", "milo_app.cli", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            raise NotStarted(f"milo {' '.join(arguments)}: {(done.stderr or done.stdout)[-2000:]}")
        return done.stdout

    def sign_in_token(self, email: str = "") -> str:
        """Return the token of a fresh one-time link (default: the first admin's)."""
        return self.command("admin", "link", *([email] if email else [])).strip().rsplit("/", 1)[-1]

    def start(self, seconds: float = 60.0) -> None:
        """Start the server and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", self.entry[0], "127.0.0.1", str(self.port), *self.entry[1:]],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        end = time.monotonic() + seconds
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise NotStarted(self.log.read_text(errors="replace")[-3000:])
            time.sleep(0.1)

    def answers(self) -> bool:
        """Whether the server says that it lives."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/livez", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> int:
        """Stop the server as Ctrl-C does and return the exit code."""
        if self.process is None:
            return 0
        self.process.terminate()
        try:
            return self.process.wait(timeout=30)
        finally:
            self.kill()

    def kill(self) -> None:
        """End every process of it at once, as a power cut would (kill -9)."""
        if self.process is not None and self.process.poll() is None:
            for pid in [self.process.pid, *descendants(self.process.pid)]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.process.wait(timeout=10)


def descendants(pid: int) -> list[int]:
    """Return every process below a process (its server has a session of its own, so no group holds them all)."""
    listing = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    children: dict[int, list[int]] = {}
    for line in listing.splitlines():
        child, parent = (int(part) for part in line.split())
        children.setdefault(parent, []).append(child)
    found, todo = [], [pid]
    while todo:
        below = children.get(todo.pop(), [])
        found += below
        todo += below
    return found


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(data: Path, port: int, extra: dict[str, str]) -> dict[str, str]:
    """The environment of the rehearsal: nothing of this machine's own settings."""
    own = {f"MILO_{name.upper()}" for name in Settings.model_fields} | set(_ADDRESSES)
    kept = {name: value for name, value in os.environ.items() if name not in own and not name.startswith("MEILI_")}
    return kept | {"MILO_DATA": str(data), "MILO_PORT": str(port)} | extra


@contextmanager
def rehearsal(
    applications: int = 0, *, entry: tuple[str, ...] = Rehearsal.entry, **environment: str
) -> Iterator[Rehearsal]:
    """Start a Milo with so many demo applications (0: empty) and end it afterwards. Builds first when that is due.

    `entry` is the module that serves, with what it is told beside host and port.
    """
    ensure_built()
    folder = Path(tempfile.mkdtemp(prefix="milo-rehearsal-"))
    port = free_port()
    here = Rehearsal(port, folder / "data", _environment(folder / "data", port, environment), folder / "server.log")
    here.entry = entry
    try:
        here.command(*(["demo", "--applications", str(applications)] if applications else ["migrate"]))
        if not applications:
            here.command("admin", "create", "admin@example.com", "--name", "Ada Admin", "--workspace", "Rehearsal")
        here.start()
        yield here
    finally:
        here.stop()
        shutil.rmtree(folder, ignore_errors=True)
