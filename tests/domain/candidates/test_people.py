"""The directory: each person once, whatever filters and sorts say, kept in step with applications."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from milo_app import bootstrap
from milo_app.core.errors import Denied
from milo_app.domain.candidates import cohorts, decisions, erasure, people_rows, people_totals
from milo_app.domain.candidates.events import PeopleRecounted
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.models import Application, ApplicationTag, Candidate
from milo_app.domain.candidates.people_choices import choices_of, interviewer_choices
from milo_app.domain.candidates.people_filters import DEFAULTS, PeopleFilter, from_parts, to_parts
from milo_app.domain.candidates.people_models import PersonTotals
from milo_app.domain.candidates.places import named
from milo_app.domain.candidates.selection import Selection
from milo_app.domain.candidates.service import changed
from tests.factories.candidates import make_application
from tests.factories.crowds import make_crowd
from tests.factories.house import House, make_house
from tests.factories.interviewers import make_interviewer, web_plan


def names(w: Any, flt: PeopleFilter | None = None, **changes: Any) -> list[str]:
    """Return who is listed."""
    return [row.name for row in people_rows.page(w, replace(flt or PeopleFilter(), **changes)).rows]


def tag(w: Any, application: Any, name: str, value: str) -> None:
    """Put a tag on an application, and tell."""
    row = ApplicationTag(
        workspace_id=w.workspace_id, application_id=application.id, interviewer_id=application.interviewer_id,
        name=name, value=value,
    )  # fmt: skip
    w.session.add(row)
    changed(w, application, "score")


def settle(w: Any, application: Any, city: str) -> None:
    """Let a person live in a city."""
    from milo_app.domain.candidates.locating import _tell, stand

    person = w.session.get_one(Candidate, application.candidate_id)
    stand(person, named(city)[0], "resume")
    _tell(w, person)


def test_a_person_with_two_applications_is_listed_once_with_the_figures_of_both(house: House) -> None:
    with house.work() as w:
        one, two = make_interviewer(w), make_interviewer(w, web_plan(title="Second role"))
        ana = make_application(w, one, "Ana Lima")
        ana.score = ana.score_sort = 71
        changed(w, ana, "score")
    house.clock.advance(days=2)
    with house.work() as w:
        make_application(w, one, "Ben Ito")
    house.clock.advance(days=1)
    with house.work() as w:
        again = make_application(w, two, "Ana Lima")
        first, second = people_rows.page(w, PeopleFilter()).rows
        assert (first.name, first.interviews, first.score, first.interviewer) == ("Ana Lima", 2, 71, "Second role")
        assert (first.id, first.engaged, first.first, second.name) == (again.public_id, "just now", "3d ago", "Ben Ito")


def test_filters_of_applications_must_hold_for_one_and_the_same(w: Any) -> None:
    one, two = make_interviewer(w), make_interviewer(w)
    ana, again = make_application(w, one, "Ana Lima"), make_application(w, two, "Ana Lima")
    make_application(w, two, "Ben Ito")
    decisions.shortlist(w, [ana.public_id])
    assert names(w, decision="shortlisted") == ["Ana Lima"]
    assert names(w, decision="shortlisted", interviewer=two.public_id) == []
    assert names(w, decision="shortlisted", interviewer=one.public_id, state="pending") == ["Ana Lima"]
    assert names(w, interviewer=two.public_id, sort="name", descending=False) == ["Ana Lima", "Ben Ito"]
    undo = decisions.dismiss(w, [again.public_id])
    assert names(w, decision="dismissed", state="pending") == ["Ana Lima"]
    decisions.undo(w, undo)
    assert names(w, decision="dismissed") == []
    assert names(w, stage="resume", sort="name", descending=False) == ["Ana Lima", "Ben Ito"]
    assert names(w, stage="web_interview") == [] and names(w, source="import") == []


def test_years_places_tags_scores_days_and_cohorts_narrow(w: Any) -> None:
    role = make_interviewer(w)
    ana, ben, cem = (make_application(w, role, name) for name in ("Ana Lima", "Ben Ito", "Cem Ok"))
    tag(w, ana, "Years of experience", "7")
    tag(w, ben, "Years of experience", "about 3, by its dates")
    settle(w, ana, "Toronto")
    settle(w, ben, "Mississauga")
    toronto = named("Toronto")[0].id
    assert names(w, min_years=5) == ["Ana Lima"] and names(w, max_years=5) == ["Ben Ito"]
    assert names(w, place=toronto, within=0) == ["Ana Lima"]
    assert sorted(names(w, place=toronto, within=50)) == ["Ana Lima", "Ben Ito"]
    assert sorted(names(w, country="CA")) == ["Ana Lima", "Ben Ito"]
    assert names(w, tags=(("Years of experience", "7"),)) == ["Ana Lima"]
    assert sorted(names(w, tags=(("Years of experience", ""),))) == ["Ana Lima", "Ben Ito"]
    cem.score = cem.score_sort = 90
    changed(w, cem, "score")
    assert names(w, low=80) == ["Cem Ok"] and names(w, high=95) == ["Cem Ok"] and names(w, high=80) == []
    today = w.now.date()
    assert len(names(w, since=today)) == 3 and names(w, until=today.replace(year=2025)) == []
    cohorts.add(w, Selection(ids=(ben.public_id,)), name="Silver")
    assert names(w, cohort=cohorts.all_of(w)[0].id) == ["Ben Ito"]


def test_sorts_page_through_everybody_once(w: Any) -> None:
    make_crowd(w, make_interviewer(w), 120)
    people_totals.rebuild(w)
    for sort in ("engaged", "name", "score", "interviews", "first", "years", "country"):
        for is_down in (True, False):
            flt = PeopleFilter(sort=sort, descending=is_down)
            seen, cursor = [], ""
            for _ in range(3):
                page = people_rows.page(w, flt, cursor)
                seen += [row.id for row in page.rows]
                cursor = page.next
            assert (len(set(seen)), page.words) == (120, "101–120 of 120")
            assert [row.id for row in people_rows.page(w, flt, page.prev).rows] == seen[50:100]


def test_what_is_kept_equals_what_a_rebuild_writes(w: Any) -> None:
    one, two = make_interviewer(w), make_interviewer(w)
    ana, _ = make_application(w, one, "Ana Lima"), make_application(w, two, "Ana Lima")
    ben = make_application(w, one, "Ben Ito")
    tag(w, ben, "Years of experience", "about 12, by its dates")
    settle(w, ben, "Lyon")
    ana.score = ana.score_sort = 55
    changed(w, ana, "score")
    decisions.dismiss(w, [ana.public_id])

    def kept() -> list[dict[str, Any]]:
        w.session.expire_all()
        rows = w.session.scalars(select(PersonTotals).order_by(col(PersonTotals.candidate_id)))
        return [row.model_dump() for row in rows]

    before = kept()
    assert people_totals.rebuild(w) == 2
    assert kept() == before


def test_the_directory_follows_a_large_act_a_moment_later_and_its_undo_too(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_totals, "AT_ONCE", 40)

    def listed(decision: str) -> int:
        with house.work() as w:
            return people_rows.page(w, PeopleFilter(decision=decision)).total

    with house.work() as w:
        role = make_interviewer(w)
        make_crowd(w, role, 100)
        people_totals.rebuild(w)
        undo = decisions.shortlist(w, Selection(role.public_id, flt=ApplicationFilter()))
    house.events.clear()
    assert (listed("shortlisted"), people_totals.catch_up(bootstrap.work), listed("shortlisted")) == (0, 1, 100)
    assert len(house.told(PeopleRecounted)) == 1 and people_totals.catch_up(bootstrap.work) == 0
    with house.work() as w:
        decisions.undo(w, undo)
        decisions.dismiss(w, Selection(ids=(w.session.scalars(select(col(Application.public_id))).first() or "",)))
    assert (listed("dismissed"), listed("shortlisted")) == (1, 99)
    assert people_totals.catch_up(bootstrap.work) == 1
    assert (listed("dismissed"), listed("shortlisted"), listed("none")) == (1, 0, 99)


def test_what_is_owed_again_while_another_writes_stays_owed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act settles what the job has just begun, and is undone before the job says that it is done."""
    monkeypatch.setattr(people_totals, "AT_ONCE", 5)
    with house.work() as w:
        role = make_interviewer(w)
        make_crowd(w, role, 12)
        people_totals.rebuild(w)
        undo = decisions.shortlist(w, Selection(role.public_id, flt=ApplicationFilter()))
    some, undone = people_totals._some, []

    def interrupted(w: Any, act_id: int, last: int) -> int:
        found = some(w, act_id, last)
        if found < 0 and not undone:
            people_totals.settle(w)
            undone.append(decisions.undo(w, undo))
        return found

    monkeypatch.setattr(people_totals, "_some", interrupted)
    assert people_totals.catch_up(house.work) == 1 and undone
    assert people_totals.catch_up(house.work) == 1
    with house.work() as w:
        assert people_rows.page(w, PeopleFilter(decision="shortlisted")).total == 0
        assert people_rows.page(w, PeopleFilter(decision="none")).total == 12
    assert people_totals.catch_up(bootstrap.work) == 0


def test_an_act_on_whom_the_directory_shows_waits_for_a_large_act_before_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_totals, "AT_ONCE", 5)
    with house.work() as w:
        role = make_interviewer(w)
        make_crowd(w, role, 12)
        people_totals.rebuild(w)
        decisions.shortlist(w, Selection(role.public_id, flt=ApplicationFilter()))
    with house.work() as w:
        assert decisions.dismiss(w, Selection(people=PeopleFilter(decision="none"))).count == 0
    assert people_totals.catch_up(bootstrap.work) == 0


def test_who_was_erased_or_tests_only_is_not_listed(house: House) -> None:
    with house.work() as w:
        ana = make_application(w, make_interviewer(w), "Ana Lima")
        person = w.session.get_one(Candidate, ana.candidate_id)
        assert names(w) == ["Ana Lima"]
    with house.work(house.admin) as w:
        erasure.erase(w, ana.public_id)
        assert names(w) == []
        assert w.session.get(PersonTotals, person.id) is None


def test_a_filter_survives_its_address_and_nonsense_is_named() -> None:
    flt = PeopleFilter(
        q="ana", interviewer="abc", stage="web_interview", state="completed", decision="shortlisted", source="link",
        tags=(("Language", "Español; fluent"),), skills=("React", "C++"), cohort="x", country="CA",
        place=named("Toronto")[0].id, within=100, min_years=5, max_years=10, low=60, high=90, sort="name",
        descending=False,
    )  # fmt: skip
    assert from_parts(to_parts(flt)) == (flt, ())
    assert set(to_parts(flt)) == set(DEFAULTS)
    wrong = {"stage": "x", "state": "y", "place": "12", "years": "-3", "upto": "900", "low": "a", "sort": "z"}
    found, named_wrong = from_parts(wrong | {"country": "Germany", "since": "tomorrow", "within": "1e3"})
    assert found == PeopleFilter()
    assert set(named_wrong) == {*wrong, "country", "since", "within"}


def test_a_blind_reviewer_and_another_workspace_see_nobody(house: House) -> None:
    with house.work() as w:
        ana = make_application(w, make_interviewer(w), "Ana Lima")
        tag(w, ana, "Language", "French")
        cohorts.add(w, Selection(ids=(ana.public_id,)), name="Silver")
        cohort = cohorts.all_of(w)[0].id
        role = interviewer_choices(w)[0][0]
        assert choices_of(w).tags == (("Language", "French"),)
    with house.work(replace(house.recruiter, is_blind=True)) as w, pytest.raises(Denied):
        names(w)
    other = make_house(house.clock, "birch")
    with other.work() as w:
        make_application(w, make_interviewer(w), "Ben Ito")
        assert names(w) == ["Ben Ito"]
        assert names(w, cohort=cohort) == names(w, interviewer=role) == names(w, tags=(("Language", ""),)) == []
        assert (choices_of(w).tags, choices_of(w).cohorts) == ((), ())
        assert people_rows.rows_of(w, [ana.candidate_id]) == []
