"""Deciding about many at once, taking it back by its act, and two people who decide about the same candidate."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from milo_app import bootstrap
from milo_app.core.errors import Conflict
from milo_app.core.work import system
from milo_app.domain.analytics import service as analytics
from milo_app.domain.candidates import acts, decisions, queries
from milo_app.domain.candidates.bulk_models import TeamAct, TeamActItem
from milo_app.domain.candidates.errors import DecidedMeanwhile, NothingToUndo
from milo_app.domain.candidates.events import ApplicationChanged, CandidatesDismissed
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.models import Application, Decision
from milo_app.domain.candidates.selection import Selection
from milo_app.domain.interviewers.models import InterviewerTotals
from tests.factories.candidates import make_application
from tests.factories.crowds import make_crowd
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer

EVERYBODY = ApplicationFilter()


def standing(w: Any) -> dict[str, int]:
    """Return how many stand where."""
    query = select(col(Application.decision), func.count()).group_by(col(Application.decision))
    return {decision.value: number for decision, number in w.session.execute(query)}


def test_all_that_match_are_decided_in_one_act_and_one_event(house: House) -> None:
    with house.work() as w:
        interviewer = make_interviewer(w)
        make_crowd(w, interviewer, 2_000)
        decisions.shortlist(w, Selection(interviewer.public_id, flt=ApplicationFilter(q="person 19")))
        assert standing(w) == {"none": 1889, "shortlisted": 111}
    house.events.clear()
    house.clock.advance(minutes=1)
    with house.work() as w:
        taken = decisions.dismiss(w, Selection(interviewer.public_id, flt=EVERYBODY), "the role is filled")
        assert (taken.count, taken.label) == (2_000, "2,000 candidates dismissed")
        assert standing(w) == {"dismissed": 2_000}
    (told,) = house.told(CandidatesDismissed)
    assert (told.count, told.interviewer_ids, len(told.application_ids)) == (2_000, (interviewer.id,), decisions.NAMED)
    assert house.told(ApplicationChanged) == []
    with bootstrap.work(system(house.workspace.id)) as w:
        analytics.recompute_here(w)
        assert w.session.get_one(InterviewerTotals, interviewer.id).dismissed == 2_000
        assert analytics.wrong_cells(w) == []
    with house.work() as w:
        assert decisions.undo(w, taken.act) == decisions.Undone(2_000, 0)
        assert standing(w) == {"none": 1889, "shortlisted": 111}
        assert {row.revision for row in w.session.scalars(select(Application))} == {2, 3}


def test_who_stands_so_already_is_no_part_of_the_act(w: Any) -> None:
    interviewer = make_interviewer(w)
    one, two = (make_application(w, interviewer, name) for name in ("One", "Two"))
    decisions.shortlist(w, [one.public_id])
    assert decisions.shortlist(w, [one.public_id, two.public_id]).count == 1
    nothing = decisions.shortlist(w, [one.public_id])
    assert (nothing.count, nothing.act) == (0, "")
    assert w.session.execute(select(func.count()).select_from(TeamAct)).scalar_one() == 2
    assert w.session.execute(select(func.count()).select_from(TeamActItem)).scalar_one() == 2


def test_an_act_is_undone_once_within_an_hour_by_whoever_did_it(house: House) -> None:
    with house.work() as w:
        one = make_application(w, make_interviewer(w), "One")
        first = decisions.shortlist(w, [one.public_id])
    with house.work(house.admin) as w, pytest.raises(NothingToUndo):
        decisions.undo(w, first)
    with house.work() as w:
        assert [act.label for act in acts.recent(w)] == ["1 candidate shortlisted"]
        decisions.undo(w, first)
        assert acts.recent(w) == []
        with pytest.raises(NothingToUndo):
            decisions.undo(w, first)
        late = decisions.dismiss(w, [one.public_id])
    house.clock.advance(minutes=61)
    with house.work() as w:
        assert acts.recent(w) == []
        with pytest.raises(Conflict, match="more than an hour"):
            decisions.undo(w, late)
        assert queries.pick(w, one.public_id).decision == Decision.DISMISSED


def test_the_second_of_two_is_told_who_did_what_and_overwrites_nothing(house: House) -> None:
    with house.work() as w:
        interviewer = make_interviewer(w)
        one, two = (make_application(w, interviewer, name) for name in ("One", "Two"))
        seen = {row.public_id: row.revision for row in (one, two)}
    with house.work(house.admin) as w:
        decisions.dismiss(w, [one.public_id], seen=seen)
    house.clock.advance(minutes=5)
    with house.work() as w:
        with pytest.raises(DecidedMeanwhile) as told:
            decisions.shortlist(w, [one.public_id], seen=seen)
        assert told.value.message == "Ada Admin dismissed this candidate (5m ago), after you opened the page."
        assert queries.pick(w, one.public_id).decision == Decision.DISMISSED
        assert decisions.dismiss(w, [one.public_id], seen=seen).count == 0
        several = decisions.shortlist(w, [one.public_id, two.public_id], seen=seen)
        assert (several.count, several.skipped) == (1, 1)


def test_an_act_of_the_team_that_decided_nothing_stops_nobody(w: Any) -> None:
    one = make_application(w, make_interviewer(w), "One")
    decisions.shortlist(w, [one.public_id])
    seen = {one.public_id: one.revision}
    one.revision += 1
    w.session.flush()
    assert decisions.dismiss(w, [one.public_id], seen=seen).count == 1


def test_a_decision_taken_back_meanwhile_is_told_too(house: House) -> None:
    with house.work(house.admin) as w:
        one = make_application(w, make_interviewer(w), "One")
        taken = decisions.shortlist(w, [one.public_id])
        seen = {one.public_id: one.revision}
        decisions.undo(w, taken)
    with house.work() as w, pytest.raises(DecidedMeanwhile, match="Ada Admin took a decision on this candidate back"):
        decisions.dismiss(w, [one.public_id], seen=seen)
