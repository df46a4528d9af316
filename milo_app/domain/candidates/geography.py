"""The map of a list: how many of the people whom a filter shows are where, one spot for each city."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from sqlalchemy import func
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.candidates import places
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.listing import filtered
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers import queries as interviewers

MOST_SPOTS = 400
"""How many spots one map draws, the largest first."""
SCOPES = {"NA": "north america", "EU": "europe", "AS": "asia", "SA": "south america", "AF": "africa", "OC": "oceania"}
"""The outlines that are drawn finer, by continent."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with the people there. `is_country` says that no city of theirs is known, or may be shown."""

    id: int
    label: str
    short: str
    country: str
    lat: float
    lon: float
    count: int
    is_country: bool


@dataclass(frozen=True, slots=True)
class Geography:
    """Everybody whom a filter shows: those with a place by spot, the largest first, and how many have none.

    `scope` is the part of the world whose outlines fit, "world" where the spots lie on several continents.
    """

    total: int
    nowhere: int
    spots: tuple[Spot, ...]
    more: int
    scope: str


def geography(w: Work, interviewer_public_id: str, flt: ApplicationFilter) -> Geography:
    """Return where people are, whatever places the filter names: those are chosen on the map, which shows all.

    A blind reader is told countries only. Raises `InterviewerNotFound`.
    """
    interviewer = interviewers.pick(w, interviewer_public_id)
    key = col(Application.country) if w.actor.is_blind else col(Application.place_id)
    query = (
        filtered(w, interviewer, replace(flt, places=()))
        .with_only_columns(key, func.count())
        .group_by(key)
        .order_by(None)
    )
    counts: Counter[int] = Counter()
    for where, number in w.session.execute(query):
        place = places.country_place(where) if w.actor.is_blind else None
        counts[(place.id if place else 0) if w.actor.is_blind else int(where)] += int(number)
    found = [(places.place(place_id), number) for place_id, number in counts.most_common() if place_id]
    known = [(place, number) for place, number in found if place is not None]
    total = sum(counts.values())
    spots = tuple(_spot(place, number, is_blind=w.actor.is_blind) for place, number in known[:MOST_SPOTS])
    return Geography(
        total=total,
        nowhere=total - sum(number for _, number in known),
        spots=spots,
        more=max(0, len(known) - MOST_SPOTS),
        scope=_scope({spot.country for spot in spots}),
    )


def _spot(place: places.Place, number: int, *, is_blind: bool) -> Spot:
    return Spot(
        id=place.id,
        label=place.name if is_blind else place.label,
        short=place.name if place.is_country else place.name.removesuffix(" City"),
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        count=number,
        is_country=place.is_country,
    )


def _scope(countries: set[str]) -> str:
    continents = {place.region for code in countries if (place := places.country_place(code)) is not None}
    return SCOPES.get(next(iter(continents)), "world") if len(continents) == 1 else "world"
