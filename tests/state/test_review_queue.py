"""The keys of a report over a real websocket: the queue moves, decides, undoes, and asks for the right each time."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import col, select

from milo_app import bootstrap
from milo_app.core.clock import SystemClock
from milo_app.core.work import system
from milo_app.domain.candidates.models import Application, ApplicationState, Candidate, Decision, Source
from tests.factories.served import Served
from tests.state.handlers import own, short
from tests.state.talking import Line

pytestmark = [pytest.mark.sqlite_only, pytest.mark.timeout(300)]
NAMES = ("Queue One", "Queue Two", "Queue Three")


@pytest.fixture
def queue(inside: Served) -> list[str]:
    """Three people of the second workspace who finished and wait; the last one finished stands first."""
    place, now = inside.second, SystemClock().now()
    with bootstrap.work(system(place.workspace_id)) as w:
        model = w.session.get_one(Application, place.application_id)
        found = []
        for name in NAMES:
            address = f"{name.lower().replace(' ', '.')}@q.example.com"
            person = w.session.scalars(select(Candidate).where(col(Candidate.email) == address)).one_or_none()
            if person is None:
                person = Candidate(workspace_id=w.workspace_id, name=name, email=address, created_at=now)
                w.session.add(person)
                w.session.flush()
            one = w.session.scalars(select(Application).where(col(Application.candidate_id) == person.id)).one_or_none()
            one = one or Application(
                workspace_id=w.workspace_id,
                interviewer_id=model.interviewer_id,
                candidate_id=person.id or 0,
                version_id=model.version_id,
                source=Source.LINK,
                invited_at=now,
                engaged_at=now,
            )
            one.state, one.decision, one.completed_at = ApplicationState.COMPLETED, Decision.NONE, now
            w.session.add(one)
            w.session.flush()
            found.append(one.public_id)
    return found[::-1]


def named(registry: dict[str, Any], handler: str) -> str:
    """Return the full name of a handler of the report."""
    return next(name for name in own(registry) if short(name) == f"report.candidate.{handler}")


def decision(inside: Served, public_id: str) -> str:
    """Return what was decided about somebody."""
    with bootstrap.read(system(inside.second.workspace_id)) as w:
        return (
            w.session.scalars(select(Application).where(col(Application.public_id) == public_id)).one().decision.value
        )


def test_the_queue_moves_decides_and_undoes(inside: Served, registry: dict[str, Any], queue: list[str]) -> None:
    load, press = named(registry, "load"), named(registry, "press")
    ahead = named(registry, "read_ahead")
    query = f"application_id={queue[0]}&review=1"
    with Line(inside, inside.cookie("recruiter", inside.second)) as line:

        def key(what: str) -> str:
            return line.say(press, {"key": what}, path=f"/candidates/{queue[0]}", query=query).text

        first = line.say(load, path=f"/candidates/{queue[0]}", query=query).text
        assert "1 of 3" in first and "Queue Three" in first
        line.say(ahead, path=f"/candidates/{queue[0]}", query=query)
        moved = key("j")
        assert "Queue Two" in moved and "2 of 3" in moved and f"/candidates/{queue[1]}?" in moved
        key("s")
        assert decision(inside, queue[1]) == "shortlisted"
        key("z")
        assert decision(inside, queue[1]) == "none"


def test_an_address_that_arrives_late_brings_nobody_back(
    inside: Served, registry: dict[str, Any], queue: list[str]
) -> None:
    load, press, ahead = (named(registry, one) for one in ("load", "press", "read_ahead"))
    query = f"application_id={queue[0]}&review=1"
    with Line(inside, inside.cookie("recruiter", inside.second)) as line:
        line.say(load, path=f"/candidates/{queue[0]}", query=query)
        line.say(ahead, path=f"/candidates/{queue[0]}", query=query)
        line.say(press, {"key": "j"}, path=f"/candidates/{queue[0]}", query=query)
        late = line.say(load, path=f"/candidates/{queue[0]}", query=query).text
        assert "Queue Three" not in late
        line.say(press, {"key": "s", "seen": queue[1]}, path=f"/candidates/{queue[1]}", query=query)
    assert [decision(inside, one) for one in queue[:2]] == ["none", "shortlisted"]


def test_a_key_decides_on_nobody_but_who_is_on_the_screen(
    inside: Served, registry: dict[str, Any], queue: list[str]
) -> None:
    query = f"application_id={queue[0]}&review=1"
    with Line(inside, inside.cookie("recruiter", inside.second)) as line:
        line.say(named(registry, "load"), path=f"/candidates/{queue[0]}", query=query)
        said = line.say(
            named(registry, "press"), {"key": "s", "seen": queue[1]}, path=f"/candidates/{queue[0]}", query=query
        ).text
    assert "Press the key again" in said
    assert [decision(inside, one) for one in queue[:2]] == ["none", "none"]


def test_a_viewer_decides_nothing_by_key(inside: Served, registry: dict[str, Any], queue: list[str]) -> None:
    query = f"application_id={queue[0]}&review=1"
    with Line(inside, inside.cookie("viewer", inside.second)) as line:
        line.say(named(registry, "load"), path=f"/candidates/{queue[0]}", query=query)
        for what in ("s", "d", "1", "z"):
            line.say(named(registry, "press"), {"key": what}, path=f"/candidates/{queue[0]}", query=query)
    assert decision(inside, queue[0]) == "none"


def test_the_last_decision_ends_the_queue_and_can_be_undone(
    inside: Served, registry: dict[str, Any], queue: list[str]
) -> None:
    query = f"application_id={queue[-1]}&review=1"
    with Line(inside, inside.cookie("recruiter", inside.second)) as line:
        line.say(named(registry, "load"), path=f"/candidates/{queue[-1]}", query=query)
        said = line.say(named(registry, "press"), {"key": "s"}, path=f"/candidates/{queue[-1]}", query=query)
    assert "1 candidate shortlisted" in said.text and "Undo" in said.text
    assert said.delta and any("is_reviewed_rx_state_" in values for values in said.delta.values())
    assert "reference" not in str(said.events)
