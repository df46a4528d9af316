"""Cohorts: names, members, what is undone, and that people of another workspace are out of reach."""

from __future__ import annotations

from typing import Any

import pytest

from milo_app.core.errors import Denied, Invalid, NotFound
from milo_app.domain.candidates import activity, acts, cohort_members, cohorts, decisions, selection
from milo_app.domain.candidates.errors import NothingToUndo
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.selection import Selection
from tests.factories.candidates import make_application
from tests.factories.crowds import make_crowd
from tests.factories.house import House, make_house
from tests.factories.interviewers import make_interviewer


def names(w: Any, cohort: str) -> list[str]:
    """Return who is in a cohort."""
    return [one.row.name for one in cohort_members.page(w, cohort).rows]


def test_people_are_added_once_to_a_new_or_an_existing_cohort(house: House) -> None:
    with house.work() as w:
        one, two = make_interviewer(w), make_interviewer(w)
        ana, again = make_application(w, one, "Ana"), make_application(w, two, "Ana")
        ben = make_application(w, one, "Ben")
        first = cohorts.add(w, Selection(ids=(ana.public_id, again.public_id)), name="Silver  medals")
        assert (first.label, first.count) == ("1 candidate added to Silver medals", 1)
        (row,) = cohorts.all_of(w)
    house.clock.advance(minutes=1)
    with house.work() as w:
        second = cohorts.add(w, Selection(one.public_id, flt=ApplicationFilter()), row.id)
        assert (second.count, names(w, row.id)) == (1, ["Ben", "Ana"])
        assert cohorts.add(w, Selection(ids=(ben.public_id,)), row.id).act == ""
        assert cohorts.all_of(w)[0].people == 2
        assert selection.count(w, Selection(cohort=row.id)) == 2
        assert [act.label for act in activity.recent(w)] == [second.label, first.label]
        assert activity.undo(w, second.act).restored == 1
        assert names(w, row.id) == ["Ana"]
        assert activity.undo(w, first.act).restored == 1
        assert cohorts.all_of(w) == []


def test_who_was_taken_out_comes_back(house: House) -> None:
    with house.work() as w:
        ana = make_application(w, make_interviewer(w), "Ana")
        cohorts.add(w, Selection(ids=(ana.public_id,)), name="Keep")
        (row,) = cohorts.all_of(w)
        out = cohorts.take_out(w, row.id, [ana.public_id])
        assert (out.label, names(w, row.id)) == ("1 candidate taken out of Keep", [])
        cohorts.undo(w, out.act)
        assert names(w, row.id) == ["Ana"]
        with pytest.raises(NothingToUndo):
            cohorts.undo(w, out.act)


def test_two_cohorts_do_not_differ_by_case_alone_and_a_name_is_one_line(w: Any) -> None:
    row = cohorts.create(w, "  Night\nshift ")
    assert row.name == "Night shift"
    for wrong in ("night SHIFT", "", " \n ", "x" * 81):
        with pytest.raises(Invalid):
            cohorts.create(w, wrong)
    cohorts.rename(w, row.id, "NIGHT shift")
    other = cohorts.create(w, "夜勤 🌙")
    with pytest.raises(Invalid):
        cohorts.rename(w, other.id, "Night Shift")


def test_a_cohort_is_deleted_with_its_members_and_nobody_leaves_an_interviewer(w: Any) -> None:
    interviewer = make_interviewer(w)
    make_crowd(w, interviewer, 120)
    everybody = Selection(interviewer.public_id, flt=ApplicationFilter())
    taken = cohorts.add(w, everybody, name="All")
    (row,) = cohorts.all_of(w)
    first = cohort_members.page(w, row.id)
    second = cohort_members.page(w, row.id, first.next)
    assert (first.total, len(first.rows), len(second.rows)) == (120, 50, 50)
    assert not {one.row.id for one in first.rows} & {one.row.id for one in second.rows}
    assert cohorts.remove(w, row.id) == 120
    assert cohorts.all_of(w) == []
    assert selection.count(w, everybody) == 120
    with pytest.raises(NothingToUndo):
        cohorts.undo(w, taken.act)
    assert acts.recent(w)[0].public_id == taken.act
    decisions.shortlist(w, everybody)


def test_a_viewer_reads_and_changes_nothing_and_a_stranger_sees_none(house: House) -> None:
    with house.work() as w:
        ana = make_application(w, make_interviewer(w), "Ana")
        row = cohorts.create(w, "Ours")
        key = ana.public_id
    with house.work(house.viewer) as w:
        assert [one.name for one in cohorts.all_of(w)] == ["Ours"]
        for act in (
            lambda: cohorts.create(w, "Mine"),
            lambda: cohorts.rename(w, row.id, "Mine"),
            lambda: cohorts.remove(w, row.id),
            lambda: cohorts.add(w, Selection(ids=(key,)), row.id),
            lambda: cohorts.take_out(w, row.id, [key]),
        ):
            with pytest.raises(Denied):
                act()
    with make_house(house.clock, "globex").work() as w:
        assert cohorts.all_of(w) == []
        with pytest.raises(NotFound):
            cohort_members.page(w, row.id)
        assert cohorts.add(w, Selection(ids=(key,)), name="Theirs").count == 0
        assert selection.count(w, Selection(cohort=row.id)) == 0
