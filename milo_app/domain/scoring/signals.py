"""Signals: text that reads like an instruction, and characters nobody sees. Facts to look at, in neutral words. Pure.

A signal never changes a score (design.md section 4): there is often a plain reason, and a person decides what it means.
The same words are given to the evaluator as any other text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from milo_app.core.instructions import TAGS, reads_like_instruction
from milo_app.core.sentences import sentences
from milo_app.core.text import ellipsis

INSTRUCTION: Final = "instruction_like"
HIDDEN: Final = "hidden_characters"
LEFT_OUT: Final = "left_out"
KINDS: Final = {
    INSTRUCTION: "Reads like an instruction to the evaluator. It was scored as any other text.",
    HIDDEN: "Holds characters that are not visible on screen. They were left out.",
    LEFT_OUT: "Part of the document was not read.",
}
"""The words for each kind of signal."""


@dataclass(frozen=True)
class FoundSignal:
    """A signal in one text: its kind, neutral words, and the words of the text that it is about (may be empty)."""

    kind: str
    text: str
    quote: str = ""


_UNSEEN: Final = re.compile("[\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]|(?<!^)\ufeff")
_WRAPPED: Final = re.compile(r"\s*\n\s*(?=[a-z])")


def find_signals(text: str) -> list[FoundSignal]:
    """Return what is worth a look in a candidate's text: at most one signal of each kind, with its words."""
    found: list[FoundSignal] = []
    quote = _instruction_in(text)
    if quote:
        found.append(FoundSignal(INSTRUCTION, KINDS[INSTRUCTION], ellipsis(quote, 280)))
    if _UNSEEN.search(text):
        found.append(FoundSignal(HIDDEN, KINDS[HIDDEN]))
    return found


def from_document_note(note: str) -> FoundSignal | None:
    """Return the signal for what the reader of a document left out; None for an empty note."""
    return FoundSignal(LEFT_OUT, ellipsis(note, 300)) if note else None


def _instruction_in(text: str) -> str:
    tag = TAGS.search(text)
    if tag:
        start, end = next(((a, b) for a, b in sentences(text) if a <= tag.start() < b), (tag.start(), tag.end()))
        return text[min(start, tag.start()) : max(end, tag.end())].strip()
    visible = _UNSEEN.sub("", text)
    return next((piece for piece in _pieces(visible) if reads_like_instruction(piece)), "")


def _pieces(text: str) -> list[str]:
    """Return the sentences, also those that a document wraps over lines, since a wrapped order is still one."""
    joined = _WRAPPED.sub(" ", text)
    pieces = [text[a:b] for a, b in sentences(text)]
    if joined != text:
        pieces += [joined[a:b] for a, b in sentences(joined)]
    return pieces
