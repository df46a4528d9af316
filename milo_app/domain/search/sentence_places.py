"""Where a sentence means: "in Toronto", "within 50 km of Lyon", "near Sao Paolo", "in Germany". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from milo_app.core.text import fold
from milo_app.domain.candidates import places
from milo_app.domain.candidates.place_words import country_named, regions_named
from milo_app.domain.candidates.places import Place, place_key

_MILE = 1.609
_WIDE = 50
"""How far "near" and "around" reach."""
_LARGE = 50_000
_ALIKE = 0.84
_DISTANCE = (
    r"(?:within|inside|innerhalb von|im umkreis von|à moins de|a menos de|dans un rayon de)?\s*"
    r"(?P<n>\d{1,3})\s*(?P<unit>km|kilomet(?:er|re)s?|kilometern?|mi|miles?)\s+"
    r"(?:of|from|around|near|um|von|rund um|autour de|de)\s+"
)
_NEAR = r"(?:near|around|close to|next to|in der nähe von|nahe|bei|rund um|près de|autour de|cerca de)\s+"
_IN = (
    r"(?:(?:based|living|located|lives?|who live)\s+)?(?:in|at|from|out of|wohnhaft in|aus|à|au|en)\s+"
    r"(?:the\s+)?(?:(?:greater|city of)\s+)?"
)
_LED = re.compile(rf"(?<!\w)(?:(?P<far>{_DISTANCE})|(?P<near>{_NEAR})|(?P<in>{_IN}))(?P<name>.+)$", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;]+")
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Where:
    """A city with the distance around it (None: not said), or a country; both empty where nothing is known."""

    place: int = 0
    within: int | None = None
    country: str = ""


def where_in(text: str) -> tuple[str, Where]:
    """Return a sentence without the place that it names, and the place."""
    at = 0
    while (led := _LED.search(text, at)) is not None:
        found = _named(led.group("name"))
        if found is not None:
            size, city, country = found
            rest = led.group("name")[size:]
            return " ".join(f"{text[: led.start()]} {rest}".split()), _where(led, city, country)
        at = led.start() + 1
    return text, Where()


def named_place(name: str) -> Where:
    """Return the city or country of a name; nothing where it names neither."""
    found = _named(name.strip()) if name.strip() else None
    if found is None:
        return Where()
    _, city, country = found
    return Where(city.id) if city is not None else Where(country=country)


def _where(led: re.Match[str], city: Place | None, country: str) -> Where:
    if city is None:
        return Where(country=country)
    if led.group("far"):
        number = int(led.group("n")) * (_MILE if led.group("unit").lower().startswith("mi") else 1)
        return Where(city.id, min(round(number), 250))
    return Where(city.id, _WIDE if led.group("near") else None)


def _named(text: str) -> tuple[int, Place | None, str] | None:
    """Return how much of a text names a place, and which: the longest name counts, as it is written or nearly so."""
    ends = [match.end() for match in _WORD.finditer(text)][:_MOST_WORDS]
    for end in reversed(ends):
        if (city := _city(text[:end])) is not None:
            return end, city, ""
        if country := country_named(text[:end].strip(" ,")):
            return end, None, country
    for end in reversed(ends[:3]):
        if (city := _nearly(text[:end])) is not None:
            return end, city, ""
    return None


def _city(name: str) -> Place | None:
    """Return the city of a name, the largest, or the one in the country or region behind the comma."""
    city, _, behind = name.partition(",")
    known = [one for one in places.named(city) if not one.is_country]
    behind = behind.strip()
    if not behind:
        # "in may" is no town of a few thousand.
        return next((one for one in known if one.people >= 15_000), None)
    country, regions = country_named(behind), set(regions_named(behind))
    return next((one for one in known if one.country == country or (one.country, one.region) in regions), None)


@lru_cache(maxsize=1)
def _large() -> dict[str, int]:
    """Return the names of large cities by their folded form."""
    found: dict[str, tuple[int, int]] = {}
    for city in places.cities(_LARGE):
        key = place_key(city.name)
        if city.people > found.get(key, (0, 0))[1]:
            found[key] = city.id, city.people
    return {key: number for key, (number, _) in found.items()}


def _nearly(name: str) -> Place | None:
    key = place_key(fold(name))
    if len(key) < 5:
        return None
    close = get_close_matches(key, _large(), n=1, cutoff=_ALIKE)
    return places.place(_large()[close[0]]) if close and close[0][0] == key[0] else None
