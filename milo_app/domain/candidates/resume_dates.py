"""Date ranges in resumes: "March 2019 - Present", "06/2015 – 02/2019", "seit 2020", and how long they are together.

A month counts whole. A year without a month counts from its middle, so that 2015-2019 is four years, neither five
nor three. Overlapping jobs count once. Months are numbered from year 0 (year * 12 + month - 1), ends are exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "january|jan|januar|jänner|jän|janvier|janv|enero|ene",
    "february|feb|februar|février|fevrier|févr|fév|febrero",
    "march|mar|märz|maerz|mär|mrz|mars|marzo",
    "april|apr|avril|avr|abril|abr",
    "may|mai|mayo",
    "june|jun|juni|juin|junio",
    "july|jul|juli|juillet|juil|julio",
    "august|aug|août|aout|agosto|ago",
    "september|sept|sep|septembre|septiembre|setiembre",
    "october|oct|oktober|okt|octobre|octubre",
    "november|nov|novembre|noviembre",
    "december|dec|dezember|dez|décembre|decembre|déc|diciembre|dic",
)
_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split("|")} | _SEASONS

_NAME = "(?:" + "|".join(sorted(_NUMBER, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_POINT = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?)?{_NAME},?\s*(?:\d{{1,2}},\s*)?(?:del?\s+)?(?:{_YEAR}|['’]\d\d)"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-]{_YEAR}|{_YEAR}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:\s?/\s?|[.-]){_YEAR}|{_YEAR}[./-]\d{{1,2}}(?!\d)|{_YEAR})"
)
_NOW = (
    r"(?:the\s+)?(?:present|current(?:ly)?|now|today|date|ongoing|heute|jetzt|aktuell|laufend|gegenwärtig|dato|"
    r"présent|aujourd['’]hui|ce\s+jour|actuel(?:lement)?|la\s+actualidad|actualidad|el\s+presente|presente|actualmente|"
    r"hoy|la\s+fecha)\b"
)
_WORD_TO = r"to|up\s+to|until|till|through|bis(?:\s+zum?)?|à|au|al?|hasta|jusqu['’](?:à|en|au)"
_TO = rf"\s*(?:[-–—−‑‐~→]|\b(?:{_WORD_TO})\b)+\s*(?:\b(?:{_WORD_TO})\b\s*)?"
_OPEN = r"\b(?:since|seit|depuis|desde|ab)\s+"
_EDGE = r"(?<![\w/.'’-])"
_AFTER = (
    r"(?![\w%€$£]|[/.,-]\d|\s+(?:units|employees|people|users|customers|clients|orders|calls|hours|euros?|usd|eur|km|kg|"
    r"rpm|sq|mitarbeiter|kunden|personnes|personas)\b)"
)

_RANGE = re.compile(rf"{_EDGE}(?P<start>{_POINT}){_TO}(?:(?P<end>{_POINT}){_AFTER}|(?P<now>{_NOW}))", re.IGNORECASE)
_SINCE = re.compile(rf"{_OPEN}(?P<start>{_POINT}){_AFTER}(?!{_TO}(?:{_POINT}|{_NOW}))", re.IGNORECASE)
_MONTHS_OF_A_YEAR = re.compile(rf"{_EDGE}(?P<first>{_NAME}){_TO}(?P<last>{_NAME},?\s*{_YEAR}){_AFTER}", re.IGNORECASE)
_SHORT_YEAR = re.compile(rf"{_EDGE}(?P<start>{_YEAR})\s?[-–—/]\s?(?P<end>\d\d){_AFTER}")

_LONGEST_YEARS = 60


@dataclass(frozen=True)
class Period:
    """A stretch of months, the line that states it, and whether it goes on today."""

    first: int
    end: int
    line: str
    is_current: bool = False

    @property
    def months(self) -> int:
        """How many months it covers."""
        return self.end - self.first


def periods_in(line: str, today: date, *, is_month_first: bool = False) -> list[Period]:
    """Return the date ranges that a line states; those that lie ahead, run backwards or last 60 years are left out.

    `is_month_first` says how 03/04/2019 is read: as in the United States, or as elsewhere.
    """
    this_month = today.year * 12 + today.month
    found: list[Period] = []
    taken: list[tuple[int, int]] = []
    for match, first, end in _ranges(line, is_month_first):
        if any(match.start() < stop and begin < match.end() for begin, stop in taken):
            continue
        taken.append(match.span())
        last = this_month if end is None else min(end, this_month)
        if first < last <= first + _LONGEST_YEARS * 12:
            found.append(Period(first, last, line, is_current=end is None))
    return found


def covered_months(periods: Iterable[Period]) -> int:
    """Return how many months the periods cover together, overlaps counted once."""
    total = 0
    reached = 0
    for period in sorted(periods, key=lambda one: (one.first, one.end)):
        total += max(0, period.end - max(period.first, reached))
        reached = max(reached, period.end)
    return total


def before_range(line: str) -> str:
    """Return what stands before the first date range of a line, "" where there is none."""
    match = _RANGE.search(line)
    return line[: match.start()] if match else ""


def without_ranges(line: str) -> str:
    """Return a line with its date ranges taken out; "06/2015 - 02/2019" is a phone number to some."""
    return _RANGE.sub(" | ", line)


def _ranges(line: str, is_month_first: bool) -> Iterator[tuple[re.Match[str], int, int | None]]:
    """Yield (match, first month, exclusive end or None for today) for each way of writing a range."""
    for match in _RANGE.finditer(line):
        start = _point(match["start"], is_month_first)
        end = None if match["now"] else _point(match["end"], is_month_first)
        if start is None or (end is None and not match["now"]):
            continue
        if end is not None and start == end and start[1] is None:
            # "2018 - 2018" is some part of one year; half of it is the fairest guess.
            yield match, start[0] * 12 + 3, start[0] * 12 + 9
        else:
            yield match, _first(start), None if end is None else _end(end)
    for match in _SINCE.finditer(line):
        start = _point(match["start"], is_month_first)
        if start is not None:
            yield match, _first(start), None
    for match in _MONTHS_OF_A_YEAR.finditer(line):
        last = _point(match["last"], is_month_first)
        if last is not None:
            yield match, last[0] * 12 + _NUMBER[match["first"].rstrip(".").lower()] - 1, _end(last)
    for match in _SHORT_YEAR.finditer(line):
        year = int(match["start"])
        short = year // 100 * 100 + int(match["end"])
        if year < short:
            yield match, year * 12 + 6, short * 12 + 6


def _first(point: tuple[int, int | None]) -> int:
    year, month = point
    return year * 12 + (6 if month is None else month - 1)


def _end(point: tuple[int, int | None]) -> int:
    year, month = point
    return year * 12 + (6 if month is None else month)


def _point(text: str, is_month_first: bool) -> tuple[int, int | None] | None:
    """Read one end of a range as (year, month or None); None where the month does not exist."""
    named = re.search(rf"({_NAME})", text, re.IGNORECASE)
    if named:
        year = re.search(rf"{_YEAR}|(?<=['’])\d\d$", text)
        if year is None:
            return None
        number = int(year.group())
        if number < 100:
            number += 1900 if number >= 50 else 2000
        return number, _NUMBER[named.group(1).rstrip(".").lower()]
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    if len(numbers) == 1:
        return numbers[0], None
    if numbers[0] > 1000:
        year_first, month = numbers[0], numbers[1]
        return (year_first, month) if 1 <= month <= 12 else None
    if len(numbers) == 3:
        one, other, full = numbers
        is_month_first = other > 12 or (is_month_first and "." not in text and one <= 12)
        month = one if is_month_first else other
        return (full, month) if 1 <= month <= 12 else None
    return (numbers[1], numbers[0]) if 1 <= numbers[0] <= 12 else None
