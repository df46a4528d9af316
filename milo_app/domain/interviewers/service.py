"""Changing interviewers: drafts, deadlines, the archive, copies, retakes and budget."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select

from milo_app.core.db import all_tenants
from milo_app.core.errors import Invalid
from milo_app.core.guard import change_if
from milo_app.core.work import Work
from milo_app.domain.interviewers import queries
from milo_app.domain.interviewers.drafts import placeholder_slug, read_draft
from milo_app.domain.interviewers.errors import StaleDraft, WrongState
from milo_app.domain.interviewers.events import (
    InterviewerCloned,
    InterviewerClosed,
    InterviewerConfigured,
    InterviewerDeadlinePassed,
    InterviewerDeleted,
    InterviewerExtended,
    InterviewerReopened,
)
from milo_app.domain.interviewers.models import Interviewer, InterviewerState
from milo_app.domain.interviewers.plan import Plan
from milo_app.domain.interviewers.plan_edits import with_new_keys
from milo_app.domain.interviewers.publishing import check_deadline
from milo_app.domain.labels import service as labels

MOST_RETAKES = 10
LONGEST_COOLDOWN_DAYS = 365


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
    w.session.execute(delete(Interviewer).where(col(Interviewer.id) == row.id, col(Interviewer.version_id).is_(None)))
    w.session.expire_all()


def archive(w: Work, public_id: str) -> None:
    """Put an active or expired interviewer away: its link stops for new candidates, everything is kept."""
    w.require("interviewer:archive")
    row = queries.pick(w, public_id)
    live = col(Interviewer.state).in_([InterviewerState.ACTIVE, InterviewerState.EXPIRED])
    if not change_if(w.session, row, live, state=InterviewerState.ARCHIVED, archived_at=w.now):
        if row.state == InterviewerState.ARCHIVED:
            return
        raise WrongState("A draft cannot be archived.", do="Delete it instead.")
    assert row.id is not None
    w.publish(InterviewerClosed(interviewer_id=row.id, at=w.now))


def unarchive(w: Work, public_id: str) -> None:
    """Bring an interviewer back: active while its deadline lies ahead, expired otherwise."""
    w.require("interviewer:archive")
    row = queries.pick(w, public_id)
    is_over = row.deadline_at is not None and row.deadline_at <= w.now
    state = InterviewerState.EXPIRED if is_over else InterviewerState.ACTIVE
    expired_at = (row.expired_at or row.deadline_at) if is_over else None
    archived = col(Interviewer.state) == InterviewerState.ARCHIVED
    if not change_if(w.session, row, archived, state=state, archived_at=None, expired_at=expired_at):
        return
    assert row.id is not None
    w.publish(InterviewerReopened(interviewer_id=row.id, at=w.now))


def extend(w: Work, public_id: str, deadline_at: datetime) -> None:
    """Move the deadline of an active or expired interviewer; an expired one opens again."""
    w.require("interviewer:update")
    check_deadline(w, deadline_at)
    row = queries.pick(w, public_id)
    live = col(Interviewer.state).in_([InterviewerState.ACTIVE, InterviewerState.EXPIRED])
    if not change_if(w.session, row, live, state=InterviewerState.ACTIVE, deadline_at=deadline_at, expired_at=None):
        raise WrongState(f"{row.title} is {row.state.value}.", do="Unarchive or publish it first.")
    assert row.id is not None
    w.publish(InterviewerExtended(interviewer_id=row.id, at=w.now, deadline_at=deadline_at))


def workspaces_with_due(w: Work) -> list[int]:
    """Return the workspaces in which a deadline has passed since the last tick (for the job)."""
    with all_tenants():
        query = (
            select(Interviewer.workspace_id)
            .where(col(Interviewer.state) == InterviewerState.ACTIVE, col(Interviewer.deadline_at) <= w.now)
            .distinct()
        )
        return sorted(w.session.exec(query))


def expire_due(w: Work) -> int:
    """Close intake where the deadline has passed and return for how many; each closes once, whoever else runs this."""
    query = select(Interviewer).where(
        col(Interviewer.workspace_id) == w.workspace_id,
        col(Interviewer.state) == InterviewerState.ACTIVE,
        col(Interviewer.deadline_at) <= w.now,
    )
    closed = 0
    for row in w.session.exec(query).all():
        still_due = (col(Interviewer.state) == InterviewerState.ACTIVE, col(Interviewer.deadline_at) <= w.now)
        if change_if(w.session, row, *still_due, state=InterviewerState.EXPIRED, expired_at=row.deadline_at):
            assert row.id is not None
            w.publish(InterviewerDeadlinePassed(interviewer_id=row.id, at=w.now))
            closed += 1
    return closed


def clone(w: Work, public_id: str) -> str:
    """Make a draft with the same description, plan and settings, and a link of its own; return its id."""
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
    )
    w.session.add(row)
    w.session.flush()
    assert row.id is not None and source.id is not None
    labels.copy(w, source.id, row.id)
    w.publish(InterviewerCloned(interviewer_id=row.id, at=w.now, source_id=source.id))
    return row.public_id


def configure(
    w: Work, public_id: str, *, max_retakes: int | None = None, retake_cooldown_days: int | None = None
) -> None:
    """Set how often (0-10) and after how many days (0-365) a candidate may take the interview again."""
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
    _configured(w, row)


def set_budget(w: Work, public_id: str, micros: int | None) -> None:
    """Set the spending limit in micro-units; None means no limit."""
    w.require("interviewer:budget")
    row = queries.pick(w, public_id)
    if micros is not None and not 0 <= micros < 2**62:
        raise Invalid("A budget is an amount from 0 on.", field="budget")
    row.budget_micros = micros
    _configured(w, row)


def _configured(w: Work, row: Interviewer) -> None:
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    w.publish(InterviewerConfigured(interviewer_id=row.id, at=w.now))
