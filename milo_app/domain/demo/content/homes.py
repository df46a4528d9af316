"""Cities that people of a demo live in, by their time zone, the most usual first."""

from __future__ import annotations

import random
from functools import lru_cache

from milo_app.domain.candidates import places
from milo_app.domain.candidates.places import Place

_HOMES: dict[str, str] = {
    "America/New_York": (
        "Newark, NJ|New York City, NY|Jersey City, NJ|Brooklyn, NY|Hoboken, NJ|Philadelphia, PA|Boston, MA|Elizabeth, NJ|"
        "Washington, DC|Yonkers, NY|Queens, NY|Baltimore, MD|Trenton, NJ|Stamford, CT|Atlanta, GA|Charlotte, NC|Miami, FL|"
        "Pittsburgh, PA|Buffalo, NY|Orlando, FL"
    ),
    "America/Chicago": "Chicago, IL|Dallas, TX|Houston, TX|Minneapolis, MN|Milwaukee, WI|St. Louis, MO|Nashville, TN",
    "America/Denver": "Denver, CO|Salt Lake City, UT|Albuquerque, NM|Boise, ID",
    "America/Los_Angeles": "Los Angeles, CA|Oakland, CA|San Diego, CA|Seattle, WA|Portland, OR|San Jose, CA|Las Vegas, NV",
    "America/Mexico_City": "Mexico City, Mexico|Puebla, Mexico|Toluca, Mexico",
    "America/Toronto": "Toronto, ON|Mississauga, ON|Ottawa, ON|Montréal, QC",
    "Europe/London": (
        "London, United Kingdom|Manchester, United Kingdom|Birmingham, United Kingdom|Leeds, United Kingdom|"
        "Bristol, United Kingdom|Glasgow, United Kingdom|Croydon, United Kingdom|Reading, United Kingdom"
    ),
    "Europe/Berlin": "Berlin, Germany|Hamburg, Germany|Leipzig, Germany|Munich, Germany|Potsdam, Germany|Köln, Germany",
    "Europe/Paris": "Paris, France|Lyon, France|Saint-Denis, France|Lille, France|Marseille, France",
    "Europe/Madrid": "Madrid, Spain|Barcelona, Spain|Sevilla, Spain|Valencia, Spain",
    "Europe/Amsterdam": "Amsterdam, Netherlands|Rotterdam, Netherlands|Utrecht, Netherlands|Haarlem, Netherlands",
    "Europe/Warsaw": "Warsaw, Poland|Kraków, Poland|Łódź, Poland|Wrocław, Poland",
    "Europe/Dublin": "Dublin, Ireland|Cork, Ireland",
    "Asia/Kolkata": "Bengaluru, India|Pune, India|Mumbai, India|Hyderabad, India|Chennai, India",
    "Asia/Singapore": "Singapore, Singapore",
    "Asia/Manila": "Quezon City, Philippines|Manila, Philippines|Makati City, Philippines",
    "Africa/Lagos": "Lagos, Nigeria|Ibadan, Nigeria",
    "Australia/Sydney": "Sydney, NSW|Newcastle, NSW|Melbourne, VIC",
}


@lru_cache(maxsize=128)
def place_of(label: str) -> Place | None:
    """Return the place that a label names."""
    name, _, _ = label.rpartition(", ")
    return next((place for place in places.named(name) if place.label == label), None)


def home_of(tz: str, number: int) -> str:
    """Return where somebody lives, as a resume says it; nothing for one in twelve, who do not say."""
    rng = random.Random(number * 7919 + 13)  # noqa: S311
    known = _HOMES.get(tz, "").split("|")
    if rng.random() < 1 / 12:
        return ""
    return known[int(len(known) * rng.random() ** 2)]
