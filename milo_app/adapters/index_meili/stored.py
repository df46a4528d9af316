"""What a Meilisearch index holds of a document, and the settings of the index.

Nothing that people wrote is ever part of a filter: facets are stored and asked for as digests. E-mail and phone are
stored a second time as their endings, because Meilisearch matches the beginnings of words only: an ending that begins
with what was typed is a middle of the whole. The beginnings of names are stored too, since it takes only the last word
of a question for a beginning. Names, tags and places are stored folded by our rules as well: a server
need not know that ł is an l to somebody who cannot type it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from pydantic import BaseModel, ConfigDict

from milo_app.core.text import plain
from milo_app.domain.search.folding import fold, words
from milo_app.domain.search.ports import COUNTED_TO, Document, Kind, Removal

SCHEMA = 1
"""Counted up when documents or settings change: an index of another number is built anew."""

MARKER = "cursor"
"""The id of the one document that says how far the index is; it belongs to no workspace, so nobody finds it."""

SHORTEST_PART = 3
LONGEST_BODY = 60_000
MOST_NAMES, LONGEST_START = 12, 24
NAMES = {Kind.CANDIDATE: "people", Kind.INTERVIEWER: "interviewers"}
WORDS = ("name", "name_key", "starts", "tags", "city", "keys", "body")
SHOWN = ("name", "name_key", "tags", "city", "keys", "body")
CONTACTS = ("email", "email_parts", "phone_parts")
SEARCHED = ("name", "name_key", "starts", *CONTACTS, "tags", "city", "keys", "body")
"""Most important first."""

_NOT_LETTER = re.compile(r"[^0-9a-z]+")


class Stored(BaseModel):
    """A document as it is sent; Meilisearch itself would take anything."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str
    ws: int
    doc: int
    name: str
    name_key: str
    starts: list[str]
    email: str
    email_parts: list[str]
    phone_parts: list[str]
    tags: list[str]
    city: str
    keys: list[str]
    body: str
    interviewer_ids: list[int]
    facets: list[str]
    years: int
    updated_at: int


def settings(*, has_numbers: bool = True) -> dict[str, Any]:
    """Return the settings of both indexes. Typos: one from 4 letters on, two from 8; none in numbers and contacts.

    `has_numbers` says whether the server knows the setting for numbers; they are never long in what is searched.
    """
    numbers = {"disableOnNumbers": True} if has_numbers else {}
    return {
        "searchableAttributes": list(SEARCHED),
        "displayedAttributes": ["*"],
        "filterableAttributes": ["ws", "interviewer_ids", "facets", "years"],
        "sortableAttributes": ["updated_at"],
        "typoTolerance": {
            "enabled": True,
            "minWordSizeForTypos": {"oneTypo": 4, "twoTypos": 8},
            "disableOnAttributes": ["starts", *CONTACTS],
            **numbers,
        },
        "pagination": {"maxTotalHits": COUNTED_TO + 1},
        "searchCutoffMs": 500,
    }


def key_of(thing: Document | Removal) -> str:
    """Return the id of a thing in its index."""
    return f"{int(thing.workspace_id)}-{int(thing.id)}"


def digest(token: str) -> str:
    """Return what stands for a facet in documents and filters."""
    return blake2b(token.encode(), digest_size=8).hexdigest()


def squeezed(text: str) -> str:
    """Return the letters and digits of an address in one piece; the dots and dashes of it part words in Meilisearch."""
    return _NOT_LETTER.sub("", fold(text))


def digits(text: str) -> str:
    """Return the digits of a phone number without leading zeros, which stand for "abroad" or "long distance"."""
    return re.sub(r"\D", "", text).lstrip("0")


def endings(text: str) -> list[str]:
    """Return every ending of a text that is long enough to be searched for."""
    return [text[start:] for start in range(len(text) - SHORTEST_PART + 1)]


def starts(name: str) -> list[str]:
    """Return the beginnings of every word of a name: only the last word of a question is one for Meilisearch itself."""
    return sorted(
        {word[:end] for word in words(name)[:MOST_NAMES] for end in range(2, min(len(word), LONGEST_START) + 1)}
    )


def stored(document: Document) -> Stored:
    """Return a document as the index holds it."""
    return Stored(
        id=key_of(document),
        ws=document.workspace_id,
        doc=document.id,
        name=plain(document.name),
        name_key=fold(plain(document.name)),
        starts=starts(document.name),
        email=document.email,
        email_parts=endings(squeezed(document.email)),
        phone_parts=endings(digits(document.phone)),
        tags=[plain(tag) for tag in document.tags],
        city=plain(document.city),
        keys=[key for key in map(fold, (*document.tags, document.city)) if key],
        body=plain(document.body)[:LONGEST_BODY],
        interviewer_ids=sorted(document.interviewer_ids),
        facets=sorted({digest(token) for token in document.facets}),
        years=document.years,
        updated_at=int(document.updated_at.timestamp()) if document.updated_at else 0,
    )


def marker(upto: int, generation: str) -> dict[str, Any]:
    """Return the document that says up to which change the index is current, and which build of it this is."""
    return {"id": MARKER, "ws": 0, "upto": upto, "generation": generation, "schema": SCHEMA}


def by_kind(things: Iterable[Document | Removal]) -> dict[Kind, list[Document | Removal]]:
    """Group things by the index that they belong to."""
    groups: dict[Kind, list[Document | Removal]] = {kind: [] for kind in Kind}
    for thing in things:
        groups[thing.kind].append(thing)
    return groups
