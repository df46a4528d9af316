"""Tags that a plan asks for, found by rules: verbatim, near the named words, or not at all."""

from __future__ import annotations

import pytest

from milo_app.adapters.llm_builtin.evaluator import BuiltinEvaluator
from milo_app.adapters.llm_builtin.evaluator_wanted import find_wanted
from milo_app.domain.scoring.ports import Case, Passage, WantedTag


def _found(tag: WantedTag, text: str, prompt: str = "") -> str:
    found = find_wanted([tag], [Passage("a", text, prompt)])
    assert all(tag.quote is not None and tag.quote.text in text for tag in found)
    return found[0].value if found else ""


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("Years of experience", "In 2019 I moved. I have 5 years of experience in retail.", "5 years"),
        ("Salary wish", "My salary wish is $52,000 a year.", "$52,000 a"),
        ("Team size", "I led a team of twelve people with 3 vans.", "twelve people"),
        ("Error rate", "We brought the error rate down to 4% in a month.", "4%"),
        ("Team size", "I sold 40 vans.", ""),
    ],
)
def test_a_number_is_the_one_nearest_to_the_named_words(name: str, text: str, value: str) -> None:
    assert _found(WantedTag(name, format="number"), text) == value.removesuffix(" a")


@pytest.mark.parametrize(
    ("text", "prompt", "value"),
    [
        ("I could start on 1 March 2027.", "", "1 March 2027"),
        ("My start would be next month.", "", "next month"),
        ("In two weeks.", "When could you start?", "In two weeks"),
        ("I was born in May 1990.", "", ""),
    ],
)
def test_a_date_stands_in_a_sentence_about_it_or_answers_the_question_about_it(
    text: str, prompt: str, value: str
) -> None:
    assert _found(WantedTag("Start date", format="date"), text, prompt) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I mostly worked night shifts, then days.", "Night shifts"),
        ("I cannot do night shifts, but early shifts are fine.", "Early shifts"),
        ("I like mornings.", ""),
    ],
)
def test_an_option_must_occur_as_it_is_written_and_not_be_turned_down(text: str, value: str) -> None:
    tag = WantedTag("Shift", format="option", options=("Early shifts", "Night shifts"))
    assert _found(tag, text) == value


def test_a_text_is_the_sentence_that_holds_the_named_words() -> None:
    tag = WantedTag("Notice period")
    assert _found(tag, "Hello. My notice period runs to the end of a quarter.") == (
        "My notice period runs to the end of a quarter."
    )
    assert _found(tag, "I noticed nothing.") == ""


def test_the_instructions_are_looked_for_when_the_name_is_not_there() -> None:
    tag = WantedTag("Fleet", "Number of trucks or vans they were responsible for", "number")
    assert _found(tag, "We kept 14 trucks on the road.") == "14 trucks"


def test_tags_of_a_case_come_first_and_take_the_place_of_the_usual_ones() -> None:
    text = "I have 5 years of experience in retail and I can start immediately."
    wanted = (WantedTag("Years of experience", format="number"),)
    verdict = BuiltinEvaluator().evaluate(Case("web_interview", "Retail", "en", (), wanted, (Passage("a", text),)))
    assert [(tag.name, tag.value) for tag in verdict.tags] == [
        ("Years of experience", "5 years"),
        ("Can start", "immediately"),
    ]
