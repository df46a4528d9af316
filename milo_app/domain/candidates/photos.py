"""Photos of people: small squares that the browser made of what somebody chose. Nothing is decoded here.

Whoever reviews blind neither gets the picture nor learns that there is one.
"""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlmodel import col

from milo_app.core.errors import Invalid, NotFound
from milo_app.core.pictures import picture_of
from milo_app.core.work import Work
from milo_app.domain.candidates import queries
from milo_app.domain.candidates.erasure import refuse_erased
from milo_app.domain.candidates.models import Application, Candidate, CandidatePhoto
from milo_app.domain.candidates.service import changed

MOST_BYTES = 100 * 1024
SIDE = 512
"""Pixels of the longest side; the browser sends less."""


def set_photo(w: Work, application_public_id: str, body: bytes) -> str:
    """Keep a picture in the place of the one before and return its public id. Needs candidate:update; raises `Invalid`."""
    w.require("candidate:update")
    application, person = _pick(w, application_public_id)
    if len(body) > MOST_BYTES:
        raise Invalid("A photo has up to 100 KB.", field="file", do="Choose a smaller one.")
    kind = picture_of(body, SIDE * SIDE).kind
    w.session.execute(delete(CandidatePhoto).where(col(CandidatePhoto.candidate_id) == person.id))
    row = CandidatePhoto(
        workspace_id=w.workspace_id, candidate_id=person.id or 0, kind=kind, body=body, created_at=w.now
    )
    w.session.add(row)
    person.photo_key = row.public_id
    w.session.add(person)
    w.session.flush()
    changed(w, application, "team")
    return row.public_id


def remove_photo(w: Work, application_public_id: str) -> None:
    """Go back to the initials. Needs candidate:update."""
    w.require("candidate:update")
    application, person = _pick(w, application_public_id)
    w.session.execute(delete(CandidatePhoto).where(col(CandidatePhoto.candidate_id) == person.id))
    person.photo_key = ""
    w.session.add(person)
    w.session.flush()
    changed(w, application, "team")


def photo(w: Work, public_id: str) -> tuple[str, bytes]:
    """Return kind and bytes of a photo to whoever reads candidates and does not review blind; raises `NotFound`."""
    w.require("candidate:read")
    query = select(CandidatePhoto).where(col(CandidatePhoto.public_id) == public_id)
    row = None if w.actor.is_blind else w.session.scalars(query).one_or_none()
    if row is None:
        raise NotFound("There is no such photo.")
    return row.kind, row.body


def _pick(w: Work, public_id: str) -> tuple[Application, Candidate]:
    application = queries.pick(w, public_id)
    refuse_erased(w, application)
    return application, w.session.get_one(Candidate, application.candidate_id, with_for_update=True)
