"""How many people answer which version of an interviewer. Tests are left out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application, ApplicationState
from milo_app.domain.interviewers import queries as interviewers

_UNDER_WAY = (ApplicationState.IN_PROGRESS, ApplicationState.EVALUATING)


@dataclass(frozen=True, slots=True)
class VersionUse:
    """People on one version: all of them, and those who have begun and not finished."""

    people: int
    under_way: int


def use_of(w: Work, interviewer: str) -> dict[int, VersionUse]:
    """Return the use of each version by its id; versions without people are not in it."""
    w.require("candidate:read")
    row = interviewers.pick(w, interviewer)
    under_way = func.sum(case((col(Application.state).in_(_UNDER_WAY), 1), else_=0))
    query = (
        select(col(Application.version_id), func.count(), under_way)
        .where(
            col(Application.workspace_id) == w.workspace_id,
            col(Application.interviewer_id) == row.id,
            col(Application.is_test).is_(False),
        )
        .group_by(col(Application.version_id))
    )
    return {int(version): VersionUse(int(people), int(busy or 0)) for version, people, busy in w.session.execute(query)}
