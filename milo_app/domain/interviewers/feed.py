"""What programs read of interviewers: a list continued after an id, and the stages of many interviewers at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from milo_app.core.feed import Feed, counted, feed_of
from milo_app.core.work import Work
from milo_app.domain.interviewers.drafts import read_draft
from milo_app.domain.interviewers.listing import pick, visible_to
from milo_app.domain.interviewers.models import Interviewer, Question
from milo_app.domain.interviewers.plan import StagePlan
from milo_app.domain.interviewers.versions import stages_of


def newest(w: Work, *, limit: int, after: str = "", search: str = "") -> Feed[Interviewer]:
    """Return interviewers in every state, newest first, those after the one with the public id `after`.

    `search` is part of a title in any case. Raises `InterviewerNotFound` when `after` is nobody's id here.
    """
    row_id = cast("ColumnElement[Any]", col(Interviewer.id))
    query = visible_to(w)
    if search:
        query = query.where(col(Interviewer.title).icontains(search, autoescape=True))
    total = counted(w.session, query, row_id)
    if after:
        query = query.where(row_id < pick(w, after).id)
    found = w.session.scalars(query.order_by(row_id.desc()).limit(limit + 1)).all()
    return feed_of(found, limit, total)


def stages(w: Work, rows: Sequence[Interviewer]) -> dict[str, list[StagePlan]]:
    """Return what each interviewer asks, by public id: the published stages with their questions, or those of the draft."""
    published = _published(w, {row.version_id for row in rows if row.version_id is not None})
    return {
        row.public_id: published[row.version_id] if row.version_id is not None else read_draft(row.draft).plan.stages
        for row in rows
    }


def _published(w: Work, version_ids: Collection[int]) -> dict[int, list[StagePlan]]:
    asked: dict[int, list[dict[str, Any]]] = defaultdict(list)
    query = (
        select(Question)
        .where(col(Question.version_id).in_(list(version_ids)))
        .order_by(col(Question.stage_id), col(Question.position))
    )
    for question in w.session.scalars(query):
        asked[question.stage_id].append(question.spec)
    return {
        version_id: [StagePlan.model_validate({**stage.spec, "questions": asked[stage.id or 0]}) for stage in found]
        for version_id, found in stages_of(w, version_ids).items()
    }
