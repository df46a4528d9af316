"""Keeping the tiers right: marks made in the transaction of a change, and the job that recomputes what they name.

A cell is one interviewer on one local day of the workspace's zone. It is always recomputed from raw rows, never counted
up, so edits, deletions, late arrivals and two runs of the job all end in the same figures. Tests are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, cast, delete, func, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from milo_app.core.clock import local_day_bounds, zone
from milo_app.core.paging import chunks
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.analytics.baselines import compare
from milo_app.domain.analytics.days import fill_days
from milo_app.domain.analytics.models import RollupDay, RollupDirty
from milo_app.domain.billing.models import LedgerEntry
from milo_app.domain.billing.queries import spend_by_interviewer
from milo_app.domain.candidates.models import Application
from milo_app.domain.candidates.totals import recount
from milo_app.domain.interviewers.budgets import settle_budgets
from milo_app.domain.interviewers.models import Interviewer, InterviewerTotals
from milo_app.domain.interviews.totals import recount_stages

Works = Callable[[Actor], AbstractContextManager[Work]]
Cell = tuple[int, date]


@dataclass
class Figures:
    """The counts of a cell."""

    invited: int = 0
    started: int = 0
    completed: int = 0
    invited_completed: int = 0
    scored: int = 0
    score_sum: int = 0
    spend_micros: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened; such cells are not stored."""
        return not any(vars(self).values())


def mark(w: Work, interviewer_id: int, *moments: datetime | None) -> None:
    """Note, in this transaction, that the figures of the days of these moments changed; None is skipped."""
    for moment in {found for found in moments if found is not None}:
        w.session.add(RollupDirty(workspace_id=w.workspace_id, interviewer_id=interviewer_id, at=moment))
    w.session.flush()


def recompute(works: Works, limit: int = 500) -> int:
    """Recompute the marked cells of all workspaces and return how many; the job of a tick.

    The marks that were read are deleted in the transaction that recomputes their cells: one made meanwhile stays.
    """
    with works(system(None)) as w:
        waiting = list(w.session.execute(select(col(RollupDirty.workspace_id)).distinct()).scalars())
    done = 0
    for workspace_id in waiting:
        with works(system(workspace_id)) as w:
            done += recompute_here(w, limit)
    return done


def recompute_here(w: Work, limit: int = 500) -> int:
    """Recompute up to `limit` marks of this workspace and return the number of cells."""
    marks = list(
        w.session.execute(
            select(col(RollupDirty.id), col(RollupDirty.interviewer_id), col(RollupDirty.at))
            .order_by(col(RollupDirty.id))
            .limit(limit)
        )
    )
    if not marks:
        return 0
    tz = _tz(w)
    present = set(w.session.execute(select(col(Interviewer.id))).scalars())
    cells = {(interviewer, at.astimezone(zone(tz)).date()) for _, interviewer, at in marks}
    for interviewer_id, day in sorted(cells):
        figures = _figures(w, interviewer_id, day, tz) if interviewer_id in present else Figures()
        w.session.execute(
            delete(RollupDay).where(col(RollupDay.interviewer_id) == interviewer_id, col(RollupDay.day) == day)
        )
        if not figures.is_empty:
            w.session.add(_row(w, (interviewer_id, day), figures))
    _recount(w, {interviewer for interviewer, _ in cells} & present)
    w.session.execute(delete(RollupDirty).where(col(RollupDirty.id).in_([found[0] for found in marks])))
    w.session.flush()
    return len(cells)


def rebuild(w: Work) -> int:
    """Build every cell and all totals of this workspace anew from raw rows, and return the number of cells.

    For a change of the zone, after a restore, and after rows were written in bulk.
    """
    w.session.execute(delete(RollupDirty).where(col(RollupDirty.workspace_id) == w.workspace_id))
    w.session.execute(delete(RollupDay).where(col(RollupDay.workspace_id) == w.workspace_id))
    w.session.flush()
    cells = fill_days(w, _tz(w))
    _recount(w, set(w.session.execute(select(col(Interviewer.id))).scalars()), whole=True)
    return cells


def _recount(w: Work, interviewer_ids: Collection[int], *, whole: bool = False) -> None:
    """Rewrite the lifetime figures: people from their applications, stages from their runs, spend from the ledger.

    `whole`: these are all interviewers of the workspace, so that every table is read once and not by interviewer.
    """
    recount(w, interviewer_ids, whole=whole)
    recount_stages(w, interviewer_ids, whole=whole)
    spent = spend_by_interviewer(w, None if whole else interviewer_ids)
    for some in chunks(interviewer_ids):
        rows = w.session.scalars(select(InterviewerTotals).where(col(InterviewerTotals.interviewer_id).in_(some)))
        for row in rows:
            row.spend_micros = spent.get(row.interviewer_id, 0)
            w.session.add(row)
        w.session.flush()
    compare(w, interviewer_ids)
    settle_budgets(w, interviewer_ids)


def _tz(w: Work) -> str:
    home = w.session.get(Workspace, w.workspace_id)
    return home.tz if home else "UTC"


def _row(w: Work, cell: Cell, figures: Figures) -> RollupDay:
    return RollupDay(workspace_id=w.workspace_id, interviewer_id=cell[0], day=cell[1], **vars(figures))


def _figures(w: Work, interviewer_id: int, day: date, tz: str) -> Figures:
    low, high = local_day_bounds(day, tz)
    mine = [col(Application.interviewer_id) == interviewer_id, ~col(Application.is_test)]

    def within(moment: Any) -> list[ColumnElement[bool]]:
        return [moment >= low, moment < high]

    invited, invited_completed = w.session.execute(
        select(func.count(), func.count(col(Application.completed_at))).where(
            *mine, *within(col(Application.invited_at))
        )
    ).one()
    started = w.session.execute(
        select(func.count()).select_from(Application).where(*mine, *within(col(Application.started_at)))
    ).scalar_one()
    completed, scored, score_sum = w.session.execute(
        select(
            func.count(), func.count(col(Application.score)), func.coalesce(func.sum(col(Application.score)), 0)
        ).where(
            *mine,
            *within(col(Application.completed_at)),
        )
    ).one()
    spent = w.session.execute(
        select(cast(func.coalesce(func.sum(-col(LedgerEntry.micros)), 0), BigInteger)).where(
            col(LedgerEntry.interviewer_id) == interviewer_id,
            col(LedgerEntry.micros) < 0,
            col(LedgerEntry.at) >= low,
            col(LedgerEntry.at) < high,
        )
    ).scalar_one()
    return Figures(invited, started, completed, invited_completed, scored, int(score_sum), int(spent))


def _all_figures(w: Work, tz: str) -> dict[Cell, Figures]:
    place = zone(tz)
    cells: dict[Cell, Figures] = defaultdict(Figures)
    for interviewer_id, invited, started, completed, score in _raw_applications(w):
        cell = cells[interviewer_id, invited.astimezone(place).date()]
        cell.invited += 1
        cell.invited_completed += completed is not None
        if started is not None:
            cells[interviewer_id, started.astimezone(place).date()].started += 1
        if completed is not None:
            cell = cells[interviewer_id, completed.astimezone(place).date()]
            cell.completed += 1
            cell.scored += score is not None
            cell.score_sum += score or 0
    spent = select(col(LedgerEntry.interviewer_id), col(LedgerEntry.at), col(LedgerEntry.micros)).where(
        col(LedgerEntry.interviewer_id).is_not(None), col(LedgerEntry.micros) < 0
    )
    for interviewer, at, micros in w.session.execute(spent.execution_options(yield_per=5000)):
        cells[interviewer, at.astimezone(place).date()].spend_micros -= micros
    return cells


Raw = tuple[int, datetime, datetime | None, datetime | None, int | None]


def _raw_applications(w: Work) -> Iterator[Raw]:
    query = select(
        col(Application.interviewer_id),
        col(Application.invited_at),
        col(Application.started_at),
        col(Application.completed_at),
        col(Application.score),
    ).where(~col(Application.is_test))
    for row in w.session.execute(query.execution_options(yield_per=5000)):
        yield row[0], row[1], row[2], row[3], row[4]


def cells_of(w: Work, interviewer_ids: Iterable[int] = ()) -> dict[Cell, Figures]:
    """Return the stored cells (checks and tests compare them with a count from raw rows)."""
    query = select(RollupDay)
    chosen = list(interviewer_ids)
    if chosen:
        query = query.where(col(RollupDay.interviewer_id).in_(chosen))
    names = list(Figures.__dataclass_fields__)
    return {
        (row.interviewer_id, row.day): Figures(*(getattr(row, name) for name in names))
        for row in w.session.execute(query).scalars()
    }


def wrong_cells(w: Work) -> list[Cell]:
    """Return the cells whose stored figures differ from a count of the raw rows; empty when all is right."""
    stored, counted = (
        cells_of(w),
        {cell: found for cell, found in _all_figures(w, _tz(w)).items() if not found.is_empty},
    )
    return sorted(cell for cell in stored.keys() | counted.keys() if stored.get(cell) != counted.get(cell))
