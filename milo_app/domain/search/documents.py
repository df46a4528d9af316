"""How a person and an interviewer become documents: what the engines know of them, read from the database in bulk.

Erased people, people who only try an interview, and what is gone become removals. What a workspace has switched off
(resumes, notes, tags) is not in the document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application, ApplicationTag, Candidate, Decision
from milo_app.domain.candidates.people_models import CandidateAlias
from milo_app.domain.candidates.team_models import Note
from milo_app.domain.interviewers.models import Interviewer, Stage
from milo_app.domain.interviews.models import FilePurpose, StoredFile, TextState
from milo_app.domain.labels.models import LabelAssignment
from milo_app.domain.search import facets
from milo_app.domain.search.models import SearchSetting
from milo_app.domain.search.ports import Change, Document, Kind, Removal
from milo_app.domain.search.queue import Changed

CHUNK = 500
LONGEST_BODY = 20_000
YEARS_TAG = "Years of experience"
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+|\bhttps?://\S+|\bwww\.\S+")
_PHONE = re.compile(r"\+\d[\d\s()./-]{5,}\d|(?<!\d)(?:\d[\s()./-]{0,2}){8,}\d")
_NUMBER = re.compile(r"\d{1,2}")


@dataclass(frozen=True)
class Switches:
    """What of a workspace is indexed."""

    has_resumes: bool = True
    has_notes: bool = True
    has_tags: bool = True


def switches(w: Work, workspace_id: int) -> Switches:
    """Return what a workspace wants indexed."""
    row = (
        w.session.connection()
        .execute(
            select(col(SearchSetting.has_resumes), col(SearchSetting.has_notes), col(SearchSetting.has_tags)).where(
                col(SearchSetting.workspace_id) == workspace_id
            )
        )
        .first()
    )
    return Switches(*row) if row else Switches()


def read(w: Work, things: Iterable[Changed]) -> list[Change]:
    """Return what things are now, in the order of workspace, kind and id."""
    groups: dict[tuple[int, str], list[int]] = defaultdict(list)
    for one in things:
        groups[one.workspace_id, one.kind].append(one.doc_id)
    found: list[Change] = []
    for (workspace_id, kind), ids in sorted(groups.items()):
        make = people if kind == Kind.CANDIDATE.value else roles
        for start in range(0, len(ids), CHUNK):
            some = sorted(ids[start : start + CHUNK])
            documents = {document.id: document for document in make(w, workspace_id, some)}
            found += [documents.get(one) or Removal(Kind(kind), workspace_id, one) for one in some]
    return found


def ids_after(w: Work, workspace_id: int, kind: Kind, number: int, limit: int) -> list[int]:
    """Return the next ids of a kind in a workspace, for reading all of it in order."""
    table: Any = Candidate if kind is Kind.CANDIDATE else Interviewer
    query = (
        select(col(table.id))
        .where(col(table.workspace_id) == workspace_id, col(table.id) > number)
        .order_by(col(table.id))
        .limit(limit)
    )
    return list(w.session.connection().execute(query).scalars())


def without_contact(text: str) -> str:
    """Return a text without e-mail addresses, links and phone numbers: resumes are full of them, and not all may see them.

    The person's own address and number are found by fields of their own, by whoever may.
    """
    return _PHONE.sub(" ", _ADDRESS.sub(" ", text))


# --- people ----------------------------------------------------------------------------------------------------------


@dataclass
class _Gathered:
    """What belongs to a person beside the own row."""

    interviewers: set[int] = field(default_factory=set)
    facets: set[str] = field(default_factory=set)
    tags: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    years: int = -1


def people(w: Work, workspace_id: int, ids: Sequence[int]) -> list[Document]:
    """Return the documents of people by their ids; erased and test people have none."""
    person = Candidate
    rows = w.session.connection().execute(
        select(
            col(person.id), col(person.name), col(person.email), col(person.phone), col(person.city),
            col(person.created_at),
        ).where(
            col(person.workspace_id) == workspace_id,
            col(person.id).in_(ids),
            col(person.erased_at).is_(None),
            col(person.is_test).is_(False),
        )
    ).all()  # fmt: skip
    gathered = _gather(w, workspace_id, [row[0] or 0 for row in rows]) if rows else {}
    others = _aliases(w, workspace_id, ids) if rows else {}
    found = []
    for key, name, email, phone, city, created_at in rows:
        number = key or 0
        beside = gathered.get(number) or _Gathered()
        found.append(
            Document(
                kind=Kind.CANDIDATE,
                workspace_id=workspace_id,
                id=number,
                name=name,
                email=" ".join((email, *(one for one, _ in others.get(number, ())))),
                phone=" ".join(one for one in (phone, *(own for _, own in others.get(number, ()))) if one),
                tags=tuple(dict.fromkeys(beside.tags)),
                city=city,
                body=without_contact("\n".join(beside.texts)[:LONGEST_BODY]),
                interviewer_ids=tuple(sorted(beside.interviewers)),
                facets=tuple(sorted(beside.facets | facets.of_city(city))),
                years=beside.years,
                updated_at=created_at,
            )
        )
    return found


def _aliases(w: Work, workspace_id: int, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Return the other addresses and numbers of people who were two once."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    a = CandidateAlias
    query = select(col(a.candidate_id), col(a.email), col(a.phone)).where(
        col(a.workspace_id) == workspace_id, col(a.candidate_id).in_(ids)
    )
    for number, email, phone in w.session.connection().execute(query.order_by(col(a.id))):
        found[number].append((email, phone))
    return found


def _gather(w: Work, workspace_id: int, ids: Sequence[int]) -> dict[int, _Gathered]:
    wanted = switches(w, workspace_id)
    found: dict[int, _Gathered] = defaultdict(_Gathered)
    of_application = _applications(w, workspace_id, ids, found)
    applications = list(of_application)
    for start in range(0, len(applications), CHUNK):
        some = applications[start : start + CHUNK]
        _tags(w, workspace_id, some, of_application, found, shown=wanted.has_tags)
        if wanted.has_resumes:
            _resumes(w, workspace_id, some, of_application, found)
        if wanted.has_notes:
            _notes(w, workspace_id, some, of_application, found)
    return found


def _applications(w: Work, workspace_id: int, ids: Sequence[int], found: dict[int, _Gathered]) -> dict[int, int]:
    a, i = Application, Interviewer
    rows = w.session.connection().execute(
        select(
            col(a.id), col(a.candidate_id), col(a.interviewer_id), col(a.state), col(a.decision), col(a.board),
            col(i.public_id), col(i.version_id),
        )
        .join(i, col(i.id) == col(a.interviewer_id))
        .where(col(a.workspace_id) == workspace_id, col(a.candidate_id).in_(ids), col(a.is_test).is_(False))
    ).all()  # fmt: skip
    kinds = _stage_kinds(w, workspace_id, {row.version_id for row in rows if row.version_id is not None})
    for _number, person, interviewer, state, decision, board, public_id, version in rows:
        beside = found[person]
        beside.interviewers.add(interviewer)
        stages = kinds.get(version or 0, [])
        stage = stages[board] if 0 <= board < len(stages) else ""
        statuses = (state.value, *(() if decision == Decision.NONE else (decision.value,)))
        beside.facets |= facets.of_application(public_id, stage, statuses)
    return {row.id: row.candidate_id for row in rows}


def _stage_kinds(w: Work, workspace_id: int, versions: set[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    if versions:
        query = (
            select(col(Stage.version_id), col(Stage.kind))
            .where(col(Stage.workspace_id) == workspace_id, col(Stage.version_id).in_(versions))
            .order_by(col(Stage.version_id), col(Stage.position))
        )
        for version, kind in w.session.connection().execute(query):
            found[version].append(kind.value)
    return found


def _tags(
    w: Work, workspace_id: int, some: Sequence[int], owner: dict[int, int], found: dict[int, _Gathered], *, shown: bool
) -> None:
    query = (
        select(col(ApplicationTag.application_id), col(ApplicationTag.name), col(ApplicationTag.value))
        .where(col(ApplicationTag.workspace_id) == workspace_id, col(ApplicationTag.application_id).in_(some))
        .order_by(col(ApplicationTag.id))
    )
    for application, name, value in w.session.connection().execute(query):
        beside = found[owner[application]]
        if name == YEARS_TAG and (match := _NUMBER.search(value)):
            beside.years = max(beside.years, int(match.group()))
        if shown:
            beside.tags.append(f"{name} {value}" if name == YEARS_TAG else value)
            beside.facets |= facets.of_tag(name, value)


def _resumes(
    w: Work, workspace_id: int, some: Sequence[int], owner: dict[int, int], found: dict[int, _Gathered]
) -> None:
    query = (
        select(col(StoredFile.application_id), col(StoredFile.text))
        .where(
            col(StoredFile.workspace_id) == workspace_id,
            col(StoredFile.application_id).in_(some),
            col(StoredFile.purpose) == FilePurpose.RESUME,
            col(StoredFile.text_state) == TextState.READ,
        )
        .order_by(col(StoredFile.id).desc())
    )
    for application, text in w.session.connection().execute(query):
        found[owner[application]].texts.append(text)


def _notes(w: Work, workspace_id: int, some: Sequence[int], owner: dict[int, int], found: dict[int, _Gathered]) -> None:
    query = (
        select(col(Note.application_id), col(Note.body))
        .where(
            col(Note.workspace_id) == workspace_id,
            col(Note.application_id).in_(some),
            col(Note.deleted_at).is_(None),
        )
        .order_by(col(Note.id).desc())
    )
    for application, body in w.session.connection().execute(query):
        found[owner[application]].texts.append(body)


# --- interviewers ----------------------------------------------------------------------------------------------------


def roles(w: Work, workspace_id: int, ids: Sequence[int]) -> Iterator[Document]:
    """Return the documents of interviewers by their ids: title, department, labels, description."""
    labels: dict[int, list[str]] = defaultdict(list)
    assigned = select(col(LabelAssignment.interviewer_id), col(LabelAssignment.value)).where(
        col(LabelAssignment.workspace_id) == workspace_id, col(LabelAssignment.interviewer_id).in_(ids)
    )
    for number, value in w.session.connection().execute(assigned.order_by(col(LabelAssignment.id))):
        labels[number].append(value)
    i = Interviewer
    rows = w.session.connection().execute(
        select(
            col(i.id), col(i.public_id), col(i.title), col(i.state), col(i.department), col(i.description),
            col(i.created_at),
        ).where(col(i.workspace_id) == workspace_id, col(i.id).in_(ids))
    )  # fmt: skip
    for key, public_id, title, state, department, description, created_at in rows:
        number = key or 0
        values = [value for value in (department, *labels[number]) if value]
        tokens = facets.of_application(public_id, "", (state.value,))
        for value in values:
            tokens |= facets.of_tag("", value)
        yield Document(
            kind=Kind.INTERVIEWER,
            workspace_id=workspace_id,
            id=number,
            name=title,
            tags=tuple(dict.fromkeys(values)),
            body=description[:LONGEST_BODY],
            interviewer_ids=(number,),
            facets=tuple(sorted(tokens)),
            updated_at=created_at,
        )
