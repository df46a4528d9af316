"""Working through an import: a part of the lines in each transaction, so that a killed worker or two of them add nobody twice."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import case, func, select, update
from sqlmodel import col

from milo_app.core import outbox
from milo_app.core.errors import MiloError
from milo_app.core.guard import change_if
from milo_app.core.text import ellipsis
from milo_app.core.work import Work
from milo_app.domain.candidates import links
from milo_app.domain.candidates.events import ImportFinished
from milo_app.domain.candidates.importing import BY_HAND, KIND, NOT_HERE
from milo_app.domain.candidates.links import LinkPurpose
from milo_app.domain.candidates.models import (
    CandidateImport,
    CandidateImportRow,
    ImportRowState,
    ImportState,
    Source,
)
from milo_app.domain.candidates.service import enrol, find_or_create, require_open
from milo_app.domain.candidates.standing import NEW, WORDS, Known, Standing, standings
from milo_app.domain.interviewers.models import Interviewer

Works = Callable[[], AbstractContextManager[Work]]
PART = 200
LONGEST_PART_S = 0.8
"""A transaction writes for about this long at most, so that people who click meanwhile do not wait."""
SHIFT_S = 60.0
"""A worker hands an import back to the queue after this time: its lease never runs out under it."""
_BREATH_S = 0.02
_OPEN = col(CandidateImport.state).in_([ImportState.QUEUED, ImportState.RUNNING])


def work_off(works: Works, import_id: int, tick: Callable[[], float] = time.monotonic) -> None:
    """Add the people of an import, part by part: the job behind the outbox kind `import`.

    It goes on where a killed worker stopped, and ends early, with the reason on every line that is left, when the
    interviewer closes or its budget is used up. An import that is gone or finished is no error.
    """
    began = tick()
    while _part(works, import_id, tick):
        if tick() - began > SHIFT_S:
            with works() as w:
                outbox.enqueue(w, KIND, {"import": import_id})
            return
        # SQLite has one writer; others who wait get their turn between two parts.
        time.sleep(_BREATH_S)


def _part(works: Works, import_id: int, tick: Callable[[], float]) -> bool:
    """Add a part of the people in one transaction; False when nothing is left."""
    with works() as w:
        # Two workers take turns: each part holds its import from the start, before it needs anything that others hold.
        row = w.session.get(CandidateImport, import_id, with_for_update=True)
        if row is None or row.state not in (ImportState.QUEUED, ImportState.RUNNING):
            return False
        change_if(w.session, row, col(CandidateImport.state) == ImportState.QUEUED, state=ImportState.RUNNING)
        waiting = _waiting(w, import_id)
        interviewer = w.session.get_one(Interviewer, row.interviewer_id)
        try:
            if waiting:
                require_open(w, interviewer)
        except MiloError as closed:
            _refuse_the_rest(w, row, closed.message)
            waiting = []
        if not waiting:
            _finish(w, row)
            return False
        _add(w, row, interviewer, waiting, tick)
        _count(w, row)
    return True


def _waiting(w: Work, import_id: int) -> list[CandidateImportRow]:
    query = (
        select(CandidateImportRow)
        .where(col(CandidateImportRow.import_id) == import_id, col(CandidateImportRow.state) == ImportRowState.WAITING)
        .order_by(col(CandidateImportRow.number))
        .limit(PART)
    )
    return list(w.session.scalars(query))


def _add(
    w: Work,
    row: CandidateImport,
    interviewer: Interviewer,
    waiting: list[CandidateImportRow],
    tick: Callable[[], float],
) -> None:
    assert interviewer.id is not None
    known = standings(w, interviewer.id, [line.email for line in waiting])
    until = tick() + LONGEST_PART_S
    for line in waiting:
        _add_one(w, row, interviewer, line, known.get(line.email, NEW))
        if tick() > until:
            break
    w.session.flush()


def _add_one(w: Work, row: CandidateImport, interviewer: Interviewer, line: CandidateImportRow, known: Known) -> None:
    """Add one person, or write down why not. Another person may have come in since the list was looked at."""
    w.session.add(line)
    if known.standing == Standing.CLOSED:
        line.state, line.sentence = ImportRowState.REFUSED, WORDS[known.standing]
        return
    if known.standing in NOT_HERE:
        line.state, line.sentence = ImportRowState.KNOWN, WORDS[known.standing]
        return
    try:
        person = find_or_create(w, line.name, line.email, line.phone)
    except MiloError as error:
        line.state, line.sentence = ImportRowState.REFUSED, ellipsis(error.message, 300)
        return
    source = Source.INVITE if row.name in BY_HAND else Source.IMPORT
    application, is_new = enrol(w, interviewer, person, source)
    if is_new and row.is_mailed:
        links.issue(w, application, LinkPurpose.INVITATION)
    line.state = ImportRowState.ADDED if is_new else ImportRowState.KNOWN
    line.sentence = line.sentence if is_new else WORDS[Standing.HERE]


def _refuse_the_rest(w: Work, row: CandidateImport, reason: str) -> None:
    w.session.execute(
        update(CandidateImportRow)
        .where(col(CandidateImportRow.import_id) == row.id, col(CandidateImportRow.state) == ImportRowState.WAITING)
        .values(state=ImportRowState.REFUSED, sentence=ellipsis(reason, 300)),
        execution_options={"synchronize_session": False},
    )
    w.session.expire_all()
    row.reason = ellipsis(reason, 500)
    w.session.add(row)
    w.session.flush()


def _count(w: Work, row: CandidateImport) -> None:
    """Write the figures of an import from its lines, so that they are right whoever worked on it."""

    def number(state: ImportRowState) -> object:
        return func.coalesce(func.sum(case((col(CandidateImportRow.state) == state, 1), else_=0)), 0)

    states = (ImportRowState.ADDED, ImportRowState.KNOWN, ImportRowState.REFUSED)
    added, known, refused = w.session.execute(
        select(*(number(state) for state in states)).where(col(CandidateImportRow.import_id) == row.id)  # type: ignore[call-overload]
    ).one()
    row.added, row.known, row.refused = int(added), int(known), int(refused)
    w.session.add(row)
    w.session.flush()


def _finish(w: Work, row: CandidateImport) -> None:
    _count(w, row)
    ended: datetime = w.now
    if change_if(w.session, row, _OPEN, state=ImportState.DONE, finished_at=ended):
        assert row.id is not None
        w.publish(
            ImportFinished(
                import_id=row.id,
                interviewer_id=row.interviewer_id,
                user_id=row.user_id,
                at=ended,
                added=row.added,
                known=row.known,
                refused=row.refused,
            )
        )


def give_up(w: Work, import_id: int, reason: str) -> None:
    """End an import that cannot go on, with the reason on every line that is left; what was added stays."""
    row = w.session.get(CandidateImport, import_id)
    if row is None or row.state not in (ImportState.QUEUED, ImportState.RUNNING):
        return
    _refuse_the_rest(w, row, reason)
    _count(w, row)
    change_if(w.session, row, _OPEN, state=ImportState.FAILED, finished_at=w.now)
