"""Reads a pasted posting: lines with their section and strength, title, company, place, pay, hours. Rules only, no AI.

Every line keeps its source: words that stand in the description exactly so, after white space is made single.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from milo_app.adapters.llm_builtin.reading_words import BOILERPLATE, HEADING_PATTERNS, MUST_WORDS, NICE_WORDS, STOP
from milo_app.core.text import fold, one_line, plain

MAX_LINES = 500
MAX_SOURCE = 600
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,300}|!--.*?--)>", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/?p|/?li|/?ul|/?ol|/?div|/?h[1-6]|/?tr|/?table|/?section)\b[^<>]{0,300}>", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–—*•▪◦●○■□➤✓✔→»·o‣+]|\(?\d{1,2}[.)]|[a-z]\))\s+")
_INLINE_BULLET = re.compile(r"\s*[•▪●■◦‣✓✔➤]\s*")
_SENTENCE = re.compile(
    r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\betc\.)(?<!\bapprox\.)(?<!\bSt\.)(?<!\b[A-Z]\.)(?<!z\.B\.)\s+(?=[\"“‘(]?[A-ZÀ-Þ0-9])"
)
_LABEL = re.compile(r"^([^:.]{2,48}?)\s*(?::|\t|\s\|\s)\s*(\S.*)$")
_PRAISE = re.compile(
    r"^(?:Our client|(?:[A-Z][\w&'’.-]+ ){1,4})(?:is|makes|employs|was|serves|moved|provides|runs|has)\b|"
    r"^We (?:\([^)]*\) )?(?:are|employ|clean|cook|make|keep)\b"
)
_NOT_PRAISE = re.compile(
    r"^(?:The|This|You|It|There|Experience|What|Who|Applicants|We are (?:looking|seeking|recruiting|hiring))\b"
)
_ROLE_LABELS = re.compile(
    r"^(?:job ?title|position(?: title)?|title|role|vacancy|stelle|poste|puesto|job|we(?:'re| are) hiring)$"
)


@dataclass(frozen=True)
class Line:
    """One requirement, duty or statement. `strength` is must, nice or empty; `source` stands in the description "
    "verbatim."""

    text: str
    source: str
    section: str
    strength: str = ""

    @property
    def can_ask(self) -> bool:
        """Whether a question may come from this line: never from benefits, the company's praise or legal "
        "boilerplate."""
        return self.section in ("intro", "duties", "must", "nice", "other") and bool(self.source)


@dataclass(frozen=True)
class Label:
    """A labelled fact such as `Location: Leeds`."""

    name: str
    value: str
    source: str


@dataclass(frozen=True)
class Posting:
    """A description as read: lines in order, labelled facts, and the whole text on one line."""

    flat: str
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    language: str
    shown: str = ""
    """The text on one line without markup."""

    @property
    def words(self) -> int:
        """How many words the text has."""
        return len(self.flat.split())

    @cached_property
    def askable(self) -> tuple[Line, ...]:
        """The lines that a question may come from."""
        return tuple(line for line in self.lines if line.can_ask)

    def labelled(self, pattern: str) -> Label | None:
        """Return the first labelled fact whose folded name starts with the pattern."""
        found = re.compile(rf"^(?:{pattern})")
        return next((label for label in self.labels if found.match(fold(label.name))), None)


def language_of(text: str) -> str:
    """Return the likeliest of seven languages by their small words; English when there is too little to tell."""
    words = re.findall(r"[^\W\d_]+", text[:6000].casefold())
    counts = {tongue: sum(word in small for word in words) for tongue, small in STOP.items()}
    best = max(counts, key=lambda tongue: counts[tongue])
    return best if counts[best] >= 5 and counts[best] > 1.25 * counts["en"] else "en"


def without_markup(text: str) -> str:
    """Return text without HTML tags; list items and paragraphs become lines. Plain text comes back as it was."""
    if "<" in text and _TAG.search(text):
        text = _TAG.sub("", _BREAK.sub("\n", text))
    return html.unescape(text)


def verbatim(text: str, flat: str) -> str:
    """Return text when it stands in `flat`, else the longest run of at least three words that does, else nothing."""
    text = text[:MAX_SOURCE].rsplit(" ", 1)[0] if len(text) > MAX_SOURCE else text
    if text in flat:
        return text
    words = text.split(" ")[:80]
    best: list[str] = []
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and " ".join(words[start : end + 1]) in flat:
            end += 1
        best = max(best, words[start:end], key=len)
        start = max(end, start + 1)
    return " ".join(best) if len(best) >= 3 else ""


def heading_of(line: str) -> str | None:
    """Return the section that a heading opens, `other` for an unknown heading, None when the line is no heading."""
    bare = re.sub(r"^[#*_=\s]+|[#*_=:\s]+$", "", line)
    words = bare.split()
    if not words or len(words) > 9 or len(bare) > 64 or re.search(r"[.;,]$|\d{3}", bare):
        return None
    ends_open = line.rstrip().rstrip("*_ ").endswith(":") or line.lstrip().startswith(("#", "**", "=="))
    folded = fold(bare).replace("’", "'")
    for section, pattern in HEADING_PATTERNS:
        if pattern.match(folded):
            if ends_open or bare.isupper() or len(words) <= 6:
                return section
            return None
    if ends_open or (bare.isupper() and len(words) <= 6 and len(bare) > 3):
        return "other"
    return None


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield lines with whether each was a bullet; sentences of prose become lines of their own."""
    for raw in text.split("\n"):
        for part in _INLINE_BULLET.split(raw) if _INLINE_BULLET.search(raw.strip()[1:]) else [raw]:
            bare = part.strip()
            if not bare:
                continue
            bullet = _BULLET.match(bare) or (raw.strip()[:1] in "•▪●■◦‣✓✔➤" and part is not raw)
            bare = _BULLET.sub("", bare).strip().strip("•▪●■◦‣✓✔➤ ")
            if not bare:
                continue
            if len(bare) > 90:
                yield from ((sentence, bool(bullet)) for sentence in _SENTENCE.split(bare))
            else:
                yield bare, bool(bullet)


def _strength(text: str, section: str) -> str:
    if NICE_WORDS.search(text):
        return "nice"
    if section == "nice":
        return "nice"
    if section == "must" or MUST_WORDS.search(text):
        return "must"
    return ""


def _classified(text: str, section: str) -> str:
    if section in ("intro", "duties", "must", "nice", "other") and BOILERPLATE.search(text):
        return "legal"
    if section in ("intro", "other") and _PRAISE.match(text) and not _NOT_PRAISE.match(text):
        return "about"
    return section


def read(description: str) -> Posting:
    """Read a description of any form; never fails, and takes well under a second for 50,000 characters."""
    flat = one_line(description)
    text = plain(without_markup(plain(description)))
    lines: list[Line] = []
    labels: list[Label] = []
    section = "intro"
    for piece, is_bullet in _pieces(text):
        if len(lines) >= MAX_LINES:
            break
        opened = None if is_bullet and not piece.endswith(":") else heading_of(piece)
        first = not lines and not labels
        if opened and not (first and opened not in ("duties", "must", "about")):
            section = opened
            continue
        here, rest = _labelled(piece, section, flat, labels)
        if rest:
            short = one_line(rest)
            lines.append(Line(short, verbatim(short, flat), _classified(short, here), _strength(short, here)))
    return Posting(flat, tuple(lines), tuple(labels), language_of(text), one_line(text))


def _labelled(piece: str, section: str, flat: str, labels: list[Label]) -> tuple[str, str]:
    """Return section and text of a piece; `Must have: ...` gives the must section, `Location: ...` becomes a label."""
    found = _LABEL.match(piece)
    if not found:
        return section, piece
    name, value = found.group(1).strip(" *_"), found.group(2).strip(" *_")
    folded = fold(name).replace("’", "'")
    if len(name.split()) <= 5:
        labels.append(Label(name, one_line(value), verbatim(one_line(piece), flat)))
        if _ROLE_LABELS.match(folded) or re.match(
            r"(?:job )?(?:location|place|standort|lieu|ubicacion|salary|pay|hours|contract|type|start|closing|"
            r"deadline|reports|"
            r"reporting|department|company|employer|vergutung|salaire|salario|arbeitszeit|jornada|horario|contrat|"
            r"reference|ref\b|"
            r"rate|schedule|shift pattern|employment|grade|gehalt|arbeitsort|duration|job id|posted|website|email|"
            r"phone)",
            folded,
        ):
            return "facts", piece
        for kind, pattern in HEADING_PATTERNS:
            if kind in ("must", "nice", "duties", "benefits", "legal", "apply", "about") and pattern.match(folded):
                return kind, value
    return section, piece


def clauses(line: Line) -> list[Line]:
    """Return the parts of a long line that stand alone, each verbatim; the line itself when it is short."""
    if len(line.source) <= 90:
        return [line]
    found: list[Line] = []
    for whole in re.split(r";\s+(?:and\s+|or\s+)?", line.source):
        parts = re.split(r",\s+(?:and\s+|or\s+)?|\s+–\s+|:\s+", whole)
        if len(whole) <= 90 or min(len(part.split()) for part in parts) < 3:
            parts = [whole]
        found.extend(
            Line(part.rstrip(". "), part.rstrip(". "), line.section, _part_strength(part, line)) for part in parts
        )
    return found


def _part_strength(part: str, line: Line) -> str:
    """Return a clause's own strength: `German is a plus` within a must sentence is nice, the rest stays a must."""
    if NICE_WORDS.search(part):
        return "nice"
    return "must" if line.section == "must" and line.strength == "nice" else line.strength
