"""Everything that must stand before the server starts: data folder, keys, schema, and the demo on the first run."""

from __future__ import annotations

import os
import socket

from milo_app.commands.database import migrate, schema
from milo_app.commands.terminal import give_up, progress, say
from milo_app.core.settings import settings

DEMO_APPLICATIONS = 6_000


def installation() -> None:
    """Make the data folder and the keys, and migrate."""
    ground()
    migrate()


def ground() -> None:
    """Make the data folder (mode 0700) and the keys. Files made from here on are for their owner only."""
    os.umask(0o077)
    folder = settings().data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
    except OSError as failed:
        give_up(f"the data folder {folder} cannot be used ({failed.strerror}). MILO_DATA names another one.")
    from milo_app.adapters.push_web.keys import ensure_key
    from milo_app.core.crypto import ensure_keys

    ensure_keys()
    ensure_key()


def refuse_unmigrated() -> None:
    """End with a sentence unless the database has this program's schema (for commands that do not migrate)."""
    where = schema()
    if where.is_newer:
        give_up(f"a newer Milo made this database (schema {where.current}). Use that version.")
    if where.pending:
        give_up("the database is not ready. Start Milo once with ./milo up, or run ./milo migrate.")
    os.umask(0o077)


def is_empty() -> bool:
    """Return whether the installation has no workspace yet."""
    from milo_app.bootstrap import read, system
    from milo_app.domain.accounts import queries

    with read(system(None)) as w:
        return not queries.workspaces(w)


def demo() -> None:
    """Fill the demo workspace, with a progress bar."""
    from milo_app.commands.demo import fill

    with progress("Making the demo workspace") as step:
        fill(DEMO_APPLICATIONS, step)


def refuse_open_http() -> None:
    """Refuse an address that sends passwords in clear over a network, unless MILO_ALLOW_HTTP says that it is meant."""
    chosen = settings()
    host = chosen.origin.partition("://")[2].rpartition(":")[0] or chosen.origin.partition("://")[2]
    loopback = host.strip("[]") in ("localhost", "127.0.0.1", "::1")
    if not chosen.is_https and not loopback and not chosen.allow_http:
        give_up(
            f"PUBLIC_URL is {chosen.public_url}: passwords would cross the network in clear. "
            "Use https (a proxy in front of Milo), or set MILO_ALLOW_HTTP=1 if that is meant."
        )


def refuse_taken_port(host: str, port: int) -> None:
    """End with a sentence when the port cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            give_up(f"port {port} may not be used by this user. Choose one above 1023: ./milo up --port 3000")
        except OSError as failed:
            say(f"({failed.strerror})")
            give_up(f"port {port} is in use, perhaps by another Milo. Choose another: ./milo up --port {port + 1}")
