"""What every search engine does: the same questions, the same answers, whichever stands behind the port."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from milo_app.core.errors import Unavailable
from milo_app.domain.search import facets
from milo_app.domain.search.asked import SearchFilters
from milo_app.domain.search.ports import Count, Kind, Narrowing, Scope
from tests.factories.search import ELSEWHERE, ENGINES, HOME, Filled, person, role

DANA = person(1, "Dana Lee", email="dana.lee@firm.test", phone="+14155550101", tags=("French", "Forklift"))
LUKASZ = person(2, "Łukasz Müller-Żak", email="lukasz@mail.test", phone="+48600700800", city="Kraków")
WEI = person(3, "李小龙", email="wei@mail.test")
OBRIEN = person(4, "Siobhan O'Brien", email="so_brien+jobs@mail.test", interviewer_ids=(7,))
KATHERINE = person(5, "Katherine Johnson", email="kj@orbit.test", interviewer_ids=(8,), body="Trajectories and orbits.")
MIHAIL = person(6, "Михаил Булгаков", email="mb@mail.test")
STRANGER = person(9, "Dana Stranger", ELSEWHERE, email="stranger@firm.test")
PEOPLE = (DANA, LUKASZ, WEI, OBRIEN, KATHERINE, MIHAIL, STRANGER)
ROLES = (role(7, "Café Host", tags=("Sales",)), role(8, "Senior Café Manager"), role(9, "Dana Role", ELSEWHERE))


@pytest.fixture(params=sorted(ENGINES))
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Filled]:
    with ENGINES[request.param](tmp_path) as engine:
        yield Filled(engine, [*sorted(PEOPLE, key=lambda one: (one.workspace_id, one.id)), *ROLES])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dan", [1]),
        ("DANA", [1]),
        ("dana lee", [1]),
        ("lee dana", [1]),
        ("le da", [1]),
        ("muller", [2]),
        ("Żak", [2]),
        ("lukasz muller", [2]),
        ("ŁUKASZ", [2]),
        ("李小龙", [3]),
        ("小龙", [3]),
        ("李", [3]),
        ("obrien", [4]),
        ("O’Brien", [4]),
        ("булгаков", [6]),
        ("МИХ", [6]),
        ("french", [1]),
        ("krakow", [2]),
        ("lukasz krakow", [2]),
        ("trajectories", [5]),
        ("katherine orbits", [5]),
    ],
)
def test_names_tags_places_and_texts_are_found_by_the_beginnings_of_words(
    filled: Filled, text: str, expected: list[int]
) -> None:
    assert filled.people(text)[:1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dana.lee@firm.test", [1]),
        ("lee@firm", [1]),
        ("na.lee@fi", [1]),
        ("orbit.test", [5]),
        ("brien+jobs", [4]),
        ("555-0101", [1]),
        ("(415) 555 0101", [1]),
        ("+1 415 555 0101", [1]),
        ("600 700 800", [2]),
        ("0600700800", [2]),
    ],
)
def test_parts_of_an_address_and_digits_of_a_number_are_found(filled: Filled, text: str, expected: list[int]) -> None:
    assert filled.people(text) == expected
    assert filled.people(text, Scope(HOME, sees_contact=False)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("katherine jonson", 5),
        ("katherien johnson", 5),
        ("catherine johnson", 5),
        ("kathrine jonhson", 5),
        ("johnson katerine", 5),
        ("katherinne", 5),
        ("siobahn obrien", 4),
        ("lukas muler", 2),
        ("булгаоков", 6),
    ],
)
def test_one_or_two_mistakes_are_forgiven(filled: Filled, text: str, expected: int) -> None:
    assert filled.people(text)[:1] == [expected]


def test_an_address_that_is_a_name_too_finds_the_name(filled: Filled) -> None:
    assert filled.people("dana.lee@") == [1]
    assert filled.people("dana.lee@", Scope(HOME, sees_contact=False)) == [1]
    assert filled.people("dana.lee@x", Scope(HOME, sees_contact=False)) == []


@pytest.mark.parametrize("text", ["xylophone", "zzz", "qqqqqqq", "99999999"])
def test_what_is_nobody_finds_nobody(filled: Filled, text: str) -> None:
    page = filled.page(text)
    assert not any(page.hits.values())
    assert set(page.counts.values()) <= {Count()}


def test_interviewers_are_found_in_a_group_of_their_own(filled: Filled) -> None:
    assert filled.roles("cafe") == [7, 8]
    assert filled.roles("manager caf") == [8]
    assert filled.roles("sales") == [7]
    assert filled.page("cafe").counts == {Kind.CANDIDATE: Count(), Kind.INTERVIEWER: Count(2)}


def test_the_best_hit_comes_first_and_says_what_was_met(filled: Filled) -> None:
    filled.take(person(20, "Danai Leeds"), person(21, "Dana Leeson"))
    first, *rest = filled.page("dana lee").hits[Kind.CANDIDATE]
    assert first.id == 1
    assert {"dana", "lee"} <= set(first.matched)
    assert 0 <= min(hit.score for hit in rest) <= max(hit.score for hit in rest) <= first.score <= 100


def test_the_part_of_a_text_that_was_met_is_shown(filled: Filled) -> None:
    (hit,) = filled.page("trajectories").hits[Kind.CANDIDATE]
    assert "Trajectories" in hit.snippet


def test_two_workspaces_never_meet(filled: Filled) -> None:
    assert filled.people("dana") == [1]
    assert filled.count("dana") == 1
    assert filled.people("dana", Scope(ELSEWHERE)) == [9]
    assert filled.people("stranger@firm") == []
    assert filled.people("dana", Scope(3)) == []


def test_whom_somebody_may_not_see_is_neither_found_nor_counted(filled: Filled) -> None:
    few = Scope(HOME, interviewer_ids=frozenset({7}))
    assert (filled.people("o'brien", few), filled.count("o'brien", few)) == ([4], 1)
    for text in ("katherine", "katherine jonson", "kj@orbit", "trajectories", "dana", "555-0101"):
        assert (filled.people(text, few), filled.count(text, few)) == ([], 0), text
    assert (filled.roles("cafe", few), filled.page("cafe", few).counts[Kind.INTERVIEWER]) == ([7], Count(1))
    nobody = Scope(HOME, interviewer_ids=frozenset())
    assert (filled.people("dana", nobody), filled.roles("cafe", nobody)) == ([], [])


def test_groups_that_may_not_be_seen_stay_empty(filled: Filled) -> None:
    assert filled.people("dana", Scope(HOME, sees_people=False)) == []
    assert filled.roles("cafe", Scope(HOME, sees_interviewers=False)) == []
    assert filled.page("cafe", kinds=frozenset({Kind.CANDIDATE})).counts[Kind.INTERVIEWER] == Count()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a",
        '"',
        '" OR *',
        "NEAR(dana lee)",
        "name:",
        "name : dana",
        "{name} : x",
        "ws = 1 OR 1=1",
        "dana' --",
        "* *",
        "^dana",
        "(((",
        "-",
        "!!! ??? ...",
        "%",
        "_",
        "\\",
        "\x00",
        "da\x00na",
        "\u202edana",
        "שלום",
        "مرحبا بالعالم",
        "😀😀",
        "🇩🇪 dana",
        "a" * 2_000,
        "dana " * 400,
        "OR",
        "AND NOT",
        "workspace_id = 2",
    ],
)
def test_whatever_is_typed_is_text_and_leaves_no_workspace(filled: Filled, text: str) -> None:
    page = filled.page(text)
    assert {hit.id for hit in page.hits.get(Kind.CANDIDATE, ())} <= {1, 2, 3, 4, 5, 6}
    assert {hit.id for hit in page.hits.get(Kind.INTERVIEWER, ())} <= {7, 8}
    assert filled.people("dana") == [1]


def test_what_changed_is_found_as_it_is_now(filled: Filled) -> None:
    filled.take(replace(DANA, name="Dora Leigh", email="dora@new.test", phone="", tags=()))
    assert filled.people("dora leigh") == [1]
    assert filled.people("dora@new") == [1]
    for gone in ("dana.lee@firm", "555-0101", "french"):
        assert filled.people(gone) == [], gone
    filled.take(replace(KATHERINE, body="Welding"))
    assert (filled.people("trajectories"), filled.people("welding")) == ([], [5])


def test_what_is_gone_is_not_found(filled: Filled) -> None:
    filled.drop(KATHERINE)
    filled.drop(KATHERINE)
    assert filled.people("katherine johnson") == []
    assert filled.count("") == 5
    assert filled.engine.health(HOME).documents[Kind.CANDIDATE] == 5


def test_taking_the_same_again_changes_nothing(filled: Filled) -> None:
    for _ in range(3):
        filled.take(DANA, KATHERINE)
    assert (filled.people("dana"), filled.count("dana")) == ([1], 1)
    assert filled.engine.health(HOME).documents == {Kind.CANDIDATE: 6, Kind.INTERVIEWER: 2}
    assert filled.engine.health().documents == {Kind.CANDIDATE: 7, Kind.INTERVIEWER: 3}


def test_the_cursor_says_how_far_it_is(filled: Filled) -> None:
    before = filled.engine.cursor()
    filled.take(DANA)
    assert (before, filled.engine.cursor()) == (1, 2)


@pytest.mark.parametrize("size", [10, 20, 30, 50])
def test_pages_hold_everybody_once(filled: Filled, size: int) -> None:
    filled.take(*(person(100 + number, f"Nora {number:03}") for number in range(113)))
    seen: list[int] = []
    for page in range(1, 13):
        seen += filled.people("nora", page=page, per_page=size)
    assert len(seen) == len(set(seen)) == 113
    assert filled.count("nora") == 113
    assert filled.people("nora", page=10_000, per_page=size) == []


def test_counts_are_exact_up_to_a_thousand(filled: Filled) -> None:
    filled.take(*(person(1_000 + number, f"Nora {number}") for number in range(1_000)))
    assert filled.page("nora").counts[Kind.CANDIDATE] == Count(1_000)
    filled.take(person(5_000, "Nora Last"))
    assert filled.page("nora").counts[Kind.CANDIDATE] == Count(1_000, is_exact=False)


def _narrow(**chosen: object) -> Narrowing:
    return facets.narrowing(SearchFilters(**chosen))  # type: ignore[arg-type]


@pytest.fixture
def sorted_out(filled: Filled) -> Filled:
    """Two people whose applications differ in which of them stands where."""
    both = facets.of_application("cook", "web", ("completed", "shortlisted"))
    mixed = facets.of_application("cook", "form", ("pending",)) | facets.of_application("host", "web", ("completed",))
    filled.take(
        person(50, "Ada Berg", facets=tuple(both | facets.of_tag("Language", "French")), years=5),
        person(51, "Ada Clay", facets=tuple(mixed | facets.of_city("São Paulo")), years=12),
        person(52, "Ada Dorn"),
    )
    return filled


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"interviewer": "cook"}, {50, 51}),
        ({"stage": "web"}, {50, 51}),
        ({"interviewer": "cook", "stage": "web"}, {50}),
        ({"interviewer": "cook", "stage": "web", "status": "completed"}, {50}),
        ({"interviewer": "cook", "status": "completed"}, {50}),
        ({"status": "shortlisted"}, {50}),
        ({"tag": "french"}, {50}),
        ({"tag": "Language"}, {50}),
        ({"city": "sao paulo"}, {51}),
        ({"interviewer": "nobody"}, set()),
        ({"min_years": 5}, {50, 51}),
        ({"min_years": 6}, {51}),
        ({"max_years": 5}, {50}),
        ({"min_years": 5, "max_years": 5}, {50}),
        ({"min_years": 9, "max_years": 3}, set()),
        ({"status": "completed", "min_years": 10}, {51}),
    ],
)
def test_filters_narrow_what_is_found_and_counted(
    sorted_out: Filled, chosen: dict[str, object], expected: set[int]
) -> None:
    narrowing = _narrow(**chosen)
    for text in ("ada", "", "adda"):
        assert set(sorted_out.people(text, narrowing=narrowing)) == expected, text
        assert sorted_out.count(text, narrowing=narrowing) == len(expected), text


def test_without_a_question_everybody_is_listed(filled: Filled) -> None:
    assert set(filled.people("")) == {1, 2, 3, 4, 5, 6}
    assert filled.count("") == 6


def test_a_rebuild_changes_nothing_before_it_is_committed(filled: Filled) -> None:
    fresh = filled.engine.rebuild(1)
    fresh.add([person(77, "Fresh Person")])
    assert filled.people("fresh person") == []
    assert filled.people("dana") == [1]
    fresh.commit(40)
    assert (filled.people("fresh person"), filled.people("dana"), filled.engine.cursor()) == ([77], [], 40)


def test_a_rebuild_that_is_given_up_leaves_the_index_as_it_was(filled: Filled) -> None:
    fresh = filled.engine.rebuild(1)
    fresh.add([person(77, "Fresh Person")])
    fresh.abort()
    assert (filled.people("fresh person"), filled.people("dana"), filled.engine.cursor()) == ([], [1], 1)


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_without_an_index_it_says_so(name: str, tmp_path: Path) -> None:
    with ENGINES[name](tmp_path) as engine:
        assert engine.cursor() is None
        with pytest.raises(Unavailable):
            Filled.page(type("", (), {"engine": engine})(), "dana")  # type: ignore[arg-type]
