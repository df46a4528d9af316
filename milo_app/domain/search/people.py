"""The directory's search: which people a text finds, for lists that filter and sort them."""

from __future__ import annotations

from dataclasses import dataclass

from milo_app.core.work import Work
from milo_app.domain.candidates import people
from milo_app.domain.search import service
from milo_app.domain.search.asked import Asked
from milo_app.domain.search.ports import COUNTED_TO, Kind


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """Internal ids, best first; None where the text asks for nothing. `note` is what the reader should know."""

    ids: tuple[int, ...] | None = None
    note: str = ""


def found(w: Work, text: str) -> FoundPeople:
    """Return the people whom a text finds: by name also with a letter wrong, by e-mail, phone, tags and their words."""
    if not text.strip():
        return FoundPeople()
    if not service.is_asked(Asked(text, frozenset({Kind.CANDIDATE}))):
        # One letter is too little for the search, and a list may still be narrowed by it.
        return FoundPeople(tuple(people.named_like(w, text) or ()))
    ids, is_all, note = service.people_ids(w, text)
    if not is_all:
        note = note or f"Only the {COUNTED_TO:,} best matches of the search are looked at."
    return FoundPeople(tuple(ids), note)
