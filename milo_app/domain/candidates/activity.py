"""What somebody did with many candidates lately: acts that can still be taken back, and how."""

from __future__ import annotations

from dataclasses import dataclass

from milo_app.core.text import ago
from milo_app.core.work import Work
from milo_app.domain.candidates import acts, cohorts, decisions, merging
from milo_app.domain.candidates.acts import Undone


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act of the last hour."""

    id: str
    label: str
    when: str


def recent(w: Work) -> list[ActRow]:
    """Return the present actor's acts of the last hour that can be taken back, newest first."""
    w.require("candidate:read")
    return [ActRow(act.public_id, act.label, ago(act.created_at, w.now)) for act in acts.recent(w)]


def undo(w: Work, public_id: str) -> Undone:
    """Take an act of any kind back; raises `NothingToUndo`, `Conflict` after an hour."""
    kind = acts.own(w, public_id).kind
    if kind == merging.KIND:
        return merging.undo(w, public_id)
    return (cohorts.undo if kind in (cohorts.IN, cohorts.OUT) else decisions.undo)(w, public_id)
