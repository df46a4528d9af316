"""What was opened lately, and which people a text finds for the directory."""

from __future__ import annotations

from dataclasses import replace

from milo_app.domain.candidates import erasure, people_rows
from milo_app.domain.candidates.models import Candidate
from milo_app.domain.candidates.people_filters import PeopleFilter
from milo_app.domain.search import people, recent
from milo_app.domain.search.asked import CandidateHit, InterviewerHit
from milo_app.domain.search.ports import Kind
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer


def test_what_was_opened_stands_in_front_once_and_goes_with_the_right_to_see_it(house: House) -> None:
    with house.work() as w:
        role = make_interviewer(w)
        ana = make_application(w, role, "Ana Lima")
        person = w.session.get_one(Candidate, ana.candidate_id)
        key = person.public_id
        recent.remember(w, Kind.CANDIDATE, key)
        recent.remember(w, Kind.INTERVIEWER, role.public_id)
        recent.remember(w, Kind.CANDIDATE, key)
        recent.remember(w, Kind.CANDIDATE, "gone")
        first, second = recent.opened(w)
        assert isinstance(first, CandidateHit) and isinstance(second, InterviewerHit)
        assert (first.name, first.detail, first.application_id) == ("Ana Lima", "ana.lima@example.com", ana.public_id)
        for number in range(20):
            recent.remember(w, Kind.CANDIDATE, f"other{number}")
        assert recent.opened(w) == []
        recent.remember(w, Kind.CANDIDATE, key)
    with house.work(replace(house.recruiter, is_blind=True)) as w:
        assert recent.opened(w) == []
    with house.work(house.viewer) as w:
        assert recent.opened(w) == []
    with house.work(house.admin) as w:
        erasure.erase(w, ana.public_id)
    with house.work() as w:
        assert recent.opened(w) == []


def test_a_text_finds_people_for_the_directory_even_before_an_index_has_them(house: House) -> None:
    with house.work() as w:
        role = make_interviewer(w)
        for name in ("Ana Lima", "Ben Ito"):
            make_application(w, role, name)

    def names(text: str) -> list[str]:
        with house.work() as w:
            found = people.found(w, text)
            return [row.name for row in people_rows.page(w, PeopleFilter(), among=found.ids).rows]

    assert names("ana") == ["Ana Lima"]
    assert sorted(names("")) == ["Ana Lima", "Ben Ito"]
    assert names("b") == ["Ben Ito"]
    assert names("nobody at all") == []
    assert names('" OR * NEAR(') == []
