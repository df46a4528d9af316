"""Lines of the list of interviewers: everything a row shows, as ready text, with one query per kind of thing.

Figures come from the maintained totals, never from applications. Texts are in the reader's zone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import BindParameter, Table, bindparam, case, func, select
from sqlmodel import col

from milo_app.core import money
from milo_app.core.db import columns
from milo_app.core.text import deadline, full_time, initials, percent, short_date
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Membership, MembershipState, User, Workspace
from milo_app.domain.interviewers.models import (
    Interviewer,
    InterviewerState,
    InterviewerSubscription,
    InterviewerTotals,
    Question,
    Stage,
    StageTotals,
)
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.interviewers.versions import StageChip
from milo_app.domain.labels.models import LabelAssignment, LabelDefinition

FEWEST_RATINGS = 5
MOST_INITIALS = 3
_TOTALS = cast("Table", InterviewerTotals.__table__)  # type: ignore[attr-defined]
LINE_COLUMNS = tuple(
    getattr(Interviewer, name)
    for name in (
        "id",
        "workspace_id",
        "public_id",
        "title",
        "slug",
        "state",
        "department",
        "version_id",
        "invited",
        "created_at",
        "activated_at",
        "deadline_at",
        "expired_at",
        "archived_at",
        "budget_micros",
        "max_retakes",
    )
)
"""What a line needs of an interviewer: its plan and description are long, and no line shows them."""
Label = tuple[str, str, str]
"""Key, name and value of a label."""


@dataclass(frozen=True, slots=True)
class InterviewerRow:
    """A line of the list. `link` is a path, empty for drafts.

    `stage_done` says how many candidates completed each stage of `stages`. `subscribers` counts members who are mailed,
    `subscriber_initials` are those of up to three. `is_paused`: the budget is used up, so nobody new comes in.
    `is_under_baseline`: completion of the last 30 days is at least 15 points under the 30 days before. Spend texts are
    empty for who may not see spend; `spend_percent` is the share of the budget, at most 100.
    """

    id: str
    title: str
    slug: str
    link: str
    state: str
    department: str
    stages: tuple[StageChip, ...]
    stage_done: tuple[int, ...]
    questions: int
    invited: int
    started: int
    completed: int
    completion_percent: int
    completion_text: str
    is_under_baseline: bool
    score_avg: int | None
    csat_text: str
    csat_count: int
    spend_micros: int
    budget_micros: int | None
    currency: str
    spend_text: str
    budget_text: str
    spend_percent: int
    is_paused: bool
    labels: tuple[Label, ...]
    subscribers: int
    subscriber_initials: tuple[str, ...]
    deadline_text: str
    deadline_tone: str
    deadline_full: str
    created_text: str
    created_full: str
    active_text: str
    is_expiring: bool
    max_retakes: int


@dataclass(frozen=True, slots=True)
class _Signs:
    """The stages of one interviewer as a line needs them: kind, title and key, and how many questions it asks."""

    stages: tuple[tuple[str, str, str], ...] = ()
    questions: int = 0


@dataclass(frozen=True, slots=True)
class _Around:
    """What was read beside the rows, by interviewer id."""

    totals: dict[int, Any]
    signs: dict[int, _Signs]
    done: dict[tuple[int, str], int]
    labels: dict[int, list[Label]]
    subscribers: dict[int, list[str]]


def rows_of(w: Work, found: Sequence[Any]) -> list[InterviewerRow]:
    """Turn interviewers, or rows of `LINE_COLUMNS`, into lines, with a fixed number of queries for any number of them."""
    if not found:
        return []
    ids = [row.id or 0 for row in found]
    around = _Around(
        _totals(w, ids),
        _published(w, found) | _drafted(w, [row.id or 0 for row in found if row.version_id is None]),
        _done(w, ids),
        labels_of(w, ids),
        _subscribers(w, ids),
    )
    place, now = w.session.get_one(Workspace, w.workspace_id), w.now
    return [_row(w, row, around, place, now) for row in found]


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_HERE: BindParameter[Any] = bindparam("workspace")
# Made once: putting a statement together costs more than running it, and a page asks six of them.
_TOTALS_OF = select(_TOTALS).where(_TOTALS.c.workspace_id == _HERE, _TOTALS.c.interviewer_id.in_(_IDS))
_STAGES_OF = (
    select(
        col(Stage.version_id),
        col(Stage.kind),
        col(Stage.title),
        col(Stage.spec)["key"].as_string(),
        func.count(case((col(Stage.kind) != StageKind.RESUME, col(Question.id)))),
    )
    .outerjoin(Question, col(Question.stage_id) == col(Stage.id))
    .where(col(Stage.workspace_id) == _HERE, col(Stage.version_id).in_(_IDS))
    .group_by(col(Stage.id))
    .order_by(col(Stage.version_id), col(Stage.position))
)
_DRAFTS_OF = select(col(Interviewer.id), col(Interviewer.draft)).where(
    col(Interviewer.workspace_id) == _HERE, col(Interviewer.id).in_(_IDS)
)
_DONE_OF = select(col(StageTotals.interviewer_id), col(StageTotals.stage_key), col(StageTotals.completed)).where(
    col(StageTotals.workspace_id) == _HERE, col(StageTotals.interviewer_id).in_(_IDS)
)
_LABELS_OF = (
    select(
        col(LabelAssignment.interviewer_id),
        col(LabelDefinition.key),
        col(LabelDefinition.name),
        col(LabelAssignment.value),
    )
    .join(LabelDefinition, col(LabelDefinition.id) == col(LabelAssignment.definition_id))
    .where(col(LabelAssignment.workspace_id) == _HERE, col(LabelAssignment.interviewer_id).in_(_IDS))
    .order_by(col(LabelDefinition.name), col(LabelDefinition.id))
)
_SUBSCRIBERS_OF = (
    select(col(InterviewerSubscription.interviewer_id), col(User.name))
    .join(User, col(User.id) == col(InterviewerSubscription.user_id))
    .join(Membership, col(Membership.user_id) == col(User.id))
    .where(
        col(InterviewerSubscription.workspace_id) == _HERE,
        col(InterviewerSubscription.interviewer_id).in_(_IDS),
        col(Membership.workspace_id) == _HERE,
        col(Membership.state) == MembershipState.ACTIVE,
        col(User.disabled_at).is_(None),
    )
    .order_by(col(InterviewerSubscription.id))
)


def _read(w: Work, query: Any, ids: Collection[int]) -> Sequence[Any]:
    return columns(w.session, query, {"workspace": w.workspace_id, "ids": list(ids)})


def _totals(w: Work, ids: Sequence[int]) -> dict[int, Any]:
    """Return the totals as rows with the names of the columns."""
    return {row.interviewer_id: row for row in _read(w, _TOTALS_OF, ids)}


def _published(w: Work, found: Sequence[Any]) -> dict[int, _Signs]:
    """Return the signs of published interviewers: columns only, since a stage's whole plan is far more than a chip."""
    homes = {row.version_id: row.id or 0 for row in found if row.version_id is not None}
    stages: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    questions: dict[int, int] = defaultdict(int)
    for version_id, kind, title, key, number in _read(w, _STAGES_OF, homes):
        stages[homes[version_id]].append((kind.value, title, key or ""))
        questions[homes[version_id]] += int(number)
    return {interviewer_id: _Signs(tuple(parts), questions[interviewer_id]) for interviewer_id, parts in stages.items()}


def _drafted(w: Work, ids: Sequence[int]) -> dict[int, _Signs]:
    """Return the signs of drafts from the stored plan, without reading it as a plan: a list needs three words of it."""
    if not ids:
        return {}
    signs: dict[int, _Signs] = {}
    for interviewer_id, draft in _read(w, _DRAFTS_OF, ids):
        stages = (draft.get("plan") or {}).get("stages") or []
        asked = sum(len(stage.get("questions") or []) for stage in stages if stage["kind"] != StageKind.RESUME.value)
        signs[interviewer_id] = _Signs(
            tuple((stage["kind"], stage["title"], stage.get("key", "")) for stage in stages), asked
        )
    return signs


def _done(w: Work, ids: Sequence[int]) -> dict[tuple[int, str], int]:
    return {(interviewer_id, key): completed for interviewer_id, key, completed in _read(w, _DONE_OF, ids)}


def labels_of(w: Work, ids: Sequence[int]) -> dict[int, list[Label]]:
    """Return the labels of interviewers by their internal ids, each (key, name, value), by name."""
    found: dict[int, list[Label]] = defaultdict(list)
    for interviewer_id, key, name, value in _read(w, _LABELS_OF, ids):
        found[interviewer_id].append((key, name, value))
    return found


def _subscribers(w: Work, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for interviewer_id, name in _read(w, _SUBSCRIBERS_OF, ids):
        found[interviewer_id].append(name)
    return found


@lru_cache(maxsize=1)
def _nobody() -> InterviewerTotals:
    """Return the figures of an interviewer without people, to be read only: made once, a row of a table is dear."""
    return InterviewerTotals(workspace_id=0, interviewer_id=0)


def _row(w: Work, row: Any, around: _Around, place: Workspace, now: datetime) -> InterviewerRow:
    row_id = row.id or 0
    signs = around.signs.get(row_id, _Signs())
    t = around.totals.get(row_id) or _nobody()
    ends, tone = deadline(row.deadline_at, now, w.actor.tz) if row.deadline_at else ("", "")
    is_live = row.state == InterviewerState.ACTIVE
    is_public = row.version_id is not None
    shows_spend = w.actor.can("spend:read")
    names = around.subscribers.get(row_id, [])
    return InterviewerRow(
        id=row.public_id,
        title=row.title,
        slug=row.slug if is_public else "",
        link=link_of(place.slug, row.slug) if is_public else "",
        state=row.state.value,
        department=row.department,
        stages=tuple(StageChip(kind, title) for kind, title, _ in signs.stages),
        stage_done=tuple(around.done.get((row_id, key), 0) for _, _, key in signs.stages),
        questions=signs.questions,
        invited=t.invited,
        started=t.started,
        completed=t.completed,
        completion_percent=round(100 * t.completed / t.invited) if t.invited else 0,
        completion_text=percent(t.completed, t.invited),
        is_under_baseline=t.is_under_baseline,
        score_avg=round(t.score_sum / t.scored) if t.scored else None,
        csat_text=f"{t.csat_sum / t.csat_count:.1f}" if t.csat_count >= FEWEST_RATINGS else "",
        csat_count=t.csat_count,
        spend_micros=t.spend_micros if shows_spend else 0,
        budget_micros=row.budget_micros if shows_spend else None,
        currency=place.currency,
        spend_text=money.short(t.spend_micros, place.currency) if shows_spend else "",
        budget_text=money.short(row.budget_micros, place.currency)
        if shows_spend and row.budget_micros is not None
        else "",
        spend_percent=share(t.spend_micros, row.budget_micros) if shows_spend else 0,
        is_paused=is_live and is_used_up(t.spend_micros, row.budget_micros),
        labels=tuple(around.labels.get(row_id, ())),
        subscribers=len(names),
        subscriber_initials=tuple(initials(name) for name in names[:MOST_INITIALS]),
        deadline_text=ends,
        deadline_tone=tone if is_live or tone == "over" else "",
        deadline_full=full_time(row.deadline_at, w.actor.tz),
        created_text=short_date(row.created_at, w.actor.tz, now),
        created_full=full_time(row.created_at, w.actor.tz),
        active_text=_running(row, now),
        is_expiring=is_live and tone in ("soon", "today"),
        max_retakes=row.max_retakes,
    )


def is_used_up(spend_micros: int, budget_micros: int | None) -> bool:
    """Return whether a budget is reached; a budget of 0 is reached from the start, no budget never."""
    return budget_micros is not None and spend_micros >= budget_micros


def share(spend_micros: int, budget_micros: int | None) -> int:
    """Return how much of a budget is spent in whole percent, at most 100; 0 without a budget."""
    if budget_micros is None:
        return 0
    return 100 if budget_micros == 0 else min(100, 100 * spend_micros // budget_micros)


def link_of(workspace_slug: str, slug: str) -> str:
    """Return the path of a public link."""
    return f"/i/{workspace_slug}/{slug}"


def _running(row: Any, now: datetime) -> str:
    """Return how long it ran or runs: "today", "32d", "14mo"."""
    if row.activated_at is None:
        return ""
    end = row.archived_at or row.expired_at or now
    days = max(0, (end - row.activated_at).days)
    if days == 0:
        return "today" if row.state == InterviewerState.ACTIVE else "1d"
    return f"{days}d" if days < 60 else f"{days // 30}mo"
