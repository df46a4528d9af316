"""The columns of the directory: a member's own choice, else the usual ones."""

from __future__ import annotations

from collections.abc import Iterable

from milo_app.core.work import Work
from milo_app.domain.accounts import choices
from milo_app.domain.candidates.columns import AVATARS, Layout, checked

CORE = (
    "interviewer", "interviews", "score", "engaged", "tags", "place", "years", "progress", "decision", "first",
)  # fmt: skip
HIDDEN = frozenset({"years", "progress", "decision", "first"})
"""Columns that are off until somebody turns them on."""
STANDARD = Layout(CORE, HIDDEN)
_KEY = "people.columns"


def read(w: Work) -> Layout:
    """Return the layout that holds for the reader; columns that a later Milo adds stand behind the others."""
    kept = choices.read(w, _KEY) if w.actor.kind == "user" else {}
    known = [key for key in kept.get("order", ()) if key in CORE]
    order = (*known, *(key for key in CORE if key not in known))
    hidden = {key for key in kept.get("hidden", ()) if key in CORE} | {key for key in HIDDEN if key not in known}
    avatar = str(kept.get("avatar", ""))
    return Layout(order, frozenset(hidden), avatar if avatar in AVATARS else AVATARS[0], is_own=bool(kept))


def choose(w: Work, order: Iterable[str], hidden: Iterable[str], avatar: str) -> None:
    """Keep the member's own layout; raises `Invalid` for what is none."""
    w.require("candidate:read")
    choices.write(w, _KEY, checked(order, hidden, avatar, CORE))


def reset(w: Work) -> None:
    """Give up the member's own layout."""
    w.require("candidate:read")
    choices.forget(w, _KEY)
