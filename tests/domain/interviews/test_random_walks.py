"""Whatever a candidate does in whatever order: the cache agrees with the rows, and no acknowledged answer is lost."""

from __future__ import annotations

import random

import pytest
from sqlmodel import col, select

from milo_app.core.errors import MiloError
from milo_app.core.work import system
from milo_app.domain.candidates.models import Application, EvaluationState
from milo_app.domain.candidates.service import record_evaluation
from milo_app.domain.interviewers import service as interviewers
from milo_app.domain.interviews import progress, service
from milo_app.domain.interviews.models import Answer
from milo_app.domain.interviews.ports import Interlocutor
from milo_app.domain.interviews.replies import Reply
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import full_plan, make_interviewer
from tests.factories.interviews import ScriptedInterlocutor, blob, candidate_of

REPLIES = (Reply("30"), Reply("17"), Reply("", ("German",)), Reply("yes"), Reply("no"), Reply("Some words"), Reply(""))


class Walker:
    """A candidate who presses everything."""

    def __init__(self, house: House, seed: int) -> None:
        self.house = house
        self.dice = random.Random(seed)
        with house.work() as w:
            interviewer = make_interviewer(w, full_plan())
            interviewers.configure(w, interviewer.public_id, max_retakes=3)
            self.id = make_application(w, interviewer).id or 0
            self.actor = candidate_of(w.session.get_one(Application, self.id))
        house.ports[Interlocutor] = ScriptedInterlocutor([self.dice.choice(["Why?", None]) for _ in range(99)])
        self.refs: list[str] = ["gone.0.1"]

    def act(self) -> None:
        name = self.dice.choice(
            ["begin", "say", "say", "say", "say", "skip", "finish", "finish", "upload", "score", "again"]
        )
        try:
            getattr(self, name)()
        except MiloError as error:
            assert error.sentence()
        self.house.clock.advance(seconds=self.dice.randint(0, 90))

    def begin(self) -> None:
        with self.house.work(self.actor) as w:
            service.begin(w)

    def ref(self) -> str:
        with self.house.work(self.actor) as w:
            question = service.step(w).question
        if question is not None:
            self.refs.append(question.ref)
        return self.refs[-1] if self.dice.random() < 0.8 else self.dice.choice(self.refs)

    def say(self) -> None:
        service.answer(lambda: self.house.work(self.actor), self.ref(), self.dice.choice(REPLIES))

    def skip(self) -> None:
        service.skip(lambda: self.house.work(self.actor), self.ref())

    def finish(self) -> None:
        with self.house.work(self.actor) as w:
            service.finish_stage(w)

    def upload(self) -> None:
        with self.house.work(self.actor) as w:
            service.attach_file(w, blob(), name="cv.pdf", kind="pdf", purpose="resume")

    def score(self) -> None:
        with self.house.work(system(self.house.workspace.id)) as w:
            row = w.session.get_one(Application, self.id)
            if row.evaluation == EvaluationState.QUEUED:
                record_evaluation(w, self.id, attempt=row.attempt, state=EvaluationState.DONE, score=50)

    def again(self) -> None:
        with self.house.work(self.actor) as w:
            service.retake(w)


@pytest.mark.parametrize("seed", range(8))
def test_any_walk_keeps_cache_and_answers_in_step(house: House, seed: int) -> None:
    walker = Walker(house, seed)
    web: dict[int, str] = {}
    for _ in range(45):
        walker.act()
        with house.work() as w:
            row = w.session.get_one(Application, walker.id)
            kept = dict(row.progress)
            assert progress.rebuild(w, walker.id) == kept
            for answer in w.session.exec(select(Answer).where(col(Answer.answered_at).is_not(None))):
                if answer.prompt.startswith(("Tell us", "Can you")):
                    assert web.setdefault(answer.id or 0, answer.body) == answer.body
            assert (row.state.value == "completed") <= (row.completed_at is not None)
            assert (row.state.value == "knocked_out") <= (row.completed_at is None)
