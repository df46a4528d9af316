"""Enrichment: what is known of somebody is read again from their resume and phone, without a model and without scores.

The resume is read outside any transaction. Tags that come from a resume are replaced, all others stay; a person who
shares a phone number or a resume with another one gets a tag that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from milo_app.core.errors import MiloError
from milo_app.core.work import Work
from milo_app.domain.candidates import locating
from milo_app.domain.candidates.bulk_work import PeopleKind
from milo_app.domain.candidates.models import Application, ApplicationTag, Candidate
from milo_app.domain.candidates.resume_facts import read_facts
from milo_app.domain.candidates.service import NewTag, add_tags, changed
from milo_app.domain.interviews.files import set_file_text
from milo_app.domain.interviews.models import FilePurpose, StoredFile, TextState
from milo_app.domain.interviews.ports import FileStore, ResumeReader, ResumeText, UnreadableResume
from milo_app.domain.scoring.resume_notes import tags_of

DUPLICATE = "Possible duplicate"
_FROM_RESUME = frozenset({"Years of experience", "Language", "Licence", "Education", DUPLICATE})
OpenWork = Callable[[], AbstractContextManager[Work]]


def _resume(w: Work, application_id: int) -> StoredFile | None:
    return w.session.scalars(
        select(StoredFile)
        .where(col(StoredFile.application_id) == application_id, col(StoredFile.purpose) == FilePurpose.RESUME)
        .order_by(col(StoredFile.id).desc())
        .limit(1)
    ).one_or_none()


def read_again(works: OpenWork, application_id: int) -> None:
    """Read somebody's newest resume again and keep its text. A file that cannot be opened now keeps the text it has."""
    with works() as w:
        row = _resume(w, application_id)
        if row is None:
            return
        file_id, key, kind = row.id or 0, row.blob_key, row.kind
        store, reader = w.port(FileStore), w.port(ResumeReader)
    found: ResumeText | UnreadableResume
    try:
        found = reader.read(store.path(key), kind)
    except UnreadableResume as error:
        found = error
    except MiloError:
        return
    with works() as w:
        if w.session.get(StoredFile, file_id) is not None:
            set_file_text(w, file_id, found)


def enrich(w: Work, application_id: int, params: Mapping[str, Any]) -> str:
    """Take place, tags and duplicates from what was read, or say why there is little to take. Needs candidate:update."""
    w.require("candidate:update")
    row = w.session.get(Application, application_id)
    if row is None:
        return "Was deleted meanwhile"
    person = w.session.get_one(Candidate, row.candidate_id)
    if person.erased_at is not None:
        return "Was erased"
    locating.learn_from_phone(w, person)
    resume = _resume(w, application_id)
    is_read = resume is not None and resume.text_state == TextState.READ
    tags = _others(w, application_id, also_resume=not is_read)
    if resume is not None and is_read:
        facts = read_facts(resume.text, today=w.now.date())
        tags += [NewTag(tag.name, tag.value, tag.quote.text if tag.quote else "") for tag in tags_of(facts)]
    tags += [NewTag(DUPLICATE, words) for words in _twins(w, person, resume)]
    add_tags(w, application_id, list({(tag.name.casefold(), tag.value.casefold()): tag for tag in tags}.values()))
    changed(w, row, "team")
    if resume is None:
        return "Has no resume"
    return "" if is_read else f"The resume could not be read. {resume.text_note}".strip()


def _others(w: Work, application_id: int, *, also_resume: bool) -> list[NewTag]:
    """Return the tags that stay."""
    query = select(ApplicationTag).where(col(ApplicationTag.application_id) == application_id)
    gone = {DUPLICATE} if also_resume else _FROM_RESUME
    rows = w.session.scalars(query.order_by(col(ApplicationTag.id)))
    return [NewTag(row.name, row.value, row.quote) for row in rows if row.name not in gone]


def _twins(w: Work, person: Candidate, resume: StoredFile | None) -> list[str]:
    """Return what somebody shares with another person of this workspace."""
    found: list[str] = []
    if person.phone:
        others = select(func.count()).select_from(Candidate)
        same = (
            col(Candidate.workspace_id) == w.workspace_id,
            col(Candidate.phone) == person.phone,
            col(Candidate.id) != person.id,
            ~col(Candidate.is_test),
            col(Candidate.erased_at).is_(None),
        )
        if w.session.execute(others.where(*same)).scalar_one():
            found.append("Same phone number")
    if resume is not None:
        twin = (
            select(func.count())
            .select_from(StoredFile)
            .join(Application, col(Application.id) == col(StoredFile.application_id))
            .where(
                col(StoredFile.workspace_id) == w.workspace_id,
                col(StoredFile.sha256) == resume.sha256,
                col(StoredFile.purpose) == FilePurpose.RESUME,
                col(Application.candidate_id) != person.id,
                ~col(Application.is_test),
            )
        )
        if w.session.execute(twin).scalar_one():
            found.append("Same resume")
    return found


ENRICH = PeopleKind(enrich, part=1, before=read_again)
