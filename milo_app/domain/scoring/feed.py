"""What programs read of results, for many applications at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.interviews.models import StageRun
from milo_app.domain.scoring.models import Evaluation, EvaluationRunState, Highlight, PointKind


@dataclass(frozen=True, slots=True)
class Facts:
    """By application id: the stage runs of the present attempt by stage id, and the strengths shown in the interview."""

    runs: dict[int, dict[int, StageRun]]
    strengths: dict[int, list[str]]


def facts(w: Work, applications: Collection[Application]) -> Facts:
    """Return what is known about some applications, with two queries. Strengths need application:read."""
    w.require("candidate:read")
    attempts = {application.id or 0: application.attempt for application in applications}
    runs: dict[int, dict[int, StageRun]] = {number: {} for number in attempts}
    for run in w.session.scalars(select(StageRun).where(col(StageRun.application_id).in_(list(attempts)))):
        if run.attempt == attempts[run.application_id]:
            runs[run.application_id][run.stage_id] = run
    return Facts(runs, _strengths(w, runs) if w.actor.can("application:read") else {})


def _strengths(w: Work, runs: dict[int, dict[int, StageRun]]) -> dict[int, list[str]]:
    interviews = [run.id for own in runs.values() for run in own.values() if run.kind == StageKind.WEB]
    query = (
        select(col(Highlight.application_id), col(Highlight.text))
        .join(Evaluation, col(Evaluation.id) == col(Highlight.evaluation_id))
        .where(
            col(Evaluation.stage_run_id).in_(interviews),
            col(Evaluation.is_current),
            col(Evaluation.state) == EvaluationRunState.DONE,
            col(Highlight.kind) == PointKind.STRENGTH,
        )
        .order_by(col(Highlight.id))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for application_id, text in w.session.execute(query):
        found[application_id].append(text)
    return found


def average_scores(w: Work, interviewer_id: int) -> dict[StageKind, float]:
    """Return the mean stage score (0-100, one decimal) by kind over the present attempts of an interviewer, tests left out."""
    w.require("interviewer:read")
    query = (
        select(col(StageRun.kind), func.avg(col(StageRun.score)))
        .join(
            Application,
            and_(
                col(Application.id) == col(StageRun.application_id), col(Application.attempt) == col(StageRun.attempt)
            ),
        )
        .where(
            col(StageRun.interviewer_id) == interviewer_id,
            col(StageRun.score).is_not(None),
            col(Application.is_test).is_(False),
        )
        .group_by(col(StageRun.kind))
    )
    return {kind: round(float(mean), 1) for kind, mean in w.session.execute(query)}
