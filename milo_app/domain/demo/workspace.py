"""The home of the demo: a workspace with an admin, a recruiter and a viewer, made once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from milo_app.core.work import Work, system
from milo_app.domain.accounts import queries, service
from milo_app.domain.accounts.models import Role, Workspace
from milo_app.domain.demo.quiet import Works

NAME, SLUG = "Acme", "acme"
ADMIN = "dana@example.com"
_PEOPLE = (
    (ADMIN, "Dana Whitfield", Role.ADMIN),
    ("rafael@example.com", "Rafael Osei", Role.RECRUITER),
    ("mina@example.com", "Mina Lindqvist", Role.VIEWER),
)


@dataclass(frozen=True)
class DemoHome:
    """Where the demo lives and who signs in first."""

    workspace_id: int
    admin_email: str


def ensure(works: Works) -> DemoHome:
    """Return the demo workspace, made with its people when there is none. They sign in by link."""
    with works(system(None)) as w:
        home = queries.workspace_by_slug(w, SLUG)
        if home is None:
            home = _make(w)
        assert home.id is not None
        return DemoHome(home.id, ADMIN)


def _make(w: Work) -> Workspace:
    home = service.create_workspace(w, NAME, tz=server_zone(), slug=SLUG, is_demo=True)
    for email, name, role in _PEOPLE:
        service.add_user(w, home, email, name, role)
    return home


def server_zone() -> str:
    """Return the IANA name of this machine's zone, UTC where it has none."""
    named = os.environ.get("TZ", "").lstrip(":") or _etc_timezone() or _etc_localtime()
    try:
        return ZoneInfo(named).key if named else "UTC"
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"


def _etc_timezone() -> str:
    try:
        return Path("/etc/timezone").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError):
        return ""


def _etc_localtime() -> str:
    """Return the zone that /etc/localtime points to, as macOS and most Linux systems have it."""
    try:
        target = str(Path("/etc/localtime").resolve())
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2]
