"""Run measurements and print them, as a table or as one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from inspect import signature

from milo_app.commands.bench.registry import BENCHES, CannotMeasure, Row, load
from milo_app.commands.terminal import give_up


def run(name: str, as_json: bool, applications: int = 0) -> None:
    """`milo bench [NAME] [--json]`: exit code 1 when a goal is missed, 2 when there is nothing of that name."""
    if name and name not in BENCHES:
        give_up("there is no measurement of that name. There are: " + ", ".join(BENCHES), code=2)
    rows: list[Row] = []
    for each in [name] if name else list(BENCHES):
        try:
            found = sized(each, applications)()
        except CannotMeasure as missing:
            give_up(f"{each} cannot be measured: {missing}")
        rows += found
        if as_json:
            for row in found:
                print(json.dumps(row), flush=True)
    if not as_json:
        _table(rows)
    raise SystemExit(0 if all(row["holds"] for row in rows) else 1)


def sized(name: str, applications: int) -> Callable[[], list[Row]]:
    """Return a measurement, at a smaller size where one is asked for and it makes its own data."""
    measure = load(name)
    if applications and "applications" in signature(measure).parameters:
        return partial(measure, applications)  # type: ignore[call-arg]
    return measure


def _table(rows: list[Row]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("Measurement", "Value", "Goal", "Holds", "n", "p50", "p95", "CPU p50", "CPU p95")
    for row in rows:
        goal = "" if row["goal"] is None else f"{row['goal']} {row['unit']}"
        spread = [str(row.get(key, "")) for key in ("n", "p50", "p95", "cpu_p50", "cpu_p95")]
        table.add_row(row["name"], f"{row['value']} {row['unit']}", goal, "yes" if row["holds"] else "NO", *spread)
    Console(width=None if sys.stdout.isatty() else 140).print(table)
