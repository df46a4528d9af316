"""How texts become comparable words for the search: the same way for what is kept and for what is asked. All pure.

Case, accents and apostrophes go; letters that have no decomposition (ł, ø, ß) become plain ones. A run of Chinese or
Japanese signs has no spaces between its words, so each sign is a word of its own and a run is a phrase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from milo_app.core import text as core_text

VERSION = 1
"""Grows with every change to how texts are folded: an index that was folded otherwise is built anew."""
LONGEST = 200
MOST_WORDS = 8
PHONE_DIGITS = 4
SHORTEST_FRAGMENT = 3

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h"}
    | dict.fromkeys("'’‘ʼ`´", None)
)
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_UNIT = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_IS_CJK = re.compile(rf"[{_CJK}]")
_NOT_PHONE = re.compile(r"[^\d\s()+./-]")
_NOT_CONTACT = re.compile(r"[^\w@.+-]")
_DIGITS = re.compile(r"\D")


def fold(text: str) -> str:
    """Return a text for comparing: one line, without case, accents, apostrophes and invisible signs."""
    folded = core_text.fold(core_text.plain(text))
    return folded.replace("'", "").replace("`", "") if folded.isascii() else folded.translate(_LETTERS)


def words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return _WORD.findall(fold(text))


def joined(text: str) -> str:
    """Return the words of a text, folded, with single spaces between them."""
    return " ".join(words(text))


def digits(text: str) -> str:
    """Return the digits of a phone number as ASCII."""
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())


def is_cjk(word: str) -> bool:
    """Return whether a word is written in signs that stand for themselves."""
    return bool(_IS_CJK.match(word))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, made ready. Each unit is one word, or the signs of a run that stand side by side.

    `fragment` is a part of an e-mail address to look for, `phone` digits of a number; empty when it cannot be one.
    """

    text: str
    units: tuple[tuple[str, ...], ...]
    fragment: str
    phone: str

    @property
    def words(self) -> tuple[str, ...]:
        """All words in their order."""
        return tuple(word for unit in self.units for word in unit)

    @property
    def is_address(self) -> bool:
        """Whether it can only be meant for an e-mail address, so that names like it are no answer."""
        return "@" in self.fragment

    @property
    def is_contact(self) -> bool:
        """Whether it looks like a part of an address or a number: where one holds it, nothing else is meant."""
        return bool(self.phone) or any(sign in "@._+" or sign.isdecimal() for sign in self.fragment)

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it can be looked for."""
        return not (self.units or self.fragment or self.phone)


@lru_cache(maxsize=256)
def question(text: str) -> Question:
    """Read a question; whatever stands in it is text, and what cannot be looked for is left out."""
    line = core_text.one_line(text[: 4 * LONGEST])[:LONGEST]
    folded = fold(line)
    units = tuple(tuple(_WORD.findall(unit)) for unit in _UNIT.findall(folded)[:MOST_WORDS])
    return Question(" ".join(word for unit in units for word in unit), units, _fragment(line), _phone(line))


def _fragment(line: str) -> str:
    wanted = line.lower().strip()
    if len(wanted) < SHORTEST_FRAGMENT or _NOT_CONTACT.search(wanted) or not any(sign.isalnum() for sign in wanted):
        return ""
    return wanted


def _phone(line: str) -> str:
    found = digits(line)
    if len(found) < PHONE_DIGITS or _NOT_PHONE.search(line):
        return ""
    return found.lstrip("0") or ""
