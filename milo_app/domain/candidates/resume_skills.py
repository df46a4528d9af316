"""The skills, licenses and certificates that Milo knows, with the names people write them by.

One entry a line: `Name: alias, alias`. The name counts as an alias too. An alias counts in any case, whole words only.
`=Alias` counts in exactly this spelling. `^Alias` counts only as an item of a list or of the skills section, because
the word means something else in a sentence. `~Alias` is both: "Go, Rust, SQL" counts, "Go home" does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from milo_app.domain.candidates.skill_words_desk import FINANCE, MARKETING, OFFICE, PEOPLE, SALES, SOFTWARE
from milo_app.domain.candidates.skill_words_floor import CARE, HOSPITALITY, LICENSES, LOGISTICS, TRADES


@dataclass(frozen=True)
class Alias:
    """A spelling, what it stands for, and how strictly it is matched."""

    text: str
    name: str
    is_exact: bool
    is_item: bool


SKILL_FAMILIES: dict[str, str] = {
    "software": SOFTWARE,
    "office": OFFICE,
    "finance": FINANCE,
    "sales": SALES,
    "marketing": MARKETING,
    "logistics": LOGISTICS,
    "trades": TRADES,
    "care": CARE,
    "hospitality": HOSPITALITY,
    "people": PEOPLE,
}


def entries(text: str) -> Iterator[tuple[str, list[Alias]]]:
    """Yield each name of a table with its aliases; raises ValueError on a line without a name."""
    for line in text.strip().splitlines():
        name, _, rest = line.partition(": ")
        spellings = [part.strip() for part in (name, *rest.split(", ")) if part.strip()]
        clean = name.strip().lstrip("~=^")
        if not clean:
            raise ValueError(f"no name in {line!r}")
        yield clean, [_alias(spelling, clean) for spelling in spellings]


def _alias(spelling: str, name: str) -> Alias:
    mark = spelling[0]
    text = spelling.lstrip("~=^")
    return Alias(text=text, name=name, is_exact=mark in "~=", is_item=mark in "~^")


def skills() -> dict[str, list[Alias]]:
    """Return every skill with its aliases."""
    return {name: aliases for family in SKILL_FAMILIES.values() for name, aliases in entries(family)}


def licenses() -> dict[str, list[Alias]]:
    """Return every license and certificate with its aliases."""
    return dict(entries(LICENSES))
