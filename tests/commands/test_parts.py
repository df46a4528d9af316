"""`./milo test` leaves no test out."""

from __future__ import annotations

from milo_app.commands.testing import parts
from milo_app.core.settings import ROOT

ALONE = {"tests/state", "tests/contracts", "tests/journeys"}
NO_TESTS = {"tests/factories", "tests/__pycache__"}


def test_every_folder_of_tests_belongs_to_a_part() -> None:
    present = {f"tests/{folder.name}" for folder in (ROOT / "tests").iterdir() if folder.is_dir()} - NO_TESTS
    run = {"/".join(folder.split("/")[:2]) for folder in [*parts._UNIT, *parts._SERVICES]} | ALONE
    assert present <= run, "a folder of tests that no part runs"


def test_what_the_unit_part_leaves_out_the_services_part_runs() -> None:
    assert "tests/domain/demo" in parts._SERVICES
