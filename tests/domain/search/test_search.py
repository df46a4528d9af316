"""The search of the top bar."""

from __future__ import annotations

from datetime import timedelta

import pytest

from milo_app.core.work import Actor
from milo_app.domain.accounts.models import Role
from milo_app.domain.candidates.models import Candidate
from milo_app.domain.interviewers.models import InterviewerState
from milo_app.domain.search import service
from milo_app.domain.search.asked import Asked
from milo_app.domain.search.ports import Count
from milo_app.jobs import search_index
from tests.databases import Installation
from tests.factories.houses import START, House, house

pytestmark = pytest.mark.alone


@pytest.fixture
def home(installation: Installation) -> House:
    home = house()
    home.candidate("Łukasz Müller-Żak", "lukasz@mail.test", "+48600700800")
    home.candidate("Dana Lee", "dana.lee@firm.test", "+14155550101")
    home.candidate("Lee Danforth", "ldan@mail.test")
    home.candidate("100% Real_Name", "real@mail.test")
    search_index.keep()
    return home


def _names(home: House, q: str, role: Role = Role.ADMIN, limit: int = 10) -> list[str]:
    with home.as_role(role) as w:
        return [hit.name for hit in service.find(w, Asked(q, per_page=limit)).candidates]


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("dan", ["Dana Lee", "Lee Danforth"]),
        ("DANA", ["Dana Lee"]),
        ("lee dan", ["Lee Danforth", "Dana Lee"]),
        ("muller", ["Łukasz Müller-Żak"]),
        ("Żak", ["Łukasz Müller-Żak"]),
        ("anforth", ["Lee Danforth"]),
        ("lukas muler", ["Łukasz Müller-Żak"]),
        ("forth", []),
        ("dana.lee@", ["Dana Lee"]),
        ("firm.test", ["Dana Lee"]),
        ("555-0101", ["Dana Lee"]),
        ("(415) 555 0101", ["Dana Lee"]),
        ("600 700 800", ["Łukasz Müller-Żak"]),
        ("100%", ["100% Real_Name"]),
        ("%", []),
        ("%%", []),
        ("__", []),
        ("r_al", []),
        ("d", []),
        ("", []),
        ("   ", []),
    ],
)
def test_words_match_the_beginning_of_words_or_are_nearly_right(home: House, q: str, names: list[str]) -> None:
    assert _names(home, q) == names


@pytest.mark.parametrize("q", ["dana.lee@firm", "firm.test", "4155550101"])
def test_an_address_cannot_be_spelled_out_by_who_may_not_see_it(home: House, q: str) -> None:
    assert _names(home, q, Role.VIEWER) == []
    assert _names(home, q, Role.RECRUITER) == ["Dana Lee"]


def test_the_address_is_shown_to_those_who_may_see_it_only(home: House) -> None:
    with home.as_role(Role.VIEWER) as w:
        assert service.find(w, Asked("dana")).candidates[0].detail == ""
    with home.as_role(Role.RECRUITER) as w:
        assert service.find(w, Asked("dana")).candidates[0].detail == "dana.lee@firm.test"


def test_a_person_leads_to_the_latest_application(home: House) -> None:
    person = home.candidate("Zoe Quist")
    early, late = home.interviewer("Cook"), home.interviewer("Waiter")
    home.application(early, person, engaged_at=START - timedelta(days=5), completed_at=START, score=61)
    latest = home.application(late, person, engaged_at=START)
    with home.as_role(Role.VIEWER) as w:
        (hit,) = service.find(w, Asked("zoe")).candidates
    assert (hit.application_id, hit.interviewer_title, hit.score_text) == (latest.public_id, "Waiter", "")


def test_counts_go_past_what_is_shown(home: House) -> None:
    for number in range(18):
        home.candidate(f"Nora {number}")
    search_index.keep()
    with home.as_role(Role.ADMIN) as w:
        found = service.find(w, Asked("nora"))
    assert (len(found.candidates), found.candidates_count) == (10, Count(18))


def test_interviewers_are_found_by_any_word_of_their_title_live_ones_first(home: House) -> None:
    home.interviewer("Senior Café Manager", state=InterviewerState.ARCHIVED)
    home.interviewer("Café Host")
    with home.as_role(Role.VIEWER) as w:
        assert [hit.title for hit in service.find(w, Asked("cafe")).interviewers] == [
            "Café Host",
            "Senior Café Manager",
        ]
        assert [hit.title for hit in service.find(w, Asked("manager caf")).interviewers] == ["Senior Café Manager"]


def test_an_erased_person_is_not_found(home: House) -> None:
    home.candidate("Ghost One")
    erased = home.candidate("Ghost Two")
    with home.system() as w:
        row = w.session.get_one(Candidate, erased.id)
        row.erased_at = w.now
        w.session.add(row)
    assert _names(home, "ghost") == ["Ghost One"]


def test_another_workspace_is_neither_listed_nor_counted(home: House) -> None:
    other = house("Elsewhere")
    for _ in range(3):
        other.candidate("Dana Stranger")
    other.interviewer("Dana Role")
    with home.as_role(Role.ADMIN) as w:
        found = service.find(w, Asked("dana"))
    assert (found.candidates_count, found.interviewers_count) == (Count(1), Count(0))


def test_groups_that_may_not_be_read_stay_empty(home: House) -> None:
    home.interviewer("Dana Role")
    actor = Actor("user", home.workspace_id, permissions=frozenset({"interviewer:read"}))
    with home.works(actor) as w:
        found = service.find(w, Asked("dana"))
    assert (found.candidates, found.candidates_count, found.interviewers_count) == ([], Count(0), Count(1))
