"""Tags: small facts that a text states ("Years of experience: 5"), with the sentence. They score nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from milo_app.core.sentences import sentences
from milo_app.core.text import ellipsis
from milo_app.domain.scoring.ports import FoundTag, Passage, Quote

_SMALL: Final = dict(
    zip(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "fifteen",
            "twenty",
        ],
        (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20),
        strict=True,
    )
)
_COUNT: Final = r"(\d{1,2}|" + "|".join(_SMALL) + r")"
_LANGUAGES: Final = (
    "Arabic|Bengali|Cantonese|Croatian|Czech|Danish|Dutch|Farsi|Finnish|French|German|Greek|Gujarati|Hebrew|Hindi"
    "|Hungarian|Italian|Japanese|"
    "Korean|Mandarin|Norwegian|Polish|Portuguese|Punjabi|Romanian|Russian|Somali|Spanish|Swahili|Swedish|Tagalog"
    "|Tamil|Thai|Turkish|"
    "Ukrainian|Urdu|Vietnamese|Welsh"
)
_YEARS: Final = re.compile(
    rf"\b(?:over |about |almost |nearly |more than |for )*{_COUNT}\+? (?:years?|yrs)\b(?:'"
    rf"|’)?(?: of)?(?: \w+){{0,4}}? (?:experience|as an?|in (?:the |a )?\w+|working|doing|on)\b",
    re.IGNORECASE,
)
_SPEAKS: Final = re.compile(
    rf"\b(?:speaks?|fluent|fluently|bilingual|native|mother tongue|conversational|languages?"
    rf"|proficient)\b[^.\n]{{0,60}}?\b({_LANGUAGES})\b"
    rf"|\b({_LANGUAGES})\b[^.\n]{{0,25}}\b(?:native|fluent|bilingual|conversational|mother tongue|[abc][12])\b",
    re.IGNORECASE,
)
_LANGUAGE: Final = re.compile(rf"\b({_LANGUAGES})\b")
_PERMITS: Final = (
    (r"\bfork ?lift (?:truck )?(?:licen[cs]e|certificat\w+|certified|ticket)|\blicen[cs]ed fork ?lift", "Forklift"),
    (r"\bcdl\b(?:[- ]?(?:class )?([ab])\b)?|\bcommercial driver'?s licen[cs]e", "CDL"),
    (r"\b(?:full |clean |valid |uk |eu )*(?:driving|driver'?s) licen[cs]e", "Driving licence"),
    (r"\b(?:rn licen[cs]e|registered nurse|licen[cs]ed (?:rn|nurse)|nmc (?:pin|registered))", "Registered nurse"),
    (r"\b(?:cna|certified nursing assistant)\b", "CNA"),
    (r"\b(?:cpr|bls|acls)(?:[ -]certified| certificat\w+)?\b", "CPR / BLS"),
    (r"\bfirst[- ]aid(?:er)?(?: certificate| certified| trained)", "First aid"),
    (r"\bsia licen[cs]e", "SIA"),
    (
        r"\b(?:food (?:safety|hygiene|handler'?s?)|servsafe)(?: level \d)?(?: certificat\w+| card"
        r"| licen[cs]e)?",
        "Food safety",
    ),
    (r"\bosha[- ]?(?:10|30)\b", "OSHA"),
    (r"\bpmp\b", "PMP"),
    (r"\b(?:cpa|acca|cima)\b", "Accounting"),
)
_PERMIT_PATTERNS: Final = tuple((re.compile(pattern, re.IGNORECASE), name) for pattern, name in _PERMITS)
_DAY: Final = (
    r"(?:night shifts?|early shifts?|late shifts?|any shift|full[- ]time|part[- ]time|holidays|mondays?|tuesdays?"
    r"|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|weekends?|weekdays?|nights?|evenings?|mornings?)"
)
_AVAILABLE: Final = re.compile(
    rf"\b(?:available|can work|can do|free|able to work|happy to work|work(?:ing)?"
    rf"|do)\b(?:(?! not )[^.\n]){{0,25}}?\b({_DAY}(?:(?:,| and| or|, and) {_DAY})*)",
    re.IGNORECASE,
)
_NOT: Final = re.compile(r"\b(?:not|cannot|never|no|except|unable)\b|n['’]t\b", re.IGNORECASE)
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_START: Final = re.compile(
    rf"\b(?:start|begin|available|join)(?: work| working)?(?: from| on| as of| in| by)?\s+(immediately"
    rf"|straight away|right away|asap|tomorrow|"
    rf"next (?:week|month|monday)|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd"
    rf"|rd|th)?|the first of {_MONTH}|(?:in )?{_COUNT} (?:days?|weeks?|months?))\b",
    re.IGNORECASE,
)
_NOTICE: Final = re.compile(
    rf"\b(?:notice(?: period)?(?: is| of|:)?(?: about)? (?:an? )?({_COUNT}|a|an) ?-?(days?|weeks?|months?)"
    rf"|({_COUNT}|a|an)[- ](days?|weeks?|months?)(?:'s|s'|'|’s|s’|’)? notice)\b",
    re.IGNORECASE,
)
_AFTER_REFUSAL: Final = 24


def find_tags(passages: Sequence[Passage]) -> tuple[FoundTag, ...]:
    """Return the facts that the texts state, each once."""
    found: dict[tuple[str, str], FoundTag] = {}
    for passage in passages:
        for start, end in sentences(passage.text):
            sentence = passage.text[start:end]
            for name, value in _facts(sentence):
                found.setdefault((name, value.casefold()), FoundTag(name, value, Quote(passage.ref, sentence)))
    return _one_number_of_years(list(found.values()))


def _one_number_of_years(tags: list[FoundTag]) -> tuple[FoundTag, ...]:
    # "5 years in retail, 2 of them at the till": the largest number said is the experience.
    stated = [tag for tag in tags if tag.name == "Years of experience" and tag.value.isdigit()]
    top = max(stated, key=lambda tag: int(tag.value), default=None)
    return tuple(tag for tag in tags if tag is top or tag not in stated)


def _facts(sentence: str) -> list[tuple[str, str]]:
    return [fact for find in _FINDERS for fact in find(sentence)]


def _years(sentence: str) -> list[tuple[str, str]]:
    match = _YEARS.search(sentence)
    if not match:
        return []
    said = match.group(1).lower()
    return [("Years of experience", str(_SMALL.get(said, said)))]


def _languages(sentence: str) -> list[tuple[str, str]]:
    if not _SPEAKS.search(sentence) or _refused(sentence, _LANGUAGE):
        return []
    return [("Language", name) for name in dict.fromkeys(_LANGUAGE.findall(sentence))]


def _permits(sentence: str) -> list[tuple[str, str]]:
    return [
        ("Licence", name)
        for pattern, name in _PERMIT_PATTERNS
        if pattern.search(sentence) and not _refused(sentence, pattern)
    ]


def _availability(sentence: str) -> list[tuple[str, str]]:
    match = _AVAILABLE.search(sentence)
    if not match or _refused(sentence, _AVAILABLE):
        return []
    return [("Available", ellipsis(match.group(1).lower(), 120))]


def _start(sentence: str) -> list[tuple[str, str]]:
    match = _START.search(sentence)
    return [("Can start", ellipsis(match.group(1), 120))] if match and not _refused(sentence, _START) else []


def _notice(sentence: str) -> list[tuple[str, str]]:
    match = _NOTICE.search(sentence)
    if not match:
        return []
    count, unit = (match.group(1), match.group(3)) if match.group(1) else (match.group(4), match.group(6))
    number = _SMALL.get(count.lower(), 1 if count.lower() in ("a", "an") else count)
    single = unit.lower().rstrip("s")
    return [("Notice period", f"{number} {single}" if str(number) == "1" else f"{number} {single}s")]


def _refused(sentence: str, pattern: re.Pattern[str]) -> bool:
    """Return whether a "not" stands shortly before (or inside) what was found: "no driving licence"."""
    match = pattern.search(sentence)
    return bool(match and _NOT.search(sentence[max(0, match.start() - _AFTER_REFUSAL) : match.end()]))


_FINDERS: Final[tuple[Callable[[str], list[tuple[str, str]]], ...]] = (
    _years,
    _languages,
    _permits,
    _availability,
    _start,
    _notice,
)
