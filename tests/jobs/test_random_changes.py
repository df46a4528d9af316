"""After ten thousand random changes through the services, every maintained figure equals a count of the raw rows.

Takes one to three minutes: the changes are made in few transactions, and each decision about one of many people counts.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from milo_app.core.clock import FixedClock
from milo_app.core.errors import MiloError
from milo_app.core.work import Work
from milo_app.domain.analytics import service as analytics
from milo_app.domain.billing import service as billing
from milo_app.domain.billing.models import LedgerEntry
from milo_app.domain.candidates import decisions
from milo_app.domain.candidates.models import Application, ApplicationState, Decision, EvaluationState
from milo_app.domain.candidates.service import record_evaluation
from milo_app.domain.interviewers import lifecycle, service
from milo_app.domain.interviewers.models import Interviewer, InterviewerTotals, Stage, StageTotals
from milo_app.domain.interviewers.plan import QuestionKind, StageKind
from milo_app.domain.interviews import person, retakes, runs
from milo_app.domain.interviews.models import StageRun, StageRunState
from tests.databases import Installation
from tests.factories.accounts import moment
from tests.factories.candidates import make_application
from tests.factories.house import House, make_house
from tests.factories.interviewers import make_interviewer, question, stage, web_plan
from tests.factories.interviews import candidate_of

CHANGES = 10_000
A_TRANSACTION = 500


@pytest.fixture
def house(installation: Installation) -> House:
    """A workspace with its people, at noon of a Saturday in November, UTC."""
    return make_house(FixedClock(moment("2026-11-21T12:00:00+00:00")))


class Crowd:
    """Random things that happen to a few interviewers and many people. `done` counts the changes."""

    def __init__(self, house: House, seed: int) -> None:
        self.house = house
        self.dice = random.Random(seed)
        self.people: list[tuple[int, str]] = []
        self.done = 0
        with house.work() as w:
            first, second = (question(QuestionKind.SHORT, key, is_required=False) for key in ("note", "other"))
            stages = [stage(StageKind.FORM, "form", first), stage(StageKind.FORM, "more", second)]
            plan = web_plan().model_copy(update={"stages": stages})
            self.roles = [make_interviewer(w, plan.model_copy(update={"title": f"Role {n}"})) for n in range(4)]
            for row in self.roles:
                service.configure(w, row.public_id, max_retakes=2)
        self.ways = {
            "enrol": 4, "begin": 5, "finish": 9, "judge": 12, "charge": 10,
            "rate": 3, "again": 1, "decide": 9, "move": 1, "test": 1,
        }  # fmt: skip

    def act(self, w: Work) -> None:
        way = self.dice.choices(list(self.ways), list(self.ways.values()))[0]
        try:
            self.done += getattr(self, way)(w)
        except MiloError as error:
            assert error.sentence()

    def seat(self, w: Work) -> Work:
        application = w.session.get_one(Application, self.dice.choice(self.people)[0])
        return replace(w, actor=candidate_of(application))

    def enrol(self, w: Work) -> int:
        row = make_application(w, self.dice.choice(self.roles), f"Person {len(self.people)}")
        self.people.append((row.id or 0, row.public_id))
        return 1

    def begin(self, w: Work) -> int:
        runs.begin(self.seat(w))
        return 1

    def finish(self, w: Work) -> int:
        me = self.seat(w)
        application = w.session.get_one(Application, me.actor.application_id)
        if self.dice.random() < 0.1 and application.state == ApplicationState.IN_PROGRESS:
            sheet = runs.sheet_of(me, application)
            assert sheet.stage is not None
            runs.knock_out(me, application, sheet.stage, runs.ensure_run(me, application, sheet.stage), "A rule")
            return 1
        runs.finish(me)
        return 1

    def judge(self, w: Work) -> int:
        row = w.session.get_one(Application, self.dice.choice(self.people)[0])
        if row.state not in (ApplicationState.EVALUATING, ApplicationState.COMPLETED, ApplicationState.KNOCKED_OUT):
            return 0
        score = self.dice.choice([None, *range(0, 101, 7)])
        state = self.dice.choice([EvaluationState.DONE, EvaluationState.DONE, EvaluationState.PENDING])
        record_evaluation(w, row.id or 0, attempt=row.attempt, state=state, score=score)
        return 1

    def charge(self, w: Work) -> int:
        role = self.dice.choice(self.roles)
        at = w.now - timedelta(hours=self.dice.randint(0, 900))
        micros = self.dice.randint(1, 90_000)
        billing.charge(w, "form", micros, f"charge:{self.dice.random()}", interviewer_id=role.id, at=at)
        return 1

    def rate(self, w: Work) -> int:
        person.rate(self.seat(w), self.dice.randint(1, 5), "")
        return 1

    def again(self, w: Work) -> int:
        retakes.retake(self.seat(w))
        return 1

    def decide(self, w: Work) -> int:
        some = [public_id for _, public_id in self.dice.sample(self.people, min(30, len(self.people)))]
        undo = self.dice.choice([decisions.shortlist, decisions.dismiss, decisions.clear])(w, some)
        if undo.count and self.dice.random() < 0.3:
            return undo.count + decisions.undo(w, undo).restored
        return undo.count

    def move(self, w: Work) -> int:
        role = self.dice.choice(self.roles)
        taken = self.dice.choice([lifecycle.archive, lifecycle.unarchive])(w, role.public_id)
        if taken.count:
            lifecycle.undo(w, taken)
        return 2 * taken.count

    def test(self, w: Work) -> int:
        """Somebody turns out to be a colleague who tries it."""
        row = w.session.get_one(Application, self.dice.choice(self.people)[0])
        if self.dice.random() < 0.9:
            return 0
        row.is_test = True
        w.session.flush()
        analytics.mark(w, row.interviewer_id, row.invited_at, row.started_at, row.completed_at)
        return 1


def stored(w: Work) -> dict[int, dict[str, Any]]:
    """Return the maintained figures of every interviewer."""
    found: dict[int, dict[str, Any]] = {}
    names = [
        "invited",
        "started",
        "completed",
        "knocked_out",
        "shortlisted",
        "dismissed",
        "scored",
        "score_sum",
        "csat_count",
        "csat_sum",
        "pending",
        "spend_micros",
    ]
    for row in w.session.exec(select(InterviewerTotals)):
        found[row.interviewer_id] = {name: getattr(row, name) for name in names}
    for iv in w.session.exec(select(Interviewer)):
        found[iv.id or 0]["sort"] = iv.invited
        found[iv.id or 0]["stages"] = {}
    for part in w.session.exec(select(StageTotals)):
        figures = (part.reached, part.started, part.completed, part.stopped)
        found[part.interviewer_id]["stages"][part.stage_key] = figures
    return found


def counted(w: Work) -> dict[int, dict[str, Any]]:
    """Count the same from raw rows, in plain Python."""
    found: dict[int, Counter[str]] = {row.id or 0: Counter() for row in w.session.exec(select(Interviewer))}
    stages: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0, 0]))
    people = {row.id: row for row in w.session.exec(select(Application)) if not row.is_test}
    for row in people.values():
        sums = found[row.interviewer_id]
        sums["invited"] += 1
        sums["started"] += row.started_at is not None
        sums["completed"] += row.completed_at is not None
        sums["knocked_out"] += row.state == ApplicationState.KNOCKED_OUT
        sums["shortlisted"] += row.decision == Decision.SHORTLISTED
        sums["dismissed"] += row.decision == Decision.DISMISSED
        sums["scored"] += row.score is not None
        sums["score_sum"] += row.score or 0
        sums["csat_count"] += row.csat is not None
        sums["csat_sum"] += row.csat or 0
        sums["pending"] += row.evaluation == EvaluationState.PENDING
    for entry in w.session.exec(select(LedgerEntry)):
        if entry.interviewer_id is not None and entry.micros < 0:
            found[entry.interviewer_id]["spend_micros"] -= entry.micros
    keys = {row.id: row.spec["key"] for row in w.session.exec(select(Stage))}
    for run in w.session.exec(select(StageRun)):
        owner = people.get(run.application_id)
        if owner is None or owner.attempt != run.attempt:
            continue
        sums_of = stages[run.interviewer_id][keys[run.stage_id]]
        sums_of[0] += 1
        sums_of[1] += run.started_at is not None
        sums_of[2] += run.state == StageRunState.COMPLETED
        sums_of[3] += run.state == StageRunState.KNOCKED_OUT
    names = next(iter(stored(w).values())).keys() - {"sort", "stages"}
    return {
        iv: {name: sums[name] for name in names}
        | {"sort": sums["invited"], "stages": {key: tuple(four) for key, four in stages[iv].items()}}
        for iv, sums in found.items()
    }


@pytest.mark.timeout(900)
def test_figures_equal_a_recount_after_ten_thousand_random_changes(house: House) -> None:
    crowd = Crowd(house, 7)
    with house.work() as w:
        for _ in range(12):
            crowd.done += crowd.enrol(w)
    while crowd.done < CHANGES:
        with house.work() as w:
            aim = crowd.done + A_TRANSACTION
            while crowd.done < aim:
                crowd.act(w)
            house.clock.advance(hours=crowd.dice.randint(0, 30) if crowd.dice.random() < 0.2 else 0)
        with house.work() as w:
            while analytics.recompute_here(w):
                pass
        if crowd.dice.random() < 0.2:
            with house.work() as w:
                assert stored(w) == counted(w)
    with house.work() as w:
        assert stored(w) == counted(w)
        assert analytics.wrong_cells(w) == []
        assert sum(figures["spend_micros"] for figures in stored(w).values()) > 0
        assert crowd.done >= CHANGES
