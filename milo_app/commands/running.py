"""Who uses a data folder: servers and workers hold a shared lock on it while they run, a restore needs it alone."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from milo_app.core.settings import settings


class NotAlone(Exception):
    """Another process runs on this data folder."""


def _open() -> IO[str]:
    folder = settings().data_dir
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return (folder / "running.lock").open("a")


def hold() -> IO[str]:
    """Mark the data folder as in use until the process (and those forked from it) end. Keep what is returned."""
    handle = _open()
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


@contextmanager
def alone() -> Iterator[None]:
    """Hold the data folder alone; raises NotAlone while a server or worker runs on it."""
    with _open() as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise NotAlone from taken
        yield
