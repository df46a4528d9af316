"""R1 and R22: the process is killed at twenty random moments of an interview; no acknowledged answer is lost."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading

import pytest
from sqlmodel import select

from milo_app import bootstrap
from milo_app.core.clock import SystemClock
from milo_app.core.settings import ROOT
from milo_app.core.work import Actor, system
from milo_app.domain.audit.service import verify
from milo_app.domain.interviewers.plan import QuestionKind
from milo_app.domain.interviews import entry
from milo_app.domain.interviews.models import Answer
from tests.databases import Installation
from tests.factories.house import House, make_house
from tests.factories.interviewers import make_interviewer, question, web_plan

pytestmark = [pytest.mark.sqlite_only, pytest.mark.timeout(300)]
KILLS = 20
QUESTIONS = 12


@pytest.fixture
def people(installation: Installation) -> tuple[House, list[int]]:
    """A house on the real clock, and a candidate for each few kills."""
    house = make_house(SystemClock())  # type: ignore[arg-type]
    plan = web_plan(
        *(question(QuestionKind.SCORED, f"q{n}", f"Question {n}?", max_follow_ups=0) for n in range(QUESTIONS))
    )
    with house.work() as w:
        row = make_interviewer(w, plan)
        assert row.id is not None
        number = row.id
    ids = []
    for person in range(KILLS):
        with bootstrap.work(Actor(kind="candidate", workspace_id=house.workspace.id)) as w:
            applied = entry.apply(w, number, f"Ana {person}", f"ana{person}@mail.example.com")
        assert applied.application_id is not None
        ids.append(applied.application_id)
    return house, ids


def killed(workspace_id: int, application_id: int, after: float) -> list[str]:
    """Let a candidate answer in a process of its own, kill it `after` seconds past its start, and return what it was told."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.state.answering", str(workspace_id), str(application_id)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "ready"
    killer = threading.Timer(after, process.send_signal, [signal.SIGKILL])
    killer.start()
    told = [line.strip() for line in process.stdout]
    process.wait()
    killer.cancel()
    return [line.removeprefix("kept ") for line in told if line.startswith("kept ")]


def test_twenty_kills_lose_no_acknowledged_answer(people: tuple[House, list[int]], installation: Installation) -> None:
    house, ids = people
    assert house.workspace.id is not None
    chance = random.Random(20261121)
    acknowledged: dict[int, list[str]] = {}
    for application_id in ids:
        acknowledged[application_id] = killed(house.workspace.id, application_id, chance.uniform(0.01, 0.4))
    assert 0 < sum(len(told) for told in acknowledged.values()) < KILLS * QUESTIONS, "the kills came in between"
    with bootstrap.read(system(house.workspace.id)) as w:
        kept = [(row.id, row.body) for row in w.session.exec(select(Answer)).all()]
        assert verify(w) is None
    texts = [text for _, text in kept if text]
    for told in acknowledged.values():
        assert [reply for reply in told if texts.count(reply) != 1] == []
    assert len(texts) <= sum(len(told) for told in acknowledged.values()) + KILLS
    connection = sqlite3.connect(installation.data / "milo.db")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    # Whoever was cut off goes on at the next question and is through in the end.
    rest = killed(house.workspace.id, ids[0], 60)
    assert len(acknowledged[ids[0]]) + len(rest) in (QUESTIONS, QUESTIONS - 1)
