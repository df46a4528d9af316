"""Making the list of places."""

from __future__ import annotations

from milo_app.commands.gazetteer import lines

_ULM = {"geonameid": 1, "name": "Ulm", "countrycode": "DE", "admin1code": "01", "latitude": 48.4, "longitude": 9.99,
        "population": 120_000, "alternatenames": ["Ulma", "Ульм", "ULM"]}  # fmt: skip
_GIENGEN = {"geonameid": 2, "name": "Giengen", "countrycode": "DE", "admin1code": "01", "latitude": 48.6,
            "longitude": 10.2, "population": 20_000, "alternatenames": ["Gienga"]}  # fmt: skip
_GERMANY = {"geonameid": 9, "name": "Germany", "iso": "DE", "continentcode": "EU", "population": 80_000_000}


def test_names_in_other_languages_are_kept_for_well_known_places_in_our_letters() -> None:
    keys = [line.split("\t")[0] for line in lines([_ULM, _GIENGEN], [])]
    assert keys == ["giengen", "ulm", "ulma"]


def test_a_country_lies_in_the_middle_of_its_people() -> None:
    country = next(line for line in lines([_ULM, _GIENGEN], [_GERMANY]) if line.endswith("\tC"))
    assert country.split("\t")[:7] == ["germany", "9", "Germany", "DE", "EU", "48.43", "10.02"]


def test_a_place_without_people_is_left_out() -> None:
    assert lines([_ULM | {"population": 0}], [_GERMANY]) == []
