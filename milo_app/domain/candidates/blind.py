"""Blind review: a person under an alias, and texts without what tells who wrote them. Pure, but for two look-ups.

What is taken out: the name and its parts, e-mail addresses, phone numbers, links, names of schools, and in a resume the
lines about studies with their dates. Other words stay as they were said.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.text import fold, one_line
from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.candidates.resume_facts import is_study
from milo_app.domain.candidates.resume_text import Line, Section, lines_of

NAME, EMAIL, PHONE, LINK, SCHOOL = "[name]", "[e-mail]", "[phone]", "[link]", "[school]"
STUDIES = "[studies left out]"
SHOWN_OF_ID = 4
_SHORTEST_IN_LOWER_CASE = 4


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Names that are words as well: they are taken out only where they are written as a name.
_ALSO_WORDS = _words(
    "will mark grace rose may june april hope faith rich frank young king long white black brown green "
    "gray grey wood hill rice price stone banks love best good church page cook baker carter mason smith "
    "shop summer autumn dawn star field fields lane street park rivers waters winter rain case chase drew "
    "sage dean earl duke major marshal sales sell hunter fisher miller taylor turner porter walker driver "
    "butler farmer gardener potter tanner weaver read reader write less more much many must have done "
    "there here over under with from this that than then when what where which while data team work role "
    "shift store customer "
)
_EMAIL = re.compile(r"(?<![\w.+%'-])[\w.+%'-]{1,80}@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b(?:linkedin|github|gitlab|facebook|instagram|twitter|xing|medium)\.com/\S+|"
    r"\b[\w-]+\.github\.io\S*",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w+])(?:\+|\(\+?|00)?\d(?:[\s().\-/]{0,3}\d){7,14}(?!\w)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_W = r"[A-ZÀ-ÖØ-Þ][\w.'’&-]*"
_KEY = (
    r"(?:University|Universität|Universit[àé]|Universidade?|Universiteit|College|School|Academy|Institute|Polytechnic|"
    r"Hochschule|Fachhochschule|Gymnasium|Berufsschule|Lycée|École|Ecole|Collège|Instituto|Colegio|Academia|"
    r"Politecnico|Seminary|Conservatory)"
)
_SCHOOL = re.compile(
    rf"(?:\b{_W}[ ]+(?:(?:of|and|de|la)[ ]+)?){{0,5}}\b{_KEY}\b"
    rf"(?:[ ]*,?[ ]+(?:(?:of|for|de|del|der|für|di|du|des|the|and|in)[ ]+){{0,2}}{_W}){{0,4}}"
)
_INITIALS_OF_STUDY = re.compile(r"\b[A-Z]{3,6}\b")
_DEGREES = _words("BSC MSC MBA PHD GPA BA MA LLB LLM GCSE GCSES NVQ BTEC HND HNC CV IT USA AND THE GED GNVQ ")


@dataclass(frozen=True)
class Person:
    """What is known of somebody and not to be shown; `schools` are the names of schools in the resume."""

    alias: str
    name: str = ""
    email: str = ""
    phone: str = ""
    schools: tuple[str, ...] = ()


class Piece(TypedDict):
    """A stretch of a text with its mark, as `scoring.evidence` cuts them."""

    text: str
    mark: str


@dataclass(frozen=True, order=True)
class _Hidden:
    start: int
    end: int
    word: str


def alias(public_id: str) -> str:
    """Return how an application is called in blind review: "Candidate 7F2A", from the random end of its id."""
    return f"Candidate {public_id[-SHOWN_OF_ID:].upper()}"


def shown_name(w: Work, name: str, public_id: str) -> str:
    """Return a person's name as the reader sees it."""
    return alias(public_id) if w.actor.is_blind else name


def veil(text: str, person: Person) -> str:
    """Return a text without what tells who wrote it."""
    return _written(text, _hidden(text, person))


def veil_pieces(pieces: Sequence[Piece], person: Person, *, is_resume: bool = False) -> list[Piece]:
    """Veil a text that is cut into marked pieces; what goes over an edge is replaced in the first of its pieces."""
    text = "".join(piece["text"] for piece in pieces)
    hidden = _hidden(text, person)
    if is_resume:
        hidden = _merged([*_study_lines(text), *hidden])
    found: list[Piece] = []
    at = 0
    for piece in pieces:
        end = at + len(piece["text"])
        cut, place = "", at
        for one in hidden:
            if one.end <= at or one.start >= end:
                continue
            cut += text[place : max(place, one.start)]
            cut += one.word if one.start >= at else ""
            place = min(end, one.end)
        cut += text[place:end]
        if cut:
            found.append(Piece(text=cut, mark=piece["mark"]))
        at = end
    return found


def veil_resume(text: str, person: Person) -> str:
    """Return a resume without its lines about studies and what tells who wrote it."""
    return "".join(piece["text"] for piece in veil_pieces([Piece(text=text, mark="")], person, is_resume=True))


def schools_in(resume: str) -> tuple[str, ...]:
    """Return the names of schools that the lines about studies hold, to be taken out wherever else they stand."""
    found: list[str] = []
    for line in _studies(lines_of(resume)):
        found += [match.group().strip() for match in _SCHOOL.finditer(line.text) if _is_named(match.group())]
        found += [word for word in _INITIALS_OF_STUDY.findall(line.text) if word not in _DEGREES]
    return tuple(dict.fromkeys(found))


def _hidden(text: str, person: Person) -> list[_Hidden]:
    if not text:
        return []
    found = [_Hidden(*match.span(), EMAIL) for match in _EMAIL.finditer(text)]
    found += [_Hidden(*match.span(), LINK) for match in _LINK.finditer(text)]
    found += [_Hidden(*match.span(), PHONE) for match in _PHONE.finditer(text) if _is_phone(match.group(), person)]
    found += [_Hidden(*match.span(), SCHOOL) for match in _SCHOOL.finditer(text) if _is_named(match.group())]
    for pattern, word in _patterns(person):
        found += [_Hidden(*match.span(), word) for match in pattern.finditer(text)]
    return _merged(found)


def _merged(found: Iterable[_Hidden]) -> list[_Hidden]:
    """Return stretches in order without overlaps: of two, the one that begins first gives its word."""
    ordered: list[_Hidden] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if ordered and one.start < ordered[-1].end:
            last = ordered[-1]
            ordered[-1] = _Hidden(last.start, max(last.end, one.end), last.word)
        else:
            ordered.append(one)
    return ordered


def _written(text: str, hidden: Sequence[_Hidden]) -> str:
    parts, at = [], 0
    for one in hidden:
        parts += [text[at : one.start], one.word]
        at = one.end
    return "".join([*parts, text[at:]])


def _is_phone(text: str, person: Person) -> bool:
    digits = re.sub(r"\D", "", text)
    known = re.sub(r"\D", "", person.phone)
    if len(known) >= 6 and digits.endswith(known[-6:]):
        return True
    return text.lstrip("(").startswith(("+", "00")) or (len(digits) >= 9 and not _YEAR.search(text))


def _is_named(school: str) -> bool:
    """Whether more than the kind of a school is said: "College taught me" names none."""
    return len(re.findall(_W, school)) > 1


@lru_cache(maxsize=512)
def _patterns(person: Person) -> tuple[tuple[re.Pattern[str], str], ...]:
    found: list[tuple[re.Pattern[str], str]] = []
    for name in dict.fromkeys((one_line(person.name), fold(person.name))):
        words = [word.strip(".,'’\"()") for word in name.split(" ")]
        words = [word for word in words if word]
        for order in (words, words[::-1], [*words[-1:], *words[:-1]]):
            if len(order) > 1 and not all(fold(word) in _ALSO_WORDS for word in order):
                # A surname first, with or without a comma, is the same name.
                found.append((_whole(r"(?:[ ]+|,[ ]*)".join(re.escape(word) for word in order), re.IGNORECASE), NAME))
        found += [(pattern, NAME) for word in words for pattern in _of_word(word)]
    handle = person.email.partition("@")[0]
    if len(handle) >= 5:
        found.append((_whole(re.escape(handle), re.IGNORECASE), EMAIL))
    found += [
        (_whole(re.escape(school), 0 if school.isupper() else re.IGNORECASE), SCHOOL) for school in person.schools
    ]
    return tuple(found)


def _of_word(word: str) -> list[re.Pattern[str]]:
    if len(word) < 2:
        return []
    if not fold(word).isascii():
        # Scripts without capitals, some without spaces: there the sign itself is the border.
        return [re.compile(re.escape(word))]
    if not _is_a_word_too(word):
        return [_whole(re.escape(word), re.IGNORECASE)]
    ways = {word[0].upper() + word[1:].lower(), word.upper(), *([] if word.islower() else [word])}
    return [_whole("|".join(re.escape(way) for way in sorted(ways)), 0)]


def _is_a_word_too(word: str) -> bool:
    return fold(word) in _ALSO_WORDS or len(word) < _SHORTEST_IN_LOWER_CASE


def _whole(pattern: str, flags: int) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", flags)


def _studies(lines: list[Line]) -> list[Line]:
    return [line for index, line in enumerate(lines) if line.section is Section.EDUCATION or is_study(lines, index)]


def _study_lines(text: str) -> list[_Hidden]:
    """Return where lines about studies stand; lines that follow each other become one remark."""
    lines = lines_of(text)
    studies = {id(line) for line in _studies(lines)}
    found: list[_Hidden] = []
    at = 0
    for line in lines:
        start = text.find(line.text, at)
        if start < 0:
            continue
        at = start + len(line.text)
        if id(line) not in studies:
            continue
        if found and not text[found[-1].end : start].strip():
            found[-1] = _Hidden(found[-1].start, at, STUDIES)
        else:
            found.append(_Hidden(start, at, STUDIES))
    return found


def person_of(application: Application, candidate: Candidate, resume: str = "") -> Person:
    """Return what is known of the person behind an application."""
    return Person(alias(application.public_id), candidate.name, candidate.email, candidate.phone, schools_in(resume))


def people(w: Work, public_ids: Collection[str]) -> Mapping[str, Person]:
    """Return what is known of the people behind applications by public id, for lines that may name them."""
    query = (
        select(Application, Candidate)
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .where(col(Application.workspace_id) == w.workspace_id, col(Application.public_id).in_(list(public_ids)))
    )
    return {one.public_id: person_of(one, candidate) for one, candidate in w.session.execute(query)}
