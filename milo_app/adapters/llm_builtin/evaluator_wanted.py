"""Tags that a plan asks for, by plain rules: what stands near the named words, verbatim. Nothing is understood here.

A number is the one nearest to a word of the tag's name, with its unit; a date is one that stands in such a sentence; an
option must occur as it is written; a text is the sentence that holds the words of the name. What none of these rules
finds stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from milo_app.core.sentences import sentences
from milo_app.core.text import ellipsis, fold
from milo_app.domain.scoring.ports import FoundTag, Passage, Quote, WantedTag

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_DULL: Final = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "what",
        "which",
        "when",
        "where",
        "who",
        "how",
        "much",
        "many",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "can",
        "could",
        "will",
        "would",
        "their",
        "they",
        "them",
        "your",
        "you",
        "our",
        "his",
        "her",
        "its",
        "into",
        "about",
        "any",
        "all",
        "each",
        "per",
        "not",
        "number",
        "amount",
        "date",
        "day",
        "text",
        "option",
        "tag",
        "name",
        "value",
        "candidate",
        "candidates",
        "person",
        "people",
        "says",
        "said",
        "say",
        "look",
        "find",
        "take",
        "note",
        "give",
        "answer",
        "answers",
        "mention",
        "mentions",
        "mentioned",
        "state",
        "stated",
        "states",
    ]
)
_SPELLED: Final = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
_NUMBER: Final = re.compile(
    rf"(?<![\w.,])([$€£]\s?)?(\d+(?:[.,]\d+)*|{_SPELLED})(\+)?(k\b)?(?![\d])(?:\s?(%)|[ -]([^\W\d_]+))?", re.IGNORECASE
)
_NO_UNIT: Final = frozenset(
    [
        "and",
        "or",
        "but",
        "of",
        "in",
        "on",
        "at",
        "to",
        "the",
        "a",
        "an",
        "i",
        "we",
        "was",
        "were",
        "is",
        "are",
        "when",
        "then",
        "because",
        "so",
        "with",
        "for",
        "my",
        "per",
        "from",
        "as",
        "by",
        "if",
    ]
)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE: Final = re.compile(
    rf"\b(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?|{_MONTH} \d{{4}}|(?:early|mid|late)[- ]{_MONTH}"
    rf"|in (?:\d{{1,2}}|{_SPELLED}|a) (?:days?|weeks?|months?)|next (?:week|month|monday|tuesday|wednesday|thursday|friday)"
    rf"|immediately|straight away|right away|tomorrow|today|(?:19|20)\d{{2}})(?!\w)",
    re.IGNORECASE,
)
_NOT: Final = re.compile(r"\b(?:not|cannot|never|no|except|unable|without)\b|n['’]t\b", re.IGNORECASE)
_BEFORE: Final = 24
"""Characters before an option in which a "not" turns it around."""


def find_wanted(tags: Sequence[WantedTag], passages: Sequence[Passage]) -> tuple[FoundTag, ...]:
    """Return the first find for each tag, in the order of the plan; a tag that is found nowhere is left out."""
    found = (_find(tag, passages) for tag in tags)
    return tuple(tag for tag in found if tag is not None)


def _find(tag: WantedTag, passages: Sequence[Passage]) -> FoundTag | None:
    named, told = _stems(tag.name), _stems(tag.instructions)
    # The name counts first; the longer instructions only where no sentence holds a word of the name.
    for stems in (named, told - named):
        for passage, sentence in _sentences(passages):
            value = _value(tag, sentence, stems, passage.prompt)
            if value:
                return FoundTag(tag.name, value, Quote(passage.ref, sentence))
        if tag.format == "option":
            break
    return None


def _value(tag: WantedTag, sentence: str, stems: frozenset[str], prompt: str) -> str:
    if tag.format == "option":
        return _option(tag.options, sentence)
    places = [match.start() for match in _WORD.finditer(sentence) if _stem(match.group()) in stems]
    if tag.format == "date":
        # "When could you start?" names the thing; the answer may only hold the date.
        is_asked = bool(stems & _stems(prompt))
        date = _DATE.search(sentence) if places or is_asked else None
        return date.group() if date else ""
    if tag.format == "number":
        return _number(sentence, places)
    is_whole = bool(stems) and stems <= _stems(sentence)
    return ellipsis(sentence, 120) if is_whole else ""


def _sentences(passages: Sequence[Passage]) -> Iterator[tuple[Passage, str]]:
    for passage in passages:
        for start, end in sentences(passage.text):
            yield passage, passage.text[start:end]


def _number(sentence: str, places: Sequence[int]) -> str:
    """Return the number nearest to a named word, with its unit: "5 years", "$19.50", "40%"."""
    found = list(_NUMBER.finditer(sentence))
    if not places or not found:
        return ""
    best = min(found, key=lambda match: min(abs(match.start() - place) for place in places))
    unit = best.group(6) or ""
    if unit.casefold() in _NO_UNIT:
        unit = ""
    said = "".join(part or "" for part in best.group(1, 2, 3, 4))
    return f"{said}{best.group(5) or ''} {unit}".strip()


def _option(options: Iterable[str], sentence: str) -> str:
    folded = fold(sentence)
    hits = []
    for option in options:
        match = re.search(rf"(?<!\w){re.escape(fold(option))}(?!\w)", folded) if fold(option) else None
        if match and not _NOT.search(folded[max(0, match.start() - _BEFORE) : match.start()]):
            hits.append((match.start(), -len(option), option))
    return min(hits)[2] if hits else ""


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text) if fold(word) not in _DULL)


def _stem(word: str) -> str:
    """Cut the usual English endings, so that "years" names "year" and "starting" names "start"."""
    folded = fold(word)
    for ending in ("ing", "ed", "es", "s"):
        if folded.endswith(ending) and len(folded) - len(ending) >= 3:
            return folded.removesuffix(ending)
    return folded
