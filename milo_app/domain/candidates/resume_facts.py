"""What a resume states, each fact with the line that states it. Pure rules: the same text gives the same facts.

Eligibility checks and tags use these facts, so a fact is left out rather than guessed: a language counts with a level
or in the languages section, a license does not when the line says "expired", a degree in progress is marked as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import phonenumbers

from milo_app.domain.candidates.resume_credentials import Degree, Fact, Spoken, degrees_in, licenses_in, spoken_in
from milo_app.domain.candidates.resume_dates import Period, before_range, covered_months, periods_in, without_ranges
from milo_app.domain.candidates.resume_skills import skills
from milo_app.domain.candidates.resume_text import Line, Section, Vocabulary, clause_around, is_denied, lines_of

__all__ = ["Degree", "Fact", "Period", "ResumeFacts", "Spoken", "read_facts"]

_MONTH_FIRST_REGIONS = frozenset({"US", "PH", "PR", "GU"})


@dataclass(frozen=True)
class Claim:
    """A number of years that the resume claims in words, apart from what its dates add up to."""

    years: float
    line: str


@dataclass(frozen=True)
class ResumeFacts:
    """Everything that was found; tuples keep the order of the resume and name each value once."""

    emails: tuple[Fact, ...] = ()
    phones: tuple[Fact, ...] = ()
    skills: tuple[Fact, ...] = ()
    degrees: tuple[Degree, ...] = ()
    licenses: tuple[Fact, ...] = ()
    languages: tuple[Spoken, ...] = ()
    periods: tuple[Period, ...] = ()
    dated_months: int = 0
    claim: Claim | None = None

    @property
    def dated_years(self) -> float:
        """Years of work by its dates, overlaps counted once, rounded down to a tenth."""
        return self.dated_months * 10 // 12 / 10

    @property
    def highest_degree(self) -> Degree | None:
        """The highest finished degree."""
        finished = [degree for degree in self.degrees if degree.is_finished]
        return max(finished, key=lambda degree: degree.level, default=None)


def read_facts(text: str, *, today: date, region: str = "US", terms: Iterable[str] = ()) -> ResumeFacts:
    """Return what a resume states. `region` is the country (two letters) of phone numbers without a country code.

    `terms` are further skills to look for, as an interviewer's description names them.
    """
    return _facts(text, today, region, tuple(terms))


# The check at the end of a stage and the evaluation right after it read the same text.
@lru_cache(maxsize=64)
def _facts(text: str, today: date, region: str, terms: tuple[str, ...]) -> ResumeFacts:
    lines = lines_of(text)
    periods = _work_periods(lines, today, region)
    return ResumeFacts(
        emails=_emails(lines),
        phones=_phones(lines, region),
        skills=_skills(lines, terms),
        degrees=degrees_in(lines),
        licenses=licenses_in(lines),
        languages=spoken_in(lines),
        periods=periods,
        dated_months=covered_months(periods),
        claim=_claim(lines),
    )


# --- contact --------------------------------------------------------------------------------------------------------

_EMAIL = re.compile(
    r"(?<![\w.+%-])[A-Za-z0-9](?:[A-Za-z0-9._%+'-]{0,62}[A-Za-z0-9_+-])?@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(?![\w@-])"
)


def _emails(lines: list[Line]) -> tuple[Fact, ...]:
    found: dict[str, Fact] = {}
    for line in lines:
        for match in _EMAIL.finditer(line.text):
            name, _, host = match.group().rpartition("@")
            if ".." not in name:
                address = f"{name}@{host.lower()}"
                found.setdefault(address.lower(), Fact(address, line.text))
    return tuple(found.values())


def _phones(lines: list[Line], region: str) -> tuple[Fact, ...]:
    found: dict[str, Fact] = {}
    for line in lines:
        if sum(char.isdigit() for char in line.text) < 6:
            continue
        searched = without_ranges(line.text)
        for match in phonenumbers.PhoneNumberMatcher(searched, region or None, phonenumbers.Leniency.VALID):
            number = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
            found.setdefault(number, Fact(number, line.text))
    return tuple(found.values())


# --- years ----------------------------------------------------------------------------------------------------------

_STUDY = re.compile(
    r"\b(?:universit\w*|college|school|academy|bachelor\w*|master of|master's|mba|ph\.?d|b\.?sc|m\.?sc|"
    r"diploma|degree|gpa|"
    r"student|studium|hochschule|fachhochschule|schule|gymnasium|abitur|ausbildung|berufsschule|lycée|"
    r"université|école|"
    r"licence|baccalauréat|universidad|instituto|colegio|bachillerato|licenciatura|grado en)\b",
    re.IGNORECASE,
)
_AT_WORK = re.compile(
    r"\b(?:teacher|lecturer|professor|tutor|instructor|principal|counselor|assistant|manager|coordinator|"
    r"administrator|"
    r"nurse|janitor|custodian|driver|librarian|coach|engineer|specialist|lehrer\w*|dozent\w*|mitarbeiter\w*|"
    r"enseignant\w*|professeur\w*|profesor\w*|maestr[oa]|technician|officer|clerk|cook|cleaner|recruiter|director)\b",
    re.IGNORECASE,
)
_AWAY = frozenset(Section) - {Section.NONE, Section.WORK}
# "Cut accidents by 22% from 2017 to 2018" dates a result, not a job.
_RESULT = re.compile(
    r"\b(?:increas|decreas|reduc|improv|boost|grew|grow|cut|rais|lower|rose|fell|doubl|tripl|sav|gesteigert|gesenkt|"
    r"erhöht|verringert|reduzier|augment|rédui|aument|mejor)\w*\b.*\b(?:from|between|von|zwischen|de|entre)\s*$",
    re.IGNORECASE,
)


def _work_periods(lines: list[Line], today: date, region: str) -> tuple[Period, ...]:
    """Return the date ranges of jobs: not those of studies, courses, projects or volunteering."""
    found: list[Period] = []
    for index, line in enumerate(lines):
        if line.section in _AWAY or is_study(lines, index):
            continue
        if not _RESULT.search(before_range(line.text)):
            found.extend(periods_in(line.text, today, is_month_first=region in _MONTH_FIRST_REGIONS))
    return tuple(found)


def is_study(lines: list[Line], index: int) -> bool:
    """Whether a line without a heading of its own speaks of studies: the line itself, or the one beside bare dates."""
    line = lines[index]
    if line.section is Section.WORK:
        return False
    near = [line.text]
    if not re.search(r"[^\W\d_]{4,}", re.sub(r"(?i)present|current|heute|today|actualidad", "", line.text)):
        near += [other.text for other in lines[index + 1 : index + 2]]
    around = " ".join(near)
    return bool(_STUDY.search(around)) and not _AT_WORK.search(around)


_WORDS = {
    name: number
    for number, names in enumerate(
        (
            "one|ein|einem|un|une|uno",
            "two|zwei|deux|dos",
            "three|drei|trois|tres",
            "four|vier|quatre|cuatro",
            "five|fünf|cinq|cinco",
            "six|sechs|seis",
            "seven|sieben|sept|siete",
            "eight|acht|huit|ocho",
            "nine|neun|neuf|nueve",
            "ten|zehn|dix|diez",
            "eleven|elf|onze|once",
            "twelve|zwölf|douze|doce",
            "thirteen",
            "fourteen",
            "fifteen|fünfzehn|quinze|quince",
        ),
        start=1,
    )
    for name in names.split("|")
} | {"twenty": 20, "zwanzig": 20, "vingt": 20, "veinte": 20}
_COUNT = r"(?P<count>\d{1,2}(?:[.,]\d)?|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_YEARS = r"(?:years?|yrs?\.?|jahren?|ans|années|an|años|año)"
_CLAIMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w.,/-]){_COUNT}\s*(?:\+|"
        rf"plus)?\s*(?:\(\d+\)\s*)?[\s-]?{_YEARS}(?:['’]s?)?(?:\s*\+)?\s+(?:of\s+|d['’]|de\s+|an\s+)?"
        r"(?:[\w/&+#.-]+\s+){0,5}?(?:experience|(?:berufs|praxis)?erfahrung|expérience|experiencia)\b",
        rf"\b(?:experience|erfahrung|berufserfahrung|expérience|experiencia)\s*(?::|of|von|de|–|-)\s*(?:over|"
        rf"about|mehr als|plus de|más de)?\s*"
        rf"{_COUNT}\s*\+?\s*{_YEARS}\b",
        rf"(?<![\w.,/-]){_COUNT}\s*\+?\s*{_YEARS}\s+(?:working|worked)\b",
        rf"\b(?:worked|working|gearbeitet|travaillé|trabajado)\b[^.;]{{0,40}}?\b(?:for|over|seit|pendant|"
        rf"durante)\s+(?:over\s+)?"
        rf"{_COUNT}\s*\+?\s*{_YEARS}\b",
        rf"(?<![\w.,/-]){_COUNT}[\s-]?jährige[nrms]?\s+(?:[\w-]+\s+){{0,3}}?(?:berufs)?erfahrung",
    )
)
_NOT_MINE = re.compile(
    r"\b(?:combined|collective|required?|requires|minimum|our|their|gemeinsam\w*|"
    r"(?:team|company|firm|staff|group) (?:of \w+ )?(?:with|has|brings))\b",
    re.IGNORECASE,
)


def _claim(lines: list[Line]) -> Claim | None:
    """Return the largest number of years that the resume claims for its person."""
    best: Claim | None = None
    for line in lines:
        for pattern in _CLAIMS:
            for match in pattern.finditer(line.text):
                before, after = clause_around(line.text, match.start(), match.end())
                whole = f"{before}{match.group()}{after}"
                if _NOT_MINE.search(whole) or is_denied(line.text, match.start(), match.start()):
                    continue
                word = match["count"].lower().replace(",", ".")
                years = float(_WORDS[word]) if word in _WORDS else float(word)
                if 0 < years <= 60 and (best is None or years > best.years):
                    best = Claim(years, line.text)
    return best


# --- skills ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _known_skills() -> Vocabulary:
    return Vocabulary(skills())


@lru_cache(maxsize=64)
def _vocabulary(terms: tuple[str, ...]) -> Vocabulary:
    return _known_skills().with_terms(terms) if terms else _known_skills()


def _skills(lines: list[Line], terms: tuple[str, ...]) -> tuple[Fact, ...]:
    found: dict[str, Fact] = {}
    vocabulary = _vocabulary(terms)
    for line in lines:
        if line.section is Section.PRIVATE:
            continue
        for hit in vocabulary.hits(line):
            if hit.name not in found and not is_denied(line.text, hit.start, hit.end):
                found[hit.name] = Fact(hit.name, line.text)
    return tuple(found.values())
