"""Where people are, kept on the person: the city that the resume names, else the country of the phone number."""

from __future__ import annotations

from milo_app.core.work import Work
from milo_app.domain.candidates import people_totals, places
from milo_app.domain.candidates.listed import restand_person
from milo_app.domain.candidates.models import Candidate
from milo_app.domain.candidates.place_text import place_in
from milo_app.domain.candidates.place_words import country_name, country_of_phone
from milo_app.domain.candidates.places import Place

RESUME, PHONE = "resume", "phone"


def learn_from_resume(w: Work, person: Candidate, text: str) -> None:
    """Keep the city that a resume names; one that names none leaves what is known."""
    found = place_in(text, country=country_of_phone(person.phone))
    if found is not None and stand(person, found.place, RESUME):
        _tell(w, person)


def learn_from_phone(w: Work, person: Candidate) -> None:
    """Keep the country of a phone number, unless a resume has said more."""
    if person.place_source == RESUME:
        return
    place = places.country_place(country_of_phone(person.phone))
    if place is not None and stand(person, place, PHONE):
        _tell(w, person)


def stand(person: Candidate, place: Place, source: str) -> bool:
    """Write a place on a person and return whether that changed anything."""
    if (person.place_id, person.place_source) == (place.id, source):
        return False
    person.city = "" if place.is_country else place.name
    person.region = place.region_text
    person.country = place.country
    person.lat, person.lon = (None, None) if place.is_country else (place.lat, place.lon)
    person.place_id, person.place_source = place.id, source
    return True


def place_text(person: Candidate, *, country_only: bool = False) -> str:
    """Return "Newark, NJ", "Lyon, France" or the country; empty when nothing is known."""
    country = country_name(person.country) if person.country else ""
    if not person.city or country_only:
        return country
    return f"{person.city}, {person.region or country}"


def _tell(w: Work, person: Candidate) -> None:
    if person.id is None:
        return
    w.session.add(person)
    w.session.flush()
    restand_person(w, person.id)
    people_totals.recount(w, [person.id])
