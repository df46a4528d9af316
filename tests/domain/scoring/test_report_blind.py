"""The report in blind review: who it is about is not in it, and the reader's own view comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlmodel import col, select

from milo_app import bootstrap
from milo_app.adapters.llm_builtin.evaluator import BuiltinEvaluator
from milo_app.core.work import Actor
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates import blind, queries
from milo_app.domain.candidates.models import Application
from milo_app.domain.candidates.team_models import Verdict, VerdictValue
from milo_app.domain.scoring import service
from milo_app.domain.scoring.queries import Report, report
from tests.databases import Installation
from tests.factories.attempts import NOON, Attempt, House, apply, house
from tests.factories.evaluators import FULL, works

RESUME = """Ada Obi
ada@example.com

EXPERIENCE
Retail Associate, Harbour Stores, March 2015 - Present
Handled cash at the till every day.

EDUCATION
BSc Chemistry, Leeds Beckett University, 2011 - 2014"""
TOLD = ("Ada", "Obi", "ada@example.com", "442079460000", "Leeds", "2011", "2014", "resume.txt")
RIGHTS = ("application:read", "candidate:read", "candidate:read_contact", "application:rescore", "note:write")


@pytest.fixture
def place(installation: Installation) -> House:
    """A workspace with the usual interview."""
    return house()


def scored(place: House) -> str:
    """Have an attempt scored whose resume and answers name the person, and return the application's id."""
    replies = {**FULL.replies, "why": "I am Ada, Ada Obi. I studied at Leeds Beckett University."}
    number, public_id = apply(place, Attempt(replies, RESUME))
    service.evaluate(works(place, BuiltinEvaluator(place.clock)), number, 1)
    return public_id


def reader(place: House, *rights: str) -> Actor:
    """Return a colleague who reviews blind."""
    with place.open() as w:
        user = User(email="ruth@firm.test", name="Ruth", created_at=NOON)
        w.session.add(user)
        w.session.flush()
        return replace(place.user(*(rights or RIGHTS)), user_id=user.id, is_blind=True)


def read(place: House, actor: Actor, public_id: str) -> Report:
    """Return the report as somebody sees it."""
    with bootstrap.read(actor, place.clock) as w:
        return report(w, public_id)


def test_nothing_in_it_tells_who_it_is(place: House) -> None:
    public_id = scored(place)
    found = read(place, reader(place), public_id)
    assert found.name == blind.alias(public_id)
    assert [word for word in TOLD if word in str(found)] == []
    assert "Handled cash at the till every day." in str(found)


def test_scores_and_summary_wait_for_the_readers_own_rating(place: House) -> None:
    found = read(place, reader(place), scored(place))
    assert (found.is_locked, found.to_rate, found.score, found.points, found.why) == (True, 3, None, (), ())
    assert {row.score for stage in found.stages for row in stage.criteria} == {None}


def test_a_verdict_opens_the_scores_but_not_the_name(place: House) -> None:
    public_id = scored(place)
    actor = reader(place)
    with place.open() as w:
        row = w.session.scalars(select(Application).where(col(Application.public_id) == public_id)).one()
        w.session.add(
            Verdict(
                workspace_id=place.workspace_id,
                application_id=row.id or 0,
                user_id=actor.user_id or 0,
                value=VerdictValue.YES,
                at=NOON,
            )
        )
    found = read(place, actor, public_id)
    assert not found.is_locked and found.score is not None and found.points
    assert [word for word in TOLD if word in str(found)] == []


def test_who_may_not_rate_sees_scores_at_once(place: House) -> None:
    found = read(place, reader(place, "application:read", "candidate:read"), scored(place))
    assert not found.is_locked and found.score is not None
    assert "Ada" not in str(found)


def test_lists_that_point_to_people_use_the_alias(place: House) -> None:
    public_id = scored(place)
    with bootstrap.read(reader(place), place.clock) as w:
        row = queries.pick(w, public_id)
        assert queries.names(w, [row.id or 0]) == {row.id: (public_id, blind.alias(public_id))}
        line = queries.get(w, public_id).row
    assert (line.name, line.initials, line.email, line.phone) == (blind.alias(public_id), "", "", "")
