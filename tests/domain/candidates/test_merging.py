"""Two people who are one: found by phone, by name and place, by resume; made one, and parted again exactly."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from milo_app.core.errors import Conflict, Denied, MiloError
from milo_app.domain.candidates import activity, cohorts, erasure, merging, notes, people_rows, photos, standing, twins
from milo_app.domain.candidates.events import CandidatesMerged
from milo_app.domain.candidates.locating import _tell, stand
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.candidates.people_filters import PeopleFilter
from milo_app.domain.candidates.people_models import CandidateAlias, CandidateSkill
from milo_app.domain.candidates.places import named
from milo_app.domain.candidates.selection import Selection
from milo_app.domain.candidates.service import changed, enrol, find_or_create
from milo_app.domain.candidates.skills import learn
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer
from tests.factories.papers import png


def person(w: Any, application: Application) -> Candidate:
    """Return who applied."""
    found: Candidate = w.session.get_one(Candidate, application.candidate_id)
    return found


def two(w: Any) -> tuple[Application, Application]:
    """Put one person into two interviewers under two addresses, with the same phone number."""
    first = make_application(w, make_interviewer(w), "Ada Obi", "ada@home.example.com")
    second = make_application(w, make_interviewer(w), "Ada B. Obi", "ada@work.example.com")
    for application in (first, second):
        person(w, application).phone = "+493012345678"
        changed(w, application, "team")
    return first, second


def everything(w: Any) -> list[Any]:
    """Return what merging may touch, as it stands."""
    w.session.expire_all()
    people = w.session.scalars(select(Candidate).order_by(col(Candidate.id)))
    applications = w.session.scalars(select(Application).order_by(col(Application.id)))
    return [
        [one.model_dump() for one in people],
        [(one.id, one.candidate_id, one.name_key, one.email_key) for one in applications],
        [one.model_dump(exclude={"id"}) for one in w.session.scalars(select(CandidateSkill))],
        [row.name for row in people_rows.page(w, PeopleFilter(sort="name", descending=False)).rows],
    ]


def test_the_photo_goes_along_and_comes_back(w: Any) -> None:
    first, second = two(w)
    kept, other = person(w, first), person(w, second)
    photos.set_photo(w, second.public_id, png(240, 240))
    theirs = other.photo_key
    undo = merging.merge(w, kept.public_id, other.public_id)
    assert w.session.scalars(select(Candidate)).one().photo_key == theirs
    assert photos.photo(w, theirs)[0] == "png"
    merging.undo(w, undo.act)
    w.session.expire_all()
    assert [one.photo_key for one in w.session.scalars(select(Candidate).order_by(col(Candidate.email)))] == [
        "",
        theirs,
    ]


def test_the_same_phone_number_is_a_hint_and_what_many_share_is_none(w: Any) -> None:
    first, second = two(w)
    (pair,) = twins.pairs(w)
    assert (pair.first.email, pair.second.email, pair.reason) == (
        "ada@home.example.com", "ada@work.example.com", "Same phone number",
    )  # fmt: skip
    assert twins.pairs(w, second.public_id) == [pair] == twins.pairs(w, first.public_id)
    role = make_interviewer(w)
    for number in range(8):
        other = make_application(w, role, f"Shared {number}")
        person(w, other).phone = "+4940999999"
        changed(w, other, "team")
    assert len([one for one in twins.pairs(w) if one.first.name.startswith("Shared")]) < 20
    last = make_application(w, role, "Shared 9")
    person(w, last).phone = "+4940999999"
    before = len(twins.pairs(w))
    changed(w, last, "team")
    assert len(twins.pairs(w)) == before


def test_the_same_name_is_a_hint_in_the_same_place_only(w: Any) -> None:
    role = make_interviewer(w)
    here, there, far = (make_application(w, role, "Mo Ali", f"mo{number}@mail.example.com") for number in range(3))
    for application, city in ((here, "Lyon"), (there, "Lyon"), (far, "Paris")):
        stand(person(w, application), named(city)[0], "resume")
        _tell(w, person(w, application))
        changed(w, application, "files")
    (pair,) = twins.pairs(w)
    assert {pair.first.email, pair.second.email} == {"mo0@mail.example.com", "mo1@mail.example.com"}
    assert pair.reason == "Same name and place"


def test_who_is_not_the_same_is_not_asked_about_again(w: Any) -> None:
    first, second = two(w)
    one, other = person(w, first).public_id, person(w, second).public_id
    twins.dismiss(w, other, one)
    changed(w, second, "team")
    assert twins.pairs(w) == []
    twins.dismiss(w, one, other, is_dismissed=False)
    assert len(twins.pairs(w)) == 1


def test_one_person_has_everything_of_both_and_both_addresses(house: House) -> None:
    with house.work() as w:
        first, second = two(w)
        learn(w, second.id or 0, "Skills: React, Python")
        notes.write(w, second.public_id, "Called back.")
        for application in (first, second):
            cohorts.add(w, Selection(ids=(application.public_id,)), name=f"Of {application.id}")
        keep, gone = person(w, first).public_id, person(w, second).public_id
        undo = merging.merge(w, keep, gone)
        (row,) = people_rows.page(w, PeopleFilter()).rows
        assert (row.name, row.interviews, row.email) == ("Ada Obi", 2, "ada@home.example.com")
        assert people_rows.page(w, PeopleFilter(skills=("React",))).total == 1
        assert twins.pairs(w) == []
        assert merging.other_addresses(w, first.public_id) == ["ada@work.example.com"]
        assert [one.people for one in cohorts.all_of(w)] == [1, 1]
        assert find_or_create(w, "Ada", "ada@work.example.com").public_id == keep
        known = standing.standings(w, second.interviewer_id, ["ada@work.example.com", "new@x.example.com"])
        assert known["ada@work.example.com"].standing == standing.Standing.HERE and len(known) == 1
        assert next(act.label for act in activity.recent(w)) == undo.label
    (told,) = house.told(CandidatesMerged)
    assert told.application_ids == (second.id,)


def test_a_merge_is_undone_exactly(w: Any) -> None:
    first, second = two(w)
    learn(w, second.id or 0, "Skills: React, Python")
    stand(person(w, second), named("Lyon")[0], "resume")
    person(w, first).phone = ""
    _tell(w, person(w, second))
    cohorts.add(w, Selection(ids=(first.public_id, second.public_id)), name="Both")
    cohorts.add(w, Selection(ids=(second.public_id,)), name="One")
    keep, gone = person(w, first).public_id, person(w, second).public_id
    before, of = everything(w), [one.people for one in cohorts.all_of(w)]
    undo = merging.merge(w, keep, gone)
    kept = person(w, first)
    assert (kept.phone, kept.city) == ("+493012345678", "Lyon")
    activity.undo(w, undo.act)
    assert everything(w) == before
    assert [one.people for one in cohorts.all_of(w)] == of
    assert w.session.scalars(select(CandidateAlias)).all() == []
    with pytest.raises(MiloError):
        activity.undo(w, undo.act)


def test_two_interviews_in_one_interviewer_stay_two_people(w: Any) -> None:
    first, second = two(w)
    role = make_interviewer(w)
    for application in (first, second):
        enrol(w, role, person(w, application), application.source)
    before = everything(w)
    with pytest.raises(Conflict, match="Both have an interview in “Retail Associate”"):
        merging.merge(w, person(w, first).public_id, person(w, second).public_id)
    assert everything(w) == before


def test_what_came_in_meanwhile_stays_with_the_one_who_has_it(w: Any) -> None:
    first, second = two(w)
    keep, gone = person(w, first).public_id, person(w, second).public_id
    undo = merging.merge(w, keep, gone)
    later = make_application(w, make_interviewer(w), "Ada", "ada@work.example.com")
    assert person(w, later).public_id == keep
    activity.undo(w, undo.act)
    assert person(w, later).public_id == keep and person(w, second).public_id == gone


def test_who_may_not_change_candidates_may_not_merge_and_an_erased_person_is_out_of_reach(house: House) -> None:
    with house.work() as w:
        first, second = two(w)
        keys = person(w, first).public_id, person(w, second).public_id
    with house.work(house.viewer) as w, pytest.raises(Denied):
        merging.merge(w, *keys)
    with house.work(house.admin) as w:
        undo = merging.merge(w, *keys)
        erasure.erase(w, first.public_id)
        assert w.session.scalars(select(CandidateAlias)).all() == []
        with pytest.raises(MiloError):
            activity.undo(w, undo.act)
