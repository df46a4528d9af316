"""The versions of an interviewer: who published what when, what differs, and taking an earlier one up again as draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from milo_app.core.errors import NotFound
from milo_app.core.text import full_time, short_date
from milo_app.core.work import Work
from milo_app.domain.accounts.models import User
from milo_app.domain.interviewers import queries
from milo_app.domain.interviewers.diff import Change, diff
from milo_app.domain.interviewers.drafts import read_draft
from milo_app.domain.interviewers.models import Interviewer, InterviewerVersion
from milo_app.domain.interviewers.plan import Plan
from milo_app.domain.interviewers.service import save_draft
from milo_app.domain.interviewers.versions import VersionPlan, plan_of, published_plan

DRAFT = 0
"""The number that stands for the draft where two versions are compared."""
MOST_VERSIONS = 200


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A published version. Texts are in the reader's zone."""

    id: int
    number: int
    published_at: datetime
    published_text: str
    published_full: str
    by: str
    minutes: int
    is_live: bool


@dataclass(frozen=True, slots=True)
class Unpublished:
    """What the draft holds that candidates do not get yet, and what keeps it from going live."""

    rev: int
    live: int
    next: int
    changes: tuple[Change, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """A draft that was replaced: its new revision, and the plan that stood there before, for undo."""

    rev: int
    before: Plan


class NoSuchVersion(NotFound):
    """The interviewer has no version of that number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no version {number}.", do="Look at the version history.")


def versions(w: Work, public_id: str) -> list[VersionLine]:
    """Return the published versions, the newest first; runs that were frozen for a test are left out."""
    row = queries.pick(w, public_id)
    query = (
        select(InterviewerVersion, User.name)
        .outerjoin(User, col(User.id) == col(InterviewerVersion.published_by))
        .where(
            col(InterviewerVersion.workspace_id) == w.workspace_id,
            col(InterviewerVersion.interviewer_id) == row.id,
            col(InterviewerVersion.number) > 0,
        )
        .order_by(col(InterviewerVersion.number).desc())
        .limit(MOST_VERSIONS)
    )
    return [
        VersionLine(
            id=version.id or 0,
            number=version.number,
            published_at=version.published_at,
            published_text=short_date(version.published_at, w.actor.tz, w.now),
            published_full=full_time(version.published_at, w.actor.tz),
            by=name or "Milo",
            minutes=version.minutes,
            is_live=version.id == row.version_id,
        )
        for version, name in w.session.exec(query)
    ]


def version_plan(w: Work, public_id: str, number: int) -> VersionPlan:
    """Return one frozen version by its number; raises `NoSuchVersion`."""
    return plan_of(w, _version(w, queries.pick(w, public_id), number).id or 0)


def unpublished(w: Work, public_id: str) -> Unpublished:
    """Return what the draft would change for new candidates; no changes for what never went live."""
    row = queries.pick(w, public_id)
    draft = read_draft(row.draft).plan
    if row.version_id is None:
        return Unpublished(row.draft_rev, 0, 1, (), tuple(draft.problems()))
    live = w.session.get_one(InterviewerVersion, row.version_id)
    lines = versions(w, public_id)
    return Unpublished(
        rev=row.draft_rev,
        live=live.number,
        next=max(line.number for line in lines) + 1 if lines else 1,
        changes=diff(published_plan(w, row, live), draft),
        problems=tuple(draft.problems()),
    )


def published(w: Work, public_id: str, number: int) -> Plan:
    """Return the plan of a version; raises `NoSuchVersion`."""
    row = queries.pick(w, public_id)
    return published_plan(w, row, _version(w, row, number))


def compare(w: Work, public_id: str, old: int, new: int) -> tuple[Change, ...]:
    """Return what differs between two versions; `DRAFT` stands for the draft. Raises `NoSuchVersion`."""
    row = queries.pick(w, public_id)
    return diff(_plan(w, row, old), _plan(w, row, new))


def restore(w: Work, public_id: str, number: int, rev: int) -> Restored:
    """Make the draft what a version is; candidates keep what they have until it is published.

    Raises `NoSuchVersion`, and `StaleDraft` when a newer draft was saved since `rev`.
    """
    w.require("interviewer:update")
    row = queries.pick(w, public_id)
    before = read_draft(row.draft).plan
    plan = published_plan(w, row, _version(w, row, number))
    return Restored(save_draft(w, public_id, plan, rev), before)


def discard(w: Work, public_id: str, rev: int) -> Restored:
    """Make the draft what is live; raises `NoSuchVersion` for what never went live, and `StaleDraft`."""
    row = queries.pick(w, public_id)
    live = w.session.get(InterviewerVersion, row.version_id) if row.version_id is not None else None
    return restore(w, public_id, live.number if live is not None else 1, rev)


def _version(w: Work, row: Interviewer, number: int) -> InterviewerVersion:
    query = select(InterviewerVersion).where(
        col(InterviewerVersion.workspace_id) == w.workspace_id,
        col(InterviewerVersion.interviewer_id) == row.id,
        col(InterviewerVersion.number) == number,
        col(InterviewerVersion.number) > 0,
    )
    found = w.session.exec(query).first()
    if found is None:
        raise NoSuchVersion(number)
    return found


def _plan(w: Work, row: Interviewer, number: int) -> Plan:
    return read_draft(row.draft).plan if number == DRAFT else published_plan(w, row, _version(w, row, number))
