"""The tokens that documents are narrowed by, and how filters become groups of them. All pure.

Interviewer, stage and status are met by one and the same application of a person, so an application has a token for
every combination of the three: a filter that names two of them asks for one token. Tags and cities stand alone.
"""

from __future__ import annotations

from itertools import product

from milo_app.domain.search.asked import SearchFilters
from milo_app.domain.search.folding import joined
from milo_app.domain.search.ports import Narrowing

MOST_YEARS = 60


def of_application(interviewer: str, stage: str, statuses: tuple[str, ...]) -> set[str]:
    """Return the tokens of one application: a public id, the kind of the stage where it stands, its state and decision."""
    found = {_application(*chosen) for chosen in product({interviewer, ""}, {stage, ""}, {*statuses, ""})}
    return found - {""}


def _application(interviewer: str, stage: str, status: str) -> str:
    parts = [f"{sign}:{value}" for sign, value in (("i", interviewer), ("s", stage), ("d", status)) if value]
    return "|".join(parts)


def of_tag(name: str, value: str) -> set[str]:
    """Return the tokens of a tag: it is found by its value, by its name, and by both ("Language: French")."""
    return {f"t:{joined(part)}" for part in (value, name, f"{name} {value}") if joined(part)}


def of_city(city: str) -> set[str]:
    """Return the token of a city."""
    return {f"c:{joined(city)}"} if joined(city) else set()


def scope_token(interviewer_id: int) -> str:
    """Return the token by which an engine keeps whom only some may see apart."""
    return f"iv:{interviewer_id}"


def narrowing(filters: SearchFilters) -> Narrowing:
    """Turn filters into groups of tokens."""
    groups: list[frozenset[str]] = []
    if chosen := _application(filters.interviewer, filters.stage, filters.status):
        groups.append(frozenset({chosen}))
    if filters.tag:
        groups.append(frozenset({f"t:{joined(filters.tag)}"}))
    if filters.city:
        groups.append(frozenset({f"c:{joined(filters.city)}"}))
    return Narrowing(tuple(groups), filters.min_years, filters.max_years)


def is_narrow(narrow: Narrowing) -> bool:
    """Whether anything is left out."""
    return bool(narrow.facets) or narrow.min_years is not None or narrow.max_years is not None
