"""Where somebody lives, from the lines of a resume."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milo_app.domain.candidates.place_text import place_in


def _resume(*head: str) -> str:
    return "\n".join(
        ["Jane Doe", *head, "", "Experience", "Cook, Harbor Inn, Boston, MA, 2019 - 2023", "", "Skills", "SQL"]
    )


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("Newark, NJ", "Newark, NJ"),
        ("Newark, NJ 07102", "Newark, NJ"),
        ("Newark, New Jersey, USA", "Newark, NJ"),
        ("Newark NJ 07102", "Newark, NJ"),
        ("12 Main Street, Newark, NJ 07102", "Newark, NJ"),
        ("12 Main St, Apt 4B, Newark, NJ, 07102, USA", "Newark, NJ"),
        ("jane@example.com | +1 212 555 0123 | Hoboken, NJ", "Hoboken, NJ"),
        ("jane@example.com • Austin, TX • 512-555-0134", "Austin, TX"),
        ("Address: 4 Elm Road, Trenton, NJ", "Trenton, NJ"),
        ("Location: Chicago", "Chicago, IL"),
        ("Based in Toronto", "Toronto, ON"),
        ("Lives in Denver, Colorado", "Denver, CO"),
        ("Paris, TX", "Paris, TX"),
        ("Paris, France", "Paris, France"),
        ("Springfield, IL", "Springfield, IL"),
        ("Springfield, Massachusetts", "Springfield, MA"),
        ("Washington, DC", "Washington, DC"),
        ("Washington, D.C. 20009", "Washington, DC"),
        ("New York, NY", "New York City, NY"),
        ("Brooklyn, NY 11201", "Brooklyn, NY"),
        ("Toronto, CA", "Toronto, ON"),
        ("Vancouver, BC V5K 0A1", "Vancouver, BC"),
        ("Vancouver, WA", "Vancouver, WA"),
        ("Perth, WA, Australia", "Perth, WA"),
        ("Sydney NSW 2000", "Sydney, NSW"),
        ("London, UK", "London, United Kingdom"),
        ("10 High Street, London SW1A 1AA, England", "London, United Kingdom"),
        ("Dublin 4, Ireland", "Dublin, Ireland"),
        ("Location: Greater Boston Area", "Boston, MA"),
        ("Mobile, AL", "Mobile, AL"),
        ("Reading, UK", "Reading, United Kingdom"),
        ("Nice, France", "Nice, France"),
        ("Saint Louis, MO", "St. Louis, MO"),
        ("St. Paul, Minnesota", "Saint Paul, MN"),
        ("Bengaluru, Karnataka, India", "Bengaluru, India"),
        ("Lagos, Nigeria", "Lagos, Nigeria"),
        ("São Paulo, Brasil", "São Paulo, Brazil"),
        # German
        ("80331 München", "Munich, Germany"),
        ("Marienplatz 1, 80331 München, Deutschland", "Munich, Germany"),
        ("Wohnort: Köln", "Köln, Germany"),
        ("Anschrift: Hauptstr. 5, D-50667 Köln", "Köln, Germany"),
        ("A-1070 Wien", "Vienna, Austria"),
        ("8001 Zürich, Schweiz", "Zürich, Switzerland"),
        ("Frankfurt am Main, Hessen", "Frankfurt am Main, Germany"),
        # French
        ("75011 Paris", "Paris, France"),
        ("12 rue de la Paix, 69002 Lyon, France", "Lyon, France"),
        ("Adresse : 5 avenue Foch, 13001 Marseille", "Marseille, France"),
        ("Ville : Saint-Étienne", "Saint-Étienne, France"),
        ("Genève, Suisse", "Geneva, Switzerland"),
        ("Montréal, Québec", "Montréal, QC"),
        # Spanish
        ("28013 Madrid, España", "Madrid, Spain"),
        ("Dirección: Calle Mayor 3, 41001 Sevilla", "Sevilla, Spain"),
        ("Ciudad de México, México", "Mexico City, Mexico"),
        ("Domicilio: Bogotá, Colombia", "Bogotá, Colombia"),
        # Others
        ("1012 AB Amsterdam", "Amsterdam, Netherlands"),
        ("00-001 Warszawa", "Warsaw, Poland"),
        ("Łódź, Polska", "Łódź, Poland"),
        ("Milano, Italia", "Milan, Italy"),
    ],
)
def test_the_head_of_a_resume_says_where_somebody_lives(head: str, wanted: str) -> None:
    found = place_in(_resume(head))
    assert found is not None, head
    assert found.place.label == wanted
    assert found.line == head


@pytest.mark.parametrize(
    "head",
    [
        "Springfield",
        "jane@example.com | Springfield | 555-0123 456",
        "Washington Mutual",
        "Reading skills",
        "Reading | Writing | jane@example.com",
        "Mobile: +1 212 555 0123",
        "Phone | Mobile | +1 212 555 0123",
        "Software Engineer, Berlin",
        "Store manager at Paris Baguette",
        "Born in Madrid, Spain",
        "geboren am 3.4.1990 in Köln, Deutschland",
        "Née à Lyon, France",
        "Nacida en Sevilla, España",
        "Place of birth: Rome, Italy",
        "Willing to relocate to Austin, TX",
        "Cook, Harbor Inn, Boston, MA, 2019 - 2023",
        "Sales Assistant, Newark, NJ, since 2021",
        "Nationality: Germany",
        "Washington",
        "Atlantis, NJ",
        "Berlin, 12. März 2026",
        "Orange",
        "",
    ],
)
def test_what_is_no_home_is_left_out(head: str) -> None:
    assert place_in(_resume(head)) is None


def test_a_name_that_is_a_city_is_no_home() -> None:
    assert place_in("Paris Jackson\nFlorence\n\nExperience\nCook") is None


def test_employers_schools_and_references_are_not_looked_at() -> None:
    text = (
        "Jane Doe\njane@example.com\n\nExperience\nLocation: Boston, MA\nAddress: 3 Pier Rd, Boston, MA\n\n"
        "Education\nCity: Austin, TX\n\nReferences\nAddress: 1 Elm Road, Trenton, NJ"
    )
    assert place_in(text) is None


def test_an_address_may_stand_below_its_label() -> None:
    found = place_in(_resume("Address:", "12 Main Street", "Newark, NJ 07102"))
    assert found is not None
    assert found.place.label == "Newark, NJ"


def test_the_country_of_the_phone_settles_what_is_open() -> None:
    text = _resume("jane@example.com | Birmingham | +1 205 555 0123")
    british = place_in(text.replace("+1 205 555 0123", "x"), country="GB")
    american = place_in(text, country="US")
    assert british is not None and british.place.country == "GB"
    assert american is not None and american.place.label == "Birmingham, AL"


def test_a_label_wins_over_the_head() -> None:
    found = place_in("Jane Doe\nBoston, MA\nCurrent location: Denver, CO\n\nExperience\nCook")
    assert found is not None
    assert found.place.label == "Denver, CO"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_without_a_stumble(text: str) -> None:
    place_in(text)
