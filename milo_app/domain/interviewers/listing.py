"""The list of interviewers: one keyset page of lines, made from the lifetime totals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import col

from milo_app.core.edges import is_number, micros_of, moment_edge
from milo_app.core.paging import COUNT_CAP, PAGE_SIZE, Cursor, Page, keyset, page_of
from milo_app.core.text import deadline, percent, plural, short_date
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.interviewers.drafts import read_draft
from milo_app.domain.interviewers.errors import InterviewerNotFound
from milo_app.domain.interviewers.models import Interviewer, InterviewerState, InterviewerTotals, Question, Stage
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.interviewers.versions import StageChip, stages_of

FEWEST_RATINGS = 5


@dataclass(frozen=True, slots=True)
class InterviewerFilter:
    """What a list shows; it stands in the URL. `sort` is recent, oldest, most or least (candidates)."""

    tab: str = "active"
    q: str = ""
    sort: str = "recent"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many interviewers each tab holds."""

    active: int = 0
    expired: int = 0
    archived: int = 0
    draft: int = 0


@dataclass(frozen=True, slots=True)
class InterviewerRow:
    """A line of the list. Texts are in the reader's zone; `link` is a path, empty for drafts."""

    id: str
    title: str
    slug: str
    link: str
    state: str
    department: str
    stages: tuple[StageChip, ...]
    questions: int
    invited: int
    started: int
    completed: int
    completion_percent: int
    completion_text: str
    score_avg: int | None
    csat_text: str
    spend_micros: int
    budget_micros: int | None
    currency: str
    deadline_text: str
    deadline_tone: str
    created_text: str
    active_text: str
    is_expiring: bool
    max_retakes: int


def visible_to(w: Work) -> Select[Interviewer]:
    """Return the select of the interviewers that the actor may read."""
    w.require("interviewer:read")
    return select(Interviewer).where(col(Interviewer.workspace_id) == w.workspace_id)


def pick(w: Work, public_id: str) -> Interviewer:
    """Return the row of an interviewer that the actor may read; raises `InterviewerNotFound`."""
    row = w.session.scalars(visible_to(w).where(col(Interviewer.public_id) == public_id)).one_or_none()
    if row is None:
        raise InterviewerNotFound
    return row


def counts(w: Work) -> Counts:
    """Return how many interviewers there are per state."""
    w.require("interviewer:read")
    query = (
        select(col(Interviewer.state), func.count())
        .where(col(Interviewer.workspace_id) == w.workspace_id)
        .group_by(col(Interviewer.state))
    )
    return Counts(**{state.value: number for state, number in w.session.execute(query)})


def page(w: Work, flt: InterviewerFilter, cursor: str = "", size: int = PAGE_SIZE) -> Page[InterviewerRow]:
    """Return one page of the list, by keyset from the lifetime totals."""
    base = visible_to(w).outerjoin(InterviewerTotals, col(InterviewerTotals.interviewer_id) == col(Interviewer.id))
    if flt.tab in {state.value for state in InterviewerState}:
        base = base.where(col(Interviewer.state) == InterviewerState(flt.tab))
    if flt.q.strip():
        base = base.where(col(Interviewer.title).icontains(flt.q.strip(), autoescape=True))
    capped = base.with_only_columns(col(Interviewer.id)).limit(COUNT_CAP + 1).subquery()
    total = w.session.execute(select(func.count()).select_from(capped)).scalar_one()
    by_count = flt.sort in ("most", "least")
    sort = _sort_of(flt)
    edge = _edge_from(Cursor.parse(cursor), is_moment=not by_count)
    is_down = flt.sort not in ("oldest", "least")
    row_id = cast("ColumnElement[Any]", col(Interviewer.id))
    query, backwards = keyset(base, sort, row_id, edge, descending=is_down, size=size)
    found = list(w.session.execute(query.add_columns(sort)).all())

    def edge_of(line: Any) -> tuple[int, int]:
        value = line[1] if by_count else micros_of(line[1])
        return value, line[0].id

    made = page_of(found, backwards, edge, total, edge_of, size)
    return replace(made, rows=rows_of(w, [line[0] for line in made.rows]))


def _sort_of(flt: InterviewerFilter) -> ColumnElement[Any]:
    if flt.sort in ("most", "least"):
        return func.coalesce(col(InterviewerTotals.invited), 0)
    return cast("ColumnElement[Any]", col(Interviewer.created_at))


def _edge_from(cursor: Cursor, *, is_moment: bool) -> Cursor:
    if is_moment:
        return moment_edge(cursor)
    return cursor if cursor.go in ("first", "last") or is_number(cursor.value) else Cursor()


def rows_of(w: Work, found: Sequence[Interviewer]) -> list[InterviewerRow]:
    """Turn interviewers into lines of the list, with four queries for any number of them."""
    ids = [row.id for row in found]
    versions = [row.version_id for row in found if row.version_id is not None]
    totals = {
        t.interviewer_id: t
        for t in w.session.scalars(select(InterviewerTotals).where(col(InterviewerTotals.interviewer_id).in_(ids)))
    }
    stages = stages_of(w, versions)
    asked = _question_counts(w, versions)
    place = w.session.get_one(Workspace, w.workspace_id)
    return [_row(w, row, totals.get(row.id or 0), stages, asked, place) for row in found]


def _question_counts(w: Work, versions: Sequence[int]) -> dict[int, int]:
    query = (
        select(col(Question.version_id), func.count())
        .join(Stage, col(Stage.id) == col(Question.stage_id))
        .where(col(Question.version_id).in_(versions), col(Stage.kind) != StageKind.RESUME)
        .group_by(col(Question.version_id))
    )
    return {int(version_id): int(number) for version_id, number in w.session.execute(query)}


def _row(
    w: Work,
    row: Interviewer,
    totals: InterviewerTotals | None,
    stages: dict[int, list[Stage]],
    asked: dict[int, int],
    place: Workspace,
) -> InterviewerRow:
    if row.version_id is None:
        plan = read_draft(row.draft).plan
        chips = tuple(StageChip(stage.kind.value, stage.title) for stage in plan.stages)
        questions = sum(len(stage.questions) for stage in plan.stages if stage.kind != StageKind.RESUME)
    else:
        chips = tuple(StageChip(stage.kind.value, stage.title) for stage in stages.get(row.version_id, ()))
        questions = asked.get(row.version_id, 0)
    t = totals or InterviewerTotals(workspace_id=row.workspace_id, interviewer_id=row.id or 0)
    ends, tone = deadline(row.deadline_at, w.now, w.actor.tz) if row.deadline_at else ("", "")
    is_live = row.state == InterviewerState.ACTIVE
    return InterviewerRow(
        id=row.public_id,
        title=row.title,
        slug=row.slug if row.version_id is not None else "",
        link=link_of(place.slug, row.slug) if row.version_id is not None else "",
        state=row.state.value,
        department=row.department,
        stages=chips,
        questions=questions,
        invited=t.invited,
        started=t.started,
        completed=t.completed,
        completion_percent=round(100 * t.completed / t.invited) if t.invited else 0,
        completion_text=percent(t.completed, t.invited),
        score_avg=round(t.score_sum / t.scored) if t.scored else None,
        csat_text=f"{t.csat_sum / t.csat_count:.1f}" if t.csat_count >= FEWEST_RATINGS else "",
        spend_micros=t.spend_micros,
        budget_micros=row.budget_micros,
        currency=place.currency,
        deadline_text=ends,
        deadline_tone=tone if is_live or tone == "over" else "",
        created_text=short_date(row.created_at, w.actor.tz, w.now),
        active_text=_running(row, w.now),
        is_expiring=is_live and tone in ("soon", "today"),
        max_retakes=row.max_retakes,
    )


def titles(w: Work, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return public id and title of interviewers by their internal ids, for lists that point to them."""
    query = visible_to(w).where(col(Interviewer.id).in_(list(ids)))
    return {row.id or 0: (row.public_id, row.title) for row in w.session.execute(query).scalars()}


def link_of(workspace_slug: str, slug: str) -> str:
    """Return the path of a public link."""
    return f"/i/{workspace_slug}/{slug}"


def _running(row: Interviewer, now: datetime) -> str:
    if row.activated_at is None:
        return ""
    end = row.archived_at or row.expired_at or now
    days = max(0, (end - row.activated_at).days)
    return plural(days, "day") if days < 60 else plural(days // 30, "month")
