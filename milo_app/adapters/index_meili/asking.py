"""Turns a question into queries for `/multi-search`, and the answers into hits.

Filters are made of whole numbers and digests only. In the text of a question nothing is a command: quotes and leading
dashes, which Meilisearch would read as "this phrase" and "not this word", are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from milo_app.adapters.index_meili.stored import CONTACTS, SHORTEST_PART, SHOWN, WORDS, digest, digits, squeezed
from milo_app.core.text import one_line
from milo_app.domain.search.folding import fold
from milo_app.domain.search.ports import COUNTED_TO, Count, Hit, Kind, Narrowing, Scope, SearchRequest

LONGEST = 200
CROP_WORDS = 24
# Signs of the private use area: `plain` keeps them out of documents, so they can stand for nothing else.
BEGIN, END = "\ue000", "\ue001"
_WORD = re.compile(r"\w+")
_PHONE = re.compile(r"[\d\s()+./-]+")


@dataclass(frozen=True)
class Way:
    """One way of putting a question: the words, and whether all of them must be met."""

    q: str
    strategy: str = "all"


def cleaned(text: str) -> str:
    """Return the words of a question, without what would be a command."""
    line = one_line(text)[:LONGEST].replace('"', " ")
    return " ".join(re.sub(r"(^|\s)-+", " ", line).split())


def is_empty(text: str) -> bool:
    """Return whether a question has no letter and no digit."""
    return not _WORD.search(text)


def ways(text: str, kind: Kind, *, sees_contact: bool) -> list[Way]:
    """Return the ways to put a question, first choice first; the next is taken when one finds nothing."""
    words = cleaned(text)
    found = [Way(words)]
    if kind == Kind.CANDIDATE and sees_contact:
        contact = _as_contact(words)
        if contact and contact != fold(words):
            found.insert(0 if _is_contact(words) else 1, Way(contact))
    if len(words.split()) > 1:
        found.append(Way(words, "last"))
    return found


def _is_phone(words: str) -> bool:
    return bool(_PHONE.fullmatch(words)) and len(digits(words)) >= SHORTEST_PART


def _is_contact(words: str) -> bool:
    return "@" in words or _is_phone(words)


def _as_contact(words: str) -> str:
    if _is_phone(words):
        return digits(words)
    return " ".join(part for part in (squeezed(word) for word in words.split()) if part)


def filters(scope: Scope, narrowing: Narrowing) -> list[str]:
    """Return what every hit must meet: the workspace first, then what the asker may find, then what was asked for."""
    must = [f"ws = {int(scope.workspace_id)}"]
    if scope.interviewer_ids is not None:
        must.append(f"interviewer_ids IN [{', '.join(str(int(one)) for one in sorted(scope.interviewer_ids))}]")
    for group in narrowing.facets:
        if group:
            must.append(f"facets IN [{', '.join(sorted(digest(token) for token in group))}]")
    if narrowing.min_years is not None:
        must.append(f"years >= {int(narrowing.min_years)}")
    if narrowing.max_years is not None:
        must.append("years >= 0")
        must.append(f"years <= {int(narrowing.max_years)}")
    return must


def may_find(scope: Scope, kind: Kind) -> bool:
    """Return whether there is anything of this kind that the asker may find."""
    if scope.interviewer_ids is not None and not scope.interviewer_ids:
        return False
    return scope.sees_people if kind == Kind.CANDIDATE else scope.sees_interviewers


def query(index: str, way: Way, scope: Scope, request: SearchRequest) -> dict[str, Any]:
    """Return one section of a multi-search."""
    searched = [*WORDS, *CONTACTS] if scope.sees_contact else list(WORDS)
    asked: dict[str, Any] = {
        "indexUid": index,
        "q": way.q,
        "page": max(1, request.page),
        "hitsPerPage": max(1, request.per_page),
        "filter": filters(scope, request.narrowing),
        "attributesToRetrieve": ["id", "doc"],
        "attributesToSearchOn": searched,
        "attributesToHighlight": [*SHOWN, "email"] if scope.sees_contact else list(SHOWN),
        "highlightPreTag": BEGIN,
        "highlightPostTag": END,
        "attributesToCrop": ["body"],
        "cropLength": CROP_WORDS,
        "cropMarker": "…",
        "matchingStrategy": way.strategy,
        "showRankingScore": True,
    }
    if not way.q:
        asked["sort"] = ["updated_at:desc"]
    return asked


def marked_words(text: str) -> list[str]:
    """Return the whole words, folded, of which some part is marked: a prefix is marked without its rest."""
    clean: list[str] = []
    spans: list[tuple[int, int]] = []
    at = start = 0
    for piece in re.split(f"([{BEGIN}{END}])", text):
        if piece == BEGIN:
            start = at
        elif piece == END:
            spans.append((start, at))
        else:
            clean.append(piece)
            at += len(piece)
    whole = "".join(clean)
    met = (w for w in _WORD.finditer(whole) if any(w.start() < end and begin < w.end() for begin, end in spans))
    return [fold(word[0]) for word in met]


def hit(kind: Kind, found: Mapping[str, Any], asked: Sequence[str] = ()) -> Hit:
    """Return one hit as the port describes it; `asked` are the folded words of the question."""
    shown: Mapping[str, Any] = found.get("_formatted") or {}
    matched: dict[str, None] = {}
    for value in shown.values():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                matched.update(dict.fromkeys(marked_words(text)))
    name = str(shown.get("name_key") or "").replace(BEGIN, "").replace(END, "")
    matched.update(dict.fromkeys(word for word in _WORD.findall(name) if any(word.startswith(one) for one in asked)))
    body = shown.get("body") or ""
    snippet = one_line(body.replace(BEGIN, "").replace(END, "")) if BEGIN in body else ""
    score = max(0, min(100, round(100 * float(found.get("_rankingScore") or 0))))
    return Hit(kind, int(found["doc"]), score, tuple(word for word in matched if word), snippet)


def count(section: Mapping[str, Any]) -> Count:
    """Return how many were found; the server counts one further than is told exactly."""
    total = int(section.get("totalHits") or 0)
    return Count(min(total, COUNTED_TO), total <= COUNTED_TO)


def hits(kind: Kind, section: Mapping[str, Any]) -> Sequence[Hit]:
    """Return the hits of one section."""
    asked = _WORD.findall(fold(str(section.get("query") or "")))
    return [hit(kind, found, asked) for found in section.get("hits", ())]
