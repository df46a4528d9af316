"""What people see of the indexes and do about them: counts, lag, failures, switches, building anew.

Everything needs `search:reindex`. Counts and failures are those of the reader's workspace; the indexes themselves belong
to the installation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlmodel import col

from milo_app.core.errors import Conflict, NotFound, Unavailable
from milo_app.core.outbox import nudge
from milo_app.core.work import Work
from milo_app.domain.candidates.models import Candidate
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.search import documents, queue
from milo_app.domain.search.documents import Switches
from milo_app.domain.search.engines import Engines
from milo_app.domain.search.events import SearchReindexAsked, SearchReindexStopped, SearchRetried, SearchSwitched
from milo_app.domain.search.models import SearchFailure, SearchIndex, SearchSetting
from milo_app.domain.search.ports import Kind, SearchEngine
from milo_app.domain.search.queue import Changed

PERMISSION = "search:reindex"
LATE = timedelta(seconds=30)
"""A queue that has waited so long is told of as a problem."""
DEAD = timedelta(seconds=90)
"""A build without a sign of life for so long has ended with its process; it begins again by itself."""
MOST_FAILURES = 50
SEARCHABLE = {
    Kind.CANDIDATE: ("Name", "E-mail", "Phone", "Tags", "City", "Resume text", "Notes"),
    Kind.INTERVIEWER: ("Title", "Department", "Labels", "Description"),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is. `seconds_left` is None before anything can be said."""

    done: int
    total: int
    seconds_left: int | None

    @property
    def percent(self) -> int:
        """From 0 to 100; 100 only at the very end."""
        return min(99, 100 * self.done // self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """One engine. `lag_seconds` is how long the oldest change waits, 0 when none does."""

    name: str
    version: str
    is_up: bool
    is_primary: bool
    documents: Mapping[Kind, int]
    size_bytes: int | None
    waiting: int
    lag_seconds: float
    is_late: bool
    building: Progress | None
    is_wanted: bool
    built_at: datetime | None
    applied_at: datetime | None
    problem: str
    warning: str = ""
    """What should be known of an engine that works."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something of this workspace that could not be indexed; `name` is empty when it is gone by now."""

    id: int
    engine: str
    kind: str
    name: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything about the indexes, for the page Data Indexing. `in_database` is what there is to be found."""

    engines: tuple[IndexStatus, ...]
    in_database: Mapping[Kind, int]
    switches: Switches
    failures: tuple[Failure, ...]
    failures_count: int


def overview(w: Work) -> Overview:
    """Return how the indexes stand, as this workspace sees it."""
    w.require(PERMISSION)
    engines = w.port(Engines)
    count = select(func.count(col(SearchFailure.id))).where(col(SearchFailure.workspace_id) == w.workspace_id)
    return Overview(
        tuple(_status(w, engine, is_primary=engine is engines.primary) for engine in engines.all),
        _in_database(w),
        documents.switches(w, w.workspace_id),
        _failures(w),
        int(w.session.scalar(count) or 0),
    )


def all_indexes(w: Work) -> list[IndexStatus]:
    """Return how the indexes stand for the whole installation: for commands, never for a page."""
    engines = w.port(Engines)
    return [_status(w, engine, is_primary=engine is engines.primary) for engine in engines.all]


def failures_count(w: Work) -> int:
    """Return how much could not be indexed, in all workspaces."""
    return int(w.session.scalar(select(func.count(col(SearchFailure.id)))) or 0)


def _in_database(w: Work) -> dict[Kind, int]:
    people = select(func.count(col(Candidate.id))).where(
        col(Candidate.workspace_id) == w.workspace_id,
        col(Candidate.erased_at).is_(None),
        col(Candidate.is_test).is_(False),
    )
    roles = select(func.count(col(Interviewer.id))).where(col(Interviewer.workspace_id) == w.workspace_id)
    return {
        Kind.CANDIDATE: int(w.session.scalar(people) or 0),
        Kind.INTERVIEWER: int(w.session.scalar(roles) or 0),
    }


def _status(w: Work, engine: SearchEngine, *, is_primary: bool) -> IndexStatus:
    row = w.session.get(SearchIndex, engine.name)
    health, depth = engine.health(w.actor.workspace_id), _depth(w, engine, row)
    lag = max(0.0, (w.now - depth.oldest).total_seconds()) if depth.oldest else 0.0
    return IndexStatus(
        name=engine.name,
        version=health.version,
        is_up=health.is_up,
        is_primary=is_primary,
        documents=health.documents,
        size_bytes=health.size_bytes,
        waiting=depth.waiting,
        lag_seconds=lag,
        is_late=lag > LATE.total_seconds(),
        building=progress_of(w, row),
        is_wanted=bool(row and row.is_wanted),
        built_at=row.built_at if row else None,
        applied_at=row.applied_at if row else None,
        problem=health.problem if not health.is_up else row.problem if row else "",
        warning=health.problem if health.is_up else "",
    )


def _depth(w: Work, engine: SearchEngine, row: SearchIndex | None) -> queue.Depth:
    """Return what waits; while a server does not answer, whatever came after it last took something."""
    try:
        at = engine.cursor()
    except Unavailable:
        return queue.since(w, row.applied_at or row.built_at if row else None)
    return queue.depth(w, at) if at is not None else queue.Depth()


def progress_of(w: Work, row: SearchIndex | None) -> Progress | None:
    """Return how far a build is; None when none is going on."""
    if row is None or not row.is_building or row.beat_at is None or w.now - row.beat_at > DEAD:
        return None
    left = None
    if row.started_at is not None and row.done:
        left = round((w.now - row.started_at).total_seconds() * max(0, row.total - row.done) / row.done)
    return Progress(row.done, row.total, left)


def progress(w: Work, engine: SearchEngine) -> Progress | None:
    """Return how far a build of an engine is; None when none is going on. For everybody who searches."""
    return progress_of(w, w.session.get(SearchIndex, engine.name))


def _failures(w: Work) -> tuple[Failure, ...]:
    rows = list(w.session.scalars(select(SearchFailure).order_by(col(SearchFailure.at).desc()).limit(MOST_FAILURES)))
    names: dict[tuple[str, int], str] = {}
    for kind, table, name in (
        (Kind.CANDIDATE, Candidate, Candidate.name),
        (Kind.INTERVIEWER, Interviewer, Interviewer.title),
    ):
        ids = [row.doc_id for row in rows if row.kind == kind.value]
        if ids:
            query = select(col(table.id), col(name)).where(col(table.id).in_(ids))
            names |= {(kind.value, int(number)): shown for number, shown in w.session.execute(query)}
    return tuple(
        Failure(row.id or 0, row.engine, row.kind, names.get((row.kind, row.doc_id), ""), row.reason, row.at)
        for row in rows
    )


def reindex(w: Work) -> None:
    """Ask for new indexes; the ones there are answer meanwhile. Raises `Conflict` while one is being built."""
    w.require(PERMISSION)
    for engine in w.port(Engines).all:
        row = w.session.get(SearchIndex, engine.name) or SearchIndex(engine=engine.name)
        if progress_of(w, row) is not None:
            raise Conflict("The index is being built already.", do="Wait for it, or stop it first.")
        row.is_wanted, row.is_cancelled, row.problem = True, False, ""
        w.session.add(row)
    w.session.flush()
    w.publish(SearchReindexAsked())
    w.after_commit(nudge)


def want(w: Work) -> None:
    """Ask for new indexes as the installation itself: a command, or a database that was replaced."""
    for engine in w.port(Engines).all:
        row = w.session.get(SearchIndex, engine.name) or SearchIndex(engine=engine.name)
        row.is_wanted, row.is_cancelled, row.problem = True, False, ""
        w.session.add(row)
    w.session.flush()


def left_to_build(w: Work) -> list[tuple[str, Progress | None]]:
    """Return the engines whose index is still to be built, each with how far it is."""
    rows = w.session.scalars(select(SearchIndex).where(col(SearchIndex.is_wanted)).order_by(col(SearchIndex.engine)))
    return [(row.engine, progress_of(w, row)) for row in rows]


def cancel(w: Work) -> bool:
    """Stop building; the index from before stays. Return whether there was anything to stop."""
    w.require(PERMISSION)
    stopped = False
    for row in w.session.scalars(select(SearchIndex)):
        if row.is_wanted or row.is_building:
            stopped = True
            row.is_cancelled, row.is_wanted = row.is_building, False
            w.session.add(row)
    w.session.flush()
    if stopped:
        w.publish(SearchReindexStopped())
    return stopped


def switch(w: Work, *, has_resumes: bool, has_notes: bool, has_tags: bool) -> None:
    """Choose what of this workspace can be found. What was switched off is out of the index within moments."""
    w.require(PERMISSION)
    row = w.session.scalars(select(SearchSetting)).one_or_none() or SearchSetting(workspace_id=w.workspace_id)
    row.has_resumes, row.has_notes, row.has_tags = has_resumes, has_notes, has_tags
    w.session.add(row)
    w.session.flush()
    queue.put_workspace(w)
    parts = {"resume text": has_resumes, "notes": has_notes, "tags": has_tags}
    w.publish(SearchSwitched(note=", ".join(f"{name} {'on' if is_on else 'off'}" for name, is_on in parts.items())))


def retry(w: Work, failure_id: int = 0) -> int:
    """Try what failed again, one or (0) all of this workspace; return how many."""
    w.require(PERMISSION)
    query = select(SearchFailure)
    if failure_id:
        query = query.where(col(SearchFailure.id) == failure_id)
    rows = list(w.session.scalars(query))
    if failure_id and not rows:
        raise NotFound("This failure is gone.", do="Reload the page.")
    queue.put(w, [Changed(w.workspace_id, row.kind, row.doc_id) for row in rows])
    ids = [row.id for row in rows]
    w.session.execute(delete(SearchFailure).where(col(SearchFailure.id).in_(ids)))
    if rows:
        w.publish(SearchRetried(count=len(rows)))
    return len(rows)
