"""Quotes at their place in the original text, and the pieces that a highlight is drawn from."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milo_app.domain.scoring.evidence import Span, is_verbatim, locate, segments


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("I took her to the side till.", "took her to the side", "took her to the side"),
        ("I  took\nher to\tthe side.", "I took her to the side", "I  took\nher to\tthe side"),
        ("She said “it’s broken” – again", '"it\'s broken" - again', "it’s broken” – again"),
        ("From 9% to 1%…", "from 9% to 1%...", "From 9% to 1%…"),
        ("Cafe\u0301 and caf\u00e9", "caf\u00e9 and cafe\u0301", "Cafe\u0301 and caf\u00e9"),
        ("I count\u00a0twice", "I count twice", "I count\u00a0twice"),
        ("re\u200bduced errors", "reduced errors", "re\u200bduced errors"),
        ("Straße zwei", "STRASSE ZWEI", "Straße zwei"),
        ("Hello world", "  “Hello world”  ", "Hello world"),
    ],
)
def test_a_quote_is_found_past_spaces_quotes_dashes_and_case(text: str, quote: str, found: str) -> None:
    at = locate(text, quote)
    assert at is not None
    assert text[at[0] : at[1]] == found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("I closed two tills", "I closed three tills"),
        ("I started early", "art"),
        ("I started early", ""),
        ("I started early", "“ ”"),
        ("I started early", "e"),
        ("I did not steal", "I did steal"),
        ("Short", "Short and then much more"),
        ("", "anything"),
        ("I closed two tills. It was late.", "I closed two tills ... It was late."),
    ],
)
def test_words_that_are_not_there_are_no_quote(text: str, quote: str) -> None:
    assert not is_verbatim(text, quote)


def test_the_first_of_several_places_is_taken() -> None:
    assert locate("yes, and yes", "yes") == (0, 3)


texts = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cf", "Mn"]), max_size=60)
words = st.lists(st.text(alphabet="abcdefghijABC ßéü'’“”–-.,%0123\n", min_size=1, max_size=12), min_size=1, max_size=10)


@given(words, st.integers(0, 9), st.integers(1, 9))
def test_whole_words_of_a_text_are_always_found_in_it(parts: list[str], first: int, count: int) -> None:
    tokens = " ".join(parts).split()
    quote = " ".join(tokens[first : first + count])
    text = "  ".join(tokens)
    if sum(char.isalnum() for char in quote) >= 2:
        at = locate(text, quote)
        assert at is not None
        assert 0 <= at[0] < at[1] <= len(text)


spans = st.builds(Span, st.integers(-5, 70), st.integers(-5, 70), st.sampled_from(["1", "2", "10", ""]))


@given(texts, st.lists(spans, max_size=8))
def test_the_pieces_joined_are_the_text_again(text: str, marks: list[Span]) -> None:
    assert "".join(piece["text"] for piece in segments(text, marks)) == text


@given(texts, st.lists(spans, max_size=8))
def test_each_character_carries_exactly_the_marks_that_cover_it(text: str, marks: list[Span]) -> None:
    at = 0
    for piece in segments(text, marks):
        for _ in piece["text"]:
            covering = {span.mark for span in marks if span.mark and span.start <= at < span.end}
            assert set(filter(None, piece["mark"].split(", "))) == covering
            at += 1


@given(texts, st.lists(spans, max_size=8))
def test_neighbors_differ_and_no_piece_is_empty(text: str, marks: list[Span]) -> None:
    pieces = segments(text, marks)
    assert all(piece["text"] for piece in pieces)
    assert all(a["mark"] != b["mark"] for a, b in itertools.pairwise(pieces))


def test_overlapping_evidence_is_marked_with_both_numbers_in_order() -> None:
    pieces = segments("I counted twice and rang her.", [Span(2, 15, "10"), Span(10, 28, "2")])
    assert [(p["text"], p["mark"]) for p in pieces] == [
        ("I ", ""),
        ("counted ", "10"),
        ("twice", "2, 10"),
        (" and rang her", "2"),
        (".", ""),
    ]


def test_text_without_evidence_is_one_plain_piece_and_empty_text_none() -> None:
    assert segments("Hello", []) == [{"text": "Hello", "mark": ""}]
    assert segments("", []) == []
