"""Texts held for a few hours between an upload and its confirmation: on disk, for their owner only, then gone.

A list of people that somebody uploads is looked at before anybody is added. Until then it belongs to no row of the
database, so it waits here under a name that says whose it is.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from pathlib import Path

from milo_app.core.errors import NotFound
from milo_app.core.ids import public_id
from milo_app.core.settings import settings

HOURS = 6
_NAME = re.compile(r"(\d{1,18})-(\d{1,18})-[0-9a-f]{32}")


def _folder() -> Path:
    folder = settings().data_dir / "held"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def hold(data: bytes, workspace_id: int, user_id: int) -> str:
    """Keep a text for its owner and return the key under which they find it again. Raises OSError."""
    key = f"{workspace_id}-{user_id}-{public_id()}"
    path = _folder() / key
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
    return key


def held(key: str, workspace_id: int, user_id: int) -> bytes:
    """Return a text that its owner has held; raises `NotFound` for anybody else's and for one that is gone."""
    path = _path(key, workspace_id, user_id)
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        raise _gone() from None


def drop(key: str, workspace_id: int, user_id: int) -> None:
    """Remove a text; a missing one is no error."""
    with contextlib.suppress(NotFound):
        _path(key, workspace_id, user_id).unlink(missing_ok=True)


def sweep(hours: float = HOURS) -> int:
    """Remove what nobody confirmed and return how many texts that were."""
    oldest = time.time() - hours * 3600
    gone = 0
    for path in _folder().iterdir():
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()
                gone += 1
    return gone


def _path(key: str, workspace_id: int, user_id: int) -> Path:
    found = _NAME.fullmatch(key)
    if found is None or (int(found.group(1)), int(found.group(2))) != (workspace_id, user_id):
        raise _gone()
    return _folder() / key


def _gone() -> NotFound:
    return NotFound("This list is not here any more.", safe="Nobody was added.", do="Choose or paste it again.")
