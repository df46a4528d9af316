"""Opening what strangers wrote: a child process that gives up its rights before it reads a byte (security.md 7.4).

The parent calls `answer_of`; the child is a script that adds the project to its path, calls `give_up_rights`, and only
then imports the parsers. It answers with one JSON object on standard output.
"""

from __future__ import annotations

import json
import os
import resource
import selectors
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

MEMORY = 768 << 20
CPU_SECONDS = 20
OPEN_FILES = 64

_FORBIDDEN = (
    "socket.", "subprocess.", "shutil.", "pty.", "ctypes.dlopen", "ftplib.", "http.client.", "urllib.", "smtplib.",
    "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.startfile", "os.remove", "os.rename",
    "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class TooSlow(Exception):
    """The child did not answer in time; it was ended."""


class TooMuch(Exception):
    """The child said more than it may; it was ended."""


class NoAnswer(Exception):
    """The child ended without an answer; `status` is its exit status, negative for a signal."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def give_up_rights() -> None:
    """Limit memory, time, files and processes for good, and forbid writing, processes and the network."""
    _limit(resource.RLIMIT_CPU, CPU_SECONDS)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NPROC, 0)
    # macOS knows the name and refuses the call; the caps on pages, characters and unpacked bytes hold there too.
    _limit(resource.RLIMIT_AS, MEMORY, may_fail=sys.platform == "darwin")
    sys.addaudithook(_watch)


def _limit(which: int, value: int, may_fail: bool = False) -> None:
    _, hard = resource.getrlimit(which)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(which, (value, value))
    except (ValueError, OSError):
        if not may_fail:
            raise


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and len(arguments) == 3:
        flags = arguments[2]
        if isinstance(flags, int) and flags & _WRITING:
            raise PermissionError("writing is not allowed here")
    elif event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not allowed here")


def say(reply: dict[str, object]) -> None:
    """Give the child's answer."""
    sys.stdout.buffer.write(json.dumps(reply, ensure_ascii=True).encode("ascii"))
    sys.stdout.buffer.flush()


def answer_of(child: Path, argument: str, document: IO[bytes], *, timeout: float, most: int) -> dict[str, Any]:
    """Run a child on a document with an empty environment and return what it answered.

    Raises `TooSlow` after `timeout` seconds, `TooMuch` past `most` bytes, and `NoAnswer` when it ended without one.
    """
    process = subprocess.Popen(
        [sys.executable, "-I", "-B", str(child), argument],
        stdin=document,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )
    try:
        output = _collect(process, timeout, most)
        status = process.wait(timeout=5)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
    if status == 0:
        try:
            reply = json.loads(output)
        except ValueError:
            reply = None
        if isinstance(reply, dict):
            return reply
    raise NoAnswer(status)


def _collect(process: subprocess.Popen[bytes], timeout: float, most: int) -> bytes:
    """Read what the child says until it ends; ends it when it takes too long or says too much."""
    assert process.stdout is not None
    deadline = time.monotonic() + timeout
    output = bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not waiting.select(left):
                process.kill()
                raise TooSlow
            chunk = os.read(process.stdout.fileno(), 1 << 16)
            if not chunk:
                return bytes(output)
            output += chunk
            if len(output) > most:
                process.kill()
                raise TooMuch
