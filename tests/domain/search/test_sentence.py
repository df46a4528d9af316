"""Sentences become filters, what nobody knows stays text, and protected traits are left out with the reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milo_app.domain.candidates.people_filters import PeopleFilter
from milo_app.domain.candidates.places import named
from milo_app.domain.search.reading import SentenceReader, finish, prepare
from milo_app.domain.search.sentence import Wish, applied, read
from milo_app.domain.search.traits import why, without_traits

TODAY = date(2026, 11, 21)


def wish(text: str) -> dict[str, Any]:
    """Return what a sentence asks for, a place by its name."""
    found = read(text, TODAY).wish.model_dump(exclude_defaults=True)
    for name in ("Toronto", "São Paulo", "Munich", "Leeds", "Hamburg", "Lyon", "Madrid"):
        if found.get("place") == named(name)[0].id:
            found["place"] = name
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("React devs in Toronto with 5+ years", {"skills": ["React"], "place": "Toronto", "min_years": 5}),
        (
            "ml engineers near Sao Paolo, 3-6 yrs",
            {"skills": ["Machine learning"], "place": "São Paulo", "within_km": 50, "min_years": 3, "max_years": 6},
        ),
        ("kubernetes golang developers based in munchen", {"skills": ["Kubernetes", "Go"], "place": "Munich"}),
        (
            "nurses within 30 miles of Leeds who are shortlisted",
            {"place": "Leeds", "within_km": 48, "decision": "shortlisted", "text": "nurse"},
        ),
        (
            "score above 80 in Germany active in the last 3 months",
            {"country": "DE", "min_score": 80, "since": date(2026, 8, 23)},
        ),
        (
            "sales assistants with a score between 60 and 80 since 2025",
            {"min_score": 60, "max_score": 80, "since": date(2025, 1, 1), "text": "sales assistant"},
        ),
        (
            "Verkäufer in Hamburg mit mindestens 3 Jahren Erfahrung",
            {"place": "Hamburg", "min_years": 3, "text": "Verkäufer"},
        ),
        ("développeurs Java à Lyon avec plus de 5 ans", {"skills": ["Java"], "place": "Lyon", "min_years": 5}),
        (
            "desarrolladores React en Madrid con 3 a 5 años",
            {"skills": ["React"], "place": "Madrid", "min_years": 3, "max_years": 5},
        ),
        ("Ada Obi", {"text": "Ada Obi"}),
        ("go getters", {"text": "go getter"}),
        ("Go devs", {"skills": ["Go"]}),
        ("people in may", {"text": "may"}),
        ("", {}),
        ('"" OR * NEAR(', {}),
    ],
)
def test_a_sentence_asks_for(text: str, found: dict[str, Any]) -> None:
    assert wish(text) == found


@pytest.mark.parametrize(
    ("text", "traits", "rest"),
    [
        ("young women with Python", ["age", "gender"], "with Python"),
        ("married drivers under 30 years old", ["age", "family"], "drivers"),
        ("Muslim nurses", ["religion"], "nurses"),
        ("asian developers", ["origin"], "developers"),
        ("healthy warehouse workers without children", ["health", "family"], "warehouse workers"),
        ("junge Frauen mit Java", ["age", "gender"], "mit Java"),
        ("white label products", [], "white label products"),
        ("mother tongue German", [], "mother tongue German"),
        ("5 years of experience, under 3 years of SQL", [], "5 years of experience, under 3 years of SQL"),
    ],
)
def test_protected_traits_are_left_out_and_named(text: str, traits: list[str], rest: str) -> None:
    left, out = without_traits(text)
    assert (sorted({one.trait for one in out}), left) == (sorted(traits), rest)
    assert bool(why(out)) == bool(traits)


@given(st.text(max_size=400))
def test_any_text_is_read_and_can_be_applied(text: str) -> None:
    flt = applied(read(text, TODAY).wish, PeopleFilter(cohort="x"))
    assert flt.cohort == "x"


def test_what_a_sentence_does_not_name_stays() -> None:
    before = PeopleFilter(skills=("SQL",), country="DE", min_years=2, low=50)
    after = applied(Wish(skills=["React", "No such skill"], min_years=5, within_km=30, place=1), before)
    assert (after.skills, after.country, after.min_years, after.low) == (("SQL", "React"), "DE", 5, 50)
    assert after.within == 50


class Scripted:
    """A reader that gives one wish, or something that is none."""

    def __init__(self, made: Any) -> None:
        self.made, self.seen = made, ""

    def read(self, text: str, today: str) -> Wish:
        """Return what it was made with."""
        self.seen = text
        return self.made


def test_a_model_fills_in_the_same_schema_and_never_sees_a_trait(house: Any) -> None:
    reader = Scripted(Wish(skills=["React"], text="young people"))
    house.ports[SentenceReader] = reader
    with house.work() as w:
        found, left_out = finish(prepare(w, "young React people"))
    assert (found.skills, found.text, reader.seen) == (["React"], "people", "React people")
    assert "age" in left_out


def test_what_a_model_makes_up_is_read_by_the_grammar_instead(house: Any) -> None:
    house.ports[SentenceReader] = Scripted(Wish.model_construct(skills=["React"], min_years=900, text=""))
    with house.work() as w:
        assert finish(prepare(w, "5+ years"))[0] == Wish(min_years=5)
