"""Where somebody lives, from the lines of a resume. Pure rules; nothing is returned rather than guessed.

Looked at are lines with a label ("Address:", "Wohnort:", "Lives in"), and the head of the resume before its first
section, where people write their contact details. Employers, schools, references and places of birth are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from milo_app.domain.candidates import places
from milo_app.domain.candidates.place_words import country_named, regions_named
from milo_app.domain.candidates.places import Place
from milo_app.domain.candidates.resume_text import Line, Section, lines_of

HEAD_LINES = 15
_ALONE_FROM = 100_000
"""A city that stands alone must have this many people ..."""
_CLEARLY = 5
"""... and this many times those of the next city of that name in another country or region."""

_LABEL = re.compile(
    r"^\W*(?:(?:home |current |present |postal |mailing )?(?:address|location|residence)|city|town|hometown|"
    r"(?:currently )?(?:based|living|residing) in|(?:i )?lives? in|(?:i )?resides? in|(?:city|place) of residence|"
    r"adresse|anschrift|wohnort|wohnhaft(?: in)?|ort|wohnsitz|standort|ich wohne in|"
    r"ville|domicile|lieu de résidence|localisation|résidence|(?:j'habite|habite|réside) à|"
    r"dirección|direccion|domicilio|ciudad|ubicación|lugar de residencia|residencia|(?:vivo|resido) en|"
    r"indirizzo|residenza|città|adres|woonplaats|morada|endereço)\b\s*[:\-–|]?\s*",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:born|birth|birthplace|geboren|geb\.|geburtsort|née?\b|naissance|nacid[oa]|nacimiento|nationality|"
    r"nationalit|staatsangehörigkeit|nacionalidad|relocat\w*|willing|umzug|mobilité|citizen\w*|visa|permit)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:19|20)\d\d\s*(?:-|–|—|to|until|bis|à|a|hasta)\s*(?:\d|present|now|today|current|heute|aujourd|actual)|"
    r"\b(?:0?[1-9]|1[0-2])[/.](?:19|20)\d\d\b|\bsince (?:19|20)\d\d\b|\bseit (?:19|20)\d\d\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[|•·●▪■;\t]+\s*|\s{3,}|\s+[–—]\s+|\s+-\s+|\s+/\s+")
_CONTACT = re.compile(r"@|\+?\d[\d ()./-]{7,}\d|\blinkedin\b|\bgithub\b|https?:|www\.", re.IGNORECASE)
_NOT_ALONE = re.compile(
    r"mobile|reading|nice|orange|bath|split|normal|enterprise|independence|university|temple|police|cent(?:er|re)|tours|"
    r"street|march|lead|union|phone|bar|bury|man|hull|rugby|sandy|deal|sale|battle|barking|dover",
    re.IGNORECASE,
)

# A post code before the city names the countries that write it so; behind it, it only has to be taken off.
_CODE_FIRST = (
    (re.compile(r"^(?:D|DE)-(\d{5})\s+(.+)$"), ("DE",)),
    (re.compile(r"^(?:F|FR)-(\d{5})\s+(.+)$"), ("FR",)),
    (re.compile(r"^(?:A|AT)-(\d{4})\s+(.+)$"), ("AT",)),
    (re.compile(r"^(?:CH|FL)-(\d{4})\s+(.+)$"), ("CH",)),
    (re.compile(r"^(?:B|BE)-(\d{4})\s+(.+)$"), ("BE",)),
    (re.compile(r"^(?:E|ES)-(\d{5})\s+(.+)$"), ("ES",)),
    (re.compile(r"^(?:I|IT)-(\d{5})\s+(.+)$"), ("IT",)),
    (re.compile(r"^(\d{4} ?[A-Z]{2})\s+(.+)$"), ("NL",)),
    (re.compile(r"^(\d{2}-\d{3})\s+(.+)$"), ("PL",)),
    (re.compile(r"^(\d{4}-\d{3})\s+(.+)$"), ("PT",)),
    (re.compile(r"^(\d{3} \d{2})\s+(.+)$"), ("SE", "CZ", "SK")),
    (re.compile(r"^(\d{5})\s+(.+)$"), ("DE", "FR", "ES", "IT", "MX", "FI", "TR")),
    (re.compile(r"^(\d{4})\s+(.+)$"), ("AT", "CH", "BE", "DK", "NO", "NL", "HU")),
)
_CODE_BEHIND = re.compile(
    r"\s+(?:\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d{1,2}[A-Z]?(?: ?\d[A-Z]{2})?|\d{3,6}|\d{1,2}(?:er?|e|ème)?)$"
)
_AROUND = re.compile(
    r"^(?:greater|metro|downtown|central|city of)\s+|\s+(?:(?:metro\w*|bay)\s+)?area$|\s+cedex.*$", re.I
)


@dataclass(frozen=True, slots=True)
class Located:
    """A place and the line of the resume that says so."""

    place: Place
    line: str


def place_in(text: str, *, country: str = "") -> Located | None:
    """Return where a resume says that its writer lives; `country` (of the phone) settles what is open otherwise."""
    lines = lines_of(text[:60_000])
    for rule in (_labelled, _in_head):
        for line, piece, is_sure in rule(lines):
            found = _place_of(piece, country, is_sure)
            if found is not None:
                return Located(found, line.text)
    return None


def _labelled(lines: Sequence[Line]) -> Iterator[tuple[Line, str, bool]]:
    for at, line in enumerate(lines):
        if line.section in (Section.PRIVATE, Section.WORK, Section.EDUCATION, Section.SKILLS):
            continue
        for part in _SEPARATOR.split(line.text):
            label = _LABEL.match(part)
            if label is None or _ELSEWHERE.search(part):
                continue
            if rest := part[label.end() :].strip():
                yield line, rest, True
            elif at + 1 < len(lines):
                # A label on a line of its own: the address stands below, on one line or two.
                for below in lines[at + 1 : at + 4]:
                    yield below, below.text, True


def _in_head(lines: Sequence[Line]) -> Iterator[tuple[Line, str, bool]]:
    for at, line in enumerate(lines[:HEAD_LINES]):
        if line.section not in (Section.NONE, Section.OTHER) or _PERIOD.search(line.text):
            continue
        is_contact = bool(_CONTACT.search(line.text)) and len(line.text) < 200
        pieces = [piece for piece in _SEPARATOR.split(line.text) if piece]
        for piece in pieces:
            # The first line is the name: Paris Jackson does not live there.
            if len(piece) <= 90 and not _ELSEWHERE.search(piece) and (at > 0 or len(pieces) > 1):
                yield line, piece, is_contact and len(pieces) > 1


def _place_of(piece: str, country: str, is_sure: bool) -> Place | None:
    """Read "City", "City, ST 07102", "12 Main Street, City, Country", "80331 München": the last city that fits."""
    parts = [part.strip(" .:()[]") for part in piece.split(",") if part.strip(" .:()[]")]
    if not parts or len(parts) > 6:
        return None
    for at in range(len(parts)):
        behind = parts[at + 1 :]
        has_street = any(char.isdigit() for part in parts[:at] for char in part)
        if (found := _coded(parts[at], behind, country)) is not None:
            return found
        if at and not (has_street or is_sure):
            # "Engineer, Berlin" in a head may be an employer's place; "12 High Street, Berlin" is not.
            continue
        if (found := _qualified(_bare(parts[at]), behind)) is not None:
            return found
        if not behind and (is_sure or has_street) and (found := _alone(parts[at], country)) is not None:
            return found
        if not behind and (found := _spaced(parts[at])) is not None:
            return found
    return None


def _bare(part: str) -> str:
    bare = part
    for _ in range(2):
        bare = _AROUND.sub("", _CODE_BEHIND.sub("", bare)).strip()
    return bare


def _meant(words: Sequence[str]) -> tuple[set[str], set[tuple[str, str]]]:
    """Return the countries and the parts of countries that the words behind a city may mean."""
    countries: set[str] = set()
    regions: set[tuple[str, str]] = set()
    for word in words:
        for form in (word, _CODE_BEHIND.sub("", word)):
            if code := country_named(form):
                countries.add(code)
            regions |= set(regions_named(form))
    return countries, regions


def _qualified(city: str, behind: Sequence[str]) -> Place | None:
    if not behind or len(city) < 2:
        return None
    countries, regions = _meant(behind[:3])
    if not countries and not regions:
        return None
    known = places.named(city)
    of_region = [one for one in known if (one.country, one.region) in regions]
    of_country = [one for one in known if one.country in countries]
    both = [one for one in of_region if one in of_country]
    found = both or of_region or of_country
    if not both and of_region and of_country and of_region[0].country != of_country[0].country:
        # "Athens, Georgia" may be read in two ways: the larger city is meant only when it is much larger.
        found = sorted({*of_region, *of_country}, key=lambda one: -one.people)
        return found[0] if found[0].people >= _CLEARLY * found[1].people else None
    return max(found, key=lambda one: one.people, default=None)


def _coded(part: str, behind: Sequence[str], country: str) -> Place | None:
    for pattern, homes in _CODE_FIRST:
        match = pattern.match(part)
        if match is None:
            continue
        named, _ = _meant(behind[:2])
        city = _bare(match.group(2))
        fitting = [one for one in places.named(city) if one.country in (named or homes)]
        return _clear(fitting, country) or _near_the_name(fitting, named)
    return None


def _near_the_name(fitting: Sequence[Place], named: set[str]) -> Place | None:
    return fitting[0] if fitting and named else None


def _spaced(part: str) -> Place | None:
    """Read "Newark NJ 07102" and "Austin Texas"."""
    words = _CODE_BEHIND.sub("", part).split(" ")
    for size in (1, 2):
        if len(words) <= size:
            break
        word = " ".join(words[-size:])
        if (size == 1 and len(word) in (2, 3) and word.isupper()) or len(word) > 3:
            regions = {one for one in regions_named(word) if one[0] in ("US", "CA", "AU")}
            found = [
                one for one in places.named(_bare(" ".join(words[:-size]))) if (one.country, one.region) in regions
            ]
            if found:
                return found[0]
    return None


def _alone(part: str, country: str) -> Place | None:
    city = _bare(part)
    if _NOT_ALONE.fullmatch(city) or not city[:1].isupper():
        return None
    return _clear([one for one in places.named(city) if one.people >= _ALONE_FROM // 4], country, _ALONE_FROM)


def _clear(found: Sequence[Place], country: str, least: int = 0) -> Place | None:
    """Return the place that stands out: in the phone's country if there is one, and far larger than the next."""
    at_home = [one for one in found if one.country == country]
    ranked = sorted(at_home or found, key=lambda one: -one.people)
    if not ranked or ranked[0].people < least:
        return None
    return ranked[0] if len(ranked) == 1 or ranked[0].people >= _CLEARLY * ranked[1].people else None
