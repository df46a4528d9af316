"""Making one person of two: everything of the one goes to the other, both addresses stay, and it can be undone.

Applications are moved whole, so that tags, notes, files, scores, mails and notices go along by themselves. Two interviews
in one interviewer cannot become one: each has answers and scores of its own, and the rule is one application a person.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlmodel import col

from milo_app.core.errors import Conflict, Invalid
from milo_app.core.work import Work
from milo_app.domain.candidates import acts, listed, people_totals, places, queries, twins
from milo_app.domain.candidates.acts import Undo, Undone
from milo_app.domain.candidates.contact import name_key
from milo_app.domain.candidates.errors import NothingToUndo
from milo_app.domain.candidates.events import CandidatesMerged, CandidatesParted
from milo_app.domain.candidates.locating import stand
from milo_app.domain.candidates.models import Application, Candidate, CandidatePhoto
from milo_app.domain.candidates.people_models import CandidateAlias, CandidateSkill, CandidateTwin
from milo_app.domain.candidates.service import changed
from milo_app.domain.candidates.team_models import CohortMember
from milo_app.domain.interviewers.models import Interviewer

KIND = "merged"
LABEL = "2 candidates merged into one"


def other_addresses(w: Work, application: str) -> list[str]:
    """Return the further addresses of the person behind an application; none for who may not see contact data."""
    if w.actor.is_blind or not w.actor.can("candidate:read_contact"):
        return []
    person = queries.pick(w, application).candidate_id
    query = select(col(CandidateAlias.email)).where(
        col(CandidateAlias.workspace_id) == w.workspace_id, col(CandidateAlias.candidate_id) == person
    )
    return list(w.session.scalars(query.order_by(col(CandidateAlias.id))))


def merge(w: Work, keep: str, gone: str) -> Undo:
    """Make one person of two, by their public ids: the first keeps name and address. Needs candidate:update.

    Raises `Conflict`, which names the interviewer, where both have an interview in one.
    """
    w.require("candidate:update")
    if keep == gone:
        raise Invalid("These are the same person already.", safe="Nothing was changed.")
    pair = twins.people_of(w, keep, gone)
    kept, other = pair if pair[0].public_id == keep else pair[::-1]
    _refuse_both_in_one(w, kept, other)
    moved = _ids(w, other)
    data: dict[str, Any] = {
        "kept": kept.id,
        "gone": other.id,
        "public_id": other.public_id,
        "tz": other.tz,
        "created_at": other.created_at.isoformat(),
        "place": [other.place_id, other.place_source],
        "photo": other.photo_key,
        "applications": moved,
        "filled": _fill(kept, other),
        "cohorts": _move_cohorts(w, kept, other),
    }
    act = acts.begin(w, KIND, **data)
    act.label, act.count = LABEL, 2
    _move(w, kept, other, moved)
    _keep_address(w, kept, other, act.created_at)
    # What belongs to nobody else goes with the row; the address above brings it back.
    w.session.execute(delete(Candidate).where(col(Candidate.id) == other.id), execution_options=_PAST)
    w.session.expire_all()
    _tell(w, kept.id or 0, moved)
    people_totals.recount(w, [data["kept"], data["gone"]])
    w.session.add(act)
    w.session.flush()
    w.publish(CandidatesMerged(candidate_id=data["kept"], gone_id=data["gone"], application_ids=tuple(moved), at=w.now))
    return Undo(LABEL, 2, act.public_id)


_PAST: Any = {"synchronize_session": False}


def _refuse_both_in_one(w: Work, kept: Candidate, other: Candidate) -> None:
    theirs = select(col(Application.interviewer_id)).where(col(Application.candidate_id) == kept.id)
    query = (
        select(col(Interviewer.title))
        .join(Application, col(Application.interviewer_id) == col(Interviewer.id))
        .where(col(Application.candidate_id) == other.id, col(Application.interviewer_id).in_(theirs))
        .limit(3)
    )
    titles = [f"“{title}”" for title in w.session.scalars(query)]
    if titles:
        raise Conflict(
            f"Both have an interview in {' and '.join(titles)}, each with answers and scores of its own.",
            safe="Nothing was changed.",
            do="Compare the two reports and dismiss one, or erase the one that was a mistake.",
        )


def _ids(w: Work, person: Candidate) -> list[int]:
    query = select(col(Application.id)).where(col(Application.candidate_id) == person.id).order_by(col(Application.id))
    return [int(row_id or 0) for row_id in w.session.scalars(query)]


def _fill(kept: Candidate, other: Candidate) -> list[str]:
    """Give the person what only the other had, and return the names of what was given."""
    filled = []
    for name in ("phone", "tz", "photo_key"):
        if not getattr(kept, name) and getattr(other, name):
            setattr(kept, name, getattr(other, name))
            filled.append(name)
    if not kept.place_id and other.place_id and (place := places.place(other.place_id)) is not None:
        stand(kept, place, other.place_source)
        filled.append("place")
    return filled


def _move_cohorts(w: Work, kept: Candidate, other: Candidate) -> dict[str, list[list[Any]]]:
    """Move memberships; one in a cohort that the person is in already goes, and is kept for the undo."""
    inside = set(w.session.scalars(select(col(CohortMember.cohort_id)).where(_of(kept.id))))
    moved: list[list[Any]] = []
    dropped: list[list[Any]] = []
    for row in w.session.scalars(select(CohortMember).where(_of(other.id))):
        if row.cohort_id in inside:
            dropped.append([row.cohort_id, row.application_id, row.added_by, row.added_at.isoformat()])
            w.session.delete(row)
        else:
            moved.append([row.cohort_id])
            row.candidate_id = kept.id or 0
            w.session.add(row)
    w.session.flush()
    return {"moved": moved, "dropped": dropped}


def _of(candidate_id: int | None) -> Any:
    return col(CohortMember.candidate_id) == candidate_id


def _move(w: Work, kept: Candidate, other: Candidate, moved: list[int]) -> None:
    w.session.add(kept)
    w.session.flush()
    _give(w, moved, kept)
    for kind in (CandidateAlias, CandidatePhoto):
        query = update(kind).where(col(kind.candidate_id) == other.id).values(candidate_id=kept.id)
        w.session.execute(query, execution_options=_PAST)
    either = or_(col(CandidateTwin.first_id) == other.id, col(CandidateTwin.second_id) == other.id)
    w.session.execute(delete(CandidateTwin).where(either), execution_options=_PAST)


def _give(w: Work, applications: list[int], to: Candidate) -> None:
    """Let applications, and the skills of their resumes, belong to a person."""
    for kind, key in ((Application, col(Application.id)), (CandidateSkill, col(CandidateSkill.application_id))):
        query = update(kind).where(key.in_(applications)).values(candidate_id=to.id)
        w.session.execute(query, execution_options=_PAST)


def _keep_address(w: Work, kept: Candidate, other: Candidate, at: datetime) -> None:
    # One moment for act and address: undo knows the address again by it.
    w.session.add(
        CandidateAlias(
            workspace_id=w.workspace_id,
            candidate_id=kept.id or 0,
            email=other.email,
            phone=other.phone,
            name=other.name,
            created_at=at,
        )
    )
    w.session.flush()


def _tell(w: Work, candidate_id: int, applications: list[int]) -> None:
    listed.restand_person(w, candidate_id)
    for application_id in applications:
        row = w.session.get(Application, application_id)
        if row is not None:
            changed(w, row, "state")


def undo(w: Work, public_id: str) -> Undone:
    """Part them again: the other person comes back with their address and with those applications that are still there.

    Raises `NothingToUndo` when the person is gone or the address belongs to somebody else by now.
    """
    w.require("candidate:update")
    act = acts.own(w, public_id)
    data = act.data
    kept = w.session.get(Candidate, data["kept"])
    alias = w.session.scalars(
        select(CandidateAlias).where(
            col(CandidateAlias.candidate_id) == data["kept"], col(CandidateAlias.created_at) == act.created_at
        )
    ).one_or_none()
    if kept is None or kept.erased_at is not None or alias is None:
        raise NothingToUndo
    acts.mark_undone(w, act)
    other = _again(w, data, alias)
    back = [row_id for row_id in data["applications"] if _is_theirs(w, row_id, kept.id or 0)]
    _give(w, back, other)
    _cohorts_again(w, data, kept, other)
    _take_again(kept, data["filled"])
    w.session.add(kept)
    w.session.flush()
    w.session.expire_all()
    for person in (kept.id or 0, other.id or 0):
        _tell(w, person, back if person == other.id else [])
    people_totals.recount(w, [data["kept"], data["gone"]])
    w.publish(CandidatesParted(candidate_id=data["kept"], gone_id=data["gone"], application_ids=tuple(back), at=w.now))
    return Undone(2, 0)


def _again(w: Work, data: dict[str, Any], alias: CandidateAlias) -> Candidate:
    other = Candidate(
        id=data["gone"],
        workspace_id=w.workspace_id,
        public_id=data["public_id"],
        name=alias.name,
        name_key=name_key(alias.name),
        email=alias.email,
        phone=alias.phone,
        tz=data["tz"],
        created_at=datetime.fromisoformat(data["created_at"]),
    )
    number, source = data["place"]
    if number and (place := places.place(number)) is not None:
        stand(other, place, source)
    w.session.delete(alias)
    w.session.flush()
    w.session.add(other)
    w.session.flush()
    theirs = select(CandidatePhoto).where(col(CandidatePhoto.public_id) == data["photo"])
    if data["photo"] and (photo := w.session.scalars(theirs).one_or_none()) is not None:
        photo.candidate_id, other.photo_key = data["gone"], photo.public_id
        w.session.flush()
    return other


def _is_theirs(w: Work, application_id: int, candidate_id: int) -> bool:
    row = w.session.get(Application, application_id)
    return row is not None and row.candidate_id == candidate_id


def _cohorts_again(w: Work, data: dict[str, Any], kept: Candidate, other: Candidate) -> None:
    moved = [cohort_id for (cohort_id,) in data["cohorts"]["moved"]]
    w.session.execute(
        update(CohortMember).where(_of(kept.id), col(CohortMember.cohort_id).in_(moved)).values(candidate_id=other.id),
        execution_options=_PAST,
    )
    for cohort_id, application_id, added_by, added_at in data["cohorts"]["dropped"]:
        w.session.add(
            CohortMember(
                workspace_id=w.workspace_id,
                cohort_id=cohort_id,
                candidate_id=other.id or 0,
                application_id=application_id,
                added_by=added_by,
                added_at=datetime.fromisoformat(added_at),
            )
        )
    w.session.flush()


def _take_again(kept: Candidate, filled: list[str]) -> None:
    for name in filled:
        if name == "place":
            kept.city = kept.region = kept.country = kept.place_source = ""
            kept.lat = kept.lon = None
            kept.place_id = 0
        else:
            setattr(kept, name, "")
