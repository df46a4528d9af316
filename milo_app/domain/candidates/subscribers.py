"""What follows in this capability from its own events."""

from __future__ import annotations

from sqlalchemy import delete
from sqlmodel import col

from milo_app.core.events import subscribe
from milo_app.core.paging import chunks
from milo_app.core.work import Work
from milo_app.domain.candidates import listed, people_totals, twins
from milo_app.domain.candidates.bulk_models import BulkJobItem, TeamActItem
from milo_app.domain.candidates.events import ApplicationsTakenBack
from milo_app.domain.candidates.team_models import CohortMember


def register() -> None:
    """Subscribe; bootstrap calls it once."""
    listed.register()
    people_totals.register()
    twins.register()
    subscribe(ApplicationsTakenBack, on_taken_back)


def on_taken_back(w: Work, event: ApplicationsTakenBack) -> None:
    """Delete what acts and jobs keep of the applications, and take their people out of cohorts."""
    for some in chunks(event.application_ids):
        for kind in (TeamActItem, BulkJobItem, CohortMember):
            w.session.execute(
                delete(kind).where(col(kind.application_id).in_(some)), execution_options={"synchronize_session": False}
            )
