"""Changing interviewers: drafts, copies and retakes. The lifecycle is in `lifecycle`, and can be called by way of here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import delete
from sqlmodel import col

from milo_app.core.errors import Invalid
from milo_app.core.guard import change_if
from milo_app.core.work import Work
from milo_app.domain.interviewers import queries
from milo_app.domain.interviewers.drafts import placeholder_slug, read_draft
from milo_app.domain.interviewers.errors import StaleDraft, WrongState
from milo_app.domain.interviewers.events import InterviewerCloned, InterviewerConfigured, InterviewerDeleted
from milo_app.domain.interviewers.lifecycle import (
    archive,
    archive_many,
    expire_due,
    extend,
    extend_many,
    set_budget,
    unarchive,
    unarchive_many,
    undo,
    workspaces_with_due,
)
from milo_app.domain.interviewers.models import Interviewer, InterviewerState, InterviewerSubscription
from milo_app.domain.interviewers.notice_models import InterviewerNotice
from milo_app.domain.interviewers.plan import Plan
from milo_app.domain.interviewers.plan_edits import with_new_keys
from milo_app.domain.labels import service as labels

MOST_RETAKES = 10
LONGEST_COOLDOWN_DAYS = 365
MOST_REMIND_DAYS = 14


def save_draft(w: Work, public_id: str, plan: Plan, rev: int) -> int:
    """Save the plan being edited and return its new revision; raises `StaleDraft` when a newer one was saved elsewhere.

    A draft's name follows its plan; a live interviewer keeps its name until the next version is published.
    """
    w.require("interviewer:update")
    row = queries.pick(w, public_id)
    if row.state == InterviewerState.ARCHIVED:
        raise WrongState("An archived interviewer cannot be edited.", do="Unarchive it, or clone it.")
    kept = read_draft(row.draft)
    values: dict[str, Any] = {
        "draft": replace(kept, plan=plan).stored(),
        "draft_rev": rev + 1,
    }
    if row.state == InterviewerState.DRAFT:
        values |= {
            "title": plan.title,
            "department": plan.department,
            "persona": plan.persona,
            "language": plan.language,
        }
    if not change_if(w.session, row, col(Interviewer.draft_rev) == rev, **values):
        raise StaleDraft
    return rev + 1


def delete_draft(w: Work, public_id: str) -> None:
    """Throw away a draft that never went live; anything that candidates saw is archived instead."""
    w.require("interviewer:update")
    row = queries.pick(w, public_id)
    if row.version_id is not None:
        raise WrongState(
            "Candidates may have seen this interviewer, so it cannot be deleted.", do="Archive it instead."
        )
    assert row.id is not None
    w.publish(InterviewerDeleted(interviewer_id=row.id, at=w.now))
    labels.forget(w, [row.id])
    for beside in (InterviewerSubscription, InterviewerNotice):
        w.session.execute(delete(beside).where(col(beside.interviewer_id) == row.id))
    w.session.execute(delete(Interviewer).where(col(Interviewer.id) == row.id, col(Interviewer.version_id).is_(None)))
    w.session.expire_all()


def clone(w: Work, public_id: str) -> str:
    """Make a draft with the same description, plan, settings, budget and labels, and a link of its own; return its id.

    People stay where they are: candidates, and subscribers too. Whoever clones is the copy's subscriber.
    """
    w.require("interviewer:create")
    source = queries.pick(w, public_id)
    kept = read_draft(source.draft)
    title = f"{source.title[:193]} (copy)"
    plan = with_new_keys(kept.plan).model_copy(update={"title": title})
    row = Interviewer(
        workspace_id=w.workspace_id,
        title=title,
        slug=placeholder_slug(),
        department=plan.department,
        persona=plan.persona,
        language=plan.language,
        description=source.description,
        draft=replace(kept, plan=plan).stored(),
        created_by=w.actor.user_id,
        created_at=w.now,
        max_retakes=source.max_retakes,
        retake_cooldown_days=source.retake_cooldown_days,
        budget_micros=source.budget_micros,
        remind_days=source.remind_days,
    )
    w.session.add(row)
    w.session.flush()
    assert row.id is not None and source.id is not None
    labels.copy(w, source.id, row.id)
    w.publish(InterviewerCloned(interviewer_id=row.id, at=w.now, source_id=source.id))
    return row.public_id


def configure(
    w: Work,
    public_id: str,
    *,
    max_retakes: int | None = None,
    retake_cooldown_days: int | None = None,
    remind_days: int | None = None,
) -> None:
    """Set how often (0-10) and after how many days (0-365) a candidate may take the interview again.

    `remind_days` (0-14) is how long before the deadline unfinished candidates are reminded by mail; 0 is never.
    """
    w.require("interviewer:update")
    row = queries.pick(w, public_id)
    if max_retakes is not None:
        if not 0 <= max_retakes <= MOST_RETAKES:
            raise Invalid(f"Retakes go from 0 to {MOST_RETAKES}.", field="max_retakes")
        row.max_retakes = max_retakes
    if retake_cooldown_days is not None:
        if not 0 <= retake_cooldown_days <= LONGEST_COOLDOWN_DAYS:
            raise Invalid(f"The wait goes from 0 to {LONGEST_COOLDOWN_DAYS} days.", field="retake_cooldown_days")
        row.retake_cooldown_days = retake_cooldown_days
    if remind_days is not None:
        if not 0 <= remind_days <= MOST_REMIND_DAYS:
            raise Invalid(f"A reminder goes out 0 to {MOST_REMIND_DAYS} days before.", field="remind_days")
        row.remind_days = remind_days
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    w.publish(InterviewerConfigured(interviewer_id=row.id, at=w.now))


__all__ = [
    "archive",
    "archive_many",
    "clone",
    "configure",
    "delete_draft",
    "expire_due",
    "extend",
    "extend_many",
    "save_draft",
    "set_budget",
    "unarchive",
    "unarchive_many",
    "undo",
    "workspaces_with_due",
]
