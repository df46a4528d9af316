"""`milo backup`: database, files and keys in one archive, taken while Milo runs, with a checksum of every member.

The manifest comes first in the archive. It names the schema and holds a signature made with the newest key, so that a
restore can tell a wrong key before it touches anything. Keys that come from MILO_SECRET_KEYS are not in the archive.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from milo_app.commands.copies import CopyFailed, check_copy, copy_database
from milo_app.commands.database import schema
from milo_app.commands.prepare import refuse_unmigrated
from milo_app.commands.terminal import give_up, given_path, progress, say
from milo_app.core.crypto import sign
from milo_app.core.settings import settings

FORMAT = 1
PURPOSE, SIGNED = "backup", "milo backup"
KEPT = ("files", "keys")
"""Folders of the data folder that belong to a backup; beside them lie the database and what can be made again."""


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            total.update(block)
    return total.hexdigest()


def members(data: Path) -> list[Path]:
    """Return every file of the kept folders, by name; half-written uploads are left out."""
    found = [path for name in KEPT for path in (data / name).rglob("*") if path.is_file() and not path.is_symlink()]
    return sorted(path for path in found if ".incoming" not in path.parts)


def make(target: Path) -> int:
    """Write a backup and return how many files it holds; it gets its name when it is whole. Raises CopyFailed."""
    chosen = settings()
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    try:
        with tempfile.TemporaryDirectory(prefix="milo-backup-", dir=target.parent) as folder:
            database = copy_database(chosen.database, Path(folder) / "database", compact=True)
            check_copy(database)
            # Files after the database: each file that a row names is there, and later ones do no harm.
            sources = {database.name: database} | {
                path.relative_to(chosen.data_dir).as_posix(): path for path in members(chosen.data_dir)
            }
            _write(partial, sources, database.name)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return len(sources)


def _write(archive: Path, sources: dict[str, Path], database: str) -> None:
    listed = {}
    with progress("Backing up") as step:
        for number, (name, path) in enumerate(sources.items(), start=1):
            listed[name] = {"sha256": checksum(path), "bytes": path.stat().st_size}
            step(number, 2 * len(sources))
        manifest = {
            "format": FORMAT,
            "milo": _version(),
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "schema": schema().current,
            "database": database,
            "key": sign(SIGNED, PURPOSE),
            "files": listed,
        }
        handle = os.open(archive, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz", compresslevel=3) as tar:
            _add_text(tar, "manifest.json", json.dumps(manifest, indent=1))
            for number, (name, path) in enumerate(sources.items(), start=1):
                tar.add(path, arcname=name, recursive=False)
                step(len(sources) + number, 2 * len(sources))


def _version() -> str:
    try:
        return version("milo")
    except ModuleNotFoundError:  # run from the source folder, where Milo is not installed as a package
        return "source"


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(text.encode()), 0o600
    tar.addfile(member, io.BytesIO(text.encode()))


def run(file: str) -> None:
    """`milo backup [FILE]`: write the archive and say where it is."""
    refuse_unmigrated()
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = given_path(file) if file else settings().data_dir / "backups" / f"milo-{stamp}.tar.gz"
    if target.is_dir():
        target = target / f"milo-{stamp}.tar.gz"
    try:
        count = make(target)
    except (CopyFailed, OSError) as failed:
        give_up(f"the backup could not be made ({failed}). Nothing was changed.")
    say(f"{target} ({target.stat().st_size / 2**20:.1f} MiB, {count} files). It holds everything, so keep it private.")
    if settings().secret_keys:
        say("The keys come from MILO_SECRET_KEYS and are not in it. Keep them too: no restore works without them.")
