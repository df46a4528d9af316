"""Trial versions: a draft frozen for a test run, so that a colleague takes exactly what stands there now.

A trial has a negative number, is never published and stands in no list. It goes once nobody uses it any more.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, func
from sqlmodel import col, select

from milo_app.core.errors import Invalid
from milo_app.core.work import Work
from milo_app.domain.interviewers.drafts import read_draft
from milo_app.domain.interviewers.models import Interviewer, InterviewerVersion, Question, Stage
from milo_app.domain.interviewers.plan import Plan
from milo_app.domain.interviewers.versions import VersionPlan, freeze, plan_of

Which = Literal["live", "draft"]


class NotReadyToTry(Invalid):
    """The draft lacks something without which nobody can take it."""

    def __init__(self, problems: Collection[str]) -> None:
        super().__init__("This draft cannot be tried yet.", safe="Your draft is saved.", do=" ".join(problems))


def version_to_try(w: Work, interviewer: Interviewer, which: Which = "live") -> int:
    """Return the version that a test run takes: the published one, or the draft as a trial.

    The draft is taken where nothing is published yet, or when asked for; a draft that says what is live already is not
    frozen again. Raises `NotReadyToTry`.
    """
    assert interviewer.id is not None
    if which == "live" and interviewer.version_id is not None:
        return interviewer.version_id
    # One at a time, so that two colleagues do not freeze two trials under one number.
    w.session.get(Interviewer, interviewer.id, with_for_update=True)
    plan = read_draft(interviewer.draft).plan
    for version_id in _reusable(w, interviewer):
        if _says_the_same(plan, plan_of(w, version_id)):
            return version_id
    if problems := plan.problems():
        raise NotReadyToTry(problems)
    lowest = w.session.exec(
        select(func.min(InterviewerVersion.number)).where(col(InterviewerVersion.interviewer_id) == interviewer.id)
    ).one()
    version = freeze(w, interviewer.id, min(lowest or 0, 0) - 1, plan, is_trial=True)
    assert version.id is not None
    return version.id


def _reusable(w: Work, interviewer: Interviewer) -> list[int]:
    """Return the published version and the latest trial."""
    latest = w.session.exec(
        select(col(InterviewerVersion.id))
        .where(col(InterviewerVersion.interviewer_id) == interviewer.id, col(InterviewerVersion.is_trial))
        .order_by(col(InterviewerVersion.number))
        .limit(1)
    ).first()
    return [found for found in (interviewer.version_id, latest) if found is not None]


def _says_the_same(plan: Plan, version: VersionPlan) -> bool:
    stages = [
        stage.plan.model_copy(update={"questions": [question.plan for question in stage.questions]})
        for stage in version.stages
    ]
    return plan.stages == stages and plan.settings == version.settings


def old_trials(w: Work, before: datetime) -> list[int]:
    """Return the trial versions of this workspace that were frozen before a moment."""
    query = select(col(InterviewerVersion.id)).where(
        col(InterviewerVersion.workspace_id) == w.workspace_id,
        col(InterviewerVersion.is_trial),
        col(InterviewerVersion.published_at) < before,
    )
    return [version_id for version_id in w.session.exec(query) if version_id is not None]


def trials_of(w: Work, interviewer_id: int) -> list[int]:
    """Return the trial versions of an interviewer."""
    query = select(col(InterviewerVersion.id)).where(
        col(InterviewerVersion.interviewer_id) == interviewer_id, col(InterviewerVersion.is_trial)
    )
    return [version_id for version_id in w.session.exec(query) if version_id is not None]


def forget(w: Work, version_ids: Collection[int]) -> int:
    """Delete trial versions that nobody uses; a published version is left alone whatever is asked."""
    query = select(col(InterviewerVersion.id)).where(
        col(InterviewerVersion.id).in_(list(version_ids)), col(InterviewerVersion.is_trial)
    )
    ids = list(w.session.exec(query))
    if not ids:
        return 0
    for kind, column in (
        (Question, col(Question.version_id)),
        (Stage, col(Stage.version_id)),
        (InterviewerVersion, col(InterviewerVersion.id)),
    ):
        w.session.execute(delete(kind).where(column.in_(ids)), execution_options={"synchronize_session": False})
    w.session.expire_all()
    return len(ids)
