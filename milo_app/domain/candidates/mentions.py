"""Colleagues who are named in a note: "@Vera Viewer" stands in the text as anybody would write it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypedDict

from milo_app.core.text import fold, initials
from milo_app.core.work import Work
from milo_app.domain.accounts import queries as accounts
from milo_app.domain.accounts.models import Role
from milo_app.domain.accounts.permissions import granted


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of this workspace who may read candidates."""

    user_id: int
    public_id: str
    name: str
    initials: str


class Piece(TypedDict):
    """A piece of a note; `mention` is "yes" where it names a colleague."""

    text: str
    mention: str


def colleagues(w: Work) -> list[Colleague]:
    """Return whom a note can name, by name: everybody of this workspace who may read it."""
    readers = {role.value for role in Role if "candidate:read" in granted(role)}
    return [
        Colleague(member.user_id, member.public_id, member.name, initials(member.name))
        for member in accounts.members(w)
        if member.role in readers and not member.is_disabled
    ]


def matching(people: Sequence[Colleague], typed: str, most: int = 6) -> list[Colleague]:
    """Return the colleagues whose name, or a later word of it, begins with what was typed behind the @."""
    wanted = fold(typed)
    return [one for one in people if _begins(fold(one.name), wanted)][:most]


def _begins(name: str, wanted: str) -> bool:
    return not wanted or name.startswith(wanted) or f" {wanted}" in name


def named(text: str, people: Sequence[Colleague], picked: Collection[str] = ()) -> list[Colleague]:
    """Return whom a text names. Where several carry a name, those that were picked from the list, else all of them."""
    found: dict[int, Colleague] = {}
    for _, _, candidates in _places(text, people):
        chosen = [one for one in candidates if one.public_id in picked] or candidates
        found |= {one.user_id: one for one in chosen}
    return list(found.values())


def pieces(text: str, names: Collection[str]) -> list[Piece]:
    """Return a text cut at the names that it mentions; joined, the pieces are the text again."""
    people = [Colleague(number, "", name, "") for number, name in enumerate(names)]
    found: list[Piece] = []
    last = 0
    for start, end, _ in _places(text, people):
        found += [Piece(text=text[last:start], mention="")] if start > last else []
        found.append(Piece(text=text[start:end], mention="yes"))
        last = end
    return found + ([Piece(text=text[last:], mention="")] if last < len(text) else [])


def _places(text: str, people: Sequence[Colleague]) -> list[tuple[int, int, list[Colleague]]]:
    """Return where names stand behind an @, the longest name first: "@Ann Lee" is not "@Ann"."""
    by_length = sorted({one.name for one in people if one.name}, key=len, reverse=True)
    found: list[tuple[int, int, list[Colleague]]] = []
    at = text.find("@")
    while at >= 0:
        name = next((one for one in by_length if _stands(text, at, one)), "")
        before = text[at - 1] if at else " "
        if name and not before.isalnum():
            found.append((at, at + 1 + len(name), [one for one in people if one.name == name]))
            at += len(name)
        at = text.find("@", at + 1)
    return found


def _stands(text: str, at: int, name: str) -> bool:
    end = at + 1 + len(name)
    return text[at + 1 : end].casefold() == name.casefold() and not text[end : end + 1].isalnum()
