"""The whole timetable on one screen.

Every process ticks; `alone` lets one of them do a job at a time. Ticks are in UTC, missed ones are made up once
(`coalesce`, no grace limit), and none runs beside itself.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from milo_app import bootstrap
from milo_app.core import events, lease, outbox
from milo_app.core.work import system
from milo_app.handlers import outbox_handlers
from milo_app.jobs import cleanup, deadlines, digests, evaluations, index_watch, rollups, search_index
from milo_app.jobs.worker import OWNER, drain, lanes

log = logging.getLogger("milo.jobs")
SEARCH = "search"


def timetable() -> list[tuple[str, float, Callable[[], object]]]:
    """Return every job: its name, the seconds between ticks, and what it does."""
    return [
        *((f"outbox {kind}", 2, partial(drain, lane)) for kind, lane in lanes(outbox_handlers()).items()),
        ("rollups", 2, alone("rollups", rollups.recompute, 30)),
        ("cells", 2, alone("cells", rollups.catch_up, 120)),
        ("people", 2, alone("people", rollups.settle, 120)),
        ("deadlines", 20, alone("deadlines", deadlines.expire, 60)),
        ("reminders", 60, alone("reminders", deadlines.remind, 120)),
        ("digests", 30, alone("digests", digests.send, 60)),
        ("baselines", 600, alone("baselines", rollups.compare, 300)),
        ("lost evaluations", 300, alone("evaluations", evaluations.requeue, 120)),
        *((name, 1, job) for name, job in search_index.jobs()),
        ("index watch", 60, alone("index watch", index_watch.look, 60)),
        ("cleanup", 600, alone("cleanup", cleanup.sweep, 300)),
    ]


def alone(name: str, job: Callable[[], object], ttl_s: int) -> Callable[[], object]:
    """Wrap a job so that only the holder of its lease runs it."""

    def run() -> object:
        with bootstrap.work(system(None)) as w:
            fence = lease.take(w.session, f"job:{name}", OWNER, w.now, timedelta(seconds=ttl_s))
        return job() if fence is not None else None

    return run


def start(only: str = "") -> BackgroundScheduler:
    """Start ticking and return the scheduler; `shutdown(wait=True)` lets a running job finish.

    `only` starts the jobs whose names begin so, for measuring.
    """
    scheduler = BackgroundScheduler(
        timezone=UTC,
        # The search has threads of its own: it must not wait behind slow models and exports.
        executors={"default": ThreadPoolExecutor(6), SEARCH: ThreadPoolExecutor(4)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    for name, seconds, job in timetable():
        if not name.startswith(only):
            continue
        lane = SEARCH if name.startswith(SEARCH) else "default"
        scheduler.add_job(_told(name, job), "interval", seconds=seconds, id=name, executor=lane)
    # Nobody waits for the next tick: what was just added is done at once.
    outbox.on_nudge(lambda: _soon(scheduler))
    for name, job in search_index.jobs():
        events.on_commit(_Soon(scheduler, name, job))
    scheduler.start()
    return scheduler


class _Soon:
    """Runs a job once shortly after the first of many calls: what is committed at the same time is taken together."""

    def __init__(self, scheduler: BackgroundScheduler, name: str, job: Callable[[], object]) -> None:
        self.scheduler, self.name, self.job = scheduler, f"soon {name}", job
        self.due = threading.Lock()

    def __call__(self) -> None:
        """Ask for it, at most once until it runs."""
        if self.scheduler.running and self.due.acquire(blocking=False):
            at = datetime.now(UTC) + timedelta(milliseconds=50)
            self.scheduler.add_job(
                self.run, "date", run_date=at, id=self.name, replace_existing=True, executor=SEARCH, max_instances=3
            )

    def run(self) -> None:
        """Do it; whatever is committed from now on asks again."""
        self.due.release()
        _told(self.name, self.job)()


def _soon(scheduler: BackgroundScheduler) -> None:
    if scheduler.running:
        for kind, lane in lanes(outbox_handlers()).items():
            scheduler.add_job(_told(f"nudged {kind}", partial(drain, lane)), id=f"nudged {kind}", replace_existing=True)


def _told(name: str, job: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        try:
            job()
        except Exception:  # one failing tick must not end the timetable
            log.exception("the job %s failed; it runs again at its next tick", name)

    return run
