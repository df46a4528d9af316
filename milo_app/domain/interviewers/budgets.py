"""Budgets: what a person may type, and what happens when one is used up.

A budget that is reached pauses intake: nobody new comes in, who has started may finish. The subscribers are told once
at four fifths and once at the end; they are told again only after the budget was raised and comes as far once more.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from sqlalchemy import func, or_
from sqlmodel import col, select

from milo_app.core.errors import Invalid
from milo_app.core.guard import change_if
from milo_app.core.money import MICROS, exact
from milo_app.core.paging import chunks
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.interviewers.events import InterviewerBudgetNear, InterviewerBudgetReached
from milo_app.domain.interviewers.lines import is_used_up
from milo_app.domain.interviewers.listing import pick
from milo_app.domain.interviewers.models import Interviewer, InterviewerState, InterviewerTotals

MOST = 10**15
"""A billion, in micro-units."""
_PLAIN = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(\.\d{1,2})?")
_SHORT = re.compile(r"(\d+(?:\.\d{1,2})?)([kKmM])")
NEAR = (4, 5)
"""The part of a budget from which on people are told that it comes to its end."""
_FACTORS = {"k": 1_000, "m": 1_000_000}


def budget_from(text: str) -> int | None:
    """Return micro-units of what a person typed: "1,000", "$250.50", "1k" and "1.5k" as the list writes them.

    Nothing, "none" and "no limit" mean no budget (None). 0 is taken: it pauses intake at once, see `effect_of`. Raises
    `Invalid` for a negative amount, for more than a billion, and for anything that could be read in two ways.
    """
    typed = text.strip().strip("$€£₹¥").strip()
    if typed.lower() in ("", "none", "no limit"):
        return None
    if typed.startswith(("-", "−", "–")):
        raise Invalid("A budget cannot be negative.", field="budget", do="Leave it empty for no limit.")
    if found := _SHORT.fullmatch(typed):
        amount = Decimal(found[1]) * _FACTORS[found[2].lower()]
    elif found := _PLAIN.fullmatch(typed):
        amount = Decimal(typed.replace(",", ""))
    else:
        raise Invalid(
            f"“{typed[:40]}” is not an amount.", field="budget", do="Write it like 1,000 or 250.50, or leave it empty."
        )
    micros = int(amount * MICROS)
    check_budget(micros)
    return micros


def check_budget(micros: int | None) -> None:
    """Raise `Invalid` for a budget that is negative or more than a billion."""
    if micros is not None and micros < 0:
        raise Invalid("A budget cannot be negative.", field="budget", do="Leave it empty for no limit.")
    if micros is not None and micros > MOST:
        raise Invalid("A budget of more than a billion is too large.", field="budget", do="Write a smaller amount.")


def effect_of(w: Work, public_id: str, micros: int | None) -> str:
    """Say what a budget would do now, for the field that sets it; empty when it leaves intake open."""
    row = pick(w, public_id)
    spent = spend_of(w, row)
    if not is_used_up(spent, micros) or micros is None:
        return ""
    currency = w.session.get_one(Workspace, w.workspace_id).currency
    if micros == 0:
        return "A budget of 0 pauses intake at once. Leave it empty for no limit."
    return f"{exact(spent, currency)} is spent already, so this pauses intake at once."


def spend_of(w: Work, row: Interviewer) -> int:
    """Return the spend of an interviewer in micro-units, as its totals have it."""
    totals = w.session.get(InterviewerTotals, row.id)
    return totals.spend_micros if totals is not None else 0


def is_paused(w: Work, row: Interviewer) -> bool:
    """Return whether the budget keeps new people out."""
    return row.budget_micros is not None and is_used_up(spend_of(w, row), row.budget_micros)


def is_near(spend_micros: int, budget_micros: int | None) -> bool:
    """Return whether four fifths of a budget are spent, or all of it."""
    return budget_micros is not None and spend_micros * NEAR[1] >= budget_micros * NEAR[0]


def settle_budget(w: Work, row: Interviewer) -> bool:
    """Note whether the budget is near its end or used up, tell it the first time; return whether it was told now."""
    _settle_near(w, row)
    if not is_paused(w, row):
        if row.budget_told_at is not None:
            change_if(w.session, row, col(Interviewer.budget_told_at).is_not(None), budget_told_at=None)
        return False
    is_untold = (col(Interviewer.budget_told_at).is_(None), col(Interviewer.state) == InterviewerState.ACTIVE)
    if row.budget_told_at is not None or not change_if(w.session, row, *is_untold, budget_told_at=w.now):
        return False
    assert row.id is not None and row.budget_micros is not None
    w.publish(InterviewerBudgetReached(interviewer_id=row.id, at=w.now, budget_micros=row.budget_micros))
    return True


def _settle_near(w: Work, row: Interviewer) -> None:
    """Tell once that a budget comes to its end; one that is used up already is told as that alone."""
    spent = spend_of(w, row)
    if not is_near(spent, row.budget_micros):
        if row.budget_near_at is not None:
            change_if(w.session, row, col(Interviewer.budget_near_at).is_not(None), budget_near_at=None)
        return
    is_untold = (col(Interviewer.budget_near_at).is_(None), col(Interviewer.state) == InterviewerState.ACTIVE)
    if row.budget_near_at is not None or not change_if(w.session, row, *is_untold, budget_near_at=w.now):
        return
    assert row.id is not None and row.budget_micros is not None
    if not is_used_up(spent, row.budget_micros):
        near = InterviewerBudgetNear(
            interviewer_id=row.id, at=w.now, budget_micros=row.budget_micros, spend_micros=spent
        )
        w.publish(near)


def settle_budgets(w: Work, interviewer_ids: Collection[int]) -> int:
    """Look at the budgets of these interviewers after their spend changed; return how many were reached now."""
    spent = func.coalesce(col(InterviewerTotals.spend_micros), 0)
    budget, told_at, near_at = (
        col(Interviewer.budget_micros),
        col(Interviewer.budget_told_at),
        col(Interviewer.budget_near_at),
    )
    near = spent * NEAR[1] >= budget * NEAR[0]
    # Only where something is to be noted: most budgets stay as they are.
    due = or_(
        (spent >= budget) & told_at.is_(None),
        (spent < budget) & told_at.is_not(None),
        near & near_at.is_(None),
        ~near & near_at.is_not(None),
    )
    told = 0
    for some in chunks(interviewer_ids):
        query = (
            select(Interviewer)
            .join(InterviewerTotals, col(InterviewerTotals.interviewer_id) == col(Interviewer.id), isouter=True)
            .where(
                col(Interviewer.workspace_id) == w.workspace_id,
                col(Interviewer.id).in_(some),
                col(Interviewer.state) == InterviewerState.ACTIVE,
                budget.is_not(None),
                due,
            )
        )
        told += sum(settle_budget(w, row) for row in w.session.exec(query).all())
    return told
