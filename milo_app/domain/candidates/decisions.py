"""Shortlisting and dismissing: acts of a person, on one or fifty thousand, each of which can be undone exactly.

An act is two statements in one transaction whatever its size: what stood before is copied beside it, then all change at
once. So it costs little more for many than for one, and a process that dies in between leaves nothing half done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, func, insert, literal, select, update
from sqlmodel import col

from milo_app.core.paging import chunks
from milo_app.core.text import ago, one_line, plural
from milo_app.core.work import Work
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates import acts, people_totals
from milo_app.domain.candidates.acts import Undo, Undone
from milo_app.domain.candidates.bulk_models import TeamAct, TeamActItem
from milo_app.domain.candidates.errors import DecidedMeanwhile, NothingToUndo
from milo_app.domain.candidates.events import (
    CandidatesDismissed,
    CandidatesShortlisted,
    DecisionEvent,
    DecisionsCleared,
    DecisionsRestored,
)
from milo_app.domain.candidates.models import Application, Decision
from milo_app.domain.candidates.selection import Selection, chosen
from milo_app.domain.interviewers import queries as interviewers

__all__ = ["KINDS", "Undo", "Undone", "clear", "dismiss", "shortlist", "undo"]

NAMED = 50
"""Events name so many applications at most; what an act on more was about stands in its items."""
KINDS = {Decision.SHORTLISTED: "shortlisted", Decision.DISMISSED: "dismissed", Decision.NONE: "cleared"}
"""How an act is called in `TeamAct.kind`."""
_AFTER = {kind: decision for decision, kind in KINDS.items()}
_LABELS = {
    Decision.SHORTLISTED: "{} shortlisted",
    Decision.DISMISSED: "{} dismissed",
    Decision.NONE: "Decision cleared for {}",
}
_DID = {"shortlisted": "shortlisted this candidate", "dismissed": "dismissed this candidate"}
Who = Selection | Sequence[str]
Seen = Mapping[str, int]


def shortlist(w: Work, who: Who, seen: Seen | None = None) -> Undo:
    """Mark people as worth a talk; a dismissal ends with it. For `seen` see `_decide`."""
    return _decide(w, who, Decision.SHORTLISTED, "", seen)


def dismiss(w: Work, who: Who, reason: str = "", seen: Seen | None = None) -> Undo:
    """Take people out of the running; they appear only under Status: Dismissed from then on."""
    return _decide(w, who, Decision.DISMISSED, one_line(reason)[:300], seen)


def clear(w: Work, who: Who, seen: Seen | None = None) -> Undo:
    """Take a decision back to undecided."""
    return _decide(w, who, Decision.NONE, "", seen)


def _decide(w: Work, who: Who, decision: Decision, reason: str, seen: Seen | None) -> Undo:
    """Decide about those chosen who do not stand so already.

    `seen` are the revisions that the reader saw, by public id. Where a colleague has decided since, nothing is
    overwritten: with one person that is `DecidedMeanwhile`, which says who did what; among many they are left out.
    """
    w.require("candidate:decide")
    selection = who if isinstance(who, Selection) else Selection(ids=tuple(dict.fromkeys(who)))
    if selection.people is not None:
        people_totals.settle(w)
    passed = _decided_since(w, selection, decision, seen) if seen else frozenset()
    act = acts.begin(w, KINDS[decision])
    count = _keep(w, act, selection, decision, passed)
    if not count:
        w.session.delete(act)
        w.session.flush()
        return Undo(_LABELS[decision].format(plural(0, "candidate")), 0, skipped=len(passed))
    items = select(col(TeamActItem.application_id)).where(col(TeamActItem.act_id) == act.id)
    w.session.execute(
        update(Application)
        .where(col(Application.workspace_id) == w.workspace_id, col(Application.id).in_(items))
        .values(
            decision=decision,
            decision_reason=reason,
            decided_by=w.actor.user_id,
            # One moment for all of it: undo knows a decision again by its exact time.
            decided_at=act.created_at,
            revision=col(Application.revision) + 1,
        ),
        execution_options={"synchronize_session": False},
    )
    _read_again(w)
    act.label, act.count = _LABELS[decision].format(plural(count, "candidate")), count
    act.interviewer_id = _home(w, selection)
    told = _told(w, act)
    act.interviewer_id = told["interviewer_ids"][0] if len(told["interviewer_ids"]) == 1 else None
    w.session.add(act)
    w.session.flush()
    w.publish(_event(decision, reason, told))
    return Undo(act.label, count, act.public_id, len(passed))


def _event(decision: Decision, reason: str, told: dict[str, Any]) -> DecisionEvent:
    if decision == Decision.DISMISSED:
        return CandidatesDismissed(**told, reason=reason)
    return (CandidatesShortlisted if decision == Decision.SHORTLISTED else DecisionsCleared)(**told)


def _keep(w: Work, act: TeamAct, selection: Selection, decision: Decision, passed: frozenset[str]) -> int:
    """Copy what stands before the act, hold those rows until its end, and return how many they are."""
    a = Application
    kept = (a.decision, a.decision_reason, a.decided_by, a.decided_at, a.revision)
    query = chosen(w, selection).where(col(a.decision) != decision)
    if passed:
        query = query.where(col(a.public_id).not_in(passed))
    before = query.with_only_columns(
        literal(w.workspace_id),
        literal(act.id),
        col(a.id),
        *(col(column) for column in kept),
    )
    names = ["workspace_id", "act_id", "application_id", "decision", "reason", "decided_by", "decided_at", "revision"]
    # In one order, so that two acts on the same people wait for each other instead of locking each other out.
    w.session.execute(insert(TeamActItem).from_select(names, before.order_by(col(a.id)).with_for_update(of=a)))
    items = select(func.count()).select_from(TeamActItem)
    mine = (col(TeamActItem.workspace_id) == w.workspace_id, col(TeamActItem.act_id) == act.id)
    return int(w.session.execute(items.where(*mine)).scalar_one())


def undo(w: Work, taken: Undo | str) -> Undone:
    """Restore exactly what stood before an act, by its public id; what was changed again since is left alone.

    Raises `NothingToUndo` when that is all of it, `Conflict` after an hour.
    """
    w.require("candidate:decide")
    act = acts.own(w, taken if isinstance(taken, str) else taken.act)
    acts.mark_undone(w, act)
    unchanged = and_(
        col(TeamActItem.workspace_id) == w.workspace_id,
        col(TeamActItem.act_id) == act.id,
        col(TeamActItem.application_id) == col(Application.id),
        col(Application.workspace_id) == w.workspace_id,
        col(Application.decision) == _AFTER[act.kind],
        col(Application.decided_at) == act.created_at,
    )
    told = _told(w, act)
    done = w.session.execute(
        update(Application)
        .where(unchanged)
        .values(
            decision=col(TeamActItem.decision),
            decision_reason=col(TeamActItem.reason),
            decided_by=col(TeamActItem.decided_by),
            decided_at=col(TeamActItem.decided_at),
            revision=col(Application.revision) + 1,
        ),
        execution_options={"synchronize_session": False},
    )
    restored = int(done.rowcount)  # type: ignore[attr-defined]
    if not restored:
        raise NothingToUndo
    _read_again(w)
    w.publish(DecisionsRestored(**{**told, "count": restored}))
    return Undone(restored, act.count - restored)


def _told(w: Work, act: TeamAct) -> dict[str, Any]:
    """Return what an event says of an act."""
    mine = (col(TeamActItem.workspace_id) == w.workspace_id, col(TeamActItem.act_id) == act.id)
    named = select(col(TeamActItem.application_id)).where(*mine).order_by(col(TeamActItem.application_id))
    return {
        "act_id": act.id,
        "application_ids": tuple(w.session.scalars(named.limit(NAMED))),
        "interviewer_ids": (act.interviewer_id,) if act.interviewer_id else _homes(w, act),
        "count": act.count,
        "at": w.now,
    }


def _home(w: Work, selection: Selection) -> int | None:
    """Return the interviewer that a selection keeps to; None when that must be read from those chosen."""
    is_within = selection.interviewer and (selection.flt is not None or selection.ids)
    return interviewers.pick(w, selection.interviewer).id if is_within else None


def _homes(w: Work, act: TeamAct) -> tuple[int, ...]:
    """Return the interviewers of an act's people."""
    query = (
        select(col(Application.interviewer_id))
        .join(TeamActItem, col(TeamActItem.application_id) == col(Application.id))
        .where(
            col(TeamActItem.workspace_id) == w.workspace_id,
            col(TeamActItem.act_id) == act.id,
            col(Application.workspace_id) == w.workspace_id,
        )
        .distinct()
    )
    return tuple(sorted(w.session.scalars(query)))


def _read_again(w: Work) -> None:
    """Read the applications again that this session holds: the statement went past it."""
    held = [row.id for row in list(w.session.identity_map.values()) if isinstance(row, Application) and row.id]
    for some in chunks(held):
        mine = (col(Application.workspace_id) == w.workspace_id, col(Application.id).in_(some))
        w.session.execute(select(Application).where(*mine).execution_options(populate_existing=True)).all()


def _decided_since(w: Work, selection: Selection, decision: Decision, seen: Seen) -> frozenset[str]:
    """Return the public ids of those about whom a colleague has decided since they were seen; raises for a single one."""
    query = (
        chosen(w, selection)
        .where(col(Application.public_id).in_(list(seen)), col(Application.decision) != decision)
        .with_only_columns(col(Application.id), col(Application.public_id), col(Application.revision))
        .with_for_update(of=Application)
    )
    changed = {
        int(row_id): public_id
        for row_id, public_id, revision in w.session.execute(query)
        if revision != seen[public_id]
    }
    found: dict[str, tuple[TeamAct, str]] = {}
    acted = (
        select(TeamActItem, TeamAct, col(User.name))
        .join(TeamAct, col(TeamAct.id) == col(TeamActItem.act_id))
        .outerjoin(User, col(User.id) == col(TeamAct.user_id))
        .where(col(TeamActItem.workspace_id) == w.workspace_id, col(TeamActItem.application_id).in_(changed))
        .order_by(col(TeamActItem.act_id))
    )
    for item, act, name in w.session.execute(acted) if changed else ():
        public_id = changed[item.application_id]
        if item.revision + (act.undone_at is not None) >= seen[public_id]:
            found[public_id] = (act, name or "Milo")
    if found and selection.flt is None and len(selection.ids) == 1:
        act, name = next(iter(found.values()))
        who = "You" if act.user_id == w.actor.user_id else name
        did = "took a decision on this candidate back" if act.undone_at else _DID.get(act.kind, "")
        raise DecidedMeanwhile(
            f"{who} {did or 'cleared the decision on this candidate'}", ago(act.undone_at or act.created_at, w.now)
        )
    return frozenset(found)
