"""What the child found in a document, or why it could not read it. Plain data: it crosses a process boundary."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_PAGES = 30
MAX_CHARS = 200_000

# Characters that print nothing: zero-width, direction marks, soft hyphen, tags (U+E0000), variation selectors.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff\U0001d173-\U0001d17a]"
)
# Tags can spell a whole sentence that nobody sees; the others turn up in honest text now and then.
_SPELLING = re.compile("[\U000e0000-\U000e0fff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_ANY_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


class Unreadable(Exception):
    """The document gives no text; `reason` is one of the keys of reader.SENTENCES."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Found:
    """Text as a person reads it, how many pages it came from, and what was left out."""

    text: str
    pages: int
    hidden: int = 0
    more_pages: int = 0
    broken_pages: int = 0
    is_cut: bool = False


def clean(text: str) -> tuple[str, int]:
    """Return text without invisible and control characters, lines trimmed, and how many spelled hidden words."""
    spelled = len(_SPELLING.findall(text))
    text = _ANY_BREAK.sub("\n", text)
    text = _CONTROLS.sub("", _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", text.replace("\u00a0", " "))
    text = re.sub(r"[ \t]+\n", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip(), spelled


def finish(found: Found) -> Found:
    """Clean and cap the text; raises Unreadable("empty") when nothing is left of it."""
    text, spelled = clean(found.text)
    found.hidden += spelled
    found.is_cut = found.is_cut or len(text) > MAX_CHARS
    found.text = text[:MAX_CHARS].rstrip()
    if not any(c.isalnum() for c in found.text):
        raise Unreadable("only_hidden" if found.hidden else "empty")
    return found
