"""Going live: a frozen version, a link name, a deadline. Live edits reach new candidates only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from milo_app.core.clock import a_month_after
from milo_app.core.errors import Invalid
from milo_app.core.guard import change_if
from milo_app.core.text import deadline as deadline_words
from milo_app.core.text import one_line, slugify
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.interviewers import queries
from milo_app.domain.interviewers.deadlines import check_deadline
from milo_app.domain.interviewers.drafts import is_placeholder, read_draft
from milo_app.domain.interviewers.errors import NotPublishable, SlugTaken, StaleDraft, WrongState
from milo_app.domain.interviewers.events import InterviewerPublished
from milo_app.domain.interviewers.labelling import check_required
from milo_app.domain.interviewers.models import Interviewer, InterviewerState, InterviewerTotals, InterviewerVersion
from milo_app.domain.interviewers.plan import Plan
from milo_app.domain.interviewers.versions import freeze

LONGEST_SLUG = 100
_RESERVED = frozenset({"me", "new", "my-data", "api"})


@dataclass(frozen=True, slots=True)
class SlugCheck:
    """Whether a link name can be had; `suggestion` is a free one."""

    slug: str
    is_free: bool
    sentence: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Published:
    """What went live."""

    id: str
    slug: str
    link: str
    version: int
    state: str
    deadline_text: str


def suggest_slug(w: Work, title: str, except_id: int | None = None) -> str:
    """Return a free link name made from a title, with a number where the plain one is taken."""
    stem = slugify(title, LONGEST_SLUG - 6)
    query = select(Interviewer.slug).where(
        col(Interviewer.workspace_id) == w.workspace_id, col(Interviewer.slug).startswith(stem, autoescape=True)
    )
    if except_id is not None:
        query = query.where(col(Interviewer.id) != except_id)
    taken = set(w.session.exec(query)) | _RESERVED
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name


def check_slug(w: Work, slug: str, public_id: str = "") -> SlugCheck:
    """Say whether a link name can be had by the interviewer `public_id`; what people type is tidied first."""
    w.require("interviewer:read")
    wanted = one_line(slug)
    own = queries.pick(w, public_id).id if public_id else None
    if not any(ch.isalnum() for ch in wanted):
        return SlugCheck("", False, "Use letters, numbers and hyphens.", suggest_slug(w, "interview", own))
    tidy = slugify(wanted, LONGEST_SLUG)
    others = select(Interviewer.id).where(
        col(Interviewer.workspace_id) == w.workspace_id,
        col(Interviewer.slug) == tidy,
        col(Interviewer.id) != (own or 0),
    )
    if tidy not in _RESERVED and w.session.exec(others).first() is None:
        return SlugCheck(tidy, True, _free_words(wanted, tidy), tidy)
    free = suggest_slug(w, tidy, own)
    return SlugCheck(tidy, False, f"“{tidy}” is in use. “{free}” is free.", free)


def _free_words(wanted: str, tidy: str) -> str:
    if len(wanted) > LONGEST_SLUG:
        return f"That is {len(wanted):,} characters and {LONGEST_SLUG} fit, so the link would be “{tidy}”. It is free."
    if tidy != wanted.lower():
        return f"Links hold letters, numbers and hyphens: “{tidy}” is free."
    return "This link is free."


def publish(w: Work, public_id: str, rev: int, *, slug: str = "", deadline_at: datetime | None = None) -> Published:
    """Freeze the draft as the next version and open (or keep open) the interviewer.

    Without a deadline one calendar month is given to a new one. Raises `NotPublishable`, `SlugTaken`, `StaleDraft` when
    the plan is newer than `rev`, and `WrongState` for one that is expired or archived.
    """
    w.require("interviewer:update")
    row = queries.pick(w, public_id)
    if row.state not in (InterviewerState.DRAFT, InterviewerState.ACTIVE):
        raise WrongState(
            f"{row.title} is {row.state.value}.", safe="Your draft is saved.", do="Extend or unarchive it first."
        )
    plan = read_draft(row.draft).plan
    if found := plan.problems():
        raise NotPublishable(found)
    check_required(w, row)
    kept = row.deadline_at if row.state == InterviewerState.DRAFT else None
    if (ends := deadline_at or kept) is not None:
        check_deadline(w, ends)
    name = _wanted_slug(w, row, plan, slug)
    assert row.id is not None
    number = w.session.exec(
        select(func.coalesce(func.max(InterviewerVersion.number), 0)).where(
            col(InterviewerVersion.interviewer_id) == row.id, col(InterviewerVersion.number) > 0
        )
    ).one()
    _claim(w, row, rev, plan, name, deadline_at)
    version = freeze(w, row.id, number + 1, plan)
    row.version_id = version.id
    w.session.add(row)
    if w.session.get(InterviewerTotals, row.id) is None:
        w.session.add(InterviewerTotals(workspace_id=w.workspace_id, interviewer_id=row.id))
    w.session.flush()
    assert version.id is not None
    w.publish(InterviewerPublished(interviewer_id=row.id, at=w.now, version_id=version.id, number=version.number))
    place = w.session.get_one(Workspace, w.workspace_id)
    left, _ = deadline_words(row.deadline_at, w.now, w.actor.tz)
    return Published(
        row.public_id, row.slug, queries.link_of(place.slug, row.slug), version.number, row.state.value, left
    )


def _wanted_slug(w: Work, row: Interviewer, plan: Plan, slug: str) -> str:
    if not slug.strip():
        return suggest_slug(w, plan.title, row.id) if is_placeholder(row.slug) else row.slug
    checked = check_slug(w, slug, row.public_id)
    if not checked.slug:
        raise Invalid(checked.sentence, field="slug", do=f"“{checked.suggestion}” is free.")
    if not checked.is_free:
        raise SlugTaken(checked.slug, checked.suggestion)
    return checked.slug


def _claim(w: Work, row: Interviewer, rev: int, plan: Plan, slug: str, deadline_at: datetime | None) -> None:
    values: dict[str, Any] = {
        "state": InterviewerState.ACTIVE,
        "slug": slug,
        "title": plan.title,
        "department": plan.department,
        "persona": plan.persona,
        "language": plan.language,
        "activated_at": row.activated_at or w.now,
        "deadline_at": deadline_at or row.deadline_at or a_month_after(w.now),
    }
    try:
        with w.session.begin_nested():
            is_ours = change_if(
                w.session, row, col(Interviewer.draft_rev) == rev, col(Interviewer.state) == row.state, **values
            )
    except IntegrityError as error:
        # Somebody took the name between the check and here.
        raise SlugTaken(slug, suggest_slug(w, slug, row.id)) from error
    if not is_ours:
        raise StaleDraft
