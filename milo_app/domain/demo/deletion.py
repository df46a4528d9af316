"""One click takes back everything that the demo writer made; what a person made stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, func, select, update
from sqlmodel import SQLModel, col

from milo_app.core.db import all_tenants
from milo_app.core.outbox import OutboxItem
from milo_app.core.work import Work
from milo_app.domain.accounts.events import DemoDeleted
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.analytics import service as analytics
from milo_app.domain.analytics.models import RollupDay, RollupDirty
from milo_app.domain.billing.models import LedgerEntry
from milo_app.domain.candidates import people_totals
from milo_app.domain.candidates.bulk_models import BulkJob, BulkJobItem, TeamAct, TeamActItem
from milo_app.domain.candidates.leaving import forget_opinions
from milo_app.domain.candidates.models import (
    Application,
    ApplicationTag,
    Candidate,
    CandidateImport,
    CandidateImportRow,
    PersonalLink,
    Source,
)
from milo_app.domain.candidates.team_models import CohortMember
from milo_app.domain.demo import labels, teamwork
from milo_app.domain.interviewers.models import (
    DeadlineNotice,
    Interviewer,
    InterviewerSubscription,
    InterviewerTotals,
    InterviewerVersion,
    Question,
    Stage,
    StageTotals,
)
from milo_app.domain.interviewers.notice_models import InterviewerNotice
from milo_app.domain.interviews.models import Answer, CandidateSession, StageRun, StoredFile
from milo_app.domain.interviews.ports import FileStore
from milo_app.domain.labels.models import LabelAssignment
from milo_app.domain.notifications import spreading
from milo_app.domain.notifications.models import ChannelPost, ChannelWebhook, Notification
from milo_app.domain.outreach.models import CompletionNotice, Message
from milo_app.domain.scoring import guests
from milo_app.domain.scoring.models import Evaluation, Evidence, Highlight, ItemScore, Signal
from milo_app.domain.scoring.trying import remove_tests

OF_APPLICATIONS: tuple[type[SQLModel], ...] = (
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
    Notification,
    ChannelPost,
    CompletionNotice,
    Message,
    LedgerEntry,
    TeamActItem,
    BulkJobItem,
    CohortMember,
)
"""Tables with an `application_id`, those that are pointed to after those that point (evidence goes before all)."""

_BESIDE = (
    InterviewerTotals,
    StageTotals,
    InterviewerSubscription,
    InterviewerNotice,
    DeadlineNotice,
    LabelAssignment,
)


@dataclass(frozen=True)
class Deleted:
    """How much went."""

    interviewers: int
    candidates: int
    applications: int


def delete_demo(w: Work) -> Deleted:
    """Delete the demo data of this workspace; needs interviewer:delete and candidate:delete.

    A demo interviewer in which a real application stands stays, as the workspace's own, without its demo people; a demo
    person who was invited elsewhere stays too. Files are removed after the commit. Doing it again changes nothing.
    """
    w.require("interviewer:delete")
    w.require("candidate:delete")
    w.session.flush()
    people = list(
        w.session.scalars(select(col(Application.candidate_id)).where(*_demo_applications(w)).distinct()).all()
    )
    blobs = list(
        w.session.scalars(select(col(StoredFile.blob_key)).where(col(StoredFile.application_id).in_(_ids(w)))).all()
    )
    _outbox(w)
    applications = _applications(w)
    candidates = _candidates(w, people)
    remove_tests(w, list(w.session.scalars(select(col(Interviewer.id)).where(col(Interviewer.is_demo)))))
    interviewers = _interviewers(w)
    spreading.forget_idle(w)
    labels.remove(w)
    teamwork.remove(w)
    _delete(w, LedgerEntry, col(LedgerEntry.source_key).like(f"{w.workspace_id}:demo:%"))
    home = w.session.get_one(Workspace, w.workspace_id)
    home.is_demo = False
    w.session.add(home)
    w.session.flush()
    w.session.expire_all()
    analytics.rebuild(w)
    people_totals.rebuild(w)
    w.publish(DemoDeleted(workspace_id=w.workspace_id))
    store = w.port(FileStore)
    w.after_commit(lambda: _drop(store, blobs))
    return Deleted(interviewers, candidates, applications)


def _drop(store: FileStore, keys: Sequence[str]) -> None:
    for key in keys:
        store.delete(key)


def _demo_applications(w: Work) -> tuple[Any, Any]:
    return (col(Application.workspace_id) == w.workspace_id, col(Application.source) == Source.DEMO)


def _ids(w: Work) -> Select[int | None]:
    return select(col(Application.id)).where(*_demo_applications(w))


def _delete(w: Work, kind: type[SQLModel], *where: Any) -> int:
    mine = kind.workspace_id == w.workspace_id  # type: ignore[attr-defined]
    done = w.session.execute(delete(kind).where(mine, *where), execution_options={"synchronize_session": False})
    return int(done.rowcount)  # type: ignore[attr-defined]


def _of(kind: type[TeamAct] | type[BulkJob], interviewers: Any) -> Any:
    return col(kind.interviewer_id).in_(interviewers)


def _outbox(w: Work) -> None:
    """Delete what waits for demo people: evaluations and mails, found by what they name."""
    waiting = w.session.scalars(
        select(OutboxItem).where(
            col(OutboxItem.workspace_id) == w.workspace_id,
            col(OutboxItem.kind).in_(["evaluate", "mail", "read_resume"]),
        )
    ).all()
    applications = {one.payload.get("application") for one in waiting}
    mails = {one.payload.get("message_id") for one in waiting}
    ours = set(w.session.scalars(_ids(w).where(col(Application.id).in_(applications - {None}))))
    theirs = select(col(Message.id)).where(
        col(Message.application_id).in_(_ids(w)), col(Message.id).in_(mails - {None})
    )
    sent = set(w.session.scalars(theirs))
    for one in waiting:
        if one.payload.get("application") in ours or one.payload.get("message_id") in sent:
            w.session.delete(one)
    w.session.flush()


def _applications(w: Work) -> int:
    scores = select(col(ItemScore.id)).where(col(ItemScore.application_id).in_(_ids(w)))
    _delete(w, Evidence, col(Evidence.item_score_id).in_(scores))
    forget_opinions(w, _ids(w))
    guests.forget(w, _ids(w))
    for kind in OF_APPLICATIONS:
        _delete(w, kind, kind.application_id.in_(_ids(w)))  # type: ignore[attr-defined]
    return _delete(w, Application, col(Application.source) == Source.DEMO)


def _candidates(w: Work, people: Sequence[int]) -> int:
    """Delete the people who have no application left."""
    gone = 0
    for start in range(0, len(people), 500):
        some = people[start : start + 500]
        left = select(col(Application.candidate_id)).where(col(Application.candidate_id).in_(some))
        _delete(w, CohortMember, col(CohortMember.candidate_id).in_(some), col(CohortMember.candidate_id).not_in(left))
        gone += _delete(w, Candidate, col(Candidate.id).in_(some), col(Candidate.id).not_in(left))
    return gone


def _interviewers(w: Work) -> int:
    """Delete the demo interviewers in which nobody is left, and keep the others as the workspace's own."""
    mine = (col(Interviewer.workspace_id) == w.workspace_id, col(Interviewer.is_demo))
    used = select(col(Application.interviewer_id)).where(col(Application.workspace_id) == w.workspace_id)
    w.session.execute(
        update(Interviewer).where(*mine, col(Interviewer.id).in_(used)).values(is_demo=False),
        execution_options={"synchronize_session": False},
    )
    ids = select(col(Interviewer.id)).where(*mine)
    _delete(w, TeamActItem, col(TeamActItem.act_id).in_(select(col(TeamAct.id)).where(_of(TeamAct, ids))))
    _delete(w, TeamAct, _of(TeamAct, ids))
    w.session.execute(update(BulkJob).where(_of(BulkJob, ids)).values(interviewer_id=None))
    versions = select(col(InterviewerVersion.id)).where(col(InterviewerVersion.interviewer_id).in_(ids))
    _delete(w, Notification, col(Notification.interviewer_id).in_(ids))
    hooks = select(col(ChannelWebhook.id)).where(col(ChannelWebhook.interviewer_id).in_(ids))
    _delete(w, ChannelPost, col(ChannelPost.webhook_id).in_(hooks) | col(ChannelPost.interviewer_id).in_(ids))
    _delete(w, ChannelWebhook, col(ChannelWebhook.interviewer_id).in_(ids))
    lists = select(col(CandidateImport.id)).where(col(CandidateImport.interviewer_id).in_(ids))
    _delete(w, CandidateImportRow, col(CandidateImportRow.import_id).in_(lists))
    _delete(w, CandidateImport, col(CandidateImport.interviewer_id).in_(ids))
    _delete(w, LedgerEntry, col(LedgerEntry.interviewer_id).in_(ids))
    _delete(w, RollupDay, col(RollupDay.interviewer_id).in_(ids))
    _delete(w, RollupDirty, col(RollupDirty.interviewer_id).in_(ids))
    for beside in _BESIDE:
        _delete(w, beside, beside.interviewer_id.in_(ids))  # type: ignore[attr-defined]
    _delete(w, Question, col(Question.version_id).in_(versions))
    _delete(w, Stage, col(Stage.version_id).in_(versions))
    _delete(w, InterviewerVersion, col(InterviewerVersion.interviewer_id).in_(ids))
    return _delete(w, Interviewer, col(Interviewer.is_demo))


def holds_demo(w: Work) -> bool:
    """Return whether this workspace holds demo interviewers or people."""
    with all_tenants():
        interviewers = select(func.count()).where(
            col(Interviewer.workspace_id) == w.workspace_id, col(Interviewer.is_demo)
        )
        applications = select(func.count()).where(*_demo_applications(w))
        return bool(w.session.scalar(interviewers) or w.session.scalar(applications))
