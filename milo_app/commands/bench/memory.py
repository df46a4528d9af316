"""What a connected recruiter costs the server: KiB of its memory, and how many states of the app are filled.

Sixty tabs of one signed-in person open a page over the websocket and stay. The memory of the server's processes is read
before and after, so sockets, state and what the framework keeps of each tab are all in the figure.
"""

from __future__ import annotations

import subprocess
import time
from contextlib import ExitStack

from milo_app.commands.bench.events import session_cookie
from milo_app.commands.bench.registry import CannotMeasure, Row
from milo_app.commands.rehearsal import Rehearsal, descendants, rehearsal
from milo_app.commands.sites import SITES, filled, places
from milo_app.commands.wire import Tab

APPLICATIONS = 1_000
CLIENTS, WARM_UP = 60, 20
GOALS_KIB = {"interviewers": 250.0, "interviewer": 600.0}
"""Pages by their name in sites.py: a list that nobody touches, and the candidates of an interviewer."""
_NAMES = {"interviewers": "idle recruiter", "interviewer": "candidates page"}


def measure(applications: int = APPLICATIONS) -> list[Row]:
    """Return the memory of a connection, and two rows per page: the memory of a tab, and its states."""
    rows: list[Row] = []
    with rehearsal(applications) as here:
        found = places(here.data / "milo.db")
        if not found:
            raise CannotMeasure("the demo workspace holds no completed application")
        cookie = session_cookie(here)
        # All stay until the end: memory that a closed tab gives back would be taken again, and the next would look cheap.
        with ExitStack() as open_tabs:
            rows.append(_connection(here, open_tabs, cookie))
            for page, goal in GOALS_KIB.items():
                path = next(filled(site, found) for site in SITES if site.name == page)
                rows += _rows(here, open_tabs, _NAMES[page], path, cookie, goal)
    return rows


def _connection(here: Rehearsal, open_tabs: ExitStack, cookie: str) -> Row:
    """Return what a websocket costs that has said nothing yet: the web server's buffers, which are part of the others."""
    _opened(here, open_tabs, "/sign-in", cookie, WARM_UP)
    before = _memory_kib(here)
    for _ in range(CLIENTS):
        open_tabs.enter_context(Tab(here.origin, cookie))
    time.sleep(2)
    each = round((_memory_kib(here) - before) / CLIENTS, 1)
    return {"name": "memory connection alone", "value": each, "unit": "KiB", "goal": None, "holds": True, "n": CLIENTS}


def _rows(here: Rehearsal, open_tabs: ExitStack, name: str, path: str, cookie: str, goal: float) -> list[Row]:
    states = max(_opened(here, open_tabs, path, cookie, WARM_UP))
    before = _memory_kib(here)
    _opened(here, open_tabs, path, cookie, CLIENTS)
    time.sleep(2)
    each = round((_memory_kib(here) - before) / CLIENTS, 1)
    memory: Row = {"name": f"memory {name}", "value": each, "unit": "KiB", "goal": goal, "holds": each <= goal}
    return [
        memory | {"n": CLIENTS},
        {"name": f"memory {name}: states", "value": states, "unit": "states", "goal": None, "holds": True},
    ]


def _opened(here: Rehearsal, open_tabs: ExitStack, path: str, cookie: str, times: int) -> list[int]:
    """Open a page in fresh tabs that stay, and return how many states each was sent."""
    found: list[int] = []
    for _ in range(times):
        tab = open_tabs.enter_context(Tab(here.origin, cookie))
        found.append(len({state for update in tab.open(path) for state in update.get("delta", {})}))
    return found


def _memory_kib(here: Rehearsal) -> int:
    """Return the resident memory of the server and everything below it."""
    assert here.process is not None
    pids = ",".join(str(pid) for pid in (here.process.pid, *descendants(here.process.pid)))
    listing = subprocess.run(["ps", "-o", "rss=", "-p", pids], capture_output=True, text=True, check=True).stdout
    return sum(int(line) for line in listing.split())
