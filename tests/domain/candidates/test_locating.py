"""Where people are: learned from resume and phone, told to lists, drawn as a map."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlmodel import col, select

from milo_app.core.work import Work
from milo_app.domain.candidates import decisions, geography, listing, locating, places, service
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.interviewers.errors import InterviewerNotFound
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviews import files
from milo_app.domain.interviews.models import FilePurpose, StoredFile, TextState
from milo_app.domain.interviews.ports import ResumeText
from tests.factories.candidates import make_application
from tests.factories.interviewers import make_interviewer

NEWARK, BOSTON = 5101798, 4930956
RESUME = "Ana Lima\nana@example.com | {}\n\nExperience\nCook, Harbor Inn, Chicago, IL, 2019 - 2023"


def _person(w: Work, application: Application) -> Candidate:
    return w.session.get_one(Candidate, application.candidate_id)


def _placed(w: Work, interviewer: Interviewer, name: str, where: str) -> Application:
    application = make_application(w, interviewer, name)
    if where:
        locating.learn_from_resume(w, _person(w, application), RESUME.format(where))
    return application


def test_a_phone_number_tells_the_country_and_a_resume_the_city(w: Work) -> None:
    person = service.find_or_create(w, "Ana Lima", "ana@example.com", "+1 212 555 0123")
    assert (person.country, person.city, person.place_source) == ("US", "", "phone")
    assert person.lat is None
    locating.learn_from_resume(w, person, RESUME.format("Newark, NJ"))
    assert (person.city, person.region, person.country, person.place_source) == ("Newark", "NJ", "US", "resume")
    assert person.place_id == NEWARK
    assert person.lat == pytest.approx(40.74)


def test_a_phone_that_comes_later_does_not_replace_the_city_of_a_resume(w: Work) -> None:
    person = service.find_or_create(w, "Ana Lima", "ana@example.com")
    locating.learn_from_resume(w, person, RESUME.format("Newark, NJ"))
    again = service.find_or_create(w, "Ana Lima", "ana@example.com", "+44 20 7946 0958")
    assert again.id == person.id
    assert (again.phone, again.place_id) == ("+442079460958", NEWARK)


def test_a_resume_without_a_place_leaves_what_is_known(w: Work) -> None:
    person = service.find_or_create(w, "Ana Lima", "ana@example.com", "+1 212 555 0123")
    locating.learn_from_resume(w, person, RESUME.format("555 0123 456"))
    assert person.place_source == "phone"


def test_every_application_of_a_person_follows(w: Work) -> None:
    first, second = make_interviewer(w), make_interviewer(w)
    before = make_application(w, first, "Ana Lima")
    locating.learn_from_resume(w, _person(w, before), RESUME.format("Newark, NJ"))
    after = make_application(w, second, "Ana Lima")
    rows = w.session.scalars(select(Application).where(col(Application.candidate_id) == before.candidate_id)).all()
    assert {row.id for row in rows} == {before.id, after.id}
    assert {(row.place_id, row.country) for row in rows} == {(NEWARK, "US")}


def test_a_resume_that_was_read_places_its_sender(w: Work) -> None:
    application = make_application(w, make_interviewer(w))
    row = StoredFile(
        workspace_id=w.workspace_id, application_id=application.id or 0, purpose=FilePurpose.RESUME, name="cv.txt",
        kind="txt", size=10, sha256="0" * 64, blob_key="k", created_at=w.now, text_state=TextState.WAITING,
    )  # fmt: skip
    w.session.add(row)
    w.session.flush()
    files.set_file_text(w, row.id or 0, ResumeText(RESUME.format("Boston, MA"), ""))
    assert _person(w, application).place_id == BOSTON
    assert w.session.get_one(Application, application.id).place_id == BOSTON


def test_a_map_counts_the_people_of_each_city_and_those_without_a_place(w: Work) -> None:
    interviewer = make_interviewer(w)
    for name, where in [("A A", "Newark, NJ"), ("B B", "Newark, NJ"), ("C C", "Boston, MA"), ("D D", "")]:
        _placed(w, interviewer, name, where)
    found = geography.geography(w, interviewer.public_id, ApplicationFilter())
    assert [(spot.id, spot.count, spot.label) for spot in found.spots] == [
        (NEWARK, 2, "Newark, NJ"),
        (BOSTON, 1, "Boston, MA"),
    ]
    assert (found.total, found.nowhere, found.scope) == (4, 1, "north america")


def test_a_map_follows_the_filters_and_shows_all_places_while_some_are_chosen(w: Work) -> None:
    interviewer = make_interviewer(w)
    _placed(w, interviewer, "A A", "Newark, NJ")
    gone = _placed(w, interviewer, "B B", "Boston, MA")
    decisions.dismiss(w, [gone.public_id])
    assert [spot.id for spot in geography.geography(w, interviewer.public_id, ApplicationFilter()).spots] == [NEWARK]
    chosen = ApplicationFilter(places=(BOSTON,), decision="dismissed")
    assert [spot.id for spot in geography.geography(w, interviewer.public_id, chosen).spots] == [BOSTON]


def test_chosen_places_filter_the_list_and_zero_is_nowhere(w: Work) -> None:
    interviewer = make_interviewer(w)
    for name, where in [("A A", "Newark, NJ"), ("B B", "Boston, MA"), ("C C", "")]:
        _placed(w, interviewer, name, where)

    def names(*chosen: int) -> list[str]:
        page = listing.page(w, interviewer.public_id, ApplicationFilter(places=chosen, sort="name", descending=False))
        return [row.name for row in page.rows]

    assert names(NEWARK) == ["A A"]
    assert names(NEWARK, 0) == ["A A", "C C"]


def test_a_blind_reader_is_told_countries_only(w: Work) -> None:
    interviewer = make_interviewer(w)
    for name, where in [("A A", "Newark, NJ"), ("B B", "Boston, MA"), ("C C", "Lyon, France")]:
        _placed(w, interviewer, name, where)
    blind = replace(w, actor=replace(w.actor, is_blind=True))
    found = geography.geography(blind, interviewer.public_id, ApplicationFilter())
    assert [(spot.label, spot.count) for spot in found.spots] == [
        ("United States", 2),
        ("France", 1),
    ]
    usa = places.country_place("US")
    assert usa is not None
    page = listing.page(blind, interviewer.public_id, ApplicationFilter(places=(usa.id,)))
    assert {row.place for row in page.rows} == {"United States"}
    assert page.total == 2
    assert listing.page(blind, interviewer.public_id, ApplicationFilter(places=(NEWARK,))).total == 0


def test_a_map_of_an_interviewer_that_is_not_there_is_refused(w: Work) -> None:
    with pytest.raises(InterviewerNotFound):
        geography.geography(w, "nothing", ApplicationFilter())
