"""What a key, a value and the allowed values of a label may be. All pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from milo_app.core.errors import Invalid
from milo_app.core.text import fold, one_line, plural
from milo_app.domain.labels.models import LabelKind

LONGEST_KEY: Final = 40
LONGEST_NAME: Final = 60
LONGEST_DESCRIPTION: Final = 300
LONGEST_TEXT: Final = 200
LONGEST_ALLOWED: Final = 60
MOST_ALLOWED: Final = 100
_WHOLE_DIGITS: Final = 15
_DECIMALS: Final = 6

_NOT_KEY = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_BETWEEN = re.compile(r"[,\n]")
_YES: Final = frozenset({"yes", "y", "true", "1", "on"})
_NO: Final = frozenset({"no", "n", "false", "0", "off"})


def key_of(typed: str) -> str:
    """Return lower case letters, digits and single underscores, at most 40 characters; empty when nothing is left."""
    return _NOT_KEY.sub("_", fold(typed)).strip("_")[:LONGEST_KEY].rstrip("_")


def allowed_of(typed: str | Sequence[str]) -> list[str]:
    """Read the allowed values of a picklist: commas or lines apart, each once whatever its case and accents.

    Raises `Invalid` without a value, past 100 of them, and for one of more than 60 characters.
    """
    parts = _BETWEEN.split(typed) if isinstance(typed, str) else typed
    found: dict[str, str] = {}
    for part in parts:
        if shown := one_line(part):
            found.setdefault(folded(shown), shown)
    values = list(found.values())
    if not values:
        raise Invalid(
            "A picklist needs at least one value.", field="allowed", do="Write the values with commas between them."
        )
    if len(values) > MOST_ALLOWED:
        raise Invalid(f"These are {len(values)} values; a picklist holds up to {MOST_ALLOWED}.", field="allowed")
    if long := next((value for value in values if len(value) > LONGEST_ALLOWED), ""):
        raise Invalid(
            f"“{long[:30]}…” has {len(long)} characters.",
            field="allowed",
            do=f"Use up to {LONGEST_ALLOWED} for each value.",
        )
    return values


def folded(shown: str) -> str:
    """Return a value folded for comparing; what folds to nothing stands for itself."""
    return (fold(shown) or shown)[:LONGEST_TEXT]


def value_of(kind: LabelKind, allowed: Sequence[str], typed: str) -> str:
    """Return a value as it is kept and shown; raises `Invalid` with what the label takes."""
    shown = one_line(typed)
    if not shown:
        raise Invalid("There is no value yet.", field="value", do="Enter one, or remove the label.")
    if kind == LabelKind.NUMBER:
        return number_of(shown)
    if kind == LabelKind.PICKLIST:
        match = next((value for value in allowed if folded(value) == folded(shown)), None)
        if match is None:
            raise Invalid(
                f"“{shown[:60]}” is not one of the values of this label.", field="value", do="Choose one of the list."
            )
        return match
    if kind == LabelKind.YES_NO:
        word = shown.casefold()
        if word not in _YES | _NO:
            raise Invalid("This label takes Yes or No.", field="value")
        return "Yes" if word in _YES else "No"
    if len(shown) > LONGEST_TEXT:
        raise Invalid(
            f"That is {plural(len(shown), 'character')}; {LONGEST_TEXT} fit.", field="value", do="Shorten it."
        )
    return shown


def number_of(typed: str) -> str:
    """Return a plain decimal without needless zeros and signs: `007` is `7`, `+1.50` is `1.5`, `-0` is `0`.

    Separators of thousands are refused, because 1,200 means 1.2 to half the world. At most 15 digits before the point
    and 6 behind it.
    """
    text = unicodedata.normalize("NFKC", typed).replace("\u2212", "-").strip()
    if not _NUMBER.fullmatch(text):
        raise Invalid(f"“{typed[:40]}” is not a plain number.", field="value", do="Write it like 1200 or 12.5.")
    number = Decimal(text)
    whole, _, decimals = format(abs(number), "f").partition(".")
    decimals = decimals.rstrip("0")
    if len(whole) > _WHOLE_DIGITS or len(decimals) > _DECIMALS:
        fit = f"Up to {_WHOLE_DIGITS} before the point and {_DECIMALS} behind it fit."
        raise Invalid("That number has too many digits.", field="value", do=fit)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"
