"""Erasing a person: everything that says who it was goes, an empty line stays so that counts and rates do not change.

Each capability deletes what it holds when `PersonErased` is told, in the same transaction; this module deletes what
belongs to candidates, and the details beside the audit log, whose chain holds without them.
"""

from __future__ import annotations

from sqlalchemy import delete, or_, select, update
from sqlmodel import SQLModel, col

from milo_app.core.errors import Gone
from milo_app.core.work import Work
from milo_app.domain.audit import service as audit
from milo_app.domain.candidates import listed, queries
from milo_app.domain.candidates.bulk_models import TeamAct, TeamActItem
from milo_app.domain.candidates.events import PersonErased
from milo_app.domain.candidates.leaving import forget_opinions
from milo_app.domain.candidates.models import (
    Application,
    ApplicationTag,
    Candidate,
    CandidateImportRow,
    CandidatePhoto,
    PersonalLink,
)
from milo_app.domain.candidates.people_models import CandidateAlias, CandidateSkill, CandidateTwin
from milo_app.domain.candidates.service import changed
from milo_app.domain.candidates.team_models import CohortMember

NAME = "Erased person"


class ErasedPerson(Gone):
    """The data of this person was erased."""

    def __init__(self) -> None:
        super().__init__("This person's data was erased.", do="Go back to the list.")


def refuse_erased(w: Work, application: Application) -> None:
    """Raise `ErasedPerson` where nothing is left to be shown or changed."""
    if w.session.get_one(Candidate, application.candidate_id).erased_at is not None:
        raise ErasedPerson


def erase(w: Work, public_id: str) -> None:
    """Erase the person behind an application, in every interviewer of this workspace. Needs candidate:delete.

    Raises `ErasedPerson` when that was done already. Files are removed after the commit.
    """
    w.require("candidate:delete")
    person = w.session.get_one(Candidate, queries.pick(w, public_id).candidate_id, with_for_update=True)
    if person.erased_at is not None:
        raise ErasedPerson
    assert person.id is not None
    rows = list(w.session.scalars(queries.visible_to(w).where(col(Application.candidate_id) == person.id)))
    ids = [row.id or 0 for row in rows]
    w.publish(PersonErased(candidate_id=person.id, application_ids=tuple(ids), at=w.now))
    _forget_around(w, person, ids)
    _forget_log(w, ids)
    _empty(w, person, rows)
    for row in rows:
        listed.restand(w, row.id or 0)
        changed(w, row, "team")


def _forget_around(w: Work, person: Candidate, ids: list[int]) -> None:
    forget_opinions(w, ids)
    _delete(w, ApplicationTag, col(ApplicationTag.application_id).in_(ids))
    _delete(w, PersonalLink, col(PersonalLink.application_id).in_(ids))
    for beside in (CohortMember, CandidateSkill, CandidateAlias, CandidatePhoto):
        _delete(w, beside, col(beside.candidate_id) == person.id)
    _delete(w, CandidateTwin, or_(col(CandidateTwin.first_id) == person.id, col(CandidateTwin.second_id) == person.id))
    w.session.execute(
        update(CandidateImportRow)
        .where(col(CandidateImportRow.workspace_id) == w.workspace_id, col(CandidateImportRow.email) == person.email)
        .values(name="", email="", phone="", sentence=""),
        execution_options={"synchronize_session": False},
    )


def _forget_log(w: Work, ids: list[int]) -> None:
    """Delete the details of what was recorded about the person alone, and the reasons of acts on them."""
    alone = (
        select(col(TeamActItem.act_id))
        .join(TeamAct, col(TeamAct.id) == col(TeamActItem.act_id))
        .where(col(TeamActItem.application_id).in_(ids), col(TeamAct.count) == 1)
    )
    acts = list(w.session.scalars(alone))
    audit.forget(w, "application", ids)
    audit.forget(w, "act", acts)
    w.session.execute(
        update(TeamActItem)
        .where(col(TeamActItem.workspace_id) == w.workspace_id, col(TeamActItem.application_id).in_(ids))
        .values(reason=""),
        execution_options={"synchronize_session": False},
    )


def _empty(w: Work, person: Candidate, rows: list[Application]) -> None:
    person.name, person.name_key = NAME, ""
    person.email, person.phone, person.tz = f"{person.public_id}@erased.invalid", "", ""
    person.city = person.region = person.country = person.place_source = person.photo_key = ""
    person.lat = person.lon = None
    person.place_id = 0
    person.erased_at = w.now
    w.session.add(person)
    for row in rows:
        row.decision_reason = row.csat_comment = ""
        row.revision += 1
        row.notes_count = row.tags_count = 0
        w.session.add(row)
    w.session.flush()


def _delete(w: Work, kind: type[SQLModel], *where: object) -> None:
    mine = kind.workspace_id == w.workspace_id  # type: ignore[attr-defined]
    w.session.execute(delete(kind).where(mine, *where), execution_options={"synchronize_session": False})  # type: ignore[arg-type]
