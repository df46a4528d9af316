"""What the search found, as the palette and the search page draw it: lines with the part that matched cut out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypedDict

from milo_app.core.text import fold, initials
from milo_app.domain.search.asked import CandidateHit, InterviewerHit
from milo_app.domain.search.ports import COUNTED_TO, Count
from milo_app.domain.search.service import PHONE_DIGITS

STATE_WORDS = {"active": "Active", "expired": "Expired", "archived": "Archived", "draft": "Draft"}
_SPLIT = re.compile(r"[\s,]+")


class Piece(TypedDict):
    """A part of a text; `hit` says whether the search found this part."""

    text: str
    hit: bool


class Person(TypedDict):
    """A candidate that was found; `snippet` is empty where name or address say enough."""

    id: str
    href: str
    name: list[Piece]
    detail: list[Piece]
    snippet: list[Piece]
    initials: str
    role: str
    score: str
    match: str


class Role(TypedDict):
    """An interviewer that was found."""

    id: str
    href: str
    title: list[Piece]
    state: str
    word: str
    department: str
    slug: str
    match: str


def pieces(text: str, query: str, matched: Sequence[str] = ()) -> list[Piece]:
    """Cut a text into parts, marking what the search found.

    That is where a word of the query begins a word of the text, where its digits stand in a number, and each word in
    `matched`: those the engine found although they are written otherwise. Case and accents do not matter; the text
    itself is shown as it is.
    """
    found: list[Piece] = []
    at = 0
    for start, end in sorted(_spans(text, query, matched)):
        if end <= at:
            continue
        if start > at:
            found.append(Piece(text=text[at:start], hit=False))
        found.append(Piece(text=text[max(at, start) : end], hit=True))
        at = end
    if at < len(text):
        found.append(Piece(text=text[at:], hit=False))
    return found


def _spans(text: str, query: str, matched: Sequence[str]) -> list[tuple[int, int]]:
    folded, places = _folded(text)
    typed = {word for word in _SPLIT.split(fold(query).lstrip("@")) if word}
    spans = _stand(folded, places, typed, whole=False)
    # A word that was typed in part is marked in part; one that was found by another spelling is marked whole.
    others = {word for word in map(fold, matched) if word and not any(word.startswith(one) for one in typed)}
    spans += _stand(folded, places, others, whole=True)
    digits = re.sub(r"\D", "", query).lstrip("0")
    if not spans and len(digits) >= PHONE_DIGITS:
        numbers = [at for at, sign in enumerate(text) if sign.isdigit()]
        start = "".join(text[at] for at in numbers).find(digits)
        if start >= 0:
            spans.append((numbers[start], numbers[start + len(digits) - 1] + 1))
    return spans


def _stand(folded: str, places: list[int], words: set[str], *, whole: bool) -> list[tuple[int, int]]:
    end = r"(?![^\W_])" if whole else ""
    return [
        (places[match.start()], places[match.end() - 1] + 1)
        for word in words
        for match in re.finditer(rf"(?<![^\W_]){re.escape(word)}{end}", folded)
    ]


def _folded(text: str) -> tuple[str, list[int]]:
    """Fold sign by sign, and remember for each folded sign where it stood."""
    folded, places = [], []
    for at, sign in enumerate(text):
        for part in fold(sign) or (" " if sign.isspace() else ""):
            folded.append(part)
            places.append(at)
    return "".join(folded), places


def counted(shown: int, count: Count) -> str:
    """Say how many there are, and how many of them stand here when that is fewer."""
    words = count_words(count)
    return words if shown >= count.value else f"{shown} of {words}"


def count_words(count: Count) -> str:
    """Say how many there are: "12" or "1,000+"."""
    return f"{count.value:,}" if count.is_exact else f"{COUNTED_TO:,}+"


def person_line(hit: CandidateHit, query: str) -> Person:
    """Turn a hit into a line; somebody whose applications are all gone has no page to open."""
    name = pieces(hit.name, query, hit.matched)
    by_name = any(piece["hit"] for piece in name)
    plain = [Piece(text=hit.detail, hit=False)] if hit.detail else []
    detail = plain if by_name else pieces(hit.detail, query, hit.matched)
    says_enough = by_name or any(piece["hit"] for piece in detail)
    return Person(
        id=hit.public_id,
        href=f"/candidates/{hit.application_id}" if hit.application_id else "",
        name=name,
        detail=detail,
        snippet=[] if says_enough or not hit.snippet else pieces(hit.snippet, query, hit.matched),
        initials=initials(hit.name),
        role=hit.interviewer_title,
        score=hit.score_text,
        match=f"{hit.match}" if hit.match else "",
    )


def role_line(hit: InterviewerHit, query: str) -> Role:
    """Turn a hit into a line; a draft opens where it is edited."""
    is_draft = hit.state == "draft"
    return Role(
        id=hit.public_id,
        href=f"/interviewers/{hit.public_id}/edit" if is_draft else f"/interviewers/{hit.public_id}",
        title=pieces(hit.title, query, hit.matched),
        state=hit.state,
        word=STATE_WORDS.get(hit.state, hit.state.capitalize()),
        department=hit.department,
        slug="" if is_draft else hit.slug,
        match=f"{hit.match}" if hit.match else "",
    )
