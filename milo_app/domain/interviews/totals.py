"""Where the people of an interviewer stand, stage by stage, recounted from their runs; tests are left out."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, case, delete, func, select
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers.models import Stage, StageTotals
from milo_app.domain.interviews.models import StageRun, StageRunState


def recount_stages(w: Work, interviewer_ids: Collection[int]) -> None:
    """Rewrite the stage totals of these interviewers from raw rows."""
    w.session.flush()
    for interviewer_id in sorted(set(interviewer_ids)):
        w.session.execute(
            delete(StageTotals).where(col(StageTotals.interviewer_id) == interviewer_id),
            execution_options={"synchronize_session": "fetch"},
        )
        for key, figures in stage_figures(w, interviewer_id).items():
            w.session.add(
                StageTotals(workspace_id=w.workspace_id, interviewer_id=interviewer_id, stage_key=key, **figures)
            )
    w.session.flush()


def stage_figures(w: Work, interviewer_id: int) -> dict[str, dict[str, int]]:
    """Count the runs of the present attempts by stage key: reached, started, completed and stopped."""

    def number_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    query = (
        select(
            col(StageRun.stage_id),
            func.count(),
            number_where(col(StageRun.started_at).is_not(None)),
            number_where(col(StageRun.state) == StageRunState.COMPLETED),
            number_where(col(StageRun.state) == StageRunState.KNOCKED_OUT),
        )
        .join(Application, col(Application.id) == col(StageRun.application_id))
        .where(
            col(StageRun.interviewer_id) == interviewer_id,
            col(StageRun.attempt) == col(Application.attempt),
            col(Application.is_test).is_(False),
        )
        .group_by(col(StageRun.stage_id))
    )
    counted = w.session.execute(query).all()
    keys = {
        stage_id: key or ""
        for stage_id, key in w.session.execute(
            select(col(Stage.id), col(Stage.spec)["key"].as_string()).where(
                col(Stage.id).in_([row[0] for row in counted])
            )
        )
    }
    found: dict[str, dict[str, int]] = {}
    for stage_id, *numbers in counted:
        # A stage keeps its key from version to version.
        sums = found.setdefault(keys[stage_id], {"reached": 0, "started": 0, "completed": 0, "stopped": 0})
        for name, number in zip(sums, numbers, strict=True):
            sums[name] += int(number)
    return found
