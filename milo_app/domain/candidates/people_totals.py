"""What the directory reads of a person: figures over all applications, rewritten whenever one of them changed.

That happens in the transaction of the change. Only a decision about more than `AT_ONCE` people leaves it to a job that
follows within seconds, so that whoever decides does not wait for the directory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import ColumnElement, Select, case, delete, func, select, text, update
from sqlmodel import col

from milo_app.core.db import is_sqlite
from milo_app.core.events import subscribe
from milo_app.core.paging import chunks
from milo_app.core.work import Actor, Work, system
from milo_app.domain.candidates.bulk_models import TeamAct, TeamActItem
from milo_app.domain.candidates.events import (
    ApplicationChanged,
    ApplicationsTakenBack,
    CandidatesDismissed,
    CandidatesShortlisted,
    DecisionEvent,
    DecisionsCleared,
    DecisionsRestored,
    PeopleRecounted,
)
from milo_app.domain.candidates.models import (
    Application,
    ApplicationState,
    ApplicationTag,
    Candidate,
    Decision,
    Source,
)
from milo_app.domain.candidates.people_models import PersonTotals

BITS = {
    value: 1 << at
    for at, value in enumerate(
        [*(f"state.{one.value}" for one in ApplicationState)]
        + [f"decision.{one.value}" for one in Decision]
        + [f"source.{one.value}" for one in Source]
    )
}
"""The bit of each state, decision and source in `PersonTotals.marks`. Values are stored: add at the end only."""
YEARS = "Years of experience"
"""The tag that states years; its value begins with the number or with "about"."""
_NUMBER = re.compile(r"\d+")
AT_ONCE = 2_000
"""Decisions about more people than that leave the directory's figures to `catch_up`, which takes so many at a time."""
Works = Callable[[Actor], AbstractContextManager[Work]]


def register() -> None:
    """Subscribe; bootstrap calls it once."""
    subscribe(ApplicationChanged, on_changed)
    subscribe(ApplicationsTakenBack, on_taken_back)
    for decided in (CandidatesShortlisted, CandidatesDismissed, DecisionsCleared, DecisionsRestored):
        subscribe(decided, on_decided)


def on_changed(w: Work, event: ApplicationChanged) -> None:
    """Rewrite the figures of the person behind an application."""
    query = select(col(Application.candidate_id)).where(col(Application.id) == event.application_id)
    for person in w.session.scalars(query):
        recount(w, [person])


def on_taken_back(w: Work, event: ApplicationsTakenBack) -> None:
    """Rewrite the figures of people as they are without the applications that are about to go."""
    query = select(col(Application.candidate_id)).where(col(Application.id).in_(event.application_ids))
    recount(w, list(w.session.scalars(query)), without=event.application_ids)


def on_decided(w: Work, event: DecisionEvent) -> None:
    """Rewrite the marks of those about whom an act was in one statement, or leave them to `catch_up` when they are many."""
    if event.count > AT_ONCE:
        w.session.execute(
            update(TeamAct)
            .where(col(TeamAct.workspace_id) == w.workspace_id, col(TeamAct.id) == event.act_id)
            .values(people_due=col(TeamAct.people_due) + 1),
            execution_options={"synchronize_session": False},
        )
        return
    _mark(w, _items(w, event.act_id))


def catch_up(works: Works) -> int:
    """Write what large acts have left to do, some people at a time; return how many acts. The job of a tick.

    Nothing is lost when it dies: it begins the act again. An act that is undone meanwhile is owed once more.
    """
    with works(system(None)) as w:
        query = select(col(TeamAct.workspace_id), col(TeamAct.id), col(TeamAct.people_due))
        owed = w.session.execute(query.where(_is_owed()).order_by(col(TeamAct.id))).all()
    for workspace_id, act_id, due in owed:
        last = 0
        while last >= 0:
            with works(system(workspace_id)) as w:
                last = _some(w, act_id, last)
                if last < 0:
                    _written(w, act_id, due)
                    w.publish(PeopleRecounted(act_id=act_id, at=w.now))
    return len(owed)


def _some(w: Work, act_id: int, last: int) -> int:
    """Write the marks of the next people of an act and return the application they end with; -1 when there are none."""
    item, items = col(TeamActItem.application_id), _items(w, act_id)
    ids = list(w.session.scalars(items.where(item > last).order_by(item).limit(AT_ONCE)))
    if not ids:
        return -1
    _mark(w, items.where(item >= ids[0], item <= ids[-1]))
    return int(ids[-1])


def settle(w: Work) -> None:
    """Write what large acts have left to do in this workspace now: for an act on those whom these figures choose."""
    query = select(col(TeamAct.id), col(TeamAct.people_due)).where(
        col(TeamAct.workspace_id) == w.workspace_id, _is_owed()
    )
    for act_id, due in w.session.execute(query).all():
        _mark(w, _items(w, act_id))
        _written(w, act_id, due)


def _is_owed() -> ColumnElement[bool]:
    return col(TeamAct.people_due) > col(TeamAct.people_done)


def _written(w: Work, act_id: int, due: int) -> None:
    """Note that figures are written up to what was owed when they were begun; what is owed since then stays so."""
    w.session.execute(
        update(TeamAct)
        .where(col(TeamAct.workspace_id) == w.workspace_id, col(TeamAct.id) == act_id, col(TeamAct.people_done) < due)
        .values(people_done=due),
        execution_options={"synchronize_session": False},
    )


def _items(w: Work, act_id: int) -> Select[Any]:
    return select(col(TeamActItem.application_id)).where(
        col(TeamActItem.workspace_id) == w.workspace_id, col(TeamActItem.act_id) == act_id
    )


def _mark(w: Work, applications: Select[Any]) -> None:
    """Write the marks of the people behind these applications anew."""
    persons = select(col(Application.candidate_id)).where(
        col(Application.workspace_id) == w.workspace_id, col(Application.id).in_(applications)
    )
    mine = (col(PersonTotals.workspace_id) == w.workspace_id, col(PersonTotals.candidate_id).in_(persons))
    if not is_sqlite(w.session):
        # In one order, and before anything is counted: whoever waited here counts what the other has committed.
        held = select(col(PersonTotals.candidate_id)).where(*mine).order_by(col(PersonTotals.candidate_id))
        w.session.execute(held.with_for_update()).all()
    marks = (
        select(_marks())
        .where(col(Application.candidate_id) == col(PersonTotals.candidate_id), col(Application.is_test).is_(False))
        .scalar_subquery()
    )
    w.session.execute(
        update(PersonTotals).where(*mine).values(marks=func.coalesce(marks, 0)),
        execution_options={"synchronize_session": False},
    )


def _marks() -> ColumnElement[int]:
    """Return the bits of all applications of a group."""
    total: Any = None
    columns = {
        "state": col(Application.state),
        "decision": col(Application.decision),
        "source": col(Application.source),
    }
    kinds = {"state": ApplicationState, "decision": Decision, "source": Source}
    for key, bit in BITS.items():
        part, _, value = key.partition(".")
        here = func.max(case((columns[part] == kinds[part](value), bit), else_=0))
        total = here if total is None else total + here
    return total  # type: ignore[no-any-return]


def recount(w: Work, candidate_ids: Collection[int], without: Sequence[int] = ()) -> None:
    """Rewrite the figures of these people where they differ; `without` are applications that count no more."""
    w.session.flush()
    for some in chunks(candidate_ids):
        persons = w.session.scalars(select(Candidate).where(col(Candidate.id).in_(some)))
        listed = {person.id: person for person in persons if person.erased_at is None and not person.is_test}
        theirs = select(Application).where(col(Application.candidate_id).in_(some), col(Application.is_test).is_(False))
        of: dict[int, list[Application]] = {}
        for application in w.session.scalars(theirs):
            if application.id not in without:
                of.setdefault(application.candidate_id, []).append(application)
        years = _years(w, [one.id or 0 for many in of.values() for one in many])
        # By id and not by the workspace, which every index of theirs begins with.
        by_id = select(PersonTotals).with_hint(PersonTotals, "NOT INDEXED", "sqlite")
        kept = w.session.scalars(by_id.where(col(PersonTotals.candidate_id).in_(some)))
        present = {row.candidate_id: row for row in kept}
        for candidate_id in some:
            person, mine = listed.get(candidate_id), of.get(candidate_id, [])
            _keep(w, candidate_id, present.get(candidate_id), _values(person, mine, years) if person and mine else None)
        w.session.flush()


def _keep(w: Work, candidate_id: int, row: PersonTotals | None, values: dict[str, Any] | None) -> None:
    """Write the figures of a person where they differ; None: there is nothing to list."""
    if values is None:
        if row is not None:
            w.session.delete(row)
    elif row is None:
        w.session.add(PersonTotals(workspace_id=w.workspace_id, candidate_id=candidate_id, **values))
    else:
        for name, value in values.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        w.session.add(row)


def _values(person: Candidate, rows: list[Application], years: dict[int, int]) -> dict[str, Any]:
    latest = max(rows, key=lambda row: (row.engaged_at, row.id or 0))
    marks = 0
    for row in rows:
        for key in (f"state.{row.state.value}", f"decision.{row.decision.value}", f"source.{row.source.value}"):
            marks |= BITS[key]
    return {
        "application_id": latest.id,
        "interviews": len(rows),
        "first_at": min(row.invited_at for row in rows),
        "engaged_at": latest.engaged_at,
        "score": max(row.score_sort for row in rows),
        "years": max((years.get(row.id or 0, -1) for row in rows), default=-1),
        "marks": marks,
        "name_key": person.name_key,
        "country": person.country,
        "place_id": person.place_id,
    }


def _years(w: Work, application_ids: list[int]) -> dict[int, int]:
    """Return the most years that the tags of each application state."""
    found: dict[int, int] = {}
    for some in chunks(application_ids):
        query = select(col(ApplicationTag.application_id), col(ApplicationTag.value)).where(
            col(ApplicationTag.workspace_id) == w.workspace_id,
            col(ApplicationTag.application_id).in_(some),
            col(ApplicationTag.name) == YEARS,
        )
        for application_id, value in w.session.execute(query):
            if number := _NUMBER.search(value):
                found[application_id] = max(found.get(application_id, -1), min(int(number.group()[:3]), 80))
    return found


def rebuild(w: Work) -> int:
    """Write the figures of a whole workspace anew from its rows, and return how many people it holds."""
    w.session.flush()
    w.session.execute(
        delete(PersonTotals).where(col(PersonTotals.workspace_id) == w.workspace_id),
        execution_options={"synchronize_session": False},
    )
    connection = w.session.connection()
    for statement in fill_statements(connection.dialect.name):
        connection.execute(text(statement), {"ws": w.workspace_id})
    w.session.expire_all()
    count = select(func.count()).select_from(PersonTotals).where(col(PersonTotals.workspace_id) == w.workspace_id)
    return int(w.session.execute(count).scalar_one())


def fill_statements(dialect: str) -> list[str]:
    """Return the statements that write the figures of workspace `:ws`, in the words of a database."""
    bits = " + ".join(
        f"max(CASE WHEN a.{part} = '{value}' THEN {bit} ELSE 0 END)"
        for (part, _, value), bit in ((key.partition("."), bit) for key, bit in BITS.items())
    )
    number = "CAST(replace(t.value, 'about ', '') AS INTEGER)"
    if dialect != "sqlite":
        number = "CAST(substring(t.value from '[0-9]{1,3}') AS INTEGER)"
    fill = f"""
    INSERT INTO person_totals (workspace_id, candidate_id, application_id, interviews, first_at, engaged_at, score,
        years, marks, name_key, country, place_id)
    SELECT p.workspace_id, p.id, (SELECT l.id FROM application l WHERE l.candidate_id = p.id AND NOT l.is_test
            ORDER BY l.engaged_at DESC, l.id DESC LIMIT 1),
        count(*), min(a.invited_at), max(a.engaged_at), max(a.score_sort), -1, {bits}, p.name_key, p.country, p.place_id
    FROM candidate p JOIN application a ON a.candidate_id = p.id AND NOT a.is_test
    WHERE p.workspace_id = :ws AND a.workspace_id = :ws AND p.erased_at IS NULL AND NOT p.is_test
    GROUP BY p.workspace_id, p.id, p.name_key, p.country, p.place_id
    """  # noqa: S608 - nothing but this module's own names
    years = f"""
    UPDATE person_totals SET years = found.years FROM (
        SELECT a.candidate_id, max({number}) AS years FROM application_tag t
        JOIN application a ON a.id = t.application_id AND NOT a.is_test
        WHERE t.workspace_id = :ws AND t.name = '{YEARS}' GROUP BY a.candidate_id) found
    WHERE person_totals.candidate_id = found.candidate_id AND found.years BETWEEN 0 AND 80
    """  # noqa: S608
    return [fill, years]
