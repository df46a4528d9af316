"""Interviewers as a table for a file: the figures of the list as numbers, and a column for every label."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy.orm import defer
from sqlmodel import col

from milo_app.core.money import MICROS
from milo_app.core.work import Work
from milo_app.domain.interviewers.filters import MOST_IDS
from milo_app.domain.interviewers.lines import InterviewerRow, rows_of
from milo_app.domain.interviewers.listing import InterviewerFilter, filtered
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.labels import queries as labels

BATCH = 200
Cell = str | int | float | None
_COLUMNS = (
    "Interviewer",
    "Link name",
    "State",
    "Department",
    "Stages",
    "Candidates",
    "Started",
    "Completed",
    "Completion %",
    "Mean score",
    "CSAT",
    "Ratings",
    "Subscribers",
    "Deadline (UTC)",
    "Created (UTC)",
    "Active since (UTC)",
)
_SPEND = ("Spend", "Budget", "Currency")


def header(w: Work) -> list[Cell]:
    """Return the names of the columns for this reader: spend only with its right, labels as they are called now."""
    return [*_COLUMNS, *(_SPEND if w.actor.can("spend:read") else ()), *[name for _, name in _labels(w)]]


def _labels(w: Work) -> list[tuple[str, str]]:
    if not w.actor.can("label:read"):
        return []
    return [(row.key, row.name) for row in labels.definitions(w)]


def batches(
    open_work: Callable[[], AbstractContextManager[Work]], flt: InterviewerFilter, ids: Sequence[str] = ()
) -> Iterator[list[list[Cell]]]:
    """Yield rows of cells, newest first, some hundred at a time and each time in a unit of work of its own.

    `ids` (public ids) narrows to a selection, whatever the filter.
    """
    before: int | None = None
    while True:
        with open_work() as w:
            found = _next(w, flt, ids, before)
            if not found:
                return
            keys = [key for key, _ in _labels(w)]
            made = [_cells(w, row, line, keys) for row, line in zip(found, rows_of(w, found), strict=True)]
            before = found[-1].id
        yield made


def _next(w: Work, flt: InterviewerFilter, ids: Sequence[str], before: int | None) -> list[Interviewer]:
    query = filtered(w, InterviewerFilter(tab="all") if ids else flt)
    if ids:
        query = query.where(col(Interviewer.public_id).in_(list(ids)[:MOST_IDS]))
    if before is not None:
        query = query.where(col(Interviewer.id) < before)
    lean = query.options(defer(col(Interviewer.draft)), defer(col(Interviewer.description)))  # type: ignore[arg-type]
    return list(w.session.scalars(lean.order_by(col(Interviewer.id).desc()).limit(BATCH)))


def _cells(w: Work, row: Interviewer, line: InterviewerRow, keys: Sequence[str]) -> list[Cell]:
    values = {key: value for key, _, value in line.labels}
    spend: list[Cell] = [_amount(line.spend_micros), _amount(line.budget_micros), line.currency]
    return [
        line.title,
        line.slug,
        "paused" if line.is_paused else line.state,
        line.department,
        " > ".join(stage.title for stage in line.stages),
        line.invited,
        line.started,
        line.completed,
        line.completion_percent if line.invited else None,
        line.score_avg,
        float(line.csat_text) if line.csat_text else None,
        line.csat_count if line.csat_text else None,
        line.subscribers,
        _moment(row.deadline_at),
        _moment(row.created_at),
        _moment(row.activated_at),
        *(spend if w.actor.can("spend:read") else []),
        *[values.get(key) for key in keys],
    ]


def _amount(micros: int | None) -> float | None:
    return None if micros is None else micros / MICROS


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment is not None else ""
