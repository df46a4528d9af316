"""Whom an act on many is for."""

from __future__ import annotations

import pytest

from milo_app.core.errors import Denied, Invalid
from milo_app.core.work import Work
from milo_app.domain.candidates import decisions, selection
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.selection import MOST_NAMED, Selection
from milo_app.domain.interviewers.errors import InterviewerNotFound
from tests.factories.candidates import make_application
from tests.factories.house import House, make_house
from tests.factories.interviewers import make_interviewer


def test_named_people_and_all_that_a_filter_shows_are_chosen(w: Work) -> None:
    interviewer = make_interviewer(w)
    ana, ben, cleo = (make_application(w, interviewer, name) for name in ("Ana", "Ben", "Cleo"))
    elsewhere = make_application(w, make_interviewer(w), "Dora")
    decisions.dismiss(w, [cleo.public_id])

    def chosen(**choice: object) -> set[int]:
        return set(w.session.scalars(selection.chosen(w, Selection(interviewer.public_id, **choice))))  # type: ignore[arg-type]

    assert chosen(flt=ApplicationFilter()) == {ana.id, ben.id}
    assert chosen(flt=ApplicationFilter(q="an")) == {ana.id}
    assert chosen(flt=ApplicationFilter(decision="dismissed")) == {cleo.id}
    assert chosen(ids=(ana.public_id, cleo.public_id, elsewhere.public_id)) == {ana.id, cleo.id}
    assert chosen() == set()
    assert selection.count(w, Selection(flt=ApplicationFilter())) == 3
    assert selection.count(w, Selection(ids=(elsewhere.public_id, "nobody"))) == 1


def test_a_selection_is_kept_as_data(w: Work) -> None:
    given = Selection("abc", ("one",), ApplicationFilter(q="an", stages=(("resume", "top"),), low=60))
    assert Selection.from_dict(given.as_dict()) == given
    assert Selection.from_dict(Selection("abc", ("one",)).as_dict()) == Selection("abc", ("one",))


def test_nobody_is_chosen_without_the_right_or_from_another_workspace(house: House) -> None:
    with house.work() as w:
        interviewer = make_interviewer(w)
        ana = make_application(w, interviewer, "Ana")
        with pytest.raises(Invalid):
            selection.chosen(w, Selection(ids=tuple(str(number) for number in range(MOST_NAMED + 1))))
        key, here = ana.public_id, interviewer.public_id
    with make_house(house.clock, "globex").work() as w:
        assert selection.count(w, Selection(ids=(key,))) == 0
        assert selection.count(w, Selection(flt=ApplicationFilter())) == 0
        with pytest.raises(InterviewerNotFound):
            selection.count(w, Selection(here, flt=ApplicationFilter()))
    nobody = house.viewer.__class__("user", house.workspace.id)
    with house.work(nobody) as w, pytest.raises(Denied):
        selection.count(w, Selection(ids=(key,)))
