"""Keeps files in a folder under random names: implements the port FileStore for one machine."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from milo_app.core.errors import NotFound, TooLarge, Unavailable
from milo_app.core.ids import public_id
from milo_app.domain.interviews.ports import StoredBlob

_KEY = re.compile(r"[0-9]{1,19}/[0-9a-f]{2}/[0-9a-f]{32}")
_INCOMING = ".incoming"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class LocalFiles:
    """Files below `root/<workspace>/<two characters>/`, mode 0600. A name says nothing about what is inside."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def save(self, workspace_id: int, chunks: Iterable[bytes], limit: int) -> StoredBlob:
        """Write the chunks to a temporary file, force it to disk, then give it its name.

        Raises TooLarge past `limit` bytes and Unavailable when the disk is full. Whatever ends it early, also an error
        of the chunks themselves (a client that went away), leaves nothing behind.
        """
        name = public_id()
        key = f"{int(workspace_id)}/{name[-2:]}/{name}"
        temporary = self._root / _INCOMING / name
        try:
            self._folder(temporary.parent)
            size, sha256 = _write(temporary, chunks, limit)
            final = self._root / key
            self._folder(final.parent)
            temporary.rename(final)
            _sync_folder(final.parent)
        except BaseException as error:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            if isinstance(error, OSError) and error.errno in _FULL:
                raise _disk_is_full() from error
            raise
        return StoredBlob(key=key, size=size, sha256=sha256)

    def open(self, key: str) -> BinaryIO:
        """Open a kept file for reading; raises NotFound."""
        try:
            return self._at(key).open("rb")
        except (FileNotFoundError, IsADirectoryError):
            raise _missing() from None

    def path(self, key: str) -> Path:
        """Return the local path of a kept file; raises NotFound."""
        path = self._at(key)
        if not path.is_file():
            raise _missing()
        return path

    def delete(self, key: str) -> None:
        """Remove a file; a missing one is no error."""
        self._at(key).unlink(missing_ok=True)

    def sweep(self, older_than_seconds: float = 86_400) -> int:
        """Remove what a killed process left half written, and return how many files that were."""
        oldest = time.time() - older_than_seconds
        gone = 0
        for path in (self._root / _INCOMING).glob("*"):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < oldest:
                    path.unlink()
                    gone += 1
        return gone

    def _at(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise _missing()
        return self._root / key

    def _folder(self, folder: Path) -> None:
        """Make a folder that only this account may enter; parents up to the root get the same mode."""
        missing = [one for one in (folder, *folder.parents) if one.is_relative_to(self._root) and not one.exists()]
        self._root.parent.mkdir(parents=True, exist_ok=True)
        for one in reversed(missing):
            one.mkdir(mode=0o700, exist_ok=True)


def _write(path: Path, chunks: Iterable[bytes], limit: int) -> tuple[int, str]:
    digest = hashlib.sha256()
    size = 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise TooLarge(
                    f"This file is larger than {_megabytes(limit)}.",
                    safe="Everything you saved before is still there.",
                    do="Please send a smaller one.",
                )
            digest.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    return size, digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    """Force the new name to disk too; some file systems do not offer that for folders."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _megabytes(limit: int) -> str:
    return f"{limit / 1_000_000:g} MB" if limit % (1 << 20) else f"{limit >> 20} MB"


def _missing() -> NotFound:
    return NotFound("This file is not here any more.")


def _disk_is_full() -> Unavailable:
    return Unavailable(
        "The file could not be stored, because the server is out of disk space.",
        safe="Nothing else was lost.",
        do="Please try again later.",
    )
