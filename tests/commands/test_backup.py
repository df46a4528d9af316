"""Backups: whole, checked, and refused where they do not fit."""

from __future__ import annotations

import io
import json
import sqlite3
import stat
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from milo_app.bootstrap import read, system, work
from milo_app.commands import backup, restore
from milo_app.commands.running import hold
from milo_app.core.db import dispose_engines
from milo_app.core.settings import ROOT, settings
from milo_app.domain.accounts import queries, service
from tests.databases import Installation, on_postgres


def add_workspace(name: str) -> None:
    """Change the database as the program does."""
    with work(system(None)) as w:
        service.create_workspace(w, name)


def workspace_names() -> list[str]:
    """Read the names of all workspaces."""
    with read(system(None)) as w:
        return [each.name for each in queries.workspaces(w)]


@pytest.fixture
def kept(installation: Installation, tmp_path: Path) -> Path:
    """A backup of an installation with one workspace and one file."""
    add_workspace("Before")
    file = installation.data / "files" / "1" / "ab" / ("0" * 32)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"a resume")
    archive = tmp_path / "kept.tar.gz"
    backup.make(archive)
    return archive


def rewritten(archive: Path, change: dict[str, bytes | None]) -> Path:
    """Return a copy of an archive with members replaced or left out (None)."""
    target = archive.with_name("changed.tar.gz")
    with tarfile.open(archive) as old, tarfile.open(target, "w:gz") as new:
        for member in old.getmembers():
            data = change.get(member.name, old.extractfile(member).read())  # type: ignore[union-attr]
            if data is None:
                continue
            member.size = len(data)
            new.addfile(member, io.BytesIO(data))
    return target


def manifest_of(archive: Path) -> dict[str, object]:
    """Read the manifest."""
    with tarfile.open(archive) as tar:
        return dict(json.loads(tar.extractfile("manifest.json").read()))  # type: ignore[union-attr]


def test_a_restore_brings_back_rows_and_files(kept: Path, installation: Installation) -> None:
    add_workspace("After")
    file = next(path for path in (installation.data / "files").rglob("*") if path.is_file())
    file.unlink()
    restore.restore(kept)
    assert workspace_names() == ["Before"]
    assert file.read_bytes() == b"a resume"


def test_what_was_there_before_a_restore_is_kept_aside(kept: Path, installation: Installation) -> None:
    add_workspace("After")
    aside = restore.restore(kept)
    assert (aside / "files").is_dir()
    assert list(aside.glob("database.*"))


def test_the_archive_is_for_its_owner_only_and_starts_with_the_manifest(kept: Path) -> None:
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with tarfile.open(kept) as tar:
        assert tar.getnames()[0] == "manifest.json"


def test_keys_that_milo_made_are_part_of_it(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from milo_app.core.crypto import ensure_keys, forget_keys, seal, unseal

    monkeypatch.delenv("MILO_SECRET_KEYS")
    settings.cache_clear()
    forget_keys()
    ensure_keys()
    sealed = seal("secret", "a:1")
    backup.make(tmp_path / "kept.tar.gz")
    (installation.data / "keys" / "secret").write_text("x" * 64)
    restore.restore(tmp_path / "kept.tar.gz")
    assert unseal(sealed, "a:1") == "secret"


def test_other_keys_are_refused_and_nothing_changes(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from milo_app.core.crypto import forget_keys

    add_workspace("After")
    monkeypatch.setenv("MILO_SECRET_KEYS", "another key that is long enough to be one")
    settings.cache_clear()
    forget_keys()
    with pytest.raises(restore.Refused, match="other keys"):
        restore.restore(kept)
    assert workspace_names() == ["Before", "After"]


def test_a_backup_without_keys_asks_for_them(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MILO_SECRET_KEYS")
    settings.cache_clear()
    with pytest.raises(restore.Refused, match="Set the same keys"):
        restore.restore(kept)


def test_a_rotated_key_still_opens_a_backup_made_with_the_older_one(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from milo_app.core.crypto import forget_keys

    monkeypatch.setenv("MILO_SECRET_KEYS", "a newer key that is long enough to be one," + settings().secret_keys)
    settings.cache_clear()
    forget_keys()
    restore.restore(kept)
    assert workspace_names() == ["Before"]


def test_a_newer_schema_is_refused(kept: Path) -> None:
    manifest = manifest_of(kept) | {"schema": "ffffffffffff"}
    changed = rewritten(kept, {"manifest.json": json.dumps(manifest).encode()})
    with pytest.raises(restore.Refused, match="newer Milo"):
        restore.restore(changed)
    assert workspace_names() == ["Before"]


def test_a_changed_file_is_refused(kept: Path) -> None:
    name = next(name for name in manifest_of(kept)["files"] if name.startswith("files/"))  # type: ignore[attr-defined]
    with pytest.raises(restore.Refused, match="damaged or missing"):
        restore.restore(rewritten(kept, {name: b"another resume"}))


def test_a_missing_file_is_refused(kept: Path) -> None:
    name = str(manifest_of(kept)["database"])
    with pytest.raises(restore.Refused, match="damaged or missing"):
        restore.restore(rewritten(kept, {name: None}))


@pytest.mark.parametrize("content", [b"", b"hello", b"\x1f\x8b\x08\x00half"])
def test_what_is_no_backup_is_refused(installation: Installation, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "no.tar.gz").write_bytes(content)
    with pytest.raises(restore.Refused, match="not a whole backup"):
        restore.restore(tmp_path / "no.tar.gz")


def test_a_half_of_an_archive_is_refused(kept: Path) -> None:
    data = kept.read_bytes()
    kept.write_bytes(data[: len(data) // 2])
    with pytest.raises(restore.Refused, match="not a whole backup"):
        restore.restore(kept)


def test_members_that_would_leave_the_folder_are_refused(kept: Path, installation: Installation) -> None:
    evil = kept.with_name("evil.tar.gz")
    with tarfile.open(evil, "w:gz") as tar:
        member = tarfile.TarInfo("../outside")
        member.size = 1
        tar.addfile(member, io.BytesIO(b"x"))
    with pytest.raises(restore.Refused):
        restore.restore(evil)
    assert not (installation.data / "outside").exists()


def test_a_restore_is_refused_while_milo_runs(kept: Path) -> None:
    running = hold()
    try:
        with pytest.raises(restore.NotAlone):
            restore.restore(kept)
    finally:
        running.close()
    assert workspace_names() == ["Before"]


def test_the_process_that_serves_is_seen_from_another_one(installation: Installation) -> None:
    script = "from milo_app.commands.running import hold; h = hold(); print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline().strip() == "held"
        with pytest.raises(restore.NotAlone), restore.alone():
            pytest.fail("it was alone")
        server.communicate("\n")


@pytest.mark.sqlite_only
def test_a_backup_taken_while_somebody_writes_is_consistent(installation: Installation, tmp_path: Path) -> None:
    """A row that was committed is in the copy, one that was not is not, and nobody waits for the backup."""
    add_workspace("Committed")
    writer = sqlite3.connect(installation.data / "milo.db", isolation_level=None, timeout=5)
    with closing(writer):
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE workspace SET name = 'Not committed'")
        backup.make(tmp_path / "during.tar.gz")
        writer.execute("ROLLBACK")
    restore.restore(tmp_path / "during.tar.gz")
    assert workspace_names() == ["Committed"]


def test_a_backup_that_fails_leaves_no_file_behind(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_write", full)
    target = tmp_path / "out" / "kept.tar.gz"
    with pytest.raises(OSError, match="No space"):
        backup.make(target)
    assert list(target.parent.iterdir()) == []


def test_rows_written_after_the_restore_get_their_place(kept: Path) -> None:
    """Counters come back too: on PostgreSQL a restored sequence must not hand out a used number."""
    restore.restore(kept)
    add_workspace("Next")
    assert workspace_names() == ["Before", "Next"]
    if on_postgres():
        dispose_engines()
        with work(system(None)) as w:
            assert w.session.execute(text("SELECT max(id) FROM workspace")).scalar_one() == 2
