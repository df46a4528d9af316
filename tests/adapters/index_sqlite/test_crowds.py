"""In a workspace with more names than are compared one by one, a mistake in any word still finds the person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from milo_app.adapters.index_sqlite.engine import SqliteIndex
from milo_app.adapters.index_sqlite.names import MOST_NAMES
from tests.factories.search import Filled, person

LETTERS = "bcdfghjklm"
ANA, MARIA, HALF, LONGER = 1, 2, 3, 4


def word(number: int) -> str:
    """Return a word of its own for a number, ten letters long."""
    return "".join(LETTERS[int(sign)] for sign in f"{number:010}")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """Two people of long ago, and so many later ones of whom two thousand share the last name of each."""
    folder: Path = tmp_path_factory.mktemp("crowd")
    people = [person(ANA, "Ana Lima"), person(MARIA, "Maria Garcia"), person(HALF, "Berfieldy Stotolda")]
    people += [person(LONGER, "Bebea Maria Wanper", email="bebea.wanper@mail.test"), person(5, "Bebea Wander")]
    people += [person(10 + number, f"{word(number)} Lima") for number in range(2_000)]
    people += [person(3_000 + number, f"Maria {word(number)}") for number in range(2_000)]
    people += [person(6_000 + number, f"{word(number)} {word(number + 7)}") for number in range(MOST_NAMES - 3_000)]
    yield Filled(SqliteIndex(folder), people)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("aba lima", ANA), ("ana lina", ANA), ("maria garcja", MARIA), ("amria garcia", MARIA), ("lima aha", ANA)],
)
def test_a_mistake_in_a_short_word_or_in_one_that_thousands_share_is_forgiven(
    crowd: Filled, text: str, expected: int
) -> None:
    assert crowd.people(text)[:1] == [expected]


def test_who_shares_a_word_is_found_though_the_other_is_three_letters_off(crowd: Filled) -> None:
    assert crowd.people("berfieldy stotsolfa") == [HALF]
    assert crowd.people("berfieldy stoxxoxda") == [HALF]


def test_who_is_alike_stands_before_who_only_has_more_letters(crowd: Filled) -> None:
    assert crowd.people("bebea wanser") == [5, LONGER]


def test_a_part_of_an_address_that_somebody_has_finds_no_names_that_are_only_like_it(crowd: Filled) -> None:
    assert crowd.people("bebea.wanp") == [LONGER]
    assert crowd.people("bebea.wamp")[:1] == [5]
