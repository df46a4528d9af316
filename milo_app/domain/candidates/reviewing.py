"""A review: who waits for a look, in the order of the list that it was begun from. It is a list of ids, no rows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.candidates import listing, queries
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers.models import Interviewer

MOST = 300
"""How many are taken into one review; the next ones come after it."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Public ids in their order, and how many wait in all (counted up to the cap of lists)."""

    ids: tuple[str, ...]
    total: int


def queue(w: Work, public_id: str, flt: ApplicationFilter) -> Queue:
    """Return who waits for review with this application, which stands among them even when it was judged already.

    Raises `ApplicationNotFound`.
    """
    application = queries.pick(w, public_id)
    interviewer = w.session.get_one(Interviewer, application.interviewer_id)
    found = listing.page_of_ids(w, interviewer, flt, size=MOST)
    named = select(col(Application.id), col(Application.public_id)).where(
        col(Application.workspace_id) == w.workspace_id, col(Application.id).in_(found.rows)
    )
    names = {int(row_id): str(name) for row_id, name in w.session.execute(named) if row_id is not None}
    ids = [names[row_id] for row_id in found.rows if row_id in names]
    if public_id not in ids:
        ids = [public_id, *ids][:MOST]
    return Queue(tuple(ids), max(found.total, len(ids)))
