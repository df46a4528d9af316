"""What the journeys about reviewing share: an interviewer with people who answered it to the end and were scored."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, func, select

from milo_app import bootstrap
from milo_app.core.work import Actor
from milo_app.domain.candidates.models import Application, EvaluationState
from milo_app.domain.interviews import entry, service
from milo_app.domain.interviews.replies import Reply
from tests.journeys.conftest import Works
from tests.journeys.recruiting import short_interviewer

SAID = (
    "I am {name}. I listened to the customer, then gave her a refund within five minutes, and rang her two days later to"
    " check that the kettle worked. She still shops with us."
)


@dataclass(frozen=True)
class Scene:
    """An interviewer and its people: public ids by name, in the order in which they finished."""

    interviewer: str
    people: dict[str, str]

    def path(self, name: str, query: str = "") -> str:
        """Return the address of somebody's report."""
        return f"/candidates/{self.people[name]}{query}"


def scored(works: Works, title: str, names: Sequence[str]) -> Scene:
    """Let people go through an interviewer to the end, and wait until the running Milo has scored them all."""
    with works() as w:
        row = short_interviewer(w, title)
        number, home, slug, public_id = row.id or 0, w.workspace_id, row.slug, row.public_id
    people = {
        name: _answered(home, number, name, f"{name.lower().replace(' ', '.')}@{slug}.example.com") for name in names
    }
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with works() as w:
            done = select(func.count(col(Application.id))).where(
                col(Application.public_id).in_(people.values()), col(Application.evaluation) == EvaluationState.DONE
            )
            if w.session.scalar(done) == len(people):
                return Scene(public_id, people)
        time.sleep(0.3)
    raise AssertionError("not everybody was scored in a minute")


def _answered(home: int, interviewer: int, name: str, email: str) -> str:
    with bootstrap.work(Actor(kind="candidate", workspace_id=home)) as w:
        applied = entry.apply(w, interviewer, name, email)
    seat = Actor(kind="candidate", workspace_id=home, application_id=applied.application_id)
    with bootstrap.work(seat) as w:
        service.begin(w)
        step = service.step(w)
    while step.question is not None:
        step = service.answer(lambda: bootstrap.work(seat), step.question.ref, Reply(SAID.format(name=name)))
    return applied.application
