"""What lists read of an application without opening it: its cell per stage, where it stands, and the person's keys.

The cells follow the stages of the interviewer's present version, by stage key: somebody who answers an older version has
a cell for every stage that still exists. A change of an application rewrites its own; a job rewrites those of an
interviewer that has published other stages since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import or_, select, update
from sqlmodel import col

from milo_app.core.events import subscribe
from milo_app.core.work import Actor, Work, system
from milo_app.domain.candidates.events import ApplicationChanged
from milo_app.domain.candidates.models import (
    FINISHED,
    MOST_STAGES,
    NO_RUN,
    Application,
    ApplicationState,
    Candidate,
)
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.versions import VersionPlan, plan_of, stages_of

DONE, BEGUN, WAITING, STOPPED = -1, -2, -3, -4
"""Cells without a score; `NO_RUN` is the fifth."""
_OVER = (ApplicationState.COMPLETED, ApplicationState.EVALUATING)
_CHUNK = 1_000
Works = Callable[[Actor], AbstractContextManager[Work]]


def register() -> None:
    """Subscribe; bootstrap calls it once."""
    subscribe(ApplicationChanged, on_application_changed)


def on_application_changed(w: Work, event: ApplicationChanged) -> None:
    """Rewrite what lists read of one application."""
    restand(w, event.application_id)


def keys_of(w: Work, interviewer: Interviewer) -> tuple[str, ...]:
    """Return the stage keys of the present version in order: the n-th is told by column `s<n>`."""
    if interviewer.version_id is None:
        return ()
    stages = stages_of(w, {interviewer.version_id})[interviewer.version_id]
    return tuple(str(stage.spec.get("key", "")) for stage in stages)[:MOST_STAGES]


def restand(w: Work, application_id: int) -> None:
    """Rewrite what lists read of an application, when it differs from what is stored."""
    w.session.flush()
    found = w.session.execute(
        select(Application, Candidate, Interviewer)
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
        .where(col(Application.id) == application_id)
    ).first()
    if found is None:
        return
    application, person, interviewer = found
    values = _changes(w, application, person, keys_of(w, interviewer))
    if not values:
        return
    w.session.execute(
        update(Application).where(col(Application.id) == application_id).values(**values),
        execution_options={"synchronize_session": False},
    )
    w.session.refresh(application)


def restand_person(w: Work, candidate_id: int) -> None:
    """Rewrite what lists read of every application of a person: a name, an address or a place changed."""
    ids = w.session.scalars(select(col(Application.id)).where(col(Application.candidate_id) == candidate_id)).all()
    for application_id in ids:
        restand(w, application_id or 0)


def restand_interviewer(w: Work, interviewer_id: int) -> int:
    """Rewrite what lists read of all applications of an interviewer, and return how many differed."""
    interviewer = w.session.get_one(Interviewer, interviewer_id)
    keys, changed = keys_of(w, interviewer), 0
    for part in _parts(w, interviewer_id):
        wrong = [(application.id, _changes(w, application, person, keys)) for application, person in part]
        rows = [{"id": row_id, **values} for row_id, values in wrong if values]
        # One statement for all rows that differ in the same columns.
        for names in {tuple(sorted(row)) for row in rows}:
            w.session.execute(update(Application), [row for row in rows if tuple(sorted(row)) == names])
        changed += len(rows)
        w.session.expire_all()
    interviewer = w.session.get_one(Interviewer, interviewer_id)
    interviewer.listed_version_id = interviewer.version_id
    w.session.add(interviewer)
    w.session.flush()
    return changed


def _parts(w: Work, interviewer_id: int) -> Iterator[list[tuple[Application, Candidate]]]:
    last = 0
    while True:
        query = (
            select(Application, Candidate)
            .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
            .where(col(Application.interviewer_id) == interviewer_id, col(Application.id) > last)
            .order_by(col(Application.id))
            .limit(_CHUNK)
        )
        part = [(application, person) for application, person in w.session.execute(query)]
        if not part:
            return
        last = part[-1][0].id or 0
        yield part


def catch_up(works: Works) -> int:
    """Rewrite the cells of interviewers that have published other stages since; return how many. The job of a tick."""
    behind = or_(
        col(Interviewer.listed_version_id).is_(None), col(Interviewer.listed_version_id) != col(Interviewer.version_id)
    )
    with works(system(None)) as w:
        query = select(col(Interviewer.workspace_id), col(Interviewer.id)).where(
            col(Interviewer.version_id).is_not(None), behind
        )
        waiting = [(int(home), int(row_id or 0)) for home, row_id in w.session.execute(query)]
    for home, interviewer_id in waiting:
        with works(system(home)) as w:
            restand_interviewer(w, interviewer_id)
    return len(waiting)


def _changes(w: Work, application: Application, person: Candidate, keys: tuple[str, ...]) -> dict[str, Any]:
    """Return the columns whose stored value is not what it must be."""
    plan = plan_of(w, application.version_id)
    by_key, now_at = _cells(application, plan)
    values: dict[str, Any] = {f"s{number}": by_key.get(key, NO_RUN) for number, key in enumerate(keys)}
    values |= {f"s{number}": NO_RUN for number in range(len(keys), MOST_STAGES)}
    values["board"] = FINISHED if application.state in _OVER else _place(plan, now_at, keys)
    values |= {
        "name_key": person.name_key,
        "email_key": person.email if person.erased_at is None else "",
        "country": person.country,
        "place_id": person.place_id,
    }
    changed = {name: value for name, value in values.items() if getattr(application, name) != value}
    if "board" in changed or application.moved_at is None:
        is_first = application.moved_at is None
        changed["moved_at"] = (application.completed_at or application.engaged_at) if is_first else w.now
    return changed


def _cells(application: Application, plan: VersionPlan) -> tuple[dict[str, int], str]:
    """Return the cell of each stage by key, and the key of the stage where the person stands."""
    cells: dict[str, int] = {}
    stands_at = ""
    for stage in plan.stages:
        entry: dict[str, Any] = application.progress.get(str(stage.id), {})
        state, score = entry.get("state", "not_started"), entry.get("score")
        if state == "knocked_out":
            cell = STOPPED
        elif state == "completed":
            cell = DONE if score is None else int(score)
        else:
            cell = BEGUN if state == "in_progress" else WAITING
        if cell in (STOPPED, BEGUN, WAITING):
            # Only the first stage that is not finished is before the person; later ones are not reached yet.
            if stands_at:
                cell = NO_RUN
            else:
                stands_at = stage.plan.key
        cells[stage.plan.key] = cell
    return cells, stands_at or (plan.stages[-1].plan.key if plan.stages else "")


def _place(plan: VersionPlan, key: str, keys: tuple[str, ...]) -> int:
    """Return the number of the stage in the present version; of one that is gone, that of its old position."""
    if key in keys:
        return keys.index(key)
    own = [stage.plan.key for stage in plan.stages]
    return max(0, min(own.index(key) if key in own else 0, len(keys) - 1))
