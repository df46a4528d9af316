"""The list of places and the words for them."""

from __future__ import annotations

import gzip
import subprocess
import sys

import pytest

from milo_app.core.settings import ROOT
from milo_app.domain.candidates import places
from milo_app.domain.candidates.place_words import country_name, country_named, country_of_phone, regions_named


@pytest.mark.parametrize("name", ["Köln", "Cologne", "Colonia", "koln", "KÖLN"])
def test_a_city_has_its_names_in_other_languages(name: str) -> None:
    assert 2886242 in {place.id for place in places.named(name)}


def test_the_largest_city_of_a_name_comes_first() -> None:
    assert [place.label for place in places.named("Paris")][:2] == ["Paris, France", "Paris, TX"]


@pytest.mark.parametrize("name", ["", "x", "Zzzz", "\n", "\t", "a\tb", "\x00"])
def test_what_is_no_city_has_no_place(name: str) -> None:
    assert places.named(name) == []


def test_every_line_of_the_list_is_found_by_its_key_and_by_its_id() -> None:
    lines = gzip.decompress(places.FILE.read_bytes()).decode().split("\n")[1:-1]
    assert lines == sorted(lines)
    for line in [*lines[:: len(lines) // 400], lines[0], lines[-1]]:
        key, number, name, *_, kind = line.split("\t")
        found = places.place(int(number))
        assert found is not None and found.name == name
        if kind != "C" and len(key) > 1:
            assert int(number) in {place.id for place in places.named(key)}


def test_an_unknown_id_has_no_place() -> None:
    assert places.place(0) is None
    assert places.place(10**9) is None


def test_a_country_is_a_place_in_the_middle_of_its_people() -> None:
    germany = places.country_place("DE")
    assert germany is not None and germany.is_country
    assert 50 < germany.lat < 53 and 7 < germany.lon < 12
    assert germany.label == "Germany, city unknown"
    assert places.place(germany.id) == germany
    assert places.country_place("ZZ") is None


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("USA", "US"), ("U.S.", "US"), ("Deutschland", "DE"), ("Allemagne", "DE"), ("España", "ES"), ("États-Unis", "US"),
     ("UK", "GB"), ("Reino Unido", "GB"), ("de", "DE"), ("Atlantis", ""), ("", "")],
)  # fmt: skip
def test_countries_are_known_in_seven_languages(word: str, wanted: str) -> None:
    assert country_named(word) == wanted


def test_a_word_may_mean_parts_of_two_countries() -> None:
    assert set(regions_named("WA")) == {("US", "WA"), ("AU", "08")}
    assert regions_named("Bavaria") == regions_named("Bayern") == (("DE", "02"),)
    assert country_name("DE") == "Germany"


@pytest.mark.parametrize(
    ("phone", "wanted"),
    [("+12125550123", "US"), ("+14165550123", "CA"), ("+442079460958", "GB"), ("+4930123456", "DE"), ("", ""),
     ("+80012345678", ""), ("nonsense", "")],
)  # fmt: skip
def test_a_phone_number_tells_its_country(phone: str, wanted: str) -> None:
    assert country_of_phone(phone) == wanted


def test_names_of_countries_are_read_without_the_number_ranges_of_every_town() -> None:
    """These are 100 MiB in every process, and nothing here asks for them."""
    asked = (
        "from milo_app.domain.candidates import place_words as p; import sys; print(p.country_named('Deutschland'), "
    )
    asked += "'phonenumbers.geodata' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.split() == ["DE", "False"]
