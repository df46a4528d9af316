"""Carrying out a job on many candidates, so that a killed worker goes on where it stopped and does nothing twice.

Jobs with people work in parts: what is done for a part, its reasons and the job's cursor are one transaction. Jobs with
a file write it aside and offer it in one step at the end: there is never half a file. Both keep their lease while they
go on, and stop as soon as they are cancelled or another worker has taken over.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import col

from milo_app.core import outbox
from milo_app.core.errors import MiloError
from milo_app.core.guard import change_if
from milo_app.core.settings import settings
from milo_app.core.text import ellipsis
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts.acting import actor_of
from milo_app.domain.candidates.bulk_jobs import KEEP, KINDS, OPEN, holds_erased, told
from milo_app.domain.candidates.bulk_models import BulkJob, BulkJobItem, BulkJobState
from milo_app.domain.candidates.events import BulkJobFailed, BulkJobFinished, BulkJobProgressed
from milo_app.domain.candidates.export import Cancelled

Works = Callable[[Actor], AbstractContextManager[Work]]
LONGEST_PART_S = 0.8
SHIFT_S = 60.0
"""A job with people is handed back to the queue after this time, so that others get their turn."""
LEASE = timedelta(minutes=2)
BEAT_S = 1.0
_CHUNK = 500
_ITEMS_FOR = timedelta(days=30)
"""So long it is known who was passed over."""


@dataclass(frozen=True)
class PeopleKind:
    """Does something with one person in the part's transaction and returns why not; `before` runs outside of it."""

    each: Callable[[Work, int, Mapping[str, Any]], str]
    part: int = 100
    before: Callable[[Callable[[], AbstractContextManager[Work]], int], None] | None = None


@dataclass(frozen=True)
class Written:
    """A file that is complete: its name, and how many people are not in it."""

    name: str
    left_out: int = 0


@dataclass(frozen=True)
class FileRun:
    """What writes a file gets: where to, of whom, and whom to tell."""

    works: Callable[[], AbstractContextManager[Work]]
    interviewer: str
    params: Mapping[str, Any]
    target: Path
    ids: Callable[[], Iterator[int]]
    cancelled: Callable[[], bool]
    progress: Callable[[int], None]


FileKind = Callable[[FileRun], Written]


@dataclass(frozen=True)
class Tools:
    """What a worker brings along: units of work, the kinds, a place for files, and the lease to keep."""

    works: Works
    kinds: Mapping[str, PeopleKind | FileKind]
    keep: Callable[[int, Path], tuple[str, int]]
    drop: Callable[[str], None]
    hold: Callable[[], bool] = lambda: True


def work_off(tools: Tools, workspace_id: int, job_id: int, tick: Callable[[], float] = time.monotonic) -> None:
    """Carry out a job: what stands behind the outbox kinds `bulk` and `bulk_file`. One that is over is no error."""
    home = system(workspace_id)
    try:
        with tools.works(home) as w:
            row = w.session.get(BulkJob, job_id)
            if row is None or row.state not in OPEN:
                return
            actor, kind = actor_of(w, row.user_id), tools.kinds[row.kind]
            for right in KINDS[row.kind].rights:
                replace(w, actor=actor).require(right)
            change_if(w.session, row, col(BulkJob.state) == BulkJobState.QUEUED, state=BulkJobState.RUNNING)
            params, lane = dict(row.params), KINDS[row.kind].lane
        if isinstance(kind, PeopleKind):
            _people(tools, _Job(job_id, actor, params, lane), kind, tick)
        else:
            _file(tools, _Job(job_id, actor, params, lane), kind, tick)
    except MiloError as problem:
        if problem.status == 503:
            raise
        with tools.works(home) as w:
            give_up(w, job_id, problem.sentence())


@dataclass(frozen=True)
class _Job:
    id: int
    actor: Actor
    params: Mapping[str, Any]
    lane: str


def _people(tools: Tools, job: _Job, kind: PeopleKind, tick: Callable[[], float]) -> None:
    began = tick()
    while _part(tools, job, kind, tick):
        if not tools.hold():
            return
        if tick() - began > SHIFT_S:
            with tools.works(system(job.actor.workspace_id)) as w:
                outbox.enqueue(w, job.lane, {"job": job.id})
            return
        # SQLite has one writer; others who wait get their turn between two parts.
        time.sleep(0.02)


def _part(tools: Tools, job: _Job, kind: PeopleKind, tick: Callable[[], float]) -> bool:
    """Do a part of the people in one transaction; False when nothing is left."""
    if kind.before is not None:
        with tools.works(system(job.actor.workspace_id)) as w:
            ahead = _next(w, w.session.get_one(BulkJob, job.id), kind.part)
        for item in ahead:
            kind.before(lambda: tools.works(job.actor), item.application_id)
    with tools.works(job.actor) as w:
        # Two workers take turns: each part holds its job from the start.
        row = w.session.get(BulkJob, job.id, with_for_update=True)
        if row is None or row.state not in OPEN:
            return False
        waiting = _next(w, row, kind.part)
        until = tick() + LONGEST_PART_S
        for item in waiting:
            item.skipped = ellipsis(kind.each(w, item.application_id, job.params), 300)
            row.cursor, row.done, row.skipped = item.application_id, row.done + 1, row.skipped + bool(item.skipped)
            w.session.add(item)
            if tick() > until:
                break
        w.session.add(row)
        w.session.flush()
        if not waiting:
            _finish(w, row)
            return False
        w.publish(BulkJobProgressed(**{**told(w, row), "count": row.done}))
    return True


def _next(w: Work, row: BulkJob, number: int) -> list[BulkJobItem]:
    query = (
        select(BulkJobItem)
        .where(
            col(BulkJobItem.workspace_id) == w.workspace_id,
            col(BulkJobItem.job_id) == row.id,
            col(BulkJobItem.application_id) > row.cursor,
        )
        .order_by(col(BulkJobItem.application_id))
        .limit(number)
    )
    return list(w.session.scalars(query))


def _finish(w: Work, row: BulkJob, **values: Any) -> bool:
    ended = {"state": BulkJobState.DONE, "finished_at": w.now, **values}
    if not change_if(w.session, row, col(BulkJob.state) == BulkJobState.RUNNING, **ended):
        return False
    w.publish(BulkJobFinished(**told(w, row), skipped=row.skipped, has_file=bool(row.result_key)))
    return True


def _file(tools: Tools, job: _Job, write: FileKind, tick: Callable[[], float]) -> None:
    watch = _Watch(tools, job, tick)
    folder = settings().data_dir / "jobs"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"{job.id}-{time.monotonic_ns()}"
    home = job.actor.workspace_id or 0
    run = FileRun(
        works=lambda: tools.works(job.actor),
        interviewer=str(job.params["selection"].get("interviewer", "")),
        params=job.params,
        target=target,
        ids=lambda: _ids(tools, job),
        cancelled=watch.is_over,
        progress=watch.done,
    )
    try:
        written = write(run)
        key, size = tools.keep(home, target)
    except Cancelled:
        return
    finally:
        target.unlink(missing_ok=True)
    is_offered = False
    try:
        is_offered = _offer(tools, job, written, key, size)
    finally:
        if not is_offered:
            tools.drop(key)


def _offer(tools: Tools, job: _Job, written: Written, key: str, size: int) -> bool:
    if not tools.hold():
        return False
    with tools.works(system(job.actor.workspace_id)) as w:
        row = w.session.get_one(BulkJob, job.id, with_for_update=True)
        if holds_erased(w, row):
            give_up(w, job.id, "Somebody was erased while this was written. Start it again.")
            return False
        return _finish(
            w,
            row,
            done=row.total,
            skipped=written.left_out,
            result_key=key,
            result_name=written.name[:200],
            result_size=size,
            expires_at=w.now + KEEP,
        )


def _ids(tools: Tools, job: _Job) -> Iterator[int]:
    """Yield the people of a job, some hundred at a time."""
    last = 0
    while True:
        with tools.works(system(job.actor.workspace_id)) as w:
            query = (
                select(col(BulkJobItem.application_id))
                .where(
                    col(BulkJobItem.workspace_id) == w.workspace_id,
                    col(BulkJobItem.job_id) == job.id,
                    col(BulkJobItem.application_id) > last,
                )
                .order_by(col(BulkJobItem.application_id))
                .limit(_CHUNK)
            )
            some = list(w.session.scalars(query))
        if not some:
            return
        last = some[-1]
        yield from some


class _Watch:
    """Keeps the lease, tells how far a file is, and hears when it is not wanted any more: about once a second."""

    def __init__(self, tools: Tools, job: _Job, tick: Callable[[], float]) -> None:
        self._tools, self._job, self._tick = tools, job, tick
        self._told_at = self._asked_at = tick() - BEAT_S
        self._over = False

    def done(self, number: int) -> None:
        """Write down how many are done."""
        if self._tick() - self._told_at < BEAT_S:
            return
        self._told_at = self._tick()
        with self._tools.works(system(self._job.actor.workspace_id)) as w:
            row = w.session.get_one(BulkJob, self._job.id)
            if change_if(w.session, row, col(BulkJob.state) == BulkJobState.RUNNING, done=min(number, row.total)):
                w.publish(BulkJobProgressed(**{**told(w, row), "count": number}))

    def is_over(self) -> bool:
        """Return whether to stop: cancelled, gone, or taken over by another worker."""
        if not self._over and self._tick() - self._asked_at >= BEAT_S / 2:
            self._asked_at = self._tick()
            with self._tools.works(system(self._job.actor.workspace_id)) as w:
                row = w.session.get(BulkJob, self._job.id)
                self._over = row is None or row.state != BulkJobState.RUNNING
            self._over = self._over or not self._tools.hold()
        return self._over


def give_up(w: Work, job_id: int, reason: str) -> None:
    """End a job that cannot go on, with the reason; what was done for people stays done."""
    row = w.session.get(BulkJob, job_id)
    if row is None:
        return
    values = {"state": BulkJobState.FAILED, "finished_at": w.now, "reason": ellipsis(reason, 500)}
    if change_if(w.session, row, col(BulkJob.state).in_(OPEN), **values):
        w.publish(BulkJobFailed(**told(w, row), reason=row.reason))


def expire(w: Work, drop: Callable[[str], None]) -> int:
    """Let go of files after 7 days, or when somebody in them was erased, and of who was in a job after 30 days.

    Returns how many files of this workspace went.
    """
    query = select(BulkJob).where(col(BulkJob.workspace_id) == w.workspace_id, col(BulkJob.result_key) != "")
    rows = [row for row in w.session.scalars(query) if _is_over(w, row)]
    for row in rows:
        w.after_commit(partial(drop, row.result_key))
        row.result_key = ""
        w.session.add(row)
    w.session.flush()
    old = select(col(BulkJob.id)).where(
        col(BulkJob.workspace_id) == w.workspace_id, col(BulkJob.finished_at) < w.now - _ITEMS_FOR
    )
    w.session.execute(
        delete(BulkJobItem).where(col(BulkJobItem.workspace_id) == w.workspace_id, col(BulkJobItem.job_id).in_(old)),
        execution_options={"synchronize_session": False},
    )
    return len(rows)


def _is_over(w: Work, row: BulkJob) -> bool:
    return (row.expires_at is not None and row.expires_at < w.now) or holds_erased(w, row)


def sweep(older_than_seconds: float = 86_400) -> int:
    """Remove what killed workers left half written beside the files, and return how many that were."""
    gone = 0
    for path in (settings().data_dir / "jobs").glob("*"):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - older_than_seconds:
                path.unlink()
                gone += 1
    return gone
