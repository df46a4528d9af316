"""What programs read of candidates: the applications of an interviewer, newest first, continued after an id."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Select
from sqlmodel import col

from milo_app.core.feed import Feed, counted, feed_of
from milo_app.core.paging import Cursor, keyset
from milo_app.core.work import Work
from milo_app.domain.candidates.errors import ApplicationNotFound
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.candidates.queries import pick, visible_to
from milo_app.domain.interviewers.models import Interviewer

Person = tuple[Application, Candidate]


def newest(
    w: Work,
    interviewer: Interviewer,
    *,
    limit: int,
    after: str = "",
    since: datetime | None = None,
    before: datetime | None = None,
) -> Feed[Person]:
    """Return applications by the time of their invitation, `since` inclusive and `before` exclusive; tests are left out.

    Raises `ApplicationNotFound` when `after` is not the public id of an application of this interviewer.
    """
    row_id = cast("ColumnElement[Any]", col(Application.id))
    query: Select[Any] = visible_to(w).where(
        col(Application.interviewer_id) == interviewer.id, col(Application.is_test).is_(False)
    )
    if since is not None:
        query = query.where(col(Application.invited_at) >= since)
    if before is not None:
        query = query.where(col(Application.invited_at) < before)
    total = counted(w.session, query, row_id)
    joined = query.join(Candidate, col(Candidate.id) == col(Application.candidate_id))
    people = cast("Select[Any]", joined.with_only_columns(Application, Candidate))
    invited = cast("ColumnElement[Any]", col(Application.invited_at))
    ordered, _ = keyset(people, invited, row_id, _edge(w, interviewer, after), descending=True, size=limit)
    return feed_of([cast("Person", tuple(line)) for line in w.session.execute(ordered)], limit, total)


def _edge(w: Work, interviewer: Interviewer, after: str) -> Cursor:
    if not after:
        return Cursor()
    last = pick(w, after)
    if last.interviewer_id != interviewer.id:
        raise ApplicationNotFound
    return Cursor("next", last.invited_at, last.id or 0)
