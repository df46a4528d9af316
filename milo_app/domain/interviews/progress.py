"""The progress cache on an application: kept in step with stage runs, and rebuilt from them at any time."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application
from milo_app.domain.candidates.service import stage_progress
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.interviewers.versions import StageSpec, VersionPlan, plan_of
from milo_app.domain.interviews.models import Answer, StageRun, StageRunState


def refresh(w: Work, application: Application, stage: StageSpec, run: StageRun) -> None:
    """Write the entry of one stage from its run."""
    w.session.flush()
    entries = dict(application.progress)
    entries[str(stage.id)] = _entry(stage, run, _done(w, [run]))
    application.progress = entries
    w.session.add(application)
    w.session.flush()


def rebuild(w: Work, application_id: int) -> dict[str, Any]:
    """Compute the whole cache of an application from its stage runs and answers, write it and return it."""
    application = w.session.get_one(Application, application_id)
    application.progress = computed(w, application, plan_of(w, application.version_id))
    w.session.add(application)
    w.session.flush()
    return application.progress


def computed(w: Work, application: Application, plan: VersionPlan) -> dict[str, Any]:
    """Return what the cache of the present attempt must be."""
    w.session.flush()
    query = select(StageRun).where(
        col(StageRun.application_id) == application.id, col(StageRun.attempt) == application.attempt
    )
    runs = {run.stage_id: run for run in w.session.scalars(query)}
    done = _done(w, list(runs.values()))
    return {
        str(stage.id): _entry(stage, runs[stage.id], done) if stage.id in runs else stage_progress(stage)
        for stage in plan.stages
    }


def _done(w: Work, runs: list[StageRun]) -> Counter[int]:
    query = select(col(Answer.stage_run_id)).where(
        col(Answer.stage_run_id).in_([run.id for run in runs]),
        col(Answer.follow_up) == 0,
        col(Answer.answered_at).is_not(None),
    )
    return Counter(w.session.scalars(query))


def _entry(stage: StageSpec, run: StageRun, done: Counter[int]) -> dict[str, Any]:
    ended = run.state in (StageRunState.COMPLETED, StageRunState.KNOCKED_OUT)
    number = int(ended) if stage.kind == StageKind.RESUME else done[run.id or 0]
    return stage_progress(stage, state=run.state.value, score=run.score, done=number, passed=run.passed)
