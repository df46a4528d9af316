"""Recomputes what was marked dirty, compares completion with the days before once a day, and rewrites what lists read."""

from __future__ import annotations

from milo_app import bootstrap
from milo_app.core.work import system
from milo_app.domain.accounts import queries as accounts
from milo_app.domain.analytics import baselines, service
from milo_app.domain.candidates import listed, people_totals


def recompute() -> int:
    """Recompute dirty cells of all workspaces and return how many there were."""
    return service.recompute(bootstrap.work)


def compare() -> int:
    """Compare completion with its baseline wherever that was last done on an earlier day; return for how many."""
    with bootstrap.read(system(None)) as w:
        homes = [home.id for home in accounts.workspaces(w) if home.id is not None]
    done = 0
    for workspace_id in homes:
        with bootstrap.work(system(workspace_id)) as w:
            done += baselines.compare_stale(w)
    return done


def catch_up() -> int:
    """Rewrite what candidate lists read wherever an interviewer has published other stages; return for how many."""
    return listed.catch_up(bootstrap.work)


def settle() -> int:
    """Write what the directory reads of people about whom a large act was; return for how many acts."""
    return people_totals.catch_up(bootstrap.work)
