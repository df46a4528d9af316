"""Completion against its own past, kept beside the lifetime totals so that a list of interviewers need not count.

The recent window is the last 30 local days of the workspace's zone, today among them; the baseline is the 30 days
before. Both count who was invited in the window and is complete by now. With fewer than 10 people in either nothing is
said.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlmodel import col

from milo_app.core.clock import zone
from milo_app.core.paging import chunks
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.analytics.models import RollupDay
from milo_app.domain.interviewers.models import InterviewerTotals

WINDOW_DAYS = 30
FEWEST_PEOPLE = 10
FALL_POINTS = 15


def today_of(w: Work) -> date:
    """Return the present day in the workspace's zone."""
    place = w.session.get_one(Workspace, w.workspace_id)
    return w.now.astimezone(zone(place.tz)).date()


def is_under(recent: tuple[int, int], before: tuple[int, int]) -> bool:
    """Return whether completion fell by 15 points or more; windows are (invited, completed)."""
    if recent[0] < FEWEST_PEOPLE or before[0] < FEWEST_PEOPLE:
        return False
    # In whole numbers: before% - recent% >= 15.
    return 100 * (before[1] * recent[0] - recent[1] * before[0]) >= FALL_POINTS * recent[0] * before[0]


def compare(w: Work, interviewer_ids: Collection[int]) -> None:
    """Rewrite the two windows of these interviewers from the daily tier."""
    today = today_of(w)
    for some in chunks(interviewer_ids):
        windows = _windows(w, some, today)
        for row in w.session.scalars(select(InterviewerTotals).where(col(InterviewerTotals.interviewer_id).in_(some))):
            recent, before = windows.get(row.interviewer_id, ((0, 0), (0, 0)))
            row.recent_invited, row.recent_completed = recent
            row.before_invited, row.before_completed = before
            row.compared_on = today
            row.is_under_baseline = is_under(recent, before)
            w.session.add(row)
        w.session.flush()


def compare_stale(w: Work) -> int:
    """Compare again whoever was compared on an earlier day and had people in either window; return how many."""
    today = today_of(w)
    busy = select(col(RollupDay.interviewer_id)).where(
        col(RollupDay.workspace_id) == w.workspace_id, col(RollupDay.day) > today - timedelta(days=2 * WINDOW_DAYS)
    )
    had = (col(InterviewerTotals.recent_invited) > 0) | (col(InterviewerTotals.before_invited) > 0)
    stale = list(
        w.session.scalars(
            select(col(InterviewerTotals.interviewer_id)).where(
                col(InterviewerTotals.workspace_id) == w.workspace_id,
                col(InterviewerTotals.compared_on).is_(None) | (col(InterviewerTotals.compared_on) != today),
                had | col(InterviewerTotals.interviewer_id).in_(busy),
            )
        )
    )
    compare(w, stale)
    return len(stale)


Window = tuple[int, int]


def _windows(w: Work, ids: Collection[int], today: date) -> dict[int, tuple[Window, Window]]:
    edge = today - timedelta(days=WINDOW_DAYS)

    def total(condition: ColumnElement[bool], figure: Any) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, figure), else_=0)), 0)

    is_recent, is_before = col(RollupDay.day) > edge, col(RollupDay.day) <= edge
    invited, completed = col(RollupDay.invited), col(RollupDay.invited_completed)
    query = (
        select(
            col(RollupDay.interviewer_id),
            total(is_recent, invited),
            total(is_recent, completed),
            total(is_before, invited),
            total(is_before, completed),
        )
        .where(
            col(RollupDay.interviewer_id).in_(list(ids)),
            col(RollupDay.day) > edge - timedelta(days=WINDOW_DAYS),
            col(RollupDay.day) <= today,
        )
        .group_by(col(RollupDay.interviewer_id))
    )
    return {
        interviewer_id: ((int(a), int(b)), (int(c), int(d))) for interviewer_id, a, b, c, d in w.session.execute(query)
    }
