"""Reading interviews for scoring: rows as they are. What the team sees of them is scoring's report."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.interviews.models import Answer, StageRun
from milo_app.domain.interviews.runs import resume_of

__all__ = ["answers_of", "resume_of", "run_rows"]


def run_rows(w: Work, application_id: int, attempt: int) -> list[StageRun]:
    """Return the stage runs of an attempt."""
    query = select(StageRun).where(col(StageRun.application_id) == application_id, col(StageRun.attempt) == attempt)
    return list(w.session.scalars(query.order_by(col(StageRun.id))))


def answers_of(w: Work, stage_run_id: int) -> list[Answer]:
    """Return what was put in a stage run, question by question, each with its follow-ups."""
    query = select(Answer).where(col(Answer.stage_run_id) == stage_run_id)
    return list(w.session.scalars(query.order_by(col(Answer.question_id), col(Answer.follow_up))))
