"""The test runner: its order, its counting and its summary."""

from __future__ import annotations

import sys

import pytest

from milo_app.commands.testing import parts, run
from milo_app.commands.testing.parts import PARTS, Result, run_part
from milo_app.core.settings import ROOT


def test_parts_that_failed_last_time_come_first() -> None:
    assert run.order(["lint", "unit", "state", "browser"], ["browser", "state"]) == ["state", "browser", "lint", "unit"]


@pytest.mark.parametrize(
    ("line", "passed", "failed", "skipped"),
    [
        ("201 passed in 5.07s", 201, 0, 0),
        ("2 failed, 40 passed, 1 skipped in 3.20s", 40, 2, 1),
        ("1 failed, 3 passed, 2 errors in 0.10s", 3, 3, 0),
        ("12 passed, 4 deselected, 1 warning in 1.00s (0:00:01)", 12, 0, 0),
    ],
)
def test_the_closing_line_of_pytest_is_counted(line: str, passed: int, failed: int, skipped: int) -> None:
    result = Result("unit")
    parts._count(result, ["......", line])
    assert (result.passed, result.failed, result.skipped) == (passed, failed, skipped)


def test_failures_stand_last_with_their_reasons_before_the_plain_closing_line() -> None:
    bad = Result("lint", passed=1, failed=1, why=["ruff check", "E501"])
    lines = run.summary([bad, Result("unit", passed=9)]).splitlines()
    assert [line.split()[1] for line in lines if line.startswith(("ok", "FAILED"))] == ["unit", "lint"]
    assert any("E501" in line for line in lines)
    assert lines[-1] == "10 passed, 1 failed"


def test_a_tool_that_fails_counts_as_failed_and_keeps_its_last_lines() -> None:
    result = Result("lint")
    parts._checks(result, [sys.executable, "-c", "print('what is wrong'); raise SystemExit(3)"])
    assert (result.passed, result.failed) == (0, 1)
    assert "what is wrong" in result.why


def test_a_part_without_tests_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    result = Result("state")
    parts._pytest(result, ["tests/there-is-no-such-folder"], "")
    assert not result.holds


def test_a_part_that_gives_up_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def gives_up(result: Result, name: str) -> None:
        raise SystemExit(1)

    monkeypatch.setitem(PARTS, "lint", gives_up)
    assert not run_part("lint", "").holds


def test_without_a_browser_the_journeys_fail_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "ensure_chromium", lambda: "")
    result = run_part("browser", "")
    assert not result.holds
    assert "Chromium was not found" in result.why[0]


def test_what_holds_when_it_runs_once_more_is_forgiven_and_told() -> None:
    result = Result("browser", passed=8, failed=2, why=["FAILED a", "FAILED b"])
    parts.again(result, lambda second: setattr(second, "passed", 2))
    assert (result.passed, result.failed) == (10, 0)
    assert "UNSTEADY, held when run once more: FAILED a" in run.summary([result])


@pytest.mark.parametrize(("passed", "failed"), [(1, 1), (0, 0), (1, 0)])
def test_what_fails_again_or_does_not_run_again_stays_failed(passed: int, failed: int) -> None:
    result = Result("browser", passed=8, failed=2, why=["FAILED a", "FAILED b"])

    def second_run(second: Result) -> None:
        second.passed, second.failed = passed, failed

    parts.again(result, second_run)
    assert (result.failed, result.unsteady) == (2, [])


def test_every_folder_of_tests_belongs_to_a_part() -> None:
    folders = {f"tests/{p.name}" for p in (ROOT / "tests").iterdir() if p.is_dir() and not p.name.startswith("__")}
    apart = {"tests/state", "tests/contracts", "tests/journeys", "tests/factories"}
    run = {"/".join(folder.split("/")[:2]) for folder in [*parts._UNIT, *parts._SERVICES]}
    assert folders - apart == run
    assert "tests/domain/demo" in parts._SERVICES, "the unit part leaves it out"


def test_ci_runs_the_same_command_as_people() -> None:
    assert "exec ./milo test" in (ROOT / ".ci" / "run").read_text()


def test_what_holds_the_second_time_is_unsteady_and_what_does_not_still_fails() -> None:
    result = Result("browser", passed=8, failed=2, why=["FAILED a::one - slow", "FAILED b::two - wrong"])

    def second(later: Result) -> None:
        later.passed, later.failed, later.why = 1, 1, ["FAILED b::two - wrong again"]

    parts.again(result, second)
    assert (result.passed, result.failed) == (9, 1) and not result.holds
    assert result.unsteady == ["FAILED a::one - slow"] and result.why == ["FAILED b::two - wrong again"]


def test_a_second_run_that_ran_something_else_forgives_nothing() -> None:
    result = Result("browser", passed=8, failed=2, why=["FAILED a::one", "FAILED b::two"])
    parts.again(result, lambda later: setattr(later, "passed", 1))
    assert (result.passed, result.failed, result.unsteady) == (8, 2, [])
