"""Reading the tiers: the cards and the daily series of the analytics page. No raw row is read here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import BigInteger, cast, func, select
from sqlmodel import col

from milo_app.core.clock import zone
from milo_app.core.money import MICROS, exact
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.analytics.models import RollupDay, RollupDirty
from milo_app.domain.analytics.service import Figures
from milo_app.domain.interviewers.models import InterviewerTotals

LONGEST = 731
Tone = Literal["up", "down", "flat", ""]


@dataclass(frozen=True)
class Card:
    """A figure of the window beside the window before. `value` is None where it cannot be told (shown as a dash)."""

    key: str
    label: str
    value: float | None
    value_text: str
    before_text: str
    change_text: str
    tone: Tone
    help: str


@dataclass(frozen=True)
class Point:
    """One local day. `spend` is in units of the currency and None without the right to see it."""

    day: str
    label: str
    invited: int
    started: int
    completed: int
    score: float | None
    spend: float | None


@dataclass(frozen=True)
class Overview:
    """The analytics page: `days` local days up to today in the workspace's zone, beside as many before."""

    days: int
    start: date
    end: date
    tz: str
    currency: str
    cards: list[Card]
    series: list[Point]
    is_empty: bool
    is_current: bool


_FIELDS = tuple(Figures.__dataclass_fields__)


def _daily(w: Work, first: date, last: date, interviewer_id: int | None) -> dict[date, Figures]:
    sums = [cast(func.sum(getattr(RollupDay, name)), BigInteger) for name in _FIELDS]
    query = select(col(RollupDay.day), *sums).where(
        col(RollupDay.workspace_id) == w.workspace_id, col(RollupDay.day) >= first, col(RollupDay.day) <= last
    )
    if interviewer_id is not None:
        query = query.where(col(RollupDay.interviewer_id) == interviewer_id)
    rows = w.session.execute(query.group_by(col(RollupDay.day)))
    return {row[0]: Figures(*(int(value) for value in row[1:])) for row in rows}


def _total(daily: dict[date, Figures], first: date, last: date) -> Figures:
    found = Figures()
    for day, figures in daily.items():
        if first <= day <= last:
            for name in _FIELDS:
                setattr(found, name, getattr(found, name) + getattr(figures, name))
    return found


def overview(w: Work, days: int = 30, interviewer_id: int | None = None) -> Overview:
    """Return the figures of the last `days` local days, today included; spend only for those who may see it."""
    w.require("analytics:read")
    days = max(1, min(days, LONGEST))
    home = w.session.get(Workspace, w.workspace_id)
    tz, currency = (home.tz, home.currency) if home else ("UTC", "USD")
    end = w.now.astimezone(zone(tz)).date()
    start = end - timedelta(days=days - 1)
    before = start - timedelta(days=days)
    daily = _daily(w, before, end, interviewer_id)
    present, earlier = _total(daily, start, end), _total(daily, before, start - timedelta(days=1))
    shows_spend = w.actor.can("spend:read")
    waiting = w.session.execute(select(col(RollupDirty.id)).limit(1)).first()
    return Overview(
        days=days,
        start=start,
        end=end,
        tz=tz,
        currency=currency,
        cards=_cards(present, earlier, days, currency, shows_spend),
        series=[_point(start + timedelta(days=n), daily, shows_spend) for n in range(days)],
        is_empty=present.is_empty,
        is_current=waiting is None,
    )


def _point(day: date, daily: dict[date, Figures], shows_spend: bool) -> Point:
    found = daily.get(day, Figures())
    return Point(
        day=day.isoformat(),
        label=f"{day.day} {day:%b}",
        invited=found.invited,
        started=found.started,
        completed=found.completed,
        score=round(found.score_sum / found.scored, 1) if found.scored else None,
        spend=round(found.spend_micros / MICROS, 6) if shows_spend else None,
    )


def _cards(now: Figures, before: Figures, days: int, currency: str, shows_spend: bool) -> list[Card]:
    span = plural(days, "day")
    cards = [
        _count("candidates", "Candidates", now.invited, before.invited, span, "People who entered an interview."),
        _count("interviews", "Interviews", now.completed, before.completed, span, "Interviews that were completed."),
        _ratio(
            "completion",
            "Completion",
            _share(now.invited_completed, now.invited),
            _share(before.invited_completed, before.invited),
            span,
            "Of the people who entered in this time, how many have completed by now.",
            "%",
        ),
        _ratio(
            "score",
            "Mean score",
            now.score_sum / now.scored if now.scored else None,
            before.score_sum / before.scored if before.scored else None,
            span,
            "Mean score, 0 to 100, of the interviews completed in this time that have one.",
            "",
        ),
    ]
    if shows_spend:
        cards.append(_spend(now.spend_micros, before.spend_micros, span, currency))
    return cards


def _share(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def _tone(change: float) -> Tone:
    return "up" if change > 0 else "down" if change < 0 else "flat"


def _relative(now: int, before: int) -> tuple[str, Tone]:
    if before == 0:
        return ("", "") if now == 0 else ("new", "up")
    change = round(100 * (now - before) / before)
    return f"{change:+d}%", _tone(change)


def _count(key: str, label: str, now: int, before: int, span: str, words: str) -> Card:
    change, tone = _relative(now, before)
    return Card(key, label, float(now), f"{now:,}", f"{before:,} in the {span} before", change, tone, words)


def _spend(now: int, before: int, span: str, currency: str) -> Card:
    change, tone = _relative(now, before)
    before_text = f"{exact(before, currency)} in the {span} before"
    words = "What model calls for interviewers cost, from the ledger. The built-in evaluator is free."
    return Card("spend", "Spend", now / MICROS, exact(now, currency), before_text, change, tone, words)


def _ratio(key: str, label: str, now: float | None, before: float | None, span: str, words: str, unit: str) -> Card:
    value_text = "–" if now is None else f"{round(now)}{unit}"
    before_text = f"No figure in the {span} before" if before is None else f"{round(before)}{unit} in the {span} before"
    change, tone = "", ""
    if now is not None and before is not None:
        points = round(now) - round(before)
        change, tone = f"{points:+d} pts" if points else "no change", _tone(points)
    return Card(key, label, now, value_text, before_text, change, tone, words)  # type: ignore[arg-type]


def totals(w: Work, interviewer_ids: Collection[int]) -> dict[int, InterviewerTotals]:
    """Return the lifetime figures of interviewers, by id; one that nobody entered yet is missing."""
    w.require("interviewer:read")
    rows = w.session.execute(
        select(InterviewerTotals).where(col(InterviewerTotals.interviewer_id).in_(list(interviewer_ids)))
    ).scalars()
    return {row.interviewer_id: row for row in rows}
