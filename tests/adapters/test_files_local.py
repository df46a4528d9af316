"""Files are kept whole or not at all, under names that say nothing."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from milo_app.adapters.files_local import LocalFiles
from milo_app.core.errors import NotFound, TooLarge, Unavailable
from milo_app.domain.interviews.ports import FileStore


def everything_below(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "data" / "files"


def test_a_file_comes_back_as_it_was(root: Path) -> None:
    store: FileStore = LocalFiles(root)
    blob = store.save(7, [b"hello ", b"", b"world"], limit=100)
    assert (blob.size, blob.sha256) == (11, hashlib.sha256(b"hello world").hexdigest())
    with store.open(blob.key) as stream:
        assert stream.read() == b"hello world"
    assert store.path(blob.key).read_bytes() == b"hello world"


def test_names_are_random_and_only_this_account_may_read(root: Path) -> None:
    store = LocalFiles(root)
    first, second = store.save(7, [b"same"], 10), store.save(7, [b"same"], 10)
    assert first.key != second.key
    path = store.path(first.key)
    assert path.relative_to(root).parts[0] == "7"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent, root):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_umask_cannot_open_a_file_to_others(root: Path) -> None:
    before = os.umask(0)
    try:
        path = LocalFiles(root).path(LocalFiles(root).save(1, [b"x"], 10).key)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_at_the_limit_is_kept_and_one_byte_more_is_not(root: Path) -> None:
    store = LocalFiles(root)
    assert store.save(1, [b"12345", b"67890"], limit=10).size == 10
    with pytest.raises(TooLarge, match="larger than 10 MB"):
        store.save(1, (b"x" * (1 << 20) for _ in range(11)), limit=10 << 20)
    assert len(everything_below(root)) == 1


def test_the_rest_of_a_file_over_the_limit_is_not_even_asked_for(root: Path) -> None:
    asked = []

    def endless() -> Iterator[bytes]:
        while True:
            asked.append(1)
            yield b"x" * 100

    with pytest.raises(TooLarge):
        LocalFiles(root).save(1, endless(), limit=250)
    assert len(asked) == 3


def test_a_client_that_goes_away_leaves_nothing(root: Path) -> None:
    def dropped() -> Iterator[bytes]:
        yield b"half of it"
        raise ConnectionResetError("client is gone")

    with pytest.raises(ConnectionResetError):
        LocalFiles(root).save(1, dropped(), limit=100)
    assert everything_below(root) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_in_a_sentence_and_leaves_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(code, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable) as failure:
        LocalFiles(root).save(1, [b"x"], limit=100)
    assert failure.value.sentence() == (
        "The file could not be stored, because the server is out of disk space. "
        "Nothing else was lost. Please try again later."
    )
    assert everything_below(root) == []


def test_a_disk_that_fills_up_while_writing_is_said_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def into_full(path: Any, flags: int, mode: int = 0o777) -> int:
        # /dev/full answers every write with the real ENOSPC.
        return opened("/dev/full", os.O_WRONLY) if flags & os.O_CREAT else opened(path, flags, mode)

    monkeypatch.setattr(os, "open", into_full)
    with pytest.raises(Unavailable, match="out of disk space"):
        LocalFiles(root).save(1, [b"x" * 100_000], limit=1_000_000)


def test_another_failure_of_the_disk_is_not_dressed_up(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_descriptor: int) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="broken"):
        LocalFiles(root).save(1, [b"x"], limit=100)
    assert everything_below(root) == []


@pytest.mark.parametrize(
    "key",
    ["", "../../etc/passwd", "/etc/passwd", "1/ab/../../../x", "1/ab/" + "g" * 32, "1/ab/" + "a" * 32 + "\n", "1/ab",
     ".incoming/" + "a" * 32, "1/ab/" + "a" * 32],
)  # fmt: skip
def test_a_key_that_is_not_one_of_ours_is_not_found(root: Path, key: str) -> None:
    store = LocalFiles(root)
    store.save(1, [b"x"], 10)
    for use in (store.open, store.path):
        with pytest.raises(NotFound):
            use(key)


def test_a_file_is_deleted_once_and_again_without_an_error(root: Path) -> None:
    store = LocalFiles(root)
    blob = store.save(1, [b"x"], 10)
    store.delete(blob.key)
    store.delete(blob.key)
    assert everything_below(root) == []
    with pytest.raises(NotFound):
        store.open(blob.key)


def test_what_a_killed_process_left_is_swept_and_a_running_upload_is_not(root: Path) -> None:
    store = LocalFiles(root)
    store.save(1, [b"kept"], 10)
    old, running = root / ".incoming" / ("a" * 32), root / ".incoming" / ("b" * 32)
    for path in (old, running):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 90_000,) * 2)
    assert store.sweep() == 1
    assert sorted(path.name for path in everything_below(root) if path.parent.name == ".incoming") == [running.name]
    assert len(everything_below(root)) == 2
