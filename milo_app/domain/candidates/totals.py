"""Lifetime figures of interviewers, recomputed from their applications; tests are left out."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, case, func, select, update
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application, ApplicationState, Decision, EvaluationState
from milo_app.domain.interviewers.models import Interviewer, InterviewerTotals


def recount(w: Work, interviewer_ids: Collection[int]) -> None:
    """Rewrite the totals of these interviewers from raw rows. Spend is not touched: the ledger keeps it."""
    w.session.flush()
    for interviewer_id in sorted(set(interviewer_ids)):
        figures = _figures(w, interviewer_id)
        row = w.session.get(InterviewerTotals, interviewer_id)
        if row is None:
            row = InterviewerTotals(workspace_id=w.workspace_id, interviewer_id=interviewer_id)
        for name, value in figures.items():
            setattr(row, name, value)
        w.session.add(row)
        w.session.execute(
            update(Interviewer)
            .where(col(Interviewer.id) == interviewer_id, col(Interviewer.invited) != figures["invited"])
            .values(invited=figures["invited"]),
            execution_options={"synchronize_session": False},
        )
    w.session.flush()


def _figures(w: Work, interviewer_id: int) -> dict[str, int]:
    def number_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    a = Application
    query = select(
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
    ).where(col(a.interviewer_id) == interviewer_id, col(a.is_test).is_(False))
    found = w.session.execute(query).one()
    return {name: int(value) for name, value in found._mapping.items()}
