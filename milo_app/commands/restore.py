"""`milo restore`: put a backup back, whole or not at all.

Everything is unpacked and checked beside the data folder first: checksums, the database itself, its schema and the key.
What is there now is moved to `backups/replaced-<time>` and never deleted.
"""

from __future__ import annotations

import json
import shutil
import sys
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer
from alembic.script import ScriptDirectory

from milo_app import bootstrap
from milo_app.commands.backup import FORMAT, KEPT, PURPOSE, SIGNED, checksum
from milo_app.commands.copies import CopyFailed, check_copy, copy_database, put_back
from milo_app.commands.database import configuration, migrate, schema
from milo_app.commands.running import NotAlone, alone
from milo_app.commands.terminal import give_up, given_path, progress, say
from milo_app.core.crypto import forget_keys, signature_holds
from milo_app.core.db import dispose_engines
from milo_app.core.settings import settings
from milo_app.core.work import system
from milo_app.domain.search import status


class Refused(Exception):
    """The backup cannot be restored here; the text says why."""


def unpack(archive: Path, folder: Path) -> dict[str, Any]:
    """Unpack into the folder and return the manifest, after every checksum was found right. Raises Refused."""
    try:
        with tarfile.open(archive, "r:gz") as tar:
            tar.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
        listed: dict[str, Any] = manifest["files"]
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError) as broken:
        raise Refused(f"this is not a whole backup of Milo ({broken})") from broken
    if manifest.get("format") != FORMAT:
        raise Refused(f"this backup has format {manifest.get('format')}, and this program knows {FORMAT}")
    with progress("Checking") as step:
        for number, (name, known) in enumerate(listed.items(), start=1):
            path = folder / name
            if not path.is_file() or checksum(path) != known["sha256"]:
                raise Refused(f"{name} is damaged or missing in this backup")
            step(number, len(listed))
    return manifest


def check(manifest: dict[str, Any], folder: Path) -> None:
    """Raise Refused for a schema that this program does not know, a damaged database, or a key that does not fit."""
    if manifest["schema"] not in known_schemas():
        raise Refused(f"a newer Milo made this backup (schema {manifest['schema']}). Restore it with that version")
    try:
        check_copy(folder / manifest["database"])
    except CopyFailed as broken:
        raise Refused(str(broken)) from broken
    kept = folder / "keys" / "secret"
    if not settings().secret_keys and not kept.exists():
        raise Refused("its keys were set by MILO_SECRET_KEYS. Set the same keys, then restore")
    if settings().secret_keys and not signature_holds(SIGNED, manifest["key"], PURPOSE):
        raise Refused("MILO_SECRET_KEYS holds other keys than those it was made with. Set the same keys, then restore")


def known_schemas() -> set[str]:
    """Return every revision that this program can migrate from."""
    return {step.revision for step in ScriptDirectory.from_config(configuration()).walk_revisions()}


def put_in_place(manifest: dict[str, Any], folder: Path, aside: Path) -> None:
    """Move what is there now aside, then put database, files and keys of the unpacked backup in place."""
    chosen = settings()
    aside.mkdir(parents=True, mode=0o700)
    if schema().current:
        copy_database(chosen.database, aside / "database")
    dispose_engines()
    for name in KEPT:
        if name == "keys" and not (folder / "keys").exists():
            continue  # the keys come from the environment, then as now
        if (chosen.data_dir / name).exists():
            shutil.move(chosen.data_dir / name, aside / name)
        if (folder / name).exists():
            shutil.move(folder / name, chosen.data_dir / name)
    put_back(chosen.database, folder / manifest["database"])
    _forget_index(chosen.data_dir)
    forget_keys()


def _forget_index(data: Path) -> None:
    """Delete the search index of the database that was replaced; the next start builds that of the one that is there."""
    (data / "search.db").unlink(missing_ok=True)
    shutil.rmtree(data / "search", ignore_errors=True)


def restore(archive: Path) -> Path:
    """Restore an archive, migrate it to this program's schema, return where the former state lies. Raises Refused."""
    data = settings().data_dir
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = data / "backups" / f"replaced-{datetime.now(UTC).strftime('%Y%m%d-%H%M%S')}"
    with alone(), tempfile.TemporaryDirectory(prefix="restoring-", dir=data) as folder:
        manifest = unpack(archive, Path(folder))
        check(manifest, Path(folder))
        put_in_place(manifest, Path(folder), aside)
    migrate(copy_first=False)
    with bootstrap.work(system(None)) as w:
        status.want(w)
    return aside


def run(file: str, yes: bool) -> None:
    """`milo restore FILE`: ask, restore, and say what was done."""
    archive = given_path(file)
    if not archive.is_file():
        give_up(f"there is no file {archive}.")
    if not yes:
        if not sys.stdin.isatty():
            give_up("restore replaces the data of this installation. Say --yes if that is meant.")
        typer.confirm(f"Replace what is in {settings().data_dir} by {archive.name}?", abort=True)
    try:
        aside = restore(archive)
    except NotAlone:
        give_up("Milo is running on this data folder. Stop it (Ctrl-C), then restore.")
    except Refused as refused:
        give_up(f"{refused}. Nothing was changed.")
    except CopyFailed as failed:
        give_up(f"the database could not be put back: {failed}. What was there before lies in {settings().data_dir}.")
    say(f"Restored. What was there before is in {aside}.")
