"""Removing test runs: everything that one left behind, files included, and the trial versions that nobody uses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import delete, select
from sqlmodel import SQLModel, col

from milo_app.core.outbox import OutboxItem
from milo_app.core.work import Work
from milo_app.domain.candidates.leaving import forget_opinions
from milo_app.domain.candidates.models import Application, ApplicationTag, Candidate, PersonalLink
from milo_app.domain.candidates.trying import tests_of
from milo_app.domain.interviewers import trials
from milo_app.domain.interviewers.events import InterviewerDeleted
from milo_app.domain.interviews.events import TestRunsDeleted
from milo_app.domain.interviews.models import Answer, CandidateSession, StageRun, StoredFile
from milo_app.domain.interviews.ports import FileStore
from milo_app.domain.scoring import guests
from milo_app.domain.scoring.models import Evaluation, Evidence, Highlight, ItemScore, Signal

KEEP_TRIALS = timedelta(days=30)
_LEFT_BEHIND: tuple[type[SQLModel], ...] = (
    Highlight,
    Signal,
    ItemScore,
    Evaluation,
    ApplicationTag,
    Answer,
    StoredFile,
    StageRun,
    CandidateSession,
    PersonalLink,
)
"""Tables with an `application_id`, those that are pointed to after those that point."""


def delete_tests(w: Work, public_ids: Sequence[str]) -> int:
    """Delete test runs with everything in them and return how many; ids of real candidates are passed over.

    Needs interviewer:update. What a test cost stays booked.
    """
    w.require("interviewer:update")
    query = tests_of(w).where(col(Application.public_id).in_(list(public_ids)))
    found = list(w.session.scalars(query))
    names = tuple(sorted({row.interviewer_id for row in found}))
    _remove(w, found)
    if found:
        w.publish(TestRunsDeleted(interviewer_ids=names, count=len(found), at=w.now))
    return len(found)


def _remove(w: Work, found: Sequence[Application]) -> None:
    if not found:
        return
    ids = [row.id or 0 for row in found]
    people = [row.candidate_id for row in found]
    blobs = list(
        w.session.scalars(select(col(StoredFile.blob_key)).where(col(StoredFile.application_id).in_(ids))).all()
    )
    scores = select(col(ItemScore.id)).where(col(ItemScore.application_id).in_(ids))
    _delete(w, Evidence, col(Evidence.item_score_id).in_(scores))
    forget_opinions(w, ids)
    guests.forget(w, ids)
    for kind in _LEFT_BEHIND:
        _delete(w, kind, kind.application_id.in_(ids))  # type: ignore[attr-defined]
    for number in ids:
        _delete(w, OutboxItem, col(OutboxItem.key).startswith(f"evaluate:{number}:"))
    _delete(w, Application, col(Application.id).in_(ids), col(Application.is_test))
    _delete(w, Candidate, col(Candidate.id).in_(people), col(Candidate.is_test))
    w.session.expire_all()
    store = w.port(FileStore) if blobs else None
    for key in blobs:
        w.after_commit(lambda key=key: store.delete(key) if store is not None else None)  # type: ignore[misc]


def _delete(w: Work, kind: type[SQLModel], *where: object) -> None:
    mine = kind.workspace_id == w.workspace_id  # type: ignore[attr-defined]
    w.session.execute(delete(kind).where(mine, *where), execution_options={"synchronize_session": False})  # type: ignore[arg-type]


def remove_tests(w: Work, interviewer_ids: Collection[int | None]) -> None:
    """Remove every test run of some interviewers of this workspace: for whoever deletes the interviewers."""
    mine = col(Application.workspace_id) == w.workspace_id
    query = select(Application).where(
        mine, col(Application.interviewer_id).in_(list(interviewer_ids)), col(Application.is_test)
    )
    _remove(w, list(w.session.scalars(query)))


def on_interviewer_deleted(w: Work, event: InterviewerDeleted) -> None:
    """A draft that was tried takes its test runs and trials along."""
    remove_tests(w, [event.interviewer_id])
    trials.forget(w, trials.trials_of(w, event.interviewer_id))


def forget_trials(w: Work) -> int:
    """Delete the trial versions of this workspace that are older than 30 days and that no test run took."""
    old = trials.old_trials(w, w.now - KEEP_TRIALS)
    return trials.forget(w, _unused(w, old)) if old else 0


def _unused(w: Work, version_ids: Collection[int]) -> list[int]:
    used = set(
        w.session.scalars(
            select(col(Application.version_id)).where(col(Application.version_id).in_(list(version_ids))).distinct()
        )
    )
    return [version_id for version_id in version_ids if version_id not in used]
