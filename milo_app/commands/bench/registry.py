"""What can be measured, by name. A new measurement is one line here and a function that returns its rows.

A row is a dict with `name`, `value`, `unit`, `goal` and `holds`; timings add `n`, `p50` and `p95`,
and `cpu_p50` and `cpu_p95` where they were taken inside this process. A goal of None means
that the figure is told and not promised. A measurement that cannot be taken raises `CannotMeasure` with a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from statistics import quantiles
from typing import Any

Row = dict[str, Any]

BENCHES: dict[str, tuple[str, str]] = {
    # name: (module:function, what it measures)
    "first-load": ("milo_app.commands.bench.first_load:measure", "KiB of JS and CSS until a page is drawn"),
    "events": ("milo_app.commands.bench.events:measure", "round trips over the websocket at 6,000 applications"),
    "interviewers": (
        "milo_app.commands.bench.interviewers:measure",
        "the table of interviewers at 1,000,000 applications, on both databases",
    ),
    "candidates": (
        "milo_app.commands.bench.candidates:measure",
        "the lists of candidates of an interviewer of 50,000, at 1,000,000 applications, on both databases",
    ),
    "memory": (
        "milo_app.commands.bench.memory:measure",
        "KiB of the server's memory for a connected recruiter, idle and on the candidates page",
    ),
    "live": (
        "milo_app.commands.bench.live:measure",
        "how soon 200 connected recruiters hear of a completion, and what 1,000 of them in 10 seconds do",
    ),
    "clicks": (
        "milo_app.commands.bench.clicks:measure",
        "from click to painted on the tables of interviewers and of candidates, in Chromium",
    ),
    "review": (
        "milo_app.commands.bench.review:measure",
        "from a key to the next candidate painted in a review, in Chromium",
    ),
    "export": (
        "milo_app.commands.bench.export:measure",
        "memory and time of exports of 100,000 people, of reports and of a package",
    ),
    "palette": ("milo_app.commands.bench.palette:measure", "from a key in the palette to its results, in Chromium"),
    "search": (
        "milo_app.commands.bench.search:measure",
        "the search among 100,000 and 1,000,000 people in 20 workspaces: time, recall, freshness, size, tantivy beside it",
    ),
    "scoring": ("milo_app.commands.bench.scoring:bench_scoring", "how the built-in evaluator ranks answers"),
}


class CannotMeasure(Exception):
    """Something that the measurement needs is missing; the text says what."""


def load(name: str) -> Callable[[], list[Row]]:
    """Return the function of a measurement."""
    module, function = BENCHES[name][0].split(":")
    found: Callable[[], list[Row]] = getattr(import_module(module), function)
    return found


def timing(name: str, taken_ms: list[float], goal_ms: float | None, cpu_ms: list[float] | None = None) -> Row:
    """Return the row of a timing: its value is the 95th percentile in milliseconds, by the clock on the wall.

    `cpu_ms` is what the measuring thread itself computed; it tells a slow query from a busy machine.
    """
    p50, p95 = spread(taken_ms)
    row = {
        "name": name,
        "value": p95,
        "unit": "ms",
        "goal": goal_ms,
        "holds": goal_ms is None or p95 <= goal_ms,
        "n": len(taken_ms),
        "p50": p50,
        "p95": p95,
    }
    return row | (dict(zip(("cpu_p50", "cpu_p95"), spread(cpu_ms), strict=True)) if cpu_ms else {})


def spread(taken_ms: list[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    cuts = quantiles(taken_ms, n=20, method="inclusive")
    return round(cuts[9], 2), round(cuts[18], 2)
