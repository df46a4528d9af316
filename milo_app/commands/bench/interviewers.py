"""The table of interviewers at a million applications: what the server takes for a page, each order, filters and counts.

Every measurement goes through the functions that the page calls, in a read transaction of its own as a member with all
rights of a recruiter.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from typing import Any

from milo_app.commands.bench.registry import Row, timing
from milo_app.commands.bench.stock import DATABASES, Stock, open_stock
from milo_app.core.paging import Cursor
from milo_app.core.work import Actor, Work

GOAL_MS = 25.0
APPLICATIONS = 1_000_000
INTERVIEWERS = 200
SIZES = (INTERVIEWERS, 5_000)
ROUNDS, WARM_UP = 60, 5


def measure(
    applications: int = APPLICATIONS, sizes: tuple[int, ...] = SIZES, databases: tuple[str, ...] = DATABASES
) -> list[Row]:
    """Return p50 and p95 in milliseconds for each database and number of interviewers."""
    rows: list[Row] = []
    for kind in databases:
        for size in sizes:
            largest = largest_of(applications) if size == INTERVIEWERS else 0
            with open_stock(Stock(kind, applications, size, largest)) as workspace_id:
                for name, ask in _questions():
                    rows.append(asked(f"{kind} {size:,}: {name}", workspace_id, ask, GOAL_MS))
    return rows


def largest_of(applications: int) -> int:
    """Return how many of them belong to the largest of 200 interviewers: 50,000 of a million."""
    return applications // 20


def recruiter(workspace_id: int) -> Actor:
    """Return a member of the workspace with all rights of a recruiter."""
    from milo_app.domain.accounts.models import Role
    from milo_app.domain.accounts.permissions import granted

    return Actor("user", workspace_id, 1, "Bench", Role.RECRUITER.value, granted(Role.RECRUITER), tz="UTC")


def asked(name: str, workspace_id: int, ask: Callable[[Work], object], goal_ms: float, rounds: int = ROUNDS) -> Row:
    """Ask the same again and again as a recruiter, each time in a transaction of its own, and return the timing."""
    from milo_app import bootstrap

    actor = recruiter(workspace_id)
    taken: list[float] = []
    computed: list[float] = []
    gc.collect()
    gc.freeze()  # as the server does when it has started
    for number in range(WARM_UP + rounds):
        begun, busy = time.perf_counter(), time.thread_time()
        with bootstrap.read(actor) as w:
            ask(w)
        if number >= WARM_UP:
            taken.append(1000 * (time.perf_counter() - begun))
            computed.append(1000 * (time.thread_time() - busy))
    return timing(name, taken, goal_ms, computed)


def _questions() -> Iterator[tuple[str, Callable[[Work], object]]]:
    from milo_app.domain.interviewers import listing
    from milo_app.domain.interviewers.attention import attention

    def page(cursor: str = "", **flt: Any) -> Callable[[Work], object]:
        wanted = listing.InterviewerFilter(**flt)
        return lambda w: listing.page(w, wanted, cursor)

    yield "page", page()
    for sort in ("oldest", "most", "least"):
        yield f"sort {sort}", page(sort=sort)
    for tab in ("expired", "archived"):
        yield f"tab {tab}", page(tab=tab)
    yield "last page", page(cursor=Cursor("last").text())
    yield "search by name", page(q="associate")
    yield "search by link", page(q="-berlin-1")
    yield "search without a hit", page(q="xyzzy")
    yield "one label", page(labels=(("place", "berlin"),))
    three = (("place", "berlin"), ("place", "oslo"), ("team", "blue"), ("level", "senior"))
    yield "labels of three kinds", page(labels=three, sort="most")
    yield "tab counts", listing.counts
    yield "attention", attention
