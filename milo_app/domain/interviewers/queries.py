"""Reading interviewers: one of them, its draft, and what its public page may say. Lists come from `listing`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from milo_app.core.db import all_tenants
from milo_app.core.text import deadline, short_date
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.interviewers.budgets import is_paused
from milo_app.domain.interviewers.drafts import is_placeholder, read_draft
from milo_app.domain.interviewers.errors import InterviewerIsDraft, InterviewerNotFound
from milo_app.domain.interviewers.labelling import required_problems
from milo_app.domain.interviewers.listing import (
    Counts,
    InterviewerFilter,
    InterviewerRow,
    counts,
    link_of,
    page,
    pick,
    pick_many,
    rows_of,
    titles,
    visible_to,
)
from milo_app.domain.interviewers.models import Interviewer, InterviewerState, InterviewerVersion
from milo_app.domain.interviewers.plan import Plan, StageKind
from milo_app.domain.interviewers.ports import Fact
from milo_app.domain.interviewers.versions import StageChip, VersionPlan, plan_of, published_plan

__all__ = [
    "Counts",
    "DraftView",
    "InterviewerFilter",
    "InterviewerRow",
    "InterviewerView",
    "PublicPage",
    "StageChip",
    "VersionPlan",
    "choices",
    "counts",
    "draft",
    "get",
    "link_of",
    "page",
    "pick",
    "pick_many",
    "plan_of",
    "public_page",
    "rows_of",
    "titles",
    "visible_to",
]


@dataclass(frozen=True, slots=True)
class InterviewerView:
    """One interviewer with what its page needs beyond the row."""

    row: InterviewerRow
    version_number: int
    minutes: int
    description: str
    language: str
    persona: str
    max_retakes: int
    retake_cooldown_days: int
    deadline_at: datetime | None
    created_at: datetime
    rev: int
    has_unpublished_changes: bool


@dataclass(frozen=True, slots=True)
class DraftView:
    """The plan being edited, with its origin and what keeps it from going live."""

    id: str
    state: str
    rev: int
    plan: Plan
    description: str
    words: int
    facts: tuple[Fact, ...]
    composer: str
    notes: tuple[str, ...]
    problems: tuple[str, ...]
    slug: str
    deadline_text: str
    is_composed: bool
    wishes: str
    context: str
    deadline_at: datetime | None
    max_retakes: int
    retake_cooldown_days: int
    budget_micros: int | None
    remind_days: int
    version_number: int


@dataclass(frozen=True, slots=True)
class PublicPage:
    """What anybody with the public link may know. `state` is active, paused, expired or archived; only active is open."""

    workspace_id: int
    interviewer_id: int
    workspace_name: str
    workspace_slug: str
    brand_color: str
    title: str
    persona: str
    language: str
    state: str
    is_open: bool
    minutes: int
    stages: tuple[StageChip, ...]
    questions: int
    deadline_text: str
    needs_resume: bool


def get(w: Work, public_id: str) -> InterviewerView:
    """Return one interviewer; raises `InterviewerNotFound`."""
    row = pick(w, public_id)
    version = w.session.get(InterviewerVersion, row.version_id) if row.version_id is not None else None
    return InterviewerView(
        row=rows_of(w, [row])[0],
        version_number=version.number if version else 0,
        minutes=version.minutes if version else read_draft(row.draft).plan.minutes,
        description=row.description,
        language=row.language,
        persona=row.persona,
        max_retakes=row.max_retakes,
        retake_cooldown_days=row.retake_cooldown_days,
        deadline_at=row.deadline_at,
        created_at=row.created_at,
        rev=row.draft_rev,
        has_unpublished_changes=version is not None and _differs(w, row, version),
    )


def _differs(w: Work, row: Interviewer, version: InterviewerVersion) -> bool:
    return read_draft(row.draft).plan != published_plan(w, row, version)


def draft(w: Work, public_id: str) -> DraftView:
    """Return the plan being edited; raises `InterviewerNotFound`."""
    row = pick(w, public_id)
    kept = read_draft(row.draft)
    version = w.session.get(InterviewerVersion, row.version_id) if row.version_id is not None else None
    return DraftView(
        id=row.public_id,
        state=row.state.value,
        rev=row.draft_rev,
        plan=kept.plan,
        description=row.description,
        words=len(row.description.split()),
        facts=kept.facts,
        composer=kept.composer,
        notes=kept.notes,
        problems=(*kept.plan.problems(), *required_problems(w, row)),
        slug="" if is_placeholder(row.slug) else row.slug,
        deadline_text=deadline(row.deadline_at, w.now, w.actor.tz)[0] if row.deadline_at else "",
        is_composed=bool(kept.composer),
        wishes=kept.wishes,
        context=kept.context,
        deadline_at=row.deadline_at,
        max_retakes=row.max_retakes,
        retake_cooldown_days=row.retake_cooldown_days,
        budget_micros=row.budget_micros,
        remind_days=row.remind_days,
        version_number=version.number if version is not None else 0,
    )


def choices(w: Work) -> list[tuple[str, str]]:
    """Return id and title of the active interviewers, for menus; at most 500, by title."""
    query = (
        visible_to(w)
        .where(col(Interviewer.state) == InterviewerState.ACTIVE)
        .order_by(col(Interviewer.title))
        .limit(500)
    )
    return [(row.public_id, row.title) for row in w.session.execute(query).scalars()]


def public_page(w: Work, workspace_slug: str, slug: str, trial: tuple[int, int] | None = None) -> PublicPage:
    """Return what the public link may say, whoever asks.

    Paused, expired and archived interviewers come back with `is_open=False`, so that the page can say which. `trial`
    names the interviewer and the version that this browser tries: that interviewer is shown so, live or not. Raises
    `InterviewerNotFound`, and `InterviewerIsDraft` for one that never went live.
    """
    place = w.session.exec(select(Workspace).where(col(Workspace.slug) == workspace_slug)).first()
    if place is None:
        raise InterviewerNotFound
    with all_tenants():
        row = w.session.exec(
            select(Interviewer).where(col(Interviewer.workspace_id) == place.id, col(Interviewer.slug) == slug)
        ).first()
        if row is None:
            raise InterviewerNotFound
        version_id = trial[1] if trial is not None and trial[0] == row.id else row.version_id
        if version_id is None:
            raise InterviewerIsDraft
    assert place.id is not None and row.id is not None
    with w.inside(place.id) as home:
        plan = plan_of(home, version_id)
        is_on_break = is_paused(home, row)
    state = row.state.value
    if row.state == InterviewerState.ACTIVE and row.deadline_at is not None and row.deadline_at <= w.now:
        state = InterviewerState.EXPIRED.value
    elif row.state == InterviewerState.ACTIVE and is_on_break:
        state = "paused"
    return PublicPage(
        workspace_id=place.id,
        interviewer_id=row.id,
        workspace_name=place.name,
        workspace_slug=place.slug,
        brand_color=place.brand_color,
        title=row.title,
        persona=row.persona,
        language=row.language,
        state=state,
        is_open=state == InterviewerState.ACTIVE.value,
        minutes=plan.minutes,
        stages=tuple(StageChip(stage.kind.value, stage.title) for stage in plan.stages),
        questions=plan.question_count,
        deadline_text=short_date(row.deadline_at, place.tz, w.now),
        needs_resume=any(stage.kind == StageKind.RESUME and stage.plan.is_required for stage in plan.stages),
    )
