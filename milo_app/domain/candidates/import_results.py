"""What became of imports: their history, what was refused and why, personal links to hand on, and taking one back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Executable, Select, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from milo_app.core.errors import Conflict, NotFound
from milo_app.core.guard import change_if
from milo_app.core.text import ago, full_time, plural
from milo_app.core.work import Work
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates import links
from milo_app.domain.candidates.events import ApplicationChanged, ApplicationsTakenBack, ImportTakenBack
from milo_app.domain.candidates.importing import BY_HAND
from milo_app.domain.candidates.models import (
    Application,
    ApplicationState,
    Candidate,
    CandidateImport,
    CandidateImportRow,
    Decision,
    ImportRowState,
    ImportState,
    PersonalLink,
    Source,
)
from milo_app.domain.interviewers import queries as interviewers

MOST_LISTED = 50
TAKEN_BACK = "Taken back."
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class ImportNotFound(NotFound):
    """No import of that id that this actor may see."""

    def __init__(self) -> None:
        super().__init__("There is no such import.", do="Open the Integrations tab of the interviewer.")


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import in the history. `percent` is how far it is; `can_undo` where nobody was mailed and nobody has started."""

    id: str
    name: str
    by: str
    ago: str
    at: str
    is_mailed: bool
    is_running: bool
    state: str
    total: int
    added: int
    known: int
    refused: int
    percent: int
    words: str
    reason: str
    has_links: bool
    can_undo: bool


def visible_imports(w: Work) -> Select[CandidateImport]:
    """Return the select of the imports that the actor may see."""
    w.require("candidate:read")
    return select(CandidateImport).where(col(CandidateImport.workspace_id) == w.workspace_id)


def pick_import(w: Work, public_id: str) -> CandidateImport:
    """Return an import; raises `ImportNotFound`."""
    found = w.session.scalars(visible_imports(w).where(col(CandidateImport.public_id) == public_id)).one_or_none()
    if found is None:
        raise ImportNotFound
    return found


def import_rows(w: Work, interviewer_public_id: str, *, running: bool = False) -> list[ImportRow]:
    """Return the latest imports of an interviewer, newest first, or only those under way. Raises `InterviewerNotFound`."""
    interviewer = interviewers.pick(w, interviewer_public_id)
    query = visible_imports(w).where(col(CandidateImport.interviewer_id) == interviewer.id)
    if running:
        query = query.where(col(CandidateImport.state).in_([ImportState.QUEUED, ImportState.RUNNING]))
    found = list(w.session.scalars(query.order_by(col(CandidateImport.id).desc()).limit(MOST_LISTED)))
    people = {row.user_id for row in found if row.user_id is not None}
    named = w.session.execute(select(col(User.id), col(User.name)).where(col(User.id).in_(people)))
    names = {int(number): name for number, name in named if number is not None}
    return [_row(w, row, names.get(row.user_id or 0, "")) for row in found]


def _row(w: Work, row: CandidateImport, by: str) -> ImportRow:
    is_running = row.state in (ImportState.QUEUED, ImportState.RUNNING)
    done = row.added + row.known + row.refused
    is_back = row.reason == TAKEN_BACK
    may_undo = w.actor.can("candidate:create") and not row.is_mailed and not is_running and row.added > 0
    return ImportRow(
        id=row.public_id,
        name=row.name,
        by=by,
        ago=ago(row.created_at, w.now),
        at=full_time(row.created_at, w.actor.tz),
        is_mailed=row.is_mailed,
        is_running=is_running,
        state="taken_back" if is_back else row.state.value,
        total=row.total,
        added=row.added,
        known=row.known,
        refused=row.refused,
        percent=100 if not row.total else min(100, 100 * done // row.total),
        words=TAKEN_BACK if is_back else outcome_words(row.added, row.known, row.refused),
        reason="" if is_back else row.reason,
        has_links=not row.is_mailed and row.added > 0,
        can_undo=may_undo,
    )


def outcome_words(added: int, known: int, refused: int) -> str:
    """Say what came of a list: "412 added, 3 known, 2 refused"."""
    parts = (
        [f"{added:,} added"] + ([f"{known:,} known"] if known else []) + ([f"{refused:,} refused"] if refused else [])
    )
    return ", ".join(parts)


def refused_csv(w: Work, public_id: str) -> str:
    """Return the lines that were not added, with the reason of each, as CSV. Needs candidate:read_contact."""
    w.require("candidate:read_contact")
    row = pick_import(w, public_id)
    query = (
        select(CandidateImportRow)
        .where(
            col(CandidateImportRow.import_id) == row.id,
            col(CandidateImportRow.state).in_([ImportRowState.REFUSED, ImportRowState.KNOWN]),
        )
        .order_by(col(CandidateImportRow.number))
    )
    lines = (
        [str(line.number), line.name, line.email, line.phone, "known" if _is_known(line) else "refused", line.sentence]
        for line in w.session.scalars(query)
    )
    return as_csv(("Line", "Name", "Email", "Phone", "Result", "Reason"), lines)


def _is_known(line: CandidateImportRow) -> bool:
    return line.state == ImportRowState.KNOWN


def links_csv(w: Work, public_id: str, origin: str) -> str:
    """Make a fresh personal link for each person of an import that was not mailed, and return them as CSV.

    Only digests are stored, so links can be read here and nowhere else; earlier ones stay valid. Needs
    candidate:create and candidate:read_contact. Raises `Conflict` for a mailed import.
    """
    w.require("candidate:create")
    w.require("candidate:read_contact")
    row = pick_import(w, public_id)
    if row.is_mailed:
        raise Conflict("These people got their links by mail.", do="Mail a new link from a candidate's page.")
    people = _added(w, row)
    secrets = links.hand_out(w, row.interviewer_id, [application for application, _ in people])
    lines = (
        [person.name, person.email, origin + links.path(secret)]
        for (_, person), secret in zip(people, secrets, strict=True)
    )
    return as_csv(("Name", "Email", "Personal link"), lines)


def _added(w: Work, row: CandidateImport) -> list[tuple[Application, Candidate]]:
    """Return the people whom an import added and who are still here, in the order of its lines."""
    source = Source.INVITE if row.name in BY_HAND else Source.IMPORT
    query = (
        select(Application, Candidate)
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .join(CandidateImportRow, col(CandidateImportRow.email) == col(Candidate.email))
        .where(
            col(CandidateImportRow.import_id) == row.id,
            col(CandidateImportRow.state) == ImportRowState.ADDED,
            col(Application.interviewer_id) == row.interviewer_id,
            col(Application.source) == source,
            col(Application.invited_at) >= row.created_at,
            col(Candidate.erased_at).is_(None),
        )
        .order_by(col(CandidateImportRow.number))
    )
    return [(application, person) for application, person in w.session.execute(query)]


def take_back(w: Work, public_id: str) -> int:
    """Undo an import that mailed nobody, while nobody of it has started; return how many people left the interviewer.

    People whom it brought into the workspace and who are nowhere else go too. Needs candidate:create. Raises `Conflict`.
    """
    w.require("candidate:create")
    row = pick_import(w, public_id)
    if row.is_mailed:
        raise Conflict("Its invitations are out, so this import stays.", do="Dismiss people instead.")
    if row.state in (ImportState.QUEUED, ImportState.RUNNING):
        raise Conflict("This import is still running.", do="Wait until it is done.")
    people = _added(w, row)
    busy = sum(application.state != ApplicationState.PENDING for application, _ in people)
    if busy:
        verb = "has" if busy == 1 else "have"
        raise Conflict(
            f"{plural(busy, 'person', 'people')} of this import {verb} started.",
            safe="Nothing was changed.",
            do="Dismiss the others instead.",
        )
    if any(application.decision != Decision.NONE for application, _ in people):
        raise Conflict("Somebody has decided about people of this import.", safe="Nothing was changed.")
    _remove(w, row, [application for application, _ in people], [person for _, person in people])
    change_if(
        w.session, row, col(CandidateImport.id) == row.id, added=0, reason=TAKEN_BACK, refused=row.total - row.known
    )
    assert row.id is not None
    w.publish(ImportTakenBack(import_id=row.id, interviewer_id=row.interviewer_id, at=w.now, count=len(people)))
    return len(people)


def _remove(w: Work, row: CandidateImport, applications: Sequence[Application], people: Sequence[Candidate]) -> None:
    ids = tuple(application.id or 0 for application in applications)
    # No zone has a day that ends within a quarter of an hour, so one moment of each stands for its day.
    moments = {_quarter(application.invited_at) for application in applications}
    persons = [person.id or 0 for person in people if person.created_at >= row.created_at]
    try:
        with w.session.begin_nested():
            w.publish(ApplicationsTakenBack(application_ids=ids, interviewer_id=row.interviewer_id, at=w.now))
            for some in _parts(ids):
                _run(w, delete(PersonalLink).where(col(PersonalLink.application_id).in_(some)))
                _run(w, delete(Application).where(col(Application.id).in_(some)))
            for some in _parts(persons):
                elsewhere = select(col(Application.candidate_id)).where(col(Application.candidate_id).in_(some))
                alone = (col(Candidate.id).in_(some), col(Candidate.id).not_in(elsewhere))
                _run(w, delete(Candidate).where(*alone))
            lines = update(CandidateImportRow).where(
                col(CandidateImportRow.import_id) == row.id, col(CandidateImportRow.state) == ImportRowState.ADDED
            )
            _run(w, lines.values(state=ImportRowState.REFUSED, sentence=TAKEN_BACK))
    except IntegrityError:
        raise Conflict("Somebody of this import was contacted meanwhile.", safe="Nothing was changed.") from None
    w.session.expire_all()
    for number, moment in enumerate(moments):
        gone = ids[min(number, len(ids) - 1)]
        w.publish(ApplicationChanged(application_id=gone, interviewer_id=row.interviewer_id, at=moment, what="created"))


def _quarter(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute - moment.minute % 15, second=0, microsecond=0)


def _run(w: Work, statement: Executable) -> None:
    w.session.execute(statement, execution_options={"synchronize_session": False})


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    for start in range(0, len(ids), 500):
        yield ids[start : start + 500]


def as_csv(heading: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Write CSV that spreadsheets open as text: a cell that they would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heading)
    for line in lines:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in line])
    return out.getvalue()
