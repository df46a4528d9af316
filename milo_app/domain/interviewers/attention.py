"""What needs attention among the active interviewers: counts with a few names each, from maintained figures."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import col

from milo_app.core.db import columns
from milo_app.core.paging import COUNT_CAP
from milo_app.core.work import Work
from milo_app.domain.interviewers.listing import needing, visible_to
from milo_app.domain.interviewers.models import Interviewer

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of attention: how many interviewers, and id and title of some, those that end first before others."""

    count: int = 0
    items: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Attention:
    """What a strip above the list shows. A name of a part is the `need` of an `InterviewerFilter`."""

    expiring: Part = Part()
    completion: Part = Part()
    evaluations: Part = Part()
    budget: Part = Part()

    @property
    def is_calm(self) -> bool:
        """Whether nothing needs attention."""
        return not (self.expiring.count or self.completion.count or self.evaluations.count or self.budget.count)


def attention(w: Work, named: int = MOST_NAMED) -> Attention:
    """Return what needs attention: expiring within 7 days, completion 15 points under its baseline, evaluations that
    failed, and budgets that are used up. Who may not see spend is not told about budgets."""
    return Attention(
        expiring=_part(w, "expiring", named),
        completion=_part(w, "completion", named),
        evaluations=_part(w, "evaluations", named),
        budget=_part(w, "budget", named) if w.actor.can("spend:read") else Part(),
    )


def _part(w: Work, need: str, named: int) -> Part:
    base = visible_to(w).where(needing(w, need))
    found = columns(
        w.session,
        base.with_only_columns(col(Interviewer.public_id), col(Interviewer.title))
        .order_by(col(Interviewer.deadline_at), col(Interviewer.id))
        .limit(named + 1),
    )
    items = tuple((public_id, title) for public_id, title in found)
    if len(items) <= named:
        return Part(len(items), items)
    capped = base.with_only_columns(col(Interviewer.id)).limit(COUNT_CAP + 1).subquery()
    return Part(columns(w.session, select(func.count()).select_from(capped))[0][0], items[:named])
