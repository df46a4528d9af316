"""The palette: people, interviewers, what was opened lately and actions, from any page. It asks as somebody types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict
from urllib.parse import quote

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.core.text import fold
from milo_app.core.work import Actor, Work
from milo_app.domain.interviewers import lifecycle
from milo_app.domain.interviewers.undoing import Undo
from milo_app.domain.search import recent, service
from milo_app.domain.search.asked import Asked, CandidateHit, Found, InterviewerHit
from milo_app.domain.search.ports import Kind
from milo_app.state.access import call, look, me
from milo_app.state.found import Piece, count_words, person_line, pieces, role_line
from milo_app.state.policy import requires, signed_in

SHOWN = 6
"""So many of a group the palette shows; the rest is on the search page."""
ARCHIVE = "archive"
SURE = 60
"""From which match on an interviewer is meant by its name."""
UNDO_MS = 8000
LONGEST = 200


class Item(TypedDict):
    """A line of the palette. `href` is where it leads; without one, choosing it does `id`."""

    id: str
    href: str
    icon: str
    lead: str
    title: list[Piece]
    detail: list[Piece]
    aside: str
    match: str


class Group(TypedDict):
    """A section with how many there are in all."""

    key: str
    label: str
    count: str
    items: list[Item]


class Answer(TypedDict):
    """What is shown for a text. `turn` is that of the question, so that a late answer overwrites none that is newer."""

    turn: int
    text: str
    groups: list[Group]
    note: str
    more: str


ACTIONS: tuple[tuple[str, str, str, str, str], ...] = (
    ("create", "Create interviewer", "new role posting", "/interviewers/new", "interviewer:create"),
    ("interviewers", "Go to interviewers", "roles postings", "/interviewers", "interviewer:read"),
    ("candidates", "Go to candidates", "people directory", "/candidates", "candidate:read"),
    ("analytics", "Go to analytics", "figures charts spend", "/analytics", "analytics:read"),
    ("cohorts", "Go to cohorts", "groups", "/cohorts", "candidate:read"),
    ("notifications", "Go to notifications", "bell news", "/notifications", ""),
    ("labels", "Go to resource labels", "data tags", "/data/labels", "label:read"),
    ("templates", "Go to templates", "", "/templates", "template:read"),
    ("team", "Go to team and roles", "people users invite", "/settings/team", "user:read"),
    ("connections", "Go to connections", "mail model settings", "/settings/connections", ""),
    ("account", "Go to my account", "profile password keys", "/settings/account", ""),
)
"""Key, words, further words to find it by, place, and the right that it needs."""
_NONE = Answer(turn=0, text="", groups=[], note="", more="")


class Palette(rx.State):
    """What the palette shows."""

    answer: Answer = _NONE
    _undo: dict[str, Any] = {}

    @rx.event
    @signed_in
    async def ask(self, text: str, turn: int):
        """Answer what was typed; nothing typed gives what was opened lately."""
        text = text[:LONGEST]
        found, lately = await look(_asked, text)
        actor = me().actor
        groups = _found_groups(found) if text.strip() else _recent_group(lately)
        groups += _actions(actor, text, found)
        more = f"/search?q={quote(text.strip(), safe='')}" if text.strip() else ""
        self.answer = Answer(turn=turn, text=text, groups=groups, note=found.note, more=more)

    @rx.event
    @signed_in
    async def pick(self, item: str):
        """Remember what was opened, or do what was chosen; the browser goes to a place by itself."""
        kind, _, key = item.partition(":")
        if kind in ("candidate", "interviewer"):
            await call(recent.remember, Kind(kind), key[:64])
        return Palette.archive(key[:64]) if kind == ARCHIVE else None

    @rx.event
    @requires("interviewer:archive")
    async def archive(self, interviewer: str):
        """Close an interviewer; its data stays. With Undo."""
        try:
            undo = await call(lifecycle.archive, interviewer)
        except MiloError as error:
            return rx.toast.error(error.sentence())
        self._undo = undo.as_dict()
        action = {"label": "Undo", "on_click": Palette.undo}
        return rx.toast.success(f"{undo.label}.", action=action, duration=UNDO_MS)

    @rx.event
    @requires("interviewer:archive")
    async def undo(self):
        """Bring an interviewer back that was archived from here."""
        if not self._undo:
            return rx.toast.info("There is nothing to undo.")
        taken, self._undo = Undo.from_dict(self._undo), {}
        await call(lifecycle.undo, taken)
        return rx.toast.success("Undone.")


def _asked(w: Work, text: str) -> tuple[Found, Sequence[CandidateHit | InterviewerHit]]:
    """Find what was typed; behind the word "archive" only interviewers are meant."""
    if not text.strip():
        return Found(""), recent.opened(w)
    closing = archived_name(text)
    if closing and w.actor.can("interviewer:archive"):
        found = service.find(w, Asked(closing, kinds=frozenset({Kind.INTERVIEWER}), per_page=10))
        if found.interviewers:
            return found, ()
    return service.find(w, Asked(text, per_page=10)), ()


def archived_name(text: str) -> str:
    """Return what stands behind the word "archive", or nothing."""
    word, _, rest = text.strip().partition(" ")
    return rest.strip() if len(word) >= 3 and ARCHIVE.startswith(fold(word)) else ""


def _found_groups(found: Found) -> list[Group]:
    groups = []
    if found.candidates:
        people = [_person(hit, found.query) for hit in found.candidates[:SHOWN]]
        count = count_words(found.candidates_count)
        groups.append(Group(key="candidates", label="Candidates", count=count, items=people))
    if found.interviewers:
        roles = [_role(hit, found.query) for hit in found.interviewers[:SHOWN]]
        count = count_words(found.interviewers_count)
        groups.append(Group(key="interviewers", label="Interviewers", count=count, items=roles))
    return groups


def _recent_group(lately: Iterable[CandidateHit | InterviewerHit]) -> list[Group]:
    items = [_person(one, "") if isinstance(one, CandidateHit) else _role(one, "") for one in lately]
    return [Group(key="recent", label="Recent", count="", items=items)] if items else []


def _person(hit: CandidateHit, query: str) -> Item:
    line = person_line(hit, query)
    role = line["role"] or "No open application"
    said = line["snippet"] or line["detail"]
    gap = [Piece(text=" · ", hit=False)] if said else []
    return Item(
        id=f"candidate:{hit.public_id}",
        # Without an interview there is no report; the directory says so.
        href=line["href"] or f"/candidates?q={quote(hit.name, safe='')}",
        icon="",
        lead=line["initials"],
        title=line["name"],
        detail=[*said, *gap, Piece(text=role, hit=False)],
        aside=f"Score {line['score']}" if line["score"] else "",
        match=line["match"],
    )


def _role(hit: InterviewerHit, query: str) -> Item:
    line = role_line(hit, query)
    return Item(
        id=f"interviewer:{hit.public_id}",
        href=line["href"],
        icon="users",
        lead="",
        title=line["title"],
        detail=[Piece(text=", ".join(filter(None, (line["word"], line["department"]))), hit=False)],
        aside="",
        match=line["match"],
    )


def _actions(actor: Actor, text: str, found: Found) -> list[Group]:
    words = fold(text).split()
    items = [
        _action(key, label, href, text)
        for key, label, also, href, right in ACTIONS
        if (not right or actor.can(right)) and _fits(words, f"{label} {also}")
    ]
    if archived_name(text) and actor.can("interviewer:archive"):
        # What the search found only nearly is nothing to close by a slip of the hand.
        open_ = [hit for hit in found.interviewers if hit.state in ("active", "expired") and hit.match >= SURE]
        closing = [_action(f"{ARCHIVE}:{hit.public_id}", f"Archive {hit.title}", "", text) for hit in open_[:3]]
        items = [*closing, *items]
    shown = items if words else items[:SHOWN]
    return [Group(key="actions", label="Actions", count="", items=shown)] if shown else []


def _fits(words: Sequence[str], label: str) -> bool:
    known = fold(label).split()
    return all(any(one.startswith(word) for one in known) for word in words)


def _action(key: str, label: str, href: str, text: str) -> Item:
    is_closing = key.startswith(ARCHIVE)
    sign = "archive" if is_closing else "plus" if key == "create" else "go"
    return Item(
        id=key, href=href, icon=sign, lead="", title=pieces(label, text), detail=[], aside="", match=""
    )  # fmt: skip
