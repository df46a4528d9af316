"""The list of places: cities of 5,000 people and more, and countries, from GeoNames (CC BY 4.0). Nothing is asked for.

The list stands in memory as it stands in the file, about 8 MB of sorted lines, and is searched by halves: that takes 20
microseconds and costs no start. `commands/gazetteer.py` makes the file.
"""

from __future__ import annotations

import gzip
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, floor, radians, sin, sqrt
from pathlib import Path

from milo_app.core.text import fold
from milo_app.domain.candidates.place_words import country_name, region_label

FILE = Path(__file__).parent / "world" / "places.tsv.gz"
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_BETWEEN = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A city or a country. `id` is that of GeoNames, `region` its code of the part of the country or its continent."""

    id: int
    name: str
    country: str
    region: str
    lat: float
    lon: float
    people: int
    is_country: bool = False

    @property
    def region_text(self) -> str:
        """Return the part of the country where that is usually said, as "NJ"."""
        return "" if self.is_country else region_label(self.country, self.region)

    @property
    def label(self) -> str:
        """Return "Newark, NJ" where the part of the country is usually said, else "Lyon, France" or the country."""
        if self.is_country:
            return f"{self.name}, city unknown"
        return f"{self.name}, {self.region_text or country_name(self.country)}"


def place_key(name: str) -> str:
    """Return a name as the list has it for comparing: "Saint-Étienne" is "saint etienne"."""
    folded = _BETWEEN.sub(" ", fold(name).translate(_LETTERS).replace("’", "'").replace("'", "")).strip()
    return re.sub(r"^st ", "saint ", folded)


@lru_cache(maxsize=1)
def _blob() -> bytes:
    return gzip.decompress(FILE.read_bytes())


def _read(line: bytes) -> Place:
    parts = line.decode().split("\t")
    return Place(
        id=int(parts[1]),
        name=parts[2],
        country=parts[3],
        region=parts[4],
        lat=float(parts[5]),
        lon=float(parts[6]),
        people=int(parts[7]),
        is_country=parts[8] == "C",
    )


def _lines_of(key: str) -> list[bytes]:
    """Return the lines that begin with a key, found by halving the sorted file."""
    blob, wanted = _blob(), f"\n{key}\t".encode()
    low, high = 0, len(blob) - 1
    while low < high:
        middle = (low + high) // 2
        start = blob.rfind(b"\n", 0, middle + 1)
        if blob[start : start + len(wanted)] < wanted:
            low = blob.index(b"\n", middle + 1)
        else:
            high = start
    found: list[bytes] = []
    at = low
    while blob.startswith(wanted, at):
        end = blob.index(b"\n", at + 1)
        found.append(blob[at + 1 : end])
        at = end
    return found


def named(name: str) -> list[Place]:
    """Return the cities of a name, the largest first; names in other languages count for well-known places only."""
    key = place_key(name)
    if len(key) < 2:
        return []
    lines = _lines_of(key)
    own = [_read(line) for line in lines if line.endswith(b"P")]
    others = [_read(line) for line in lines if line.endswith(b"A")]
    return sorted(own, key=lambda place: -place.people) + sorted(others, key=lambda place: -place.people)


@lru_cache(maxsize=1)
def _by_id() -> tuple[array[int], array[int]]:
    """Return the ids of all places in order, and where the line of each begins."""
    blob = _blob()
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(blob) - 1:
        end = blob.index(b"\n", at + 1)
        if blob[end - 1 : end] != b"A":
            first = blob.index(b"\t", at) + 1
            found.append((int(blob[first : blob.index(b"\t", first)]), at + 1))
        at = end
    found.sort()
    return array("L", (number for number, _ in found)), array("L", (start for _, start in found))


def place(place_id: int) -> Place | None:
    """Return a place by its id."""
    ids, starts = _by_id()
    at = bisect_left(ids, place_id)
    if at == len(ids) or ids[at] != place_id:
        return None
    blob = _blob()
    return _read(blob[starts[at] : blob.index(b"\n", starts[at])])


@lru_cache(maxsize=1)
def _grid() -> dict[int, list[tuple[int, float, float]]]:
    """Return the cities by whole degree of latitude, each as id, latitude and longitude."""
    _, starts = _by_id()
    blob = _blob()
    found: dict[int, list[tuple[int, float, float]]] = {}
    for start in starts:
        _, number, _, _, _, lat, lon, _, kind = blob[start : blob.index(b"\n", start)].split(b"\t")
        if kind != b"C":
            found.setdefault(floor(float(lat)), []).append((int(number), float(lat), float(lon)))
    return found


def cities(least: int) -> Iterator[Place]:
    """Yield the cities of so many people and more."""
    _, starts = _by_id()
    blob = _blob()
    for start in starts:
        found = _read(blob[start : blob.index(b"\n", start)])
        if not found.is_country and found.people >= least:
            yield found


@lru_cache(maxsize=500)
def around(place_id: int, kilometres: int) -> tuple[int, ...]:
    """Return the ids of the cities within a distance of a city as the crow flies, itself among them; empty for none."""
    centre = place(place_id)
    if centre is None or centre.is_country:
        return ()
    if kilometres <= 0:
        return (place_id,)
    reach = kilometres / 111.0
    rows = range(floor(centre.lat - reach), floor(centre.lat + reach) + 1)
    near = (one for row in rows for one in _grid().get(row, ()))
    return tuple(number for number, lat, lon in near if _apart(centre.lat, centre.lon, lat, lon) <= kilometres)


def _apart(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the kilometres between two points on the globe (haversine)."""
    high, low = radians(other_lat), radians(lat)
    half = sin((high - low) / 2) ** 2 + cos(low) * cos(high) * sin(radians(other_lon - lon) / 2) ** 2
    return 12_742 * asin(min(1.0, sqrt(half)))


@lru_cache(maxsize=1)
def _countries() -> dict[str, Place]:
    _, starts = _by_id()
    blob = _blob()
    lines = (blob[start : blob.index(b"\n", start)] for start in starts)
    return {place.country: place for place in (_read(line) for line in lines if line.endswith(b"C"))}


def country_place(country: str) -> Place | None:
    """Return a country as a place: the middle of where its people live."""
    return _countries().get(country)
