"""From daily figures to what the analytics page draws: bars, axis, sparkline, the takeaway in words. All pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypedDict

from milo_app.core.text import plural
from milo_app.domain.analytics.queries import Point

WEEKLY_FROM = 91
"""From so many days on a bar stands for a week: a year of single days could not be read."""

_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_PEAK_LEAD = 1.25
_PEAK_FEWEST = 40


class Bar(TypedDict):
    """One bar: its height and the height of the mark for the window before, both in percent of the axis."""

    tick: str
    tip: str
    height: str
    before: str
    is_running: bool


class Step(TypedDict):
    """A line of the axis: its words and its height in percent."""

    text: str
    at: str


class Chart(TypedDict):
    """A chart that is ready to be drawn."""

    bars: list[Bar]
    axis: list[Step]
    takeaway: str
    n: str
    before: str
    spoken: str


class TableLine(TypedDict):
    """The same figures as words."""

    label: str
    invited: str
    started: str
    completed: str
    score: str
    spend: str


@dataclass(frozen=True, slots=True)
class Span:
    """One bar's worth of days. `score` is the mean weighted by completed interviews; `is_running` includes today."""

    label: str
    tip: str
    invited: int
    started: int
    completed: int
    score: float | None
    spend: float | None
    is_running: bool


def spans(points: Sequence[Point]) -> list[Span]:
    """Cut a series into bars: days, or weeks counted back from today, so that the last one is always whole."""
    size = 7 if len(points) >= WEEKLY_FROM else 1
    first = len(points) % size
    cuts = ([points[:first]] if first else []) + [points[at : at + size] for at in range(first, len(points), size)]
    return [_span(cut, is_last=cut[-1] is points[-1]) for cut in cuts]


def _span(cut: Sequence[Point], *, is_last: bool) -> Span:
    scored = [(point.score, point.completed) for point in cut if point.score is not None and point.completed]
    weight = sum(count for _, count in scored)
    label = cut[0].label
    return Span(
        label=label,
        tip=label if len(cut) == 1 else f"{label} to {cut[-1].label}",
        invited=sum(point.invited for point in cut),
        started=sum(point.started for point in cut),
        completed=sum(point.completed for point in cut),
        score=sum(score * count for score, count in scored) / weight if weight else None,
        spend=None if cut[0].spend is None else sum(point.spend or 0.0 for point in cut),
        is_running=is_last,
    )


def axis_of(highest: float) -> tuple[float, list[Step]]:
    """Return the top of an axis and its lines: three or four round steps from 0."""
    if highest <= 4:
        top = max(1, math.ceil(highest))
        steps = [float(step) for step in range(top + 1)]
    else:
        rough = highest / 3
        power = 10 ** math.floor(math.log10(rough))
        step = next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= rough and (size * power) % 1 == 0)
        steps = [step * at for at in range(math.ceil(highest / step) + 1)]
    top_value = steps[-1]
    return top_value, [Step(text=f"{step:,.0f}", at=f"{100 * step / top_value:.2f}%") for step in steps]


def ticks(count: int) -> set[int]:
    """Return which bars carry a date under them: at most seven, evenly apart, counted back from the last."""
    every = max(1, math.ceil(count / 7))
    return {at for at in range(count) if (count - 1 - at) % every == 0}


def chart(
    now: Sequence[Point], before: Sequence[Point], field: str, one: str, many: str, *, title: str, window: str
) -> Chart:
    """Draw one figure of the window beside the window before; `one` and `many` name what is counted."""
    present, earlier = spans(now), spans(before)
    values = [int(getattr(span, field)) for span in present]
    marks = [int(getattr(span, field)) for span in earlier]
    top, axis = axis_of(max([*values, *marks, 0]))
    shown, has_before = ticks(len(values)), any(marks)
    bars = [
        Bar(
            tick=span.label if at in shown else "",
            tip=f"{span.tip}: {plural(value, one, many)}" + (f", before: {mark:,}" if has_before else ""),
            height=f"{100 * value / top:.2f}%",
            before=f"{100 * mark / top:.2f}%" if has_before else "",
            is_running=span.is_running,
        )
        for at, (span, value, mark) in enumerate(zip(present, values, marks, strict=True))
    ]
    words = takeaway(sum(values), sum(marks), window, peak(now, field))
    unit = "week" if len(now) >= WEEKLY_FROM else "day"
    return Chart(
        bars=bars,
        axis=axis,
        takeaway=words,
        n=f"n = {sum(values):,}, today still running",
        before=f"the {window} before" if has_before else "",
        spoken=f"{title} One bar a {unit}. {words} The table below holds every figure.",
    )


def takeaway(now: int, before: int, window: str, best: str) -> str:
    """Say the sum, how it compares, and which weekday stands out.

    For example "862, up 81 on the 30 days before. Tuesdays peak."
    """
    gap = now - before
    if now == 0 and before == 0:
        return f"None, and none in the {window} before."
    if before == 0:
        change = f"none in the {window} before"
    elif gap == 0:
        change = f"as many as in the {window} before"
    else:
        change = f"{'up' if gap > 0 else 'down'} {abs(gap):,} on the {window} before"
    return f"{now:,}, {change}." + (f" {best} peak." if best else "")


def peak(points: Sequence[Point], field: str) -> str:
    """Return the weekday that is a quarter over the mean day.

    Empty without four whole weeks and forty events: less cannot be told from chance.
    """
    whole = points[:-1]
    values = [(date.fromisoformat(point.day).weekday(), int(getattr(point, field))) for point in whole]
    total = sum(value for _, value in values)
    if len(whole) < 28 or total < _PEAK_FEWEST:
        return ""
    means = []
    for weekday in range(7):
        mine = [value for day, value in values if day == weekday]
        means.append(sum(mine) / len(mine))
    best = max(range(7), key=lambda weekday: means[weekday])
    return _DAYS[best] if means[best] >= _PEAK_LEAD * total / len(values) else ""


def spark(points: Sequence[Point], field: str) -> str:
    """Return the points of a sparkline in a box of 100 by 28, as SVG wants them; empty for less than two values.

    Weeks are used where bars are weeks. A day without a score is left out, so that the line does not fall to 0.
    """
    series = spans(points)
    values = [(at, getattr(span, field)) for at, span in enumerate(series) if getattr(span, field) is not None]
    if len(values) < 2:
        return ""
    low = min(0.0, *(value for _, value in values)) if field != "score" else min(value for _, value in values)
    gap = (max(value for _, value in values) - low) or 1.0
    last = len(series) - 1
    return " ".join(f"{100 * at / last:.1f},{27 - 25 * (value - low) / gap:.1f}" for at, value in values)


def table(points: Sequence[Point], sign: str) -> list[TableLine]:
    """Return the figures behind the bars as words, newest first; `sign` stands before money."""
    return [
        TableLine(
            label=span.tip + (", so far" if span.is_running else ""),
            invited=f"{span.invited:,}",
            started=f"{span.started:,}",
            completed=f"{span.completed:,}",
            score="–" if span.score is None else f"{span.score:.0f}",
            spend="" if span.spend is None else f"{sign}{span.spend:,.2f}",
        )
        for span in reversed(spans(points))
    ]


def window_words(start: date, end: date) -> str:
    """Write a window as people read it: "23 Oct to 21 Nov 2026"."""
    first = f"{start.day} {start:%b}" + ("" if start.year == end.year else f" {start.year}")
    return f"{first} to {end.day} {end:%b %Y}"


def before_words(start: date, days: int) -> str:
    """Write the window before as people read it."""
    return window_words(start - timedelta(days=days), start - timedelta(days=1))
