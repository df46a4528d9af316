"""Run the parts, the one that failed last time first, and sum them up with the failures at the end."""

from __future__ import annotations

import json

from milo_app.commands.terminal import give_up, say
from milo_app.commands.testing.parts import NAMED, PARTS, Result, run_part
from milo_app.core.settings import ROOT

_MEMORY = ROOT / ".cache" / "test-parts.json"


def order(parts: list[str], failed_before: list[str]) -> list[str]:
    """Return the parts with those that failed last time in front, else in their usual order."""
    return sorted(parts, key=lambda part: part not in failed_before)


def _failed_before() -> list[str]:
    try:
        found = json.loads(_MEMORY.read_text())
    except (OSError, ValueError):
        return []
    return [part for part in found if part in PARTS] if isinstance(found, list) else []


def _remember(results: list[Result]) -> None:
    ran = {result.name for result in results}
    still = [part for part in _failed_before() if part not in ran]
    _MEMORY.parent.mkdir(parents=True, exist_ok=True)
    _MEMORY.write_text(json.dumps(still + [result.name for result in results if not result.holds]))


def summary(results: list[Result]) -> str:
    """Return a line per part, failures last with what a person needs to see, and the plain closing line."""
    good = [result for result in results if result.holds]
    bad = [result for result in results if not result.holds]
    lines = ["", "=== Summary"]
    for result in good:
        lines += [result.line(), *[f"       UNSTEADY, held when run once more: {line}" for line in result.unsteady]]
    for result in bad:
        lines += [result.line(), *[f"       {line}" for line in result.why[-40:]]]
    passed, failed = sum(r.passed for r in results), sum(r.failed for r in results)
    skipped = sum(r.skipped for r in results)
    return "\n".join([*lines, "", f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else "")])


def run(part: str, name: str) -> None:
    """`milo test [PART] [-k NAME]`: exit code 1 when anything failed or nothing ran."""
    if part and part not in PARTS:
        give_up(f"there is no part {part}. Parts: {', '.join(PARTS)}.", code=2)
    chosen = [part] if part else list(NAMED if name else PARTS)
    results = [run_part(each, name) for each in order(chosen, _failed_before())]
    _remember(results)
    say(summary(results))
    if not any(result.passed or result.failed for result in results):
        give_up(f"no test is named {name}.")
    raise SystemExit(0 if all(result.holds for result in results) else 1)
