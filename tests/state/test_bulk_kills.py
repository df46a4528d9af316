"""A process that is killed while it decides about 10,000 people leaves nothing half done."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from milo_app.core.clock import SystemClock
from milo_app.core.settings import ROOT
from milo_app.domain.candidates.bulk_models import TeamAct, TeamActItem
from milo_app.domain.candidates.models import Application, Decision
from tests.databases import Installation
from tests.factories.crowds import make_crowd
from tests.factories.house import House, make_house
from tests.factories.interviewers import make_interviewer

pytestmark = pytest.mark.timeout(300)
PEOPLE = 10_000


@pytest.fixture
def crowd(installation: Installation) -> tuple[House, str]:
    """A house on the real clock, and an interviewer with 10,000 people."""
    house = make_house(SystemClock())  # type: ignore[arg-type]
    with house.work() as w:
        interviewer = make_interviewer(w)
        make_crowd(w, interviewer, PEOPLE)
        return house, interviewer.public_id


def begun(house: House, interviewer: str, wait: str = "") -> subprocess.Popen[str]:
    """Start deciding in a process of its own, and return it when it is about to begin."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.state.deciding", str(house.workspace.id), interviewer, wait],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "ready"
    return process


def standing(house: House) -> tuple[int, int, int]:
    """Return how many are shortlisted, and how many acts and items there are."""
    with house.work() as w:
        shortlisted = (
            select(func.count()).select_from(Application).where(col(Application.decision) == Decision.SHORTLISTED)
        )
        numbers = [w.session.execute(shortlisted).scalar_one()]
        numbers += [
            w.session.execute(select(func.count()).select_from(kind)).scalar_one() for kind in (TeamAct, TeamActItem)
        ]
    return numbers[0], numbers[1], numbers[2]


def test_killed_before_the_commit_everything_stands_as_before(crowd: tuple[House, str]) -> None:
    house, interviewer = crowd
    process = begun(house, interviewer, "wait")
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "inside"
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert standing(house) == (0, 0, 0)


def test_killed_at_any_moment_it_is_all_or_nothing(crowd: tuple[House, str]) -> None:
    house, interviewer = crowd
    chance = random.Random(20261128)
    for _ in range(5):
        process = begun(house, interviewer)
        killer = threading.Timer(chance.uniform(0.01, 0.6), process.send_signal, [signal.SIGKILL])
        killer.start()
        process.wait()
        killer.cancel()
        assert standing(house) in ((0, 0, 0), (PEOPLE, 1, PEOPLE))
