"""Wording hints: what may keep people out, and what must not be flagged."""

from __future__ import annotations

import pytest

from milo_app.adapters.llm_builtin.wording import hints


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Join a young and curious team", "young"),
        ("English native speaker required", "native speaker"),
        ("You are a digital native", "digital native"),
        ("We want rockstars", "rockstars"),
        ("He must report to his manager", "He"),
        ("a coding ninja", "ninja"),
        ("ideal for a recent graduate", "recent graduate"),
        ("Do you have children?", "Do you have children"),
        ("What was your last salary?", "last salary"),
    ],
)
def test_a_phrase_that_keeps_people_out_gets_a_reason_and_another_word(text: str, phrase: str) -> None:
    found = hints(text)
    assert [hint.phrase for hint in found] == [phrase]
    assert found[0].reason and found[0].instead


@pytest.mark.parametrize(
    "text",
    [
        "Talk to the sales manager",
        "You teach young people",
        "The theme of this history book",
        "Manage a team of five",
        "",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert hints(text) == []


def test_each_phrase_is_named_once_in_the_order_of_the_text() -> None:
    assert [hint.phrase for hint in hints("A ninja on a young team. Another ninja.")] == ["ninja", "young"]
