"""A sentence as filters: "React devs in Toronto with 5+ years". A fixed grammar, in English with basics of three more.

What the grammar knows becomes filters, which are shown and can be taken off; what it does not know stays text. The
same schema (`Wish`) is what a model may fill in; both are resolved and checked by `applied`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from milo_app.core.text import fold
from milo_app.domain.candidates import skills
from milo_app.domain.candidates.people_filters import MOST_YEARS, NEAR, RADII, PeopleFilter
from milo_app.domain.search import sentence_words as words_of
from milo_app.domain.search.sentence_places import Where, named_place, where_in
from milo_app.domain.search.traits import LeftOut, without_traits

LONGEST = 300
MOST_SKILLS = 8


class Wish(BaseModel):
    """What a sentence asks for. Everything may be absent; `text` is what is left to be searched for."""

    model_config = ConfigDict(extra="forbid")

    skills: list[str] = Field(default_factory=list, max_length=MOST_SKILLS)
    place: int = Field(default=0, ge=0)
    within_km: int | None = Field(default=None, ge=0, le=250)
    country: str = Field(default="", pattern="^([A-Z]{2})?$")
    min_years: int | None = Field(default=None, ge=0, le=MOST_YEARS)
    max_years: int | None = Field(default=None, ge=0, le=MOST_YEARS)
    min_score: int | None = Field(default=None, ge=0, le=100)
    max_score: int | None = Field(default=None, ge=0, le=100)
    since: date | None = None
    until: date | None = None
    stage: Literal["", "resume", "form", "web_interview"] = ""
    state: Literal["", "pending", "in_progress", "evaluating", "completed", "knocked_out"] = ""
    decision: Literal["", "none", "shortlisted", "dismissed"] = ""
    text: str = Field(default="", max_length=LONGEST)


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence that was read: what it asks for, and which words were left out because they name protected traits."""

    wish: Wish
    left_out: tuple[LeftOut, ...] = ()


def read(text: str, today: date) -> Read:
    """Read a sentence by the grammar."""
    text, left_out = without_traits(" ".join(text[:LONGEST].split()))
    found: dict[str, object] = {}
    text = _years(text, found)
    text = _scores(text, found)
    text = _days(text, found, today)
    text = _standing(text, found)
    text, where = where_in(text)
    named, text = _skills(text)
    return Read(
        Wish(
            skills=named[:MOST_SKILLS],
            place=where.place,
            within_km=where.within,
            country=where.country,
            text=_rest(text, has_skills=bool(named)),
            **found,
        ),
        left_out,
    )


def wish_of(named: Sequence[str], place: str, **given: Any) -> Wish:
    """Make a wish of words: skills by any of their spellings, a place by its name. Raises ValidationError.

    What nobody knows stays text, so that nothing that was asked for gets lost.
    """
    spelled = skills.spellings()
    known = [spelled[fold(one)] for one in named if fold(one) in spelled]
    unknown = [one for one in named if fold(one) not in spelled]
    where = named_place(place)
    if place.strip() and where == Where():
        unknown.append(place)
    text = " ".join([*unknown, str(given.pop("text", ""))]).strip()
    return Wish(
        skills=list(dict.fromkeys(known))[:MOST_SKILLS],
        place=where.place,
        country=where.country,
        text=text[:LONGEST],
        **given,
    )


def applied(wish: Wish, flt: PeopleFilter) -> PeopleFilter:
    """Put what a sentence asks for into a filter; what it does not name stays as it is."""
    known = set(skills.skills_known())
    named = tuple(dict.fromkeys((*flt.skills, *(name for name in wish.skills if name in known))))
    changes: dict[str, object] = {"q": wish.text, "skills": named}
    if wish.place:
        changes |= {"place": wish.place, "within": _radius(wish.within_km)}
    ranges = (
        ("min_years", wish.min_years, "max_years", wish.max_years),
        ("low", wish.min_score, "high", wish.max_score),
        ("since", wish.since, "until", wish.until),
    )
    for first, low, last, high in ranges:
        if low is not None or high is not None:
            changes |= {first: low, last: high}
    for name in ("country", "stage", "state", "decision"):
        if value := getattr(wish, name):
            changes[name] = value
    return replace(flt, **changes)  # type: ignore[arg-type]


def _radius(kilometres: int | None) -> int:
    """Return the smallest radius on offer that holds the distance."""
    return NEAR if kilometres is None else next((one for one in RADII if one >= kilometres), RADII[-1])


def _take(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str] | None, str]:
    match = pattern.search(text)
    return match, text if match is None else f"{text[: match.start()]} {text[match.end() :]}"


def _years(text: str, found: dict[str, object]) -> str:
    for pattern, kind in words_of.YEARS:
        match, rest = _take(pattern, text)
        if match is None:
            continue
        numbers = [min(int(number), MOST_YEARS) for number in match.groups() if number]
        if kind == "between":
            found["min_years"], found["max_years"] = min(numbers), max(numbers)
        elif kind == "most":
            found["max_years"] = numbers[0]
        else:
            found["min_years"] = numbers[0]
        return rest
    return text


def _scores(text: str, found: dict[str, object]) -> str:
    for pattern, kind in words_of.SCORES:
        match, rest = _take(pattern, text)
        if match is None:
            continue
        numbers = [min(int(number), 100) for number in match.groups() if number]
        if kind == "between":
            found["min_score"], found["max_score"] = min(numbers), max(numbers)
        elif kind == "most":
            found["max_score"] = numbers[0]
        else:
            found["min_score"] = numbers[0] if numbers else words_of.TOP
        return rest
    return text


def _days(text: str, found: dict[str, object], today: date) -> str:
    match, rest = _take(words_of.LAST, text)
    if match is not None:
        number = int(match.group("n") or 1)
        unit = next(days for word, days in words_of.UNITS if match.group("unit").lower().startswith(word))
        found["since"] = today - timedelta(days=min(number, 500) * unit)
        return rest
    match, rest = _take(words_of.IN_YEAR, text)
    if match is not None:
        year = int(match.group("year"))
        found["since"] = date(year, 1, 1)
        if not match.group("since"):
            found["until"] = date(year, 12, 31)
        return rest
    return text


def _standing(text: str, found: dict[str, object]) -> str:
    for part, value, pattern in words_of.STANDING:
        if part in found:
            continue
        match, rest = _take(pattern, text)
        if match is not None:
            found[part], text = value, rest
    return text


def _skills(text: str) -> tuple[list[str], str]:
    """Return the skills that a text names, and the text without them."""
    tokens = words_of.TOKEN.findall(text)
    known = skills.spellings()
    named: list[str] = []
    left: list[str] = []
    at = 0
    while at < len(tokens):
        for size in (4, 3, 2, 1):
            phrase = " ".join(tokens[at : at + size])
            name = known.get(fold(phrase)) if at + size <= len(tokens) else None
            if name and _is_meant(phrase, tokens, at + size):
                named.append(name)
                at += size
                break
        else:
            left.append(tokens[at])
            at += 1
    return list(dict.fromkeys(named)), " ".join(left)


def _is_meant(phrase: str, tokens: list[str], behind: int) -> bool:
    """Return whether a word that also means something else is meant as a skill: "Go devs", and not "go on"."""
    if fold(phrase) not in words_of.DOUBTFUL:
        return True
    following = fold(tokens[behind]) if behind < len(tokens) else ""
    return phrase[:1].isupper() or following.rstrip("s") in words_of.DOERS or following in words_of.DOERS


def _rest(text: str, *, has_skills: bool) -> str:
    kept = []
    for word in words_of.TOKEN.findall(text):
        folded = fold(word)
        is_plural = len(folded) > 4 and folded.endswith("s") and not folded.endswith("ss")
        singular = folded[:-1] if is_plural and folded not in words_of.NO_PLURALS else folded
        if folded in words_of.FILLERS or (has_skills and {folded, singular} & words_of.DOERS):
            continue
        kept.append(word if singular == folded else word[:-1])
    return " ".join(kept)


__all__ = ["Read", "Where", "Wish", "applied", "read"]
