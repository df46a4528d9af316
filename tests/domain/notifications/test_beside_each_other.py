"""Causes at the same moment: on PostgreSQL they run beside each other, and still nothing is missed or told twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select
from sqlmodel import col

from milo_app.core.outbox import OutboxItem
from milo_app.domain.accounts.models import Role
from milo_app.domain.notifications import queries, service, subscribers
from tests.databases import Installation
from tests.factories.houses import house


def test_lines_grow_by_every_cause_and_the_worker_is_asked_once(installation: Installation) -> None:
    subscribers.register()
    home = house()
    role, user = home.interviewer("Retail Associate"), home.user()

    def cause(number: int) -> None:
        with home.system() as w:
            title = f"Candidate {number} completed"
            service.notify(w, "completed", "c:1", title, "{n} completed", interviewer_id=role.id)

    cause(0)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(cause, range(1, 40)))
    with home.as_role(Role.ADMIN, user) as w:
        (line,) = queries.latest(w)
        assert (line.count, line.title) == (40, "40 completed")
        asked = select(func.count()).select_from(OutboxItem).where(col(OutboxItem.kind) == "notice")
        assert w.session.execute(asked).scalar_one() <= 2
