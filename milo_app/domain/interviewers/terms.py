"""What holds for an interviewer at once, beside its versions: link name, deadline, budget, retakes, candidate reminders.

Every change says what its writer saw. When a colleague changed the same thing meanwhile, nothing is written and the
writer is told what stands there now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from milo_app.core.errors import Conflict, Invalid
from milo_app.core.guard import change_if
from milo_app.core.work import Work
from milo_app.domain.interviewers import queries
from milo_app.domain.interviewers.budgets import check_budget, settle_budget
from milo_app.domain.interviewers.deadlines import check_deadline
from milo_app.domain.interviewers.errors import SlugTaken, WrongState
from milo_app.domain.interviewers.events import InterviewerConfigured, InterviewerExtended
from milo_app.domain.interviewers.models import Interviewer, InterviewerState
from milo_app.domain.interviewers.publishing import check_slug, suggest_slug
from milo_app.domain.interviewers.service import LONGEST_COOLDOWN_DAYS, MOST_REMIND_DAYS, MOST_RETAKES

_LIVE = (InterviewerState.ACTIVE, InterviewerState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds now. `remind_days` before the deadline unfinished candidates are reminded; 0 means never."""

    slug: str
    deadline_at: datetime | None
    budget_micros: int | None
    max_retakes: int
    retake_cooldown_days: int
    remind_days: int


class StaleTerms(Conflict):
    """Somebody else changed the same setting since it was shown; `now` is what stands there."""

    def __init__(self, now: Terms) -> None:
        super().__init__(
            "A colleague changed this setting meanwhile.",
            safe="Nothing was overwritten; you see their value now.",
            do="Change it again if yours is the right one.",
        )
        self.now = now


def terms(w: Work, public_id: str) -> Terms:
    """Return what holds now."""
    return _of(queries.pick(w, public_id))


def rename_link(w: Work, public_id: str, seen: str, slug: str) -> Terms:
    """Give a live interviewer another link name: the old link stops at once.

    Raises `StaleTerms`, `SlugTaken`, `Invalid`, and `WrongState` for a draft, which gets its name when it goes live.
    """
    w.require("interviewer:update")
    row = queries.pick(w, public_id)
    if row.version_id is None:
        raise WrongState("A draft has no link yet.", do="Choose its name when you publish it.")
    checked = check_slug(w, slug, public_id)
    if not checked.slug:
        raise Invalid(checked.sentence, field="slug", do=f"“{checked.suggestion}” is free.")
    if not checked.is_free:
        raise SlugTaken(checked.slug, checked.suggestion)
    try:
        with w.session.begin_nested():
            return _change(w, row, "slug", seen, checked.slug)
    except IntegrityError as error:
        raise SlugTaken(checked.slug, suggest_slug(w, checked.slug, row.id)) from error


def move_deadline(w: Work, public_id: str, seen: datetime | None, deadline_at: datetime) -> Terms:
    """Move the deadline; an expired interviewer opens again. Raises `StaleTerms`, `Invalid`, `WrongState`."""
    w.require("interviewer:update")
    check_deadline(w, deadline_at)
    row = queries.pick(w, public_id)
    if row.state not in _LIVE:
        raise WrongState(f"{row.title} is {row.state.value}.", do="Unarchive or publish it first.")
    values = {"state": InterviewerState.ACTIVE, "expired_at": None}
    made = _change(w, row, "deadline_at", seen, deadline_at, **values)
    settle_budget(w, row)
    return made


def set_budget(w: Work, public_id: str, seen: int | None, micros: int | None) -> Terms:
    """Set the spending limit in micro-units, None for none. Raises `StaleTerms`, `Invalid`."""
    w.require("interviewer:budget")
    check_budget(micros)
    row = queries.pick(w, public_id)
    made = _change(w, row, "budget_micros", seen, micros)
    settle_budget(w, row)
    return made


def set_retakes(w: Work, public_id: str, seen: int, most: int) -> Terms:
    """Set how many more attempts a candidate has, 0-10. Raises `StaleTerms`, `Invalid`."""
    return _set_number(w, public_id, "max_retakes", seen, most, MOST_RETAKES, "Retakes go from 0 to {}.")


def set_cooldown(w: Work, public_id: str, seen: int, days: int) -> Terms:
    """Set the days between two attempts, 0-365. Raises `StaleTerms`, `Invalid`."""
    words = "The wait goes from 0 to {} days."
    return _set_number(w, public_id, "retake_cooldown_days", seen, days, LONGEST_COOLDOWN_DAYS, words)


def set_reminder(w: Work, public_id: str, seen: int, days: int) -> Terms:
    """Set on how many days before the deadline unfinished candidates are reminded, 0 (never) to 14."""
    words = "The reminder goes out 0 to {} days before the deadline."
    return _set_number(w, public_id, "remind_days", seen, days, MOST_REMIND_DAYS, words)


def _set_number(w: Work, public_id: str, name: str, seen: int, value: int, most: int, words: str) -> Terms:
    w.require("interviewer:update")
    if not 0 <= value <= most:
        raise Invalid(words.format(most), field=name)
    return _change(w, queries.pick(w, public_id), name, seen, value)


def _change(w: Work, row: Interviewer, name: str, seen: Any, value: Any, **also: Any) -> Terms:
    """Write one column while it still holds what the writer saw; the same value again changes nothing."""
    now = _of(row)
    if getattr(now, name) != seen:
        raise StaleTerms(now)
    if value == seen:
        return now
    column = col(getattr(Interviewer, name))
    unchanged = column.is_(None) if seen is None else column == seen
    if not change_if(w.session, row, unchanged, **{name: value}, **also):
        raise StaleTerms(_of(row))
    assert row.id is not None
    if name == "deadline_at":
        w.publish(InterviewerExtended(interviewer_id=row.id, at=w.now, deadline_at=value))
    else:
        w.publish(InterviewerConfigured(interviewer_id=row.id, at=w.now))
    return replace(now, **{name: value})


def _of(row: Interviewer) -> Terms:
    return Terms(
        slug=row.slug if row.version_id is not None else "",
        deadline_at=row.deadline_at,
        budget_micros=row.budget_micros,
        max_retakes=row.max_retakes,
        retake_cooldown_days=row.retake_cooldown_days,
        remind_days=row.remind_days,
    )
