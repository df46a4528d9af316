"""Tells those who look after a workspace when the search index fails for longer, and takes it back when it works again."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from sqlalchemy import func, select
from sqlmodel import col

from milo_app import bootstrap
from milo_app.core.work import Work, system
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.notifications import service
from milo_app.domain.notifications.models import Notification
from milo_app.domain.search.models import SearchIndex

PATIENCE = 2
"""Looks in a row that find the same trouble before anybody is told: an index that is busy for a moment is no news."""
AGAIN = timedelta(days=1)
_seen: Counter[str] = Counter()


def look() -> int:
    """Look at every index and return how many workspaces were told."""
    with bootstrap.read(system(None)) as w:
        problems = {row.engine: row.problem for row in w.session.scalars(select(SearchIndex))}
        homes = list(w.session.scalars(select(col(Workspace.id))))
    told = 0
    for engine, problem in problems.items():
        _seen[engine] = _seen[engine] + 1 if problem else 0
        if problem and _seen[engine] < PATIENCE:
            continue
        for home in homes:
            with bootstrap.work(system(home)) as w:
                told += tell(w, engine, problem)
    return told


def tell(w: Work, engine: str, problem: str) -> bool:
    """Tell one workspace of a problem, once a day while it lasts; without a problem, take it back."""
    group = f"index:{engine}"
    mine = (col(Notification.workspace_id) == w.workspace_id, col(Notification.group_key) == group)
    last = w.session.scalar(select(func.max(Notification.created_at)).where(*mine))
    if not problem:
        if last is not None:
            service.settle(w, group)
        return False
    if last is not None and last > w.now - AGAIN:
        return False
    said = "The search index cannot be kept up to date"
    body = f"{problem} What changes is found later; nothing is lost."
    return bool(service.notify(w, "index_failed", group, said, said, body=body, count=1, right="user:manage"))
