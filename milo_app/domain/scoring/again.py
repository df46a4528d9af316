"""Judging again what was judged already: a whole attempt, or one stage of it. What stood before is kept as a run."""

from __future__ import annotations

from sqlalchemy import update
from sqlmodel import col, select

from milo_app.core.errors import Conflict, Invalid
from milo_app.core.work import Work
from milo_app.domain.candidates import queries as candidates
from milo_app.domain.candidates.models import EvaluationState
from milo_app.domain.interviewers.versions import plan_of
from milo_app.domain.interviews.models import StageRun
from milo_app.domain.scoring.models import Evaluation
from milo_app.domain.scoring.service import retry


def evaluate_again(w: Work, public_id: str, stage: str = "") -> None:
    """Have the latest attempt judged anew, or only the stage of that key. Needs application:rescore.

    The present scores count until the new ones stand. Raises `Conflict` while an evaluation is on its way, and where
    there is nothing to judge.
    """
    w.require("application:rescore")
    application = candidates.pick(w, public_id)
    if application.evaluation == EvaluationState.QUEUED:
        raise Conflict("The evaluation is already on its way.", do="Wait a moment.")
    runs = select(StageRun.id).where(
        col(StageRun.application_id) == application.id, col(StageRun.attempt) == application.attempt
    )
    if stage:
        found = next((one for one in plan_of(w, application.version_id).stages if one.plan.key == stage), None)
        if found is None:
            raise Invalid("There is no such stage.", do="Reload the page.")
        runs = runs.where(col(StageRun.stage_id) == found.id)
    # A result without the trace of its input is nothing that the evaluation could take over.
    w.session.execute(
        update(Evaluation)
        .where(
            col(Evaluation.workspace_id) == w.workspace_id,
            col(Evaluation.application_id) == application.id,
            col(Evaluation.is_current),
            col(Evaluation.stage_run_id).in_(runs),
        )
        .values(input_hash=""),
        execution_options={"synchronize_session": "fetch"},
    )
    retry(w, public_id)
