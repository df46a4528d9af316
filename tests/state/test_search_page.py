"""The search page marks what matched, in the text as it is written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from milo_app.domain.search.asked import PAGE_SIZES, CandidateHit, InterviewerHit, SearchFilters
from milo_app.domain.search.ports import BOTH, Count, Kind
from milo_app.state.access import arguments_hold
from milo_app.state.found import counted, person_line, pieces, role_line
from milo_app.state.palette import archived_name
from milo_app.state.search import Search, asked_from


def hits(text: str, query: str) -> list[str]:
    """Return the marked parts."""
    return [piece["text"] for piece in pieces(text, query) if piece["hit"]]


def test_the_beginning_of_a_word_is_marked_whatever_its_case_and_accents() -> None:
    assert hits("Zoë Ångström", "ang zoe") == ["Zoë", "Ång"]


def test_the_middle_of_a_word_is_not_marked() -> None:
    assert hits("Johanna Hanson", "han") == ["Han"]


def test_a_sign_that_folds_to_two_letters_is_marked_as_one() -> None:
    assert hits("Weiß Anna", "weiss") == ["Weiß"]


def test_digits_are_marked_across_the_gaps_of_a_phone_number() -> None:
    assert hits("+1 415 555 0123", "415555") == ["415 555"]


def test_three_digits_are_too_few_for_a_phone_number() -> None:
    assert hits("+1 415 555 0123", "123") == []


def test_a_query_made_of_search_signs_is_taken_as_text() -> None:
    assert hits("C++ (remote)", "(remote") == ["(remote"]
    assert hits("Anna", ".*") == []


@given(st.text(max_size=60), st.text(max_size=20))
def test_the_parts_are_the_text(text: str, query: str) -> None:
    assert "".join(piece["text"] for piece in pieces(text, query)) == text


def test_the_address_is_marked_only_where_the_name_does_not_match() -> None:
    hit = CandidateHit("p", "Ada Obi", "ada@mail.test", "a1", "Nurse", "84")
    assert not any(piece["hit"] for piece in person_line(hit, "ada")["detail"])
    assert any(piece["hit"] for piece in person_line(hit, "ada@mail")["detail"])


def test_somebody_without_an_application_has_no_page_to_open() -> None:
    assert person_line(CandidateHit("p", "Ada Obi", "", "", "", ""), "ada")["href"] == ""


def test_a_draft_opens_where_it_is_edited() -> None:
    assert role_line(InterviewerHit("i1", "Nurse", "draft", "", "x"), "nurse")["href"] == "/interviewers/i1/edit"
    assert role_line(InterviewerHit("i1", "Nurse", "active", "", "x"), "nurse")["href"] == "/interviewers/i1"


def test_the_count_says_how_many_of_how_many() -> None:
    assert counted(3, Count(3)) == "3"
    assert counted(50, Count(226)) == "50 of 226"
    assert counted(50, Count(1000, is_exact=False)) == "50 of 1,000+"


def test_a_word_that_was_found_by_another_spelling_is_marked_whole() -> None:
    assert [one["text"] for one in pieces("Ada Obiageli", "obiagelli", ("obiageli",)) if one["hit"]] == ["Obiageli"]
    assert [one["text"] for one in pieces("Ada Obiageli", "obi", ("obiageli",)) if one["hit"]] == ["Obi"]


def test_an_address_says_what_is_asked_and_nonsense_is_named() -> None:
    asked, wrong = asked_from({"q": "ada", "size": "30", "page": "2"})
    assert (asked.text, asked.per_page, asked.page, asked.kinds, wrong) == ("ada", 30, 2, BOTH, ())
    asked, wrong = asked_from({"kind": "people", "size": "15", "page": "x", "status": "great", "years": "99"})
    assert (asked.per_page, asked.page, asked.filters) == (PAGE_SIZES[0], 1, SearchFilters())
    assert set(wrong) == {"kind", "size", "page", "status", "years"}


def test_filters_of_people_leave_interviewers_out() -> None:
    assert asked_from({"city": "Toronto"})[0].kinds == frozenset({Kind.CANDIDATE})
    assert asked_from({"city": "Toronto", "kind": "interviewer"})[0].kinds == frozenset({Kind.INTERVIEWER})


def test_the_palette_closes_what_is_named_behind_archive() -> None:
    assert archived_name("archive retail associate") == "retail associate"
    assert archived_name("arch nurse") == "nurse"
    assert [archived_name(one) for one in ("ar nurse", "archive", "architect role x")] == ["", "", ""]


def wired(entries: object) -> bool:
    """Return whether the gate lets a submitted form through, in the shape in which browsers send it."""
    return arguments_hold(Search.event_handlers["ask"].fn, {"form": {"__reflex_form_data__": entries}})


def test_a_submitted_form_passes_the_gate_and_a_broken_one_does_not() -> None:
    assert wired([["q", "nurse"]])
    for broken in ([["q", {"a": 1}]], [["q", 5]], [["q"]], [[["q"], "x"]], [1], 7, "text"):
        assert not wired(broken), broken
