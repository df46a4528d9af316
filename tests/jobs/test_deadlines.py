"""Deadlines pass once: with two schedulers running, across restarts, and to the minute."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from milo_app import bootstrap
from milo_app.core.clock import FixedClock, SystemClock
from milo_app.core.settings import ROOT, settings
from milo_app.core.work import system
from milo_app.domain.audit.models import AuditEntry
from milo_app.domain.candidates.models import Application, ApplicationState
from milo_app.domain.interviewers import queries
from milo_app.domain.interviewers.errors import InterviewerExpired
from milo_app.domain.interviewers.models import DeadlineNotice, Interviewer, InterviewerState
from milo_app.domain.interviews import entry, runs
from milo_app.domain.interviews import service as run
from milo_app.domain.notifications.models import Notification
from milo_app.domain.outreach.models import Message
from milo_app.jobs import deadlines, digests, rollups
from milo_app.jobs.schedule import timetable
from tests.databases import Installation
from tests.factories.candidates import make_application
from tests.factories.house import House, make_house
from tests.factories.interviewers import make_interviewer, web_plan
from tests.factories.interviews import candidate_of

SCHEDULER = """
import os, sys, time
from milo_app.jobs import deadlines
print("ready", flush=True)
sys.stdin.readline()
end = time.monotonic() + float(sys.argv[1])
while time.monotonic() < end:
    deadlines.expire()
    deadlines.remind()
"""
"""A process that does the jobs of deadlines again and again, without a lease between it and its twin."""


@pytest.fixture
def house(installation: Installation) -> House:
    """A house at the present of the machine, since other processes have its clock."""
    return make_house(FixedClock(SystemClock().now()))


def _passed(house: House, number: int) -> list[int]:
    with house.work() as w:
        rows = [make_interviewer(w, web_plan(title=f"Role {each}"), days=2) for each in range(number)]
        for row in rows:
            row.deadline_at = datetime.now(UTC) - timedelta(seconds=1)
        return [row.id or 0 for row in rows]


def _together(count: int, seconds: float) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", SCHEDULER, str(seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        for _ in range(count)
    ]
    for process in started:
        assert process.stdout is not None and process.stdout.readline().strip() == "ready"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in started:
        assert process.wait(timeout=60) == 0
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            pipe.close()


def test_two_processes_and_a_restart_close_each_interviewer_once(house: House) -> None:
    assert settings().database
    ids = _passed(house, 12)
    with house.work() as w:
        near = make_interviewer(w, web_plan(title="Near"), days=9)
        near.deadline_at = datetime.now(UTC) + timedelta(hours=20)
        near_id = near.id
    _together(2, 1.0)
    _together(1, 0.3)  # the restart
    with house.work() as w:
        rows = w.session.exec(select(Interviewer).where(col(Interviewer.id).in_(ids))).all()
        assert {row.state for row in rows} == {InterviewerState.EXPIRED}
        passed = w.session.exec(select(AuditEntry).where(col(AuditEntry.action) == "interviewer_deadline_passed")).all()
        assert Counter(int(entry.object_id) for entry in passed) == Counter(ids)
        bells = w.session.exec(select(Notification).where(col(Notification.kind) == "deadline")).all()
        assert {row.count for row in bells} == {1}
        notices = w.session.exec(select(DeadlineNotice).where(col(DeadlineNotice.interviewer_id) == near_id)).all()
        assert sorted(notice.kind for notice in notices) == ["candidates", "day", "week"]
        assert len(w.session.exec(select(Message).where(col(Message.kind) == "deadline_near")).all()) == 1


def test_a_passed_deadline_turns_new_people_away_before_the_job_has_come_by(house: House) -> None:
    with house.work() as w:
        row = make_interviewer(w, web_plan(), days=1)
        started = make_application(w, row)
    with house.work(candidate_of(started)) as w:
        runs.begin(w)
    house.clock.at = row.deadline_at  # type: ignore[assignment]
    with house.work(candidate_of(started)) as w, pytest.raises(InterviewerExpired):
        entry.apply(w, row.id or 0, "Late Lou", "lou@example.com")
    with house.work(candidate_of(started)) as w:
        assert w.session.get_one(Application, started.id).state == ApplicationState.IN_PROGRESS
        assert run.step(w).kind == "question"
    with bootstrap.read(system(None), house.clock) as w:
        assert queries.public_page(w, house.workspace.slug, row.slug).state == "expired"


def test_deadlines_are_looked_at_more_than_once_a_minute() -> None:
    seconds = {name: every for name, every, _ in timetable()}
    assert seconds["deadlines"] <= 30
    assert seconds["digests"] <= 30
    assert seconds["reminders"] <= 60


def test_jobs_with_nothing_to_do_change_nothing(house: House) -> None:
    assert deadlines.expire() == deadlines.remind() == digests.send() == rollups.compare() == 0
