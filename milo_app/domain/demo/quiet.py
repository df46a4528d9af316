"""How the demo writes: with a clock in the past, and without telling anybody.

A `QuietWork` tells no subscriber. What subscribers would write is written at the end, once, from the rows themselves:
lifetime totals and daily figures by `analytics.rebuild`, one audit entry per batch instead of several thousand, a
handful of notifications. Nobody is mailed: people of a demo never are (`outreach` skips them by their source).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from milo_app.core.clock import FixedClock
from milo_app.core.db import all_tenants
from milo_app.core.events import Event
from milo_app.core.work import Actor, Work, system
from milo_app.domain.scoring.ports import Case, EvaluationFailed, Evaluator, Verdict

Works = Callable[[Actor], AbstractContextManager[Work]]
"""Opens a unit of work for an actor, with the adapters that the demo is to use; commits at its end."""


@dataclass
class QuietWork(Work):
    """A unit of work whose events are not told."""

    def publish(self, event: Event) -> None:
        """Tell nobody."""

    def after_commit(self, action: Callable[[], None]) -> None:
        """Wake nobody: what is written here lies in the past."""


@contextmanager
def quietly(
    works: Works, workspace_id: int, clock: FixedClock, plans: dict[Any, Any], *, by_id: bool = False
) -> Iterator[QuietWork]:
    """Open a transaction of one workspace. `plans` carries the frozen plans from one transaction to the next.

    `by_id` turns the tenancy hook off for the batches of people, which saves much of their time: what is called there
    names each row by its id, its public id or with its workspace.
    """
    with works(system(workspace_id, "Demo")) as w, all_tenants() if by_id else nullcontext():
        w.session.info["plans"] = plans
        ports: Mapping[type[Any], Any] = {**w.ports, Evaluator: Watched(w.port(Evaluator), clock)}
        yield QuietWork(session=w.session, actor=w.actor, clock=clock, ports=ports)
        w.session.flush()


class Watched:
    """The evaluator, with the time that it would take put on the demo's clock."""

    def __init__(self, inner: Evaluator, clock: FixedClock) -> None:
        self.inner = inner
        self.clock = clock
        self.label = inner.label

    def evaluate(self, case: Case) -> Verdict:
        """Judge a case."""
        self.clock.at += timedelta(milliseconds=40 + 30 * len(case.items))
        return self.inner.evaluate(case)


class Unreachable:
    """An evaluator that does not answer, so that the demo shows what "evaluation pending" looks like."""

    label = "Model endpoint"

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def evaluate(self, case: Case) -> Verdict:
        """Raise `EvaluationFailed`, always."""
        raise EvaluationFailed(self.reason)
