"""Long acts on many candidates: started here, carried out by a worker (`bulk_work`), told by a row that survives reload.

The people are written down when a job starts: whoever comes in later is no part of it. A job belongs to whoever started
it and runs with their rights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, literal, select
from sqlmodel import col

from milo_app.core import outbox
from milo_app.core.errors import Conflict, Denied, Gone, Invalid, NotFound
from milo_app.core.guard import change_if
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.candidates.bulk_models import BulkJob, BulkJobItem, BulkJobState
from milo_app.domain.candidates.events import BulkFileFetched, BulkJobCancelled, BulkJobEvent, BulkJobStarted
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.candidates.selection import Selection, chosen
from milo_app.domain.interviewers import queries as interviewers

FILES, PEOPLE = "bulk_file", "bulk"
"""Outbox kinds: jobs that end in a file, and jobs that do something with each person. Each has a lane of its own."""
KEEP = timedelta(days=7)
MOST_RUNNING = 5
"""So many jobs of one colleague may wait or run at a time."""
BLAST_FROM = 50
OPEN = (BulkJobState.QUEUED, BulkJobState.RUNNING)


@dataclass(frozen=True, slots=True)
class KindOf:
    """What a kind of job needs and how it is told: rights, outbox kind, and words ("Export of 48 candidates")."""

    rights: tuple[str, ...]
    lane: str
    words: str
    most: int


KINDS: Mapping[str, KindOf] = {
    "export": KindOf(("candidate:export",), FILES, "Export of {}", 1_000_000),
    "package": KindOf(("candidate:export", "application:read"), FILES, "Package of {}", 2_000),
    "nudge": KindOf(("outreach:send_email",), PEOPLE, "Reminders to {}", 100_000),
    "enrich": KindOf(("candidate:update",), PEOPLE, "Enrichment of {}", 100_000),
    "rescore": KindOf(("application:rescore",), PEOPLE, "New evaluation of {}", 100_000),
}


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as its owner sees it. `expires_at` is when its file goes."""

    id: str
    kind: str
    label: str
    state: str
    total: int
    done: int
    skipped: int
    reason: str
    file_name: str
    file_size: int
    created_at: datetime
    finished_at: datetime | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Skipped:
    """Somebody who was passed over, and why."""

    id: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class JobFile:
    """A file that is ready: where it is kept and what it is called."""

    key: str
    name: str
    size: int


def start(w: Work, kind: str, selection: Selection, params: Mapping[str, Any] | None = None) -> JobView:
    """Write down a job and its people, and put it into the queue in the same transaction.

    Raises `Denied`, `Invalid` when nobody or too many are chosen, `Conflict` when too many jobs are under way.
    """
    if kind not in KINDS:
        raise Invalid("There is no such job.")
    for right in KINDS[kind].rights:
        w.require(right)
    _refuse_when_busy(w)
    interviewer = interviewers.pick(w, selection.interviewer) if selection.interviewer else None
    row = BulkJob(
        workspace_id=w.workspace_id,
        user_id=w.actor.user_id,
        interviewer_id=interviewer.id if interviewer else None,
        kind=kind,
        label="",
        params={"selection": selection.as_dict(), **(params or {})},
        created_at=w.now,
    )
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    people = chosen(w, selection).with_only_columns(
        literal(w.workspace_id), literal(row.id), col(Application.id), literal("")
    )
    w.session.execute(insert(BulkJobItem).from_select(["workspace_id", "job_id", "application_id", "skipped"], people))
    row.total = _number(w, row.id)
    _check_number(w, kind, row.total)
    row.label = KINDS[kind].words.format(plural(row.total, "candidate"))
    w.session.add(row)
    w.session.flush()
    outbox.enqueue(w, KINDS[kind].lane, {"job": row.id}, key=f"bulk:{row.id}")
    w.publish(BulkJobStarted(**told(w, row)))
    return view(row)


def _refuse_when_busy(w: Work) -> None:
    mine = select(func.count()).select_from(BulkJob)
    running = w.session.execute(
        mine.where(
            col(BulkJob.workspace_id) == w.workspace_id,
            col(BulkJob.user_id) == w.actor.user_id,
            col(BulkJob.state).in_(OPEN),
        )
    ).scalar_one()
    if running >= MOST_RUNNING:
        raise Conflict(
            f"{MOST_RUNNING} of your jobs are under way.", safe="Nothing was started.", do="Wait for one, or cancel it."
        )


def _number(w: Work, job_id: int) -> int:
    items = select(func.count()).select_from(BulkJobItem)
    mine = (col(BulkJobItem.workspace_id) == w.workspace_id, col(BulkJobItem.job_id) == job_id)
    return int(w.session.execute(items.where(*mine)).scalar_one())


def _check_number(w: Work, kind: str, number: int) -> None:
    if not number:
        raise Invalid("Nobody is selected.", safe="Nothing was started.", do="Select candidates first.")
    if number > KINDS[kind].most:
        raise Invalid(
            f"This can be done for {KINDS[kind].most:,} candidates at a time.",
            safe="Nothing was started.",
            do="Narrow the list and do it in parts.",
        )
    if kind == "nudge" and number > BLAST_FROM and not w.actor.can("outreach:blast"):
        raise Denied(
            f"Your role allows up to {BLAST_FROM} mails at once.",
            safe="Nobody was mailed.",
            do="Select fewer, or ask an admin of this workspace.",
        )


def told(w: Work, row: BulkJob) -> dict[str, Any]:
    """Return what every event says of a job."""
    return {
        "job_id": row.id,
        "interviewer_id": row.interviewer_id,
        "user_id": row.user_id,
        "at": w.now,
        "kind": row.kind,
        "count": row.total,
    }


def view(row: BulkJob) -> JobView:
    """Turn a row into what its owner sees."""
    has_file = bool(row.result_key)
    return JobView(
        id=row.public_id,
        kind=row.kind,
        label=row.label,
        state=row.state.value,
        total=row.total,
        done=row.done,
        skipped=row.skipped,
        reason=row.reason,
        file_name=row.result_name if has_file else "",
        file_size=row.result_size if has_file else 0,
        created_at=row.created_at,
        finished_at=row.finished_at,
        expires_at=row.expires_at if has_file else None,
    )


def mine(w: Work, limit: int = 20) -> list[JobView]:
    """Return the present actor's jobs that are not put away, newest first."""
    w.require("candidate:read")
    query = (
        select(BulkJob)
        .where(
            col(BulkJob.workspace_id) == w.workspace_id,
            col(BulkJob.user_id) == w.actor.user_id,
            col(BulkJob.seen_at).is_(None),
        )
        .order_by(col(BulkJob.id).desc())
        .limit(limit)
    )
    return [view(row) for row in w.session.scalars(query)]


def own(w: Work, public_id: str) -> BulkJob:
    """Return a job of the present actor; raises `NotFound` for anybody else's."""
    query = select(BulkJob).where(
        col(BulkJob.workspace_id) == w.workspace_id,
        col(BulkJob.public_id) == public_id,
        col(BulkJob.user_id) == w.actor.user_id,
    )
    row = w.session.scalars(query).one_or_none()
    if row is None or w.actor.user_id is None:
        raise NotFound("There is no such job.")
    return row


def cancel(w: Work, public_id: str) -> JobView:
    """Stop a job: what was done for people so far stays done, and no file is offered. Raises `Conflict` when it is over."""
    row = own(w, public_id)
    if not change_if(w.session, row, col(BulkJob.state).in_(OPEN), state=BulkJobState.CANCELLED, finished_at=w.now):
        raise Conflict("This is over already.")
    w.publish(BulkJobCancelled(**told(w, row)))
    return view(row)


def put_away(w: Work, public_id: str) -> None:
    """Take a job that is over out of sight; its file stays for its 7 days. Raises `Conflict` while it runs."""
    row = own(w, public_id)
    if row.state in OPEN:
        raise Conflict("This is still running.", do="Cancel it first.")
    row.seen_at = w.now
    w.session.add(row)
    w.session.flush()


def skipped(w: Work, public_id: str, limit: int = 200) -> list[Skipped]:
    """Return who was passed over by a job, with the reason of each."""
    w.require("candidate:read")
    row = own(w, public_id)
    query = (
        select(col(Application.public_id), col(Candidate.name), col(BulkJobItem.skipped))
        .join(Application, col(Application.id) == col(BulkJobItem.application_id))
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .where(
            col(BulkJobItem.workspace_id) == w.workspace_id,
            col(BulkJobItem.job_id) == row.id,
            col(BulkJobItem.skipped) != "",
        )
        .order_by(col(BulkJobItem.application_id))
        .limit(limit)
    )
    return [Skipped(key, _named(w, key, name), reason) for key, name, reason in w.session.execute(query)]


def _named(w: Work, key: str, name: str) -> str:
    return f"Candidate {key[-4:].upper()}" if w.actor.is_blind else name


def holds_erased(w: Work, row: BulkJob) -> bool:
    """Return whether somebody in a job was erased after it began: its file still says who they were."""
    query = (
        select(col(BulkJobItem.application_id))
        .join(Application, col(Application.id) == col(BulkJobItem.application_id))
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .where(
            col(BulkJobItem.workspace_id) == w.workspace_id,
            col(BulkJobItem.job_id) == row.id,
            col(Candidate.erased_at) >= row.created_at,
        )
        .limit(1)
    )
    return w.session.execute(query).first() is not None


def file_for(w: Work, public_id: str) -> JobFile:
    """Return the file of a job to its owner, who must still hold candidate:export; it is noted that it was fetched."""
    w.require("candidate:export")
    row = own(w, public_id)
    if row.state != BulkJobState.DONE or not row.result_name:
        raise NotFound("This job has no file.")
    if not row.result_key:
        raise Gone("This file is not kept any more.", do="Start it again.")
    if holds_erased(w, row):
        raise Gone("Somebody in this file was erased, so it is gone.", do="Start it again, without them.")
    w.publish(BulkFileFetched(**told(w, row)))
    return JobFile(row.result_key, row.result_name, row.result_size)


__all__ = [
    "KINDS",
    "BulkJobEvent",
    "JobFile",
    "JobView",
    "Skipped",
    "cancel",
    "file_for",
    "mine",
    "put_away",
    "skipped",
    "start",
]
