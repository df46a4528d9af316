"""What nobody is searched for: traits that say nothing about the work and that the law protects. All pure.

They are taken out of a sentence before anything else reads it, with the name of the trait, so that the reader learns why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PEOPLE = (
    r"(?:people|persons?|candidates?|applicants?|guys?|folks?|workers?|employees?|staff|devs?|developers?|engineers?|"
    r"nurses?|drivers?|managers?|men|women|leute|menschen|bewerber\w*|personnes?|candidats?|personas?|candidatos?)"
)
_ETHNIC = (
    r"(?:white|black|brown|asian|african|arab|arabic|latino|latina|hispanic|caucasian|european|eastern european|"
    r"indian|chinese|turkish|polish|german|french|british|american)"
)
_TRAITS: tuple[tuple[str, str], ...] = (
    (
        "age",
        r"(?:(?:aged?|between the ages? of)\s+)(?:\d{2}\s*(?:-|–|to|and|bis)\s*)?\d{2}|"
        r"(?:under|over|below|above|younger than|older than|unter|über|jünger als|älter als|moins de|plus de|menos de|"
        r"más de)\s+\d{2}(?:\s*(?:years?|yrs?|jahren?|ans|años))?\s*(?:old|of age|alt|d'âge|de edad)|"
        r"\d{2}(?:\s*(?:-|–|to)\s*\d{2})?[\s-]*(?:years?|yrs?|year)[\s-]*olds?|(?:under|unter|over|über)\s+(?:[2-6]\d)"
        r"(?=\s*(?:$|,|\.))|\b(?:young(?:er)?|old(?:er)?|elderly|youthful|middle[- ]aged|millennials?|gen z|boomers?|"
        r"junge[rn]?|jung|ältere[rn]?|jeunes?|âgée?s?|jóvenes|joven|mayores)\b",
    ),
    (
        "gender",
        r"\b(?:fe)?males?\b|\b(?:wo)?m[ae]n\b|\bgirls?\b|\bboys?\b|\bladies\b|\blady\b|\bguys\b|\btrans(?:gender)?\b|"
        r"\bnon[- ]binary\b|\bweiblich\w*|\bmännlich\w*|\bfrau(?:en)?\b|\bm[aä]nn(?:er)?\b|\bfemmes?\b|\bhommes?\b|"
        r"\bmujer(?:es)?\b|\bhombres?\b",
    ),
    (
        "origin",
        rf"\b{_ETHNIC}\s+(?={_PEOPLE}\b)|\b(?:born in|nationality|nationals?|native[- ]born|ethnic(?:ity)?|race|immigrants?|"
        r"foreigners?|citizens?(?:hip)?|caucasians?|hispanics?|latinos?|latinas?|no foreigners|deutsche staatsangehörigkeit|"
        r"ausländer\w*|étrangers?|extranjeros?)\b(?:\s+(?:of\s+)?[a-zà-ÿ]+(?=\s*$))?",
    ),
    (
        "religion",
        r"\b(?:christians?|muslims?|islamic|jew(?:s|ish)?|hindus?|buddhists?|catholics?|protestants?|atheists?|religious|"
        r"christlich\w*|muslimisch\w*|jüdisch\w*|katholisch\w*|chrétiens?|musulmans?|juifs?|cristianos?|musulmanes)\b",
    ),
    (
        "health",
        r"\b(?:healthy|disabled|disabilit(?:y|ies)|handicapped|pregnant|pregnancy|able[- ]bodied|fit and healthy|"
        r"gesund\w*|behindert\w*|schwanger\w*|enceintes?|handicapée?s?|embarazadas?|discapacitad[oa]s?)\b",
    ),
    (
        "family",
        r"\b(?:married|unmarried|divorced|widowed|childless|mothers?(?! tongue)|fathers?|parents?|single (?:moms?|mothers?|dads?|"
        r"fathers?)|(?:no|without|with) (?:kids|children)|verheiratet\w*|ledig\w*|kinderlos\w*|ohne kinder|mariée?s?|"
        r"sans enfants?|casad[oa]s?|solter[oa]s?|sin hijos)\b",
    ),
    ("orientation", r"\b(?:gay|lesbians?|heterosexual|homosexual|straight people)\b"),
    (
        "looks",
        r"\b(?:attractive|good[- ]looking|beautiful|pretty|handsome|slim|attraktiv\w*|hübsch\w*|beaux?|guap[oa]s?)\b",
    ),
)
TRAITS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rule, re.IGNORECASE)) for name, rule in _TRAITS
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A word that was left out, and which trait it is about."""

    trait: str
    words: str


def without_traits(text: str) -> tuple[str, tuple[LeftOut, ...]]:
    """Return a sentence without protected traits, and what was left out of it."""
    found: list[LeftOut] = []
    for trait, pattern in TRAITS:
        for match in pattern.finditer(text):
            if words := " ".join(match.group().split()):
                found.append(LeftOut(trait, words))
        text = pattern.sub(" ", text)
    return " ".join(text.split()), tuple(dict.fromkeys(found))


def why(left_out: tuple[LeftOut, ...]) -> str:
    """Say what was left out and why; empty when nothing was."""
    if not left_out:
        return ""
    words = ", ".join(f"“{one.words}”" for one in left_out[:5])
    traits = " and ".join(dict.fromkeys(one.trait for one in left_out))
    return (
        f"Left out: {words}. Milo does not search by {traits}: it says nothing about how somebody works, and the law "
        "protects it."
    )
