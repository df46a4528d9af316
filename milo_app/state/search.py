"""The search page: people and interviewers, with the part that matched in view."""

from __future__ import annotations

import re
from typing import TypedDict
from urllib.parse import quote

import reflex as rx

from milo_app.core.text import fold, initials
from milo_app.domain.search import service
from milo_app.domain.search.asked import Asked, CandidateHit, Found, InterviewerHit
from milo_app.domain.search.ports import COUNTED_TO, Count
from milo_app.state.access import look, me
from milo_app.state.listing import query_of
from milo_app.state.policy import signed_in

LIMIT = 50
_STATES = {"active": "Active", "expired": "Expired", "archived": "Archived", "draft": "Draft"}


class Piece(TypedDict):
    """A part of a text; `hit` says whether the search found this part."""

    text: str
    hit: bool


class Person(TypedDict):
    """A candidate that was found."""

    id: str
    href: str
    name: list[Piece]
    detail: list[Piece]
    initials: str
    role: str
    score: str


class Role(TypedDict):
    """An interviewer that was found."""

    id: str
    href: str
    title: list[Piece]
    state: str
    word: str
    department: str
    slug: str


def pieces(text: str, query: str) -> list[Piece]:
    """Cut a text into parts, marking where a word of the query begins a word of it, or its digits stand in a number.

    Case and accents do not matter; the text itself is shown as it is.
    """
    spans = sorted(_spans(text, query))
    found: list[Piece] = []
    at = 0
    for start, end in spans:
        if end <= at:
            continue
        if start > at:
            found.append(Piece(text=text[at:start], hit=False))
        found.append(Piece(text=text[max(at, start) : end], hit=True))
        at = end
    if at < len(text):
        found.append(Piece(text=text[at:], hit=False))
    return found


def _spans(text: str, query: str) -> list[tuple[int, int]]:
    folded, places = _folded(text)
    spans = []
    for word in {word for word in re.split(r"[\s,]+", fold(query).lstrip("@")) if word}:
        for match in re.finditer(rf"(?<![^\W_]){re.escape(word)}", folded):
            spans.append((places[match.start()], places[match.end() - 1] + 1))
    digits = re.sub(r"\D", "", query).lstrip("0")
    if not spans and len(digits) >= service.PHONE_DIGITS:
        numbers = [at for at, sign in enumerate(text) if sign.isdigit()]
        start = "".join(text[at] for at in numbers).find(digits)
        if start >= 0:
            spans.append((numbers[start], numbers[start + len(digits) - 1] + 1))
    return spans


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
    words = f"{count.value:,}" if count.is_exact else f"{COUNTED_TO:,}+"
    return words if shown >= count.value else f"{shown} of {words}"


def person_line(hit: CandidateHit, query: str) -> Person:
    """Turn a hit into a line; somebody whose applications are all gone has no page to open."""
    name = pieces(hit.name, query)
    by_name = any(piece["hit"] for piece in name)
    return Person(
        id=hit.public_id,
        href=f"/candidates/{hit.application_id}" if hit.application_id else "",
        name=name,
        detail=[Piece(text=hit.detail, hit=False)] if by_name and hit.detail else pieces(hit.detail, query),
        initials=initials(hit.name),
        role=hit.interviewer_title,
        score=hit.score_text,
    )


def role_line(hit: InterviewerHit, query: str) -> Role:
    """Turn a hit into a line; a draft opens where it is edited."""
    is_draft = hit.state == "draft"
    return Role(
        id=hit.public_id,
        href=f"/interviewers/{hit.public_id}/edit" if is_draft else f"/interviewers/{hit.public_id}",
        title=pieces(hit.title, query),
        state=hit.state,
        word=_STATES.get(hit.state, hit.state.capitalize()),
        department=hit.department,
        slug="" if is_draft else hit.slug,
    )


class Search(rx.State):
    """What was asked and what was found."""

    q: str = ""
    people: list[Person] = []
    roles: list[Role] = []
    people_count: str = ""
    roles_count: str = ""
    note: str = ""
    """What the asker should know, such as that the index is being built."""
    is_loading: bool = True
    is_asked: bool = False
    """The query is long enough to be searched for."""
    shows_people: bool = True
    shows_roles: bool = True
    shows_contact: bool = False

    @rx.event
    @signed_in
    async def load(self):
        """Search for what the address says."""
        actor = me().actor
        self.shows_people = actor.can("candidate:read") and not actor.is_blind
        self.shows_roles = actor.can("interviewer:read")
        self.shows_contact = actor.can("candidate:read_contact")
        self.q = query_of(self, {"q": ""})["q"].strip()[:120]
        found = await look(service.find, Asked(self.q, per_page=LIMIT))
        self._show(found)

    def _show(self, found: Found) -> None:
        self.is_asked = service.is_asked(Asked(found.query))
        self.people = [person_line(hit, found.query) for hit in found.candidates]
        self.roles = [role_line(hit, found.query) for hit in found.interviewers]
        self.people_count = counted(len(found.candidates), found.candidates_count)
        self.roles_count = counted(len(found.interviewers), found.interviewers_count)
        self.note = found.note
        self.is_loading = False

    @rx.event
    @signed_in
    async def ask(self, form: dict[str, str]):
        """Search for what was typed; the address carries it."""
        text = form.get("q", "").strip()[:120]
        return rx.redirect(f"/search?q={quote(text, safe='')}" if text else "/search")
