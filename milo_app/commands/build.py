"""Build the pages, but only when something that goes into them changed.

`reflex run --env prod` builds at every start. Here a fingerprint of everything that the build reads is stored beside
its output, and the build is skipped while the two agree. The address and the port are no part of it: they are told to
the browser at run time by `milo_app/api/built.py`, which also reads the hashes of inline scripts stored here.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from milo_app.api.built import inline_script_hashes
from milo_app.commands.terminal import give_up, say
from milo_app.core.settings import ROOT

WEB = ROOT / ".web"
CLIENT = WEB / "build" / "client"
RECORD = WEB / "milo-build.json"
LOG = ROOT / ".cache" / "build.log"

_READ = ("milo_app", "assets", "reflex.lock", "rxconfig.py", "requirements.lock", "bunfig.toml")
# Reflex makes links in assets/external itself while it compiles, from files that are already counted in milo_app.
_SKIP = {"__pycache__", "external"}


def fingerprint(root: Path = ROOT) -> str:
    """Return a SHA-256 over the names and bytes of every file that a build reads."""
    total = hashlib.sha256()
    for path in sorted(_files(root)):
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for name in _READ:
        top = root / name
        if top.is_file():
            yield top
        for folder, folders, files in os.walk(top):
            folders[:] = [f for f in folders if f not in _SKIP]
            yield from (Path(folder, f) for f in files if not f.endswith((".pyc", ".swp", "~")))


def is_current() -> bool:
    """Return whether the finished build belongs to the files as they are now."""
    try:
        record = json.loads(RECORD.read_text())
    except (OSError, ValueError):
        return False
    return (CLIENT / "index.html").exists() and record.get("fingerprint") == fingerprint()


def ensure_built(force: bool = False) -> bool:
    """Build when something changed, and return whether it did. A failed build ends the command with its last lines."""
    if not force and is_current():
        return False
    with _only_one():
        if not force and is_current():
            return False
        RECORD.unlink(missing_ok=True)
        started = time.monotonic()
        first = not (WEB / "node_modules").exists()
        say("Building the pages" + (", and fetching their toolchain the first time ..." if first else " ..."))
        with _same_lock():
            _export()
        write_record()
        say(f"Built in {time.monotonic() - started:.0f} s.")
    return True


def write_record() -> None:
    """Store, beside a finished build, what it was made from and what the edge needs to know about it."""
    # Hashed after the build: the first one may complete reflex.lock.
    RECORD.write_text(json.dumps({"fingerprint": fingerprint(), "scripts": inline_script_hashes(CLIENT)}, indent=1))


def _export() -> None:
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("w") as log:
        done = subprocess.run(
            [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"],
            cwd=ROOT,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=os.environ | {"REFLEX_ENV_MODE": "prod", "NO_COLOR": "1"},
            check=False,
        )
    if done.returncode or not (CLIENT / "index.html").exists():
        say("\n".join(LOG.read_text(errors="replace").splitlines()[-25:]))
        give_up(
            f"the pages could not be built (all of it: {LOG.relative_to(ROOT)}). Your data is untouched. "
            "If packages could not be fetched, run the command again when the network is back."
        )


@contextmanager
def _same_lock() -> Iterator[None]:
    """Keep the bytes of reflex.lock/package.json when the build only wrote the same content in another layout."""
    path = ROOT / "reflex.lock" / "package.json"
    before = path.read_bytes() if path.exists() else b""
    yield
    if before and path.exists() and json.loads(path.read_bytes()) == json.loads(before):
        path.write_bytes(before)


@contextmanager
def _only_one() -> Iterator[None]:
    lock = ROOT / ".cache" / "build.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
