"""Blind review: what is taken out of a text, and what stays."""

from __future__ import annotations

import pytest

from milo_app.domain.candidates.blind import Person, Piece, alias, schools_in, veil, veil_pieces, veil_resume

ADA = Person("Candidate 7F2A", "Ada Obi", "ada.obi@example.com", "+442079460123")
RESUME = """Ada Obi
ada.obi@example.com · +44 20 7946 0123 · linkedin.com/in/ada-obi

EXPERIENCE
Retail Associate, Harbour Stores, March 2019 - Present
Kept a till of 900 pounds a day.

EDUCATION
BSc Chemistry, Leeds Beckett University
September 2014 - June 2017
LSE summer course, 2016

SKILLS
Cash handling, stock"""


def test_the_alias_is_the_random_end_of_the_id() -> None:
    assert alias("0192f0c1d2e37abc8def0123456789ab"[:-4] + "7f2a") == "Candidate 7F2A"


@pytest.mark.parametrize(
    "text",
    [
        "I am Ada Obi.",
        "ada obi",
        "OBI, Ada",
        "Obi Ada",
        "Ada's team",
        "Dear Mrs Obi,",
        "write ada.obi@example.com",
        "ADA",
    ],
)
def test_every_way_of_writing_the_name_goes(text: str) -> None:
    said = veil(text, ADA).lower()
    assert "ada" not in said and "obi" not in said


def test_accents_do_not_save_a_name() -> None:
    person = Person("Candidate 1", "José Núñez")
    assert veil("Jose Nunez and José Núñez", person) == "[name] and [name]"


def test_a_name_that_is_a_word_goes_only_where_it_is_written_as_a_name() -> None:
    person = Person("Candidate 1", "Will Baker")
    assert veil("I will ask the baker. Will did.", person) == "I will ask the baker. [name] did."


def test_a_name_in_a_script_without_spaces_goes() -> None:
    assert veil("我叫王小明。", Person("Candidate 1", "王小明")) == "我叫[name]。"


@pytest.mark.parametrize("text", ["+44 20 7946 0123", "020 7946 0123", "(020) 7946-0123", "+49 170 1234567"])
def test_phone_numbers_go(text: str) -> None:
    assert veil(f"Call {text} please", ADA) == "Call [phone] please"


@pytest.mark.parametrize(
    "text", ["from 2015 to 2019", "06/2015 - 02/2019", "a till of 1,200 pounds", "in 2,400 shifts"]
)
def test_figures_and_years_of_work_stay(text: str) -> None:
    assert veil(text, ADA) == text


def test_schools_go_and_the_word_school_stays() -> None:
    said = veil("I went to Leeds Beckett University, then college. School taught me patience.", ADA)
    assert said == "I went to [school], then college. School taught me patience."


def test_a_resume_keeps_its_work_and_loses_its_studies() -> None:
    person = Person(ADA.alias, ADA.name, ADA.email, ADA.phone, schools_in(RESUME))
    said = veil_resume(RESUME, person)
    for gone in (
        "Ada",
        "Obi",
        "example.com",
        "7946",
        "linkedin",
        "Leeds",
        "2014",
        "2017",
        "LSE",
        "Chemistry",
        "EDUCATION",
    ):
        assert gone not in said
    for kept in ("Harbour Stores, March 2019 - Present", "900 pounds", "SKILLS", "Cash handling"):
        assert kept in said
    assert said.count("[studies left out]") == 1


def test_a_school_of_the_resume_goes_from_an_answer_too() -> None:
    person = Person(ADA.alias, ADA.name, ADA.email, ADA.phone, schools_in(RESUME))
    assert veil("At LSE I learned to count.", person) == "At [school] I learned to count."


def test_marks_stay_on_what_stays() -> None:
    pieces = [Piece(text="I am Ada ", mark=""), Piece(text="Obi and I kept", mark="1"), Piece(text=" a till.", mark="")]
    found = veil_pieces(pieces, ADA)
    assert "".join(piece["text"] for piece in found) == "I am [name] and I kept a till."
    assert [piece["mark"] for piece in found] == ["", "1", ""]


def test_a_text_that_is_hard_on_patterns_is_quick() -> None:
    text = "University of The Of The " * 800 + "1 2 3 4 5 " * 800 + "A" * 20_000
    assert veil(text, ADA)
