"""The parts of `milo test`: what each runs, and how its output is read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from milo_app.commands.build import ensure_built
from milo_app.commands.chromium import NOT_FOUND, ensure_chromium
from milo_app.commands.testing.postgres import NoPostgres, postgres
from milo_app.core.settings import ROOT

STRICT = ("milo_app/core", "milo_app/domain", "milo_app/adapters", "milo_app/api")
_UNIT = ["tests/core", "tests/components", "tests/architecture", "tests/docs", "tests/domain"]
_SERVICES = ["tests/adapters", "tests/api", "tests/commands", "tests/jobs", "tests/domain/demo"]
_DATABASE = ["tests/core", "tests/domain", "tests/api", "tests/jobs", "tests/state"]
_AT_ONCE = 2
"""Tests that run beside each other: they share nothing but the machine."""
_BESIDE = ("-n", str(_AT_ONCE))
_BY_FILE = (*_BESIDE, "--dist", "loadfile")
"""For suites whose files have something dear in common, such as a server."""
_NOTHING_COLLECTED = 5
_MOST_AGAIN = 3
"""So many journeys may run a second time: a machine that stalls for a moment fails one or two, a real fault more."""
_ONLY_FAILED = ("--last-failed", "--last-failed-no-failures", "none")
_COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped)\b")


@dataclass
class Result:
    """What became of a part. `why` holds the lines that a person needs when it failed."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    why: list[str] = field(default_factory=list)
    unsteady: list[str] = field(default_factory=list)
    """Tests that failed and held when they ran once more: told each time, since somebody has to mend them."""

    @property
    def holds(self) -> bool:
        """Whether nothing failed."""
        return not self.failed

    def line(self) -> str:
        """Return the summary line."""
        mark = "ok    " if self.holds else "FAILED"
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{mark} {self.name:<10} {self.passed} passed, {self.failed} failed{skipped} ({self.seconds:.1f} s)"


def _stream(command: list[str], environment: dict[str, str] | None = None) -> tuple[int, list[str]]:
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
        env=os.environ | (environment or {}),
    )
    lines: list[str] = []
    for line in process.stdout or ():
        print(line, end="", flush=True)
        lines.append(line.rstrip("\n"))
    return process.wait(), lines


def _tool(name: str, *arguments: str) -> list[str]:
    return [str(Path(sys.executable).parent / name), *arguments]


def _checks(result: Result, *commands: list[str]) -> None:
    """Run commands that either hold or do not; each counts as one check."""
    for command in commands:
        code, lines = _stream(command)
        if code:
            result.failed += 1
            result.why += [f"{Path(command[0]).name} {' '.join(command[1:3])}", *lines[-30:]]
        else:
            result.passed += 1


def _pytest(
    result: Result,
    folders: list[str],
    name: str,
    environment: dict[str, str] | None = None,
    marks: str = "",
    options: tuple[str, ...] = (),
) -> None:
    present = [folder for folder in folders if (ROOT / folder).is_dir()]
    command = [sys.executable, "-m", "pytest", "--failed-first", "-rfE", *options, *present]
    command += ["-k", name] if name else []
    command += ["-m", marks] if marks else []
    if not present:
        result.failed += 1
        result.why.append(f"there are no tests in {', '.join(folders)}")
        return
    code, lines = _stream(command, environment)
    _count(result, lines)
    if code == _NOTHING_COLLECTED:
        if not name:
            result.failed += 1
            result.why.append("no test was found")
    elif code and not result.failed:
        result.failed += 1
        result.why += lines[-30:]
    result.why += [line for line in lines if line.startswith(("FAILED ", "ERROR "))]


def _count(result: Result, lines: list[str]) -> None:
    """Read pytest's closing line, such as `2 failed, 40 passed, 1 skipped in 3.20s`."""
    for line in reversed(lines):
        found = _COUNT.findall(line)
        if found and " in " in line:
            for number, word in found:
                kind = "failed" if word.startswith("error") else word
                setattr(result, kind, getattr(result, kind) + int(number))
            return


def lint(result: Result, name: str) -> None:
    """Style and format of every Python file."""
    _checks(result, _tool("ruff", "check", "."), _tool("ruff", "format", "--check", "."))


def types(result: Result, name: str) -> None:
    """Strict types where the rules of the house live."""
    _checks(result, _tool("mypy", "--strict", *STRICT))


def imports(result: Result, name: str) -> None:
    """The layers."""
    _checks(result, _tool("lint-imports", "--no-cache"))


def unit(result: Result, name: str) -> None:
    """Rules and services on SQLite, components, layers and docs."""
    _pytest(result, _UNIT, name, options=(*_BESIDE, "--ignore", "tests/domain/demo"))


def services(result: Result, name: str) -> None:
    """Adapters against real servers, the API, commands, jobs and the demo."""
    _pytest(result, _SERVICES, name, options=_BY_FILE)


def state(result: Result, name: str) -> None:
    """State classes and the gate, over the websocket protocol."""
    _pytest(result, ["tests/state"], name, options=_BY_FILE)


def contract(result: Result, name: str) -> None:
    """Each port's adapters and simulators against one suite, and against the vendors' descriptions."""
    _pytest(result, ["tests/contracts"], name)


def on_postgres(result: Result, name: str) -> None:
    """The suites that touch the database again, on a real PostgreSQL."""
    try:
        with postgres() as url:
            there = {"MILO_TEST_DATABASE": url}
            _pytest(result, _DATABASE, name, there, marks="not sqlite_only and not alone", options=_BY_FILE)
            # Whatever writes on the same server holds back what the search may take.
            _pytest(result, ["tests/jobs", "tests/domain/search"], name, there, marks="alone and not sqlite_only")
    except NoPostgres as missing:
        result.failed += 1
        result.why.append(str(missing))


def browser(result: Result, name: str) -> None:
    """Journeys in a real Chromium against the built pages."""
    chromium = ensure_chromium()
    if not chromium:
        result.failed += 1
        result.why.append(NOT_FOUND)
        return
    ensure_built()
    environment = {"MILO_CHROMIUM": chromium}
    _pytest(result, ["tests/journeys"], name, environment)
    if 0 < result.failed <= _MOST_AGAIN and len(result.why) == result.failed:
        again(result, lambda second: _pytest(second, ["tests/journeys"], "", environment, options=_ONLY_FAILED))


def again(result: Result, run: Callable[[Result], None]) -> None:
    """Run what failed once more, and forgive what holds now; what was unsteady is told in the summary."""
    print("\n--- once more, only what failed", flush=True)
    second = Result(result.name)
    run(second)
    still = {_test_of(line) for line in second.why}
    if second.passed + second.failed == result.failed and len(still) == second.failed:
        result.unsteady = [line for line in result.why if _test_of(line) not in still]
        result.passed, result.failed, result.why = result.passed + second.passed, second.failed, second.why


def _test_of(line: str) -> str:
    return line.partition(" - ")[0]


PARTS: dict[str, Callable[[Result, str], None]] = {
    "lint": lint,
    "types": types,
    "imports": imports,
    "unit": unit,
    "services": services,
    "state": state,
    "contract": contract,
    "postgres": on_postgres,
    "browser": browser,
}

NAMED = ("unit", "services", "state", "contract", "postgres", "browser")
"""The parts that hold tests with names; `-k` runs only these."""


def run_part(part: str, name: str) -> Result:
    """Run one part and return what became of it; a part that breaks counts as failed."""
    result = Result(part)
    print(f"\n=== {part}: {(PARTS[part].__doc__ or '').strip()}", flush=True)
    with _timed(result):
        try:
            PARTS[part](result, name)
        except SystemExit as gave_up:
            result.failed += 1
            result.why.append(f"it ended early (code {gave_up.code})")
    return result


@contextmanager
def _timed(result: Result) -> Iterator[None]:
    started = time.monotonic()
    try:
        yield
    finally:
        result.seconds = time.monotonic() - started
