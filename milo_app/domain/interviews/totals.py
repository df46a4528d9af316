"""Where the people of an interviewer stand, stage by stage, recounted from their runs; tests are left out."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, case, delete, func, select
from sqlmodel import col

from milo_app.core.paging import chunks
from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers.models import Stage, StageTotals
from milo_app.domain.interviews.models import StageRun, StageRunState

Counts = dict[str, int]
_NAMES = ("reached", "started", "completed", "stopped")


def recount_stages(w: Work, interviewer_ids: Collection[int], *, whole: bool = False) -> None:
    """Rewrite the stage totals of these interviewers from raw rows.

    `whole`: these are all interviewers of the workspace, so that runs are read once, in one go.
    """
    w.session.flush()
    counted = stage_figures(w, None) if whole else {}
    for some in chunks(interviewer_ids):
        counted = counted if whole else stage_figures(w, some)
        w.session.execute(
            delete(StageTotals).where(col(StageTotals.interviewer_id).in_(some)),
            execution_options={"synchronize_session": "fetch"},
        )
        for interviewer_id in some:
            for key, figures in counted.get(interviewer_id, {}).items():
                w.session.add(
                    StageTotals(workspace_id=w.workspace_id, interviewer_id=interviewer_id, stage_key=key, **figures)
                )
        w.session.flush()


def stage_figures(w: Work, interviewer_ids: Collection[int] | None) -> dict[int, dict[str, Counts]]:
    """Count the runs of the present attempts of these interviewers (None: of all), by interviewer and stage key."""

    def number_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    query = (
        select(
            col(StageRun.interviewer_id),
            col(StageRun.stage_id),
            func.count(),
            number_where(col(StageRun.started_at).is_not(None)),
            number_where(col(StageRun.state) == StageRunState.COMPLETED),
            number_where(col(StageRun.state) == StageRunState.KNOCKED_OUT),
        )
        .join(Application, col(Application.id) == col(StageRun.application_id))
        .where(col(StageRun.attempt) == col(Application.attempt), col(Application.is_test).is_(False))
        .group_by(col(StageRun.interviewer_id), col(StageRun.stage_id))
    )
    if interviewer_ids is not None:
        query = query.where(col(StageRun.interviewer_id).in_(list(interviewer_ids)))
    counted = w.session.execute(query).all()
    keys = _keys(w, {row[1] for row in counted})
    found: dict[int, dict[str, Counts]] = {}
    for interviewer_id, stage_id, *numbers in counted:
        # A stage keeps its key from version to version.
        sums = found.setdefault(interviewer_id, {}).setdefault(keys[stage_id], dict.fromkeys(_NAMES, 0))
        for name, number in zip(sums, numbers, strict=True):
            sums[name] += int(number)
    return found


def _keys(w: Work, stage_ids: Collection[int]) -> dict[int, str]:
    keys: dict[int, str] = {}
    for some in chunks(stage_ids):
        query = select(col(Stage.id), col(Stage.spec)["key"].as_string()).where(col(Stage.id).in_(some))
        keys |= {stage_id: key or "" for stage_id, key in w.session.execute(query)}
    return keys
