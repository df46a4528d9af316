"""The bytes of a list of people as text, whatever program wrote them: UTF-8, UTF-16 or an older encoding. All pure."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from milo_app.core.errors import Invalid, TooLarge
from milo_app.core.filetypes import FileKind, kind_of, refusal, utf16_without_mark

MOST_BYTES = 5_000_000
_SAMPLE = 60_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLDER = ["cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "mac_roman", "shift_jis", "gb18030", "big5"]
_WORD = re.compile(r"[^\W\d_]+")


def text_of(data: bytes, name: str = "") -> str:
    """Return the text of a list; raises `TooLarge` over 5 MB and `Invalid` for what is no text, with what it is."""
    if len(data) > MOST_BYTES:
        raise TooLarge(
            f"This list has {len(data) / 1_000_000:.1f} MB. Up to {MOST_BYTES // 1_000_000} MB can be read at once.",
            safe="Nothing was added.",
            do="Leave out columns that are not needed, or send it in parts.",
        )
    kind = kind_of(data[:8192])
    if kind == FileKind.EMPTY:
        raise Invalid("This list is empty.", field="file", do="Choose another file.")
    if kind == FileKind.ZIP:
        raise Invalid(
            "This looks like a spreadsheet or an archive.", field="file", do="Save it as CSV, and send that file."
        )
    if kind != FileKind.TXT:
        what, _ = refusal(kind, name)
        raise Invalid(what, field="file", do="Save your list as CSV, and send that file.")
    return _decoded(data).replace("\x00", "")


def _decoded(data: bytes) -> str:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, errors="replace")
    if (unmarked := utf16_without_mark(data)) is not None:
        return data.decode(unmarked, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_older(data), errors="replace")


def _older(data: bytes) -> str:
    """Name the encoding of text that is not Unicode; Western names are by far the most, and the safest guess."""
    strange = b"\n".join(line for line in data[: _SAMPLE * 20].splitlines() if not line.isascii())[:_SAMPLE]
    try:
        western = strange.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    if western and _reads_western(western):
        return "cp1252"
    if _reads_cyrillic(strange.decode("cp1251", errors="replace")):
        return "cp1251"
    found = from_bytes(strange, cp_isolation=_OLDER).best()
    return found.encoding if found is not None else "cp1252"


def _reads_western(text: str) -> bool:
    """In Western words an accented letter stands among plain ones; another script read as Western is accents only."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    letters = sum(len(word) for word in words)
    accented = sum(not letter.isascii() for word in words for letter in word)
    return not letters or accented <= letters / 2


def _reads_cyrillic(text: str) -> bool:
    """Cyrillic words are lowercase but for their first letter; other scripts read as Cyrillic are not."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    tails = "".join(word[1:] for word in words)
    return bool(tails) and sum("\u0430" <= letter <= "\u045f" for letter in tails) >= 0.9 * len(tails)
