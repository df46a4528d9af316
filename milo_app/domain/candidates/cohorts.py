"""Cohorts: people who are followed together, across interviewers. Who is in one stays where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, literal, select
from sqlmodel import col

from milo_app.core.db import UTC
from milo_app.core.errors import Conflict, Invalid, NotFound
from milo_app.core.text import fold, one_line, plural
from milo_app.core.work import Work
from milo_app.domain.candidates import acts
from milo_app.domain.candidates.acts import Undo, Undone
from milo_app.domain.candidates.bulk_models import TeamAct
from milo_app.domain.candidates.errors import NothingToUndo
from milo_app.domain.candidates.events import (
    CohortCreated,
    CohortDeleted,
    CohortEvent,
    CohortFilled,
    CohortLeft,
    CohortRenamed,
)
from milo_app.domain.candidates.models import Application
from milo_app.domain.candidates.selection import Selection, chosen
from milo_app.domain.candidates.team_models import Cohort, CohortMember

LONGEST = 80
MOST = 500
"""So many cohorts may a workspace have: a list that is read whole."""
IN, OUT = "cohort", "cohort_out"


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A cohort with the number of its people."""

    id: str
    name: str
    people: int


def pick(w: Work, public_id: str) -> Cohort:
    """Return a cohort of this workspace; raises `NotFound`."""
    w.require("candidate:read")
    found = w.session.scalars(
        select(Cohort).where(col(Cohort.workspace_id) == w.workspace_id, col(Cohort.public_id) == public_id)
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such cohort.", do="Open the list of cohorts.")
    return found


def all_of(w: Work) -> list[CohortRow]:
    """Return every cohort by name, with how many people are in it."""
    w.require("candidate:read")
    number = (
        select(func.count())
        .select_from(CohortMember)
        .where(col(CohortMember.workspace_id) == w.workspace_id, col(CohortMember.cohort_id) == col(Cohort.id))
        .scalar_subquery()
    )
    query = (
        select(col(Cohort.public_id), col(Cohort.name), number)
        .where(col(Cohort.workspace_id) == w.workspace_id)
        .order_by(col(Cohort.name_key), col(Cohort.id))
    )
    return [CohortRow(key, name, int(people)) for key, name, people in w.session.execute(query)]


def create(w: Work, name: str) -> CohortRow:
    """Make an empty cohort. Raises `Invalid` for a name that is empty, too long or taken."""
    w.require("candidate:update")
    row = _new(w, name)
    return CohortRow(row.public_id, row.name, 0)


def _new(w: Work, name: str) -> Cohort:
    name = _free(w, name)
    number = select(func.count()).select_from(Cohort).where(col(Cohort.workspace_id) == w.workspace_id)
    if w.session.execute(number).scalar_one() >= MOST:
        raise Conflict(f"There are {MOST} cohorts already.", do="Delete one that is no longer needed.")
    row = Cohort(
        workspace_id=w.workspace_id, name=name, name_key=_key(name), created_by=w.actor.user_id, created_at=w.now
    )
    w.session.add(row)
    w.session.flush()
    w.publish(CohortCreated(**_told(w, row, 0)))
    return row


def _key(name: str) -> str:
    return fold(name)[:LONGEST] or name.casefold()[:LONGEST]


def _free(w: Work, name: str, own: int | None = None) -> str:
    name = one_line(name)
    if not name:
        raise Invalid("Give the cohort a name.", field="name")
    if len(name) > LONGEST:
        raise Invalid(f"A name has at most {LONGEST} characters.", field="name")
    taken = select(col(Cohort.id)).where(
        col(Cohort.workspace_id) == w.workspace_id, col(Cohort.name_key) == _key(name), col(Cohort.id) != (own or 0)
    )
    if w.session.execute(taken).first() is not None:
        raise Invalid(
            "There is a cohort of this name.", field="name", do="Choose it from the list, or use another name."
        )
    return name


def _told(w: Work, row: Cohort, count: int) -> dict[str, Any]:
    return {"cohort_id": row.id, "at": w.now, "name": row.name, "count": count}


def rename(w: Work, public_id: str, name: str) -> None:
    """Give a cohort another name; raises as `create` does."""
    w.require("candidate:update")
    row = pick(w, public_id)
    row.name = _free(w, name, row.id)
    row.name_key = _key(row.name)
    w.session.add(row)
    w.session.flush()
    w.publish(CohortRenamed(**_told(w, row, 0)))


def remove(w: Work, public_id: str) -> int:
    """Delete a cohort and return how many people were in it; they stay where they are. It cannot be undone."""
    w.require("candidate:update")
    row = pick(w, public_id)
    people = _drop(w, row, col(CohortMember.cohort_id) == row.id)
    w.publish(CohortDeleted(**_told(w, row, people)))
    w.session.delete(row)
    w.session.flush()
    return people


def _drop(w: Work, row: Cohort, *which: Any) -> int:
    done = w.session.execute(
        delete(CohortMember).where(
            col(CohortMember.workspace_id) == w.workspace_id, col(CohortMember.cohort_id) == row.id, *which
        ),
        execution_options={"synchronize_session": False},
    )
    return int(done.rowcount)  # type: ignore[attr-defined]


def add(w: Work, who: Selection, cohort: str = "", name: str = "") -> Undo:
    """Add people to a cohort by its public id, or to a new one of a name; who is in it already stays as they are."""
    w.require("candidate:update")
    row = pick(w, cohort) if cohort else _new(w, name)
    act = acts.begin(w, IN, cohort=row.public_id, is_new=not cohort)
    before = _number(w, row)
    inside = select(col(CohortMember.candidate_id)).where(
        col(CohortMember.workspace_id) == w.workspace_id, col(CohortMember.cohort_id) == row.id
    )
    people = (
        chosen(w, who)
        .where(col(Application.candidate_id).not_in(inside))
        # Somebody may be chosen with several applications; the newest is the one that brought them in.
        .with_only_columns(
            literal(w.workspace_id),
            literal(row.id),
            col(Application.candidate_id),
            func.max(col(Application.id)),
            literal(w.actor.user_id),
            literal(act.created_at, type_=UTC()),
        )
        .group_by(col(Application.candidate_id))
    )
    names = ["workspace_id", "cohort_id", "candidate_id", "application_id", "added_by", "added_at"]
    w.session.execute(insert(CohortMember).from_select(names, people))
    count = _number(w, row) - before
    label = f"{plural(count, 'candidate')} added to {row.name}"
    if not count and cohort:
        w.session.delete(act)
        w.session.flush()
        return Undo(label, 0)
    act.label, act.count = label[:200], count
    w.session.add(act)
    w.session.flush()
    w.publish(CohortFilled(**_told(w, row, count)))
    return Undo(act.label, count, act.public_id)


def _number(w: Work, row: Cohort, *which: Any) -> int:
    query = select(func.count()).select_from(CohortMember)
    mine = (col(CohortMember.workspace_id) == w.workspace_id, col(CohortMember.cohort_id) == row.id)
    return int(w.session.execute(query.where(*mine, *which)).scalar_one())


def take_out(w: Work, public_id: str, ids: list[str]) -> Undo:
    """Take people out of a cohort, by the public ids of the applications that brought them in; undoable."""
    w.require("candidate:update")
    row = pick(w, public_id)
    applications = chosen(w, Selection(ids=tuple(ids)))
    which = col(CohortMember.application_id).in_(applications)
    query = select(CohortMember).where(
        col(CohortMember.workspace_id) == w.workspace_id, col(CohortMember.cohort_id) == row.id, which
    )
    members = list(w.session.scalars(query))
    label = f"{plural(len(members), 'candidate')} taken out of {row.name}"
    if not members:
        return Undo(label, 0)
    # Moments as they were, so that the undo of an earlier addition still finds them.
    kept = [[one.candidate_id, one.application_id, one.added_by] for one in members]
    act = acts.begin(w, OUT, cohort=row.public_id, members=kept)
    act.label, act.count = label[:200], len(members)
    for member in members:
        w.session.delete(member)
    w.session.add(act)
    w.session.flush()
    w.publish(CohortLeft(**_told(w, row, len(members))))
    return Undo(act.label, act.count, act.public_id)


def undo(w: Work, public_id: str) -> Undone:
    """Take an addition or a removal back. A cohort that the act made goes when nobody is left in it."""
    w.require("candidate:update")
    act = acts.own(w, public_id)
    try:
        row = pick(w, str(act.data.get("cohort", "")))
    except NotFound:
        raise NothingToUndo from None
    acts.mark_undone(w, act)
    restored = _out_again(w, act, row) if act.kind == IN else _in_again(w, act, row)
    if not restored and not (act.kind == IN and act.data.get("is_new")):
        raise NothingToUndo
    return Undone(restored, act.count - restored)


def _out_again(w: Work, act: TeamAct, row: Cohort) -> int:
    gone = _drop(w, row, col(CohortMember.added_at) == act.created_at, col(CohortMember.added_by) == act.user_id)
    w.publish(CohortLeft(**_told(w, row, gone)))
    if act.data.get("is_new") and not _number(w, row):
        w.publish(CohortDeleted(**_told(w, row, 0)))
        w.session.delete(row)
        w.session.flush()
    return gone


def _in_again(w: Work, act: TeamAct, row: Cohort) -> int:
    back = 0
    for candidate_id, application_id, added_by in act.data.get("members", []):
        there = _number(w, row, col(CohortMember.candidate_id) == candidate_id)
        if there or w.session.get(Application, application_id) is None:
            continue
        w.session.add(
            CohortMember(
                workspace_id=w.workspace_id,
                cohort_id=row.id or 0,
                candidate_id=candidate_id,
                application_id=application_id,
                added_by=added_by,
                added_at=w.now,
            )
        )
        back += 1
    w.session.flush()
    w.publish(CohortFilled(**_told(w, row, back)))
    return back


__all__ = ["CohortEvent", "CohortRow", "add", "all_of", "create", "pick", "remove", "rename", "take_out", "undo"]
