"""Ratings and verdicts: each forms an opinion before seeing those of others."""

from __future__ import annotations

import pytest

from milo_app.core.errors import Denied, Invalid
from milo_app.core.work import Actor
from milo_app.domain.accounts.models import Role
from milo_app.domain.candidates import ratings
from milo_app.domain.candidates.queries import pick
from milo_app.domain.candidates.ratings import Opinions
from milo_app.domain.interviewers.versions import plan_of
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer


@pytest.fixture
def ana(house: House) -> str:
    """The public id of somebody to judge."""
    with house.work() as w:
        return make_application(w, make_interviewer(w)).public_id


@pytest.fixture
def otto(house: House) -> Actor:
    """A second recruiter."""
    with house.work() as w:
        return make_user(w, house.workspace, Role.RECRUITER, "Otto Other")


def seen(house: House, ana: str, actor: Actor | None = None) -> Opinions:
    """Return what somebody may see."""
    with house.work(actor) as w:
        return ratings.opinions(w, pick(w, ana))


def upset(house: House, ana: str) -> int:
    """Return the id of the scored question."""
    with house.work() as w:
        plan = plan_of(w, pick(w, ana).version_id)
        return next(q.id for stage in plan.stages for q in stage.questions if q.key == "upset")


def test_a_rating_is_kept_changed_and_taken_back(house: House, ana: str) -> None:
    question = upset(house, ana)
    for value in (3, 4, 0):
        with house.work() as w:
            ratings.rate(w, ana, "upset", value)
        found = seen(house, ana).ratings.get(question)
        assert (found.own if found else 0) == value


def test_the_rating_of_a_colleague_shows_only_beside_ones_own(house: House, ana: str, otto: Actor) -> None:
    question = upset(house, ana)
    with house.work(otto) as w:
        ratings.rate(w, ana, "upset", 1)
    before = seen(house, ana).ratings[question]
    assert (before.own, before.others, before.hidden) == (0, (), 1)
    assert "Otto" not in str(before)
    with house.work() as w:
        ratings.rate(w, ana, "upset", 4)
    assert seen(house, ana).ratings[question].others == (("Otto Other", 1),)


def test_the_verdict_of_a_colleague_is_not_read_before_ones_own(house: House, ana: str, otto: Actor) -> None:
    with house.work(otto) as w:
        ratings.give(w, ana, "no", "Too slow for us.")
    before = seen(house, ana)
    assert (before.others, before.hidden, before.verdict) == ((), 1, "")
    assert "slow" not in str(before)
    with house.work() as w:
        ratings.give(w, ana, "definitely", "Great with people.")
    after = seen(house, ana)
    assert [(row.name, row.word, row.comment) for row in after.others] == [("Otto Other", "No", "Too slow for us.")]
    assert (after.verdict, after.comment, after.hidden) == ("definitely", "Great with people.", 0)


def test_taking_ones_verdict_back_hides_the_others_again(house: House, ana: str, otto: Actor) -> None:
    with house.work(otto) as w:
        ratings.give(w, ana, "no")
    with house.work() as w:
        ratings.give(w, ana, "yes")
        ratings.take_back(w, ana)
    assert (seen(house, ana).others, seen(house, ana).hidden) == ((), 1)


def test_who_may_not_rate_sees_what_the_team_thinks(house: House, ana: str, otto: Actor) -> None:
    with house.work(otto) as w:
        ratings.give(w, ana, "yes")
    found = seen(house, ana, house.viewer)
    assert (found.can_rate, [row.value for row in found.others]) == (False, ["yes"])
    with house.work(house.viewer) as w, pytest.raises(Denied):
        ratings.give(w, ana, "yes")


@pytest.mark.parametrize(("question", "value"), [("upset", 5), ("upset", -1), ("age", 3), ("nothing", 3)])
def test_only_criteria_are_rated_and_only_in_the_four_words(house: House, ana: str, question: str, value: int) -> None:
    with house.work() as w, pytest.raises(Invalid):
        ratings.rate(w, ana, question, value)


def test_another_word_is_no_verdict(house: House, ana: str) -> None:
    with house.work() as w, pytest.raises(Invalid):
        ratings.give(w, ana, "perhaps")
