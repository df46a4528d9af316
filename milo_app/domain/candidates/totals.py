"""Lifetime figures of interviewers, recomputed from their applications; tests are left out."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, case, func, select, update
from sqlmodel import col

from milo_app.core.paging import chunks
from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application, ApplicationState, Decision, EvaluationState
from milo_app.domain.interviewers.models import Interviewer, InterviewerTotals

_NOBODY = dict.fromkeys(
    (
        "invited",
        "started",
        "completed",
        "knocked_out",
        "shortlisted",
        "dismissed",
        "scored",
        "score_sum",
        "csat_count",
        "csat_sum",
        "pending",
    ),
    0,
)
"""What is counted, in the order of the query, for an interviewer without people."""


def recount(w: Work, interviewer_ids: Collection[int], *, whole: bool = False) -> None:
    """Rewrite the totals of these interviewers from raw rows. Spend is not touched: the ledger keeps it.

    `whole`: these are all interviewers of the workspace, so that applications are read once, in one go.
    """
    w.session.flush()
    counted = _figures(w, None) if whole else {}
    for some in chunks(interviewer_ids):
        counted = counted if whole else _figures(w, some)
        query = select(InterviewerTotals).where(col(InterviewerTotals.interviewer_id).in_(some))
        present = {row.interviewer_id: row for row in w.session.scalars(query)}
        for interviewer_id in some:
            row = present.get(interviewer_id) or InterviewerTotals(
                workspace_id=w.workspace_id, interviewer_id=interviewer_id
            )
            for name, value in (counted.get(interviewer_id) or _NOBODY).items():
                setattr(row, name, value)
            w.session.add(row)
        w.session.flush()
        _repeat(w, some)


def _repeat(w: Work, interviewer_ids: Collection[int]) -> None:
    """Write how many were invited beside the interviewers themselves, where it changed."""
    invited = (
        select(col(InterviewerTotals.invited))
        .where(col(InterviewerTotals.interviewer_id) == col(Interviewer.id))
        .scalar_subquery()
    )
    w.session.execute(
        update(Interviewer)
        .where(col(Interviewer.id).in_(list(interviewer_ids)), col(Interviewer.invited) != invited)
        .values(invited=invited),
        execution_options={"synchronize_session": False},
    )


def _figures(w: Work, interviewer_ids: Collection[int] | None) -> dict[int, dict[str, int]]:
    """Count the people of these interviewers (None: of all); who has none is left out."""

    def number_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    a = Application
    query = (
        select(
            col(a.interviewer_id),
            func.count().label("invited"),
            number_where(col(a.started_at).is_not(None)).label("started"),
            number_where(col(a.completed_at).is_not(None)).label("completed"),
            number_where(col(a.state) == ApplicationState.KNOCKED_OUT).label("knocked_out"),
            number_where(col(a.decision) == Decision.SHORTLISTED).label("shortlisted"),
            number_where(col(a.decision) == Decision.DISMISSED).label("dismissed"),
            func.count(col(a.score)).label("scored"),
            func.coalesce(func.sum(col(a.score)), 0).label("score_sum"),
            func.count(col(a.csat)).label("csat_count"),
            func.coalesce(func.sum(col(a.csat)), 0).label("csat_sum"),
            number_where(col(a.evaluation) == EvaluationState.PENDING).label("pending"),
        )
        .where(col(a.is_test).is_(False))
        .group_by(col(a.interviewer_id))
    )
    if interviewer_ids is not None:
        query = query.where(col(a.interviewer_id).in_(list(interviewer_ids)))
    found = w.session.execute(query).all()
    return {row[0]: {name: int(value) for name, value in zip(_NOBODY, row[1:], strict=True)} for row in found}
