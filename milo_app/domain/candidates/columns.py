"""The columns of a candidates list: a member's own choice per interviewer, else the team's, else the built-in order.

A layout may be older than the plan: a stage that is new since stands behind the other stages, one that is gone is passed
over, and so it is with columns that a later Milo adds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from milo_app.core.errors import Invalid
from milo_app.core.work import Work
from milo_app.domain.accounts import choices
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers.events import InterviewerConfigured
from milo_app.domain.interviewers.models import Interviewer

STAGE = "stage."
_FIRST = ("applied",)
_THEN = (
    "score", "decision", "engaged", "tags", "notes", "progress", "source", "country", "attempt", "completed",
)  # fmt: skip
CORE = (*_FIRST, *_THEN)
"""The columns that every list has, in the built-in order; those of the stages stand behind the first."""
HIDDEN = frozenset({"progress", "source", "country", "attempt", "completed"})
"""Core columns that are off until somebody turns them on."""
AVATARS = ("initials", "flag", "photo")
_MOST = 60


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns a list has, in which order, and what stands in front of a name.

    `order` holds all of them, the hidden ones as well. `is_own` says that the member chose, `has_team` that there is a
    choice of the team to go back to.
    """

    order: tuple[str, ...] = CORE
    hidden: frozenset[str] = HIDDEN
    avatar: str = "initials"
    is_own: bool = False
    has_team: bool = False

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys of the columns that are drawn."""
        return tuple(key for key in self.order if key not in self.hidden)


def read(w: Work, interviewer: Interviewer, stage_keys: Iterable[str]) -> Layout:
    """Return the layout that holds for the reader."""
    own = choices.read(w, _key(interviewer)) if w.actor.kind == "user" else {}
    return _layout(own or interviewer.list_columns, stage_keys, bool(own), bool(interviewer.list_columns))


def choose(w: Work, interviewer_public_id: str, order: Iterable[str], hidden: Iterable[str], avatar: str) -> None:
    """Keep the member's own layout; raises `Invalid` for what is no layout."""
    w.require("candidate:read")
    interviewer = interviewers.pick(w, interviewer_public_id)
    choices.write(w, _key(interviewer), checked(order, hidden, avatar))


def share(w: Work, interviewer_public_id: str, order: Iterable[str], hidden: Iterable[str], avatar: str) -> None:
    """Make a layout that of the whole team; whoever chose one of their own keeps it."""
    w.require("interviewer:update")
    interviewer = interviewers.pick(w, interviewer_public_id)
    interviewer.list_columns = checked(order, hidden, avatar)
    w.session.add(interviewer)
    w.session.flush()
    choices.forget(w, _key(interviewer))
    w.publish(InterviewerConfigured(interviewer_id=interviewer.id or 0, at=w.now))


def reset(w: Work, interviewer_public_id: str) -> None:
    """Give up the member's own layout: the team's holds again, or the built-in one."""
    w.require("candidate:read")
    choices.forget(w, _key(interviewers.pick(w, interviewer_public_id)))


def _key(interviewer: Interviewer) -> str:
    return f"candidates.columns:{interviewer.public_id}"


def checked(order: Iterable[str], hidden: Iterable[str], avatar: str, core: Iterable[str] = CORE) -> dict[str, Any]:
    """Return a layout as it is kept; raises `Invalid` for what is none. Columns are the core ones and those of stages."""
    ordered, off = list(dict.fromkeys(order)), sorted(set(hidden))
    known = all(key in core or (key.startswith(STAGE) and len(key) <= 60) for key in (*ordered, *off))
    if not known or len(ordered) > _MOST or len(off) > _MOST or avatar not in AVATARS:
        raise Invalid("These are no columns of this list.", safe="Nothing was changed.")
    return {"order": ordered, "hidden": off, "avatar": avatar}


def _layout(kept: Mapping[str, Any], stage_keys: Iterable[str], is_own: bool, has_team: bool) -> Layout:
    stages = [STAGE + key for key in stage_keys]
    known = [key for key in kept.get("order", ()) if key in CORE or key in stages]
    new = [key for key in stages if key not in known]
    # New stages stand behind the last stage that is there, or where stages begin.
    last = max((at for at, key in enumerate(known) if key in stages), default=-1)
    if last < 0:
        last = known.index(_FIRST[-1]) if _FIRST[-1] in known else -1
    order = [*known[: last + 1], *new, *known[last + 1 :]] if known else [*_FIRST, *stages, *_THEN]
    order += [key for key in CORE if key not in order]
    hidden = {key for key in kept.get("hidden", ()) if key in order}
    hidden |= {key for key in HIDDEN if key not in known}
    avatar = str(kept.get("avatar", ""))
    return Layout(
        tuple(order), frozenset(hidden), avatar if avatar in AVATARS else AVATARS[0], is_own=is_own, has_team=has_team
    )
