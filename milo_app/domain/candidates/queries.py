"""Reading candidates: one application or some, by their ids. Every query starts from `visible_to`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from milo_app.core.text import full_time
from milo_app.core.work import Work
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates import blind
from milo_app.domain.candidates.errors import ApplicationNotFound
from milo_app.domain.candidates.models import Application, ApplicationTag, Candidate
from milo_app.domain.candidates.rows import ApplicationRow, StageCell, rows_of
from milo_app.domain.interviewers.models import Interviewer, InterviewerVersion

__all__ = [
    "ApplicationRow",
    "ApplicationView",
    "StageCell",
    "Tag",
    "get",
    "names",
    "pick",
    "pick_many",
    "real",
    "visible_to",
]


@dataclass(frozen=True, slots=True)
class Tag:
    """Something taken from the answers."""

    name: str
    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """One application with what its page needs beyond the row."""

    row: ApplicationRow
    interviewer_slug: str
    version_number: int
    tags: tuple[Tag, ...]
    decided_by_name: str
    decided_text: str
    decision_reason: str
    source: str
    scored_by: str
    csat_comment: str


def visible_to(w: Work) -> Select[Application]:
    """Return the select of the applications that the actor may read."""
    w.require("candidate:read")
    return select(Application).where(col(Application.workspace_id) == w.workspace_id)


def real(query: Select[Any]) -> Select[Any]:
    """Leave test runs out: every list and every count starts so; only their own list shows them (`trying`)."""
    return query.where(col(Application.is_test).is_(False))


def pick(w: Work, public_id: str) -> Application:
    """Return an application that the actor may read; raises `ApplicationNotFound`."""
    found = w.session.scalars(visible_to(w).where(col(Application.public_id) == public_id)).one_or_none()
    if found is None:
        raise ApplicationNotFound
    return found


def pick_many(w: Work, ids: Sequence[str]) -> list[Application]:
    """Return those of the ids that the actor may read, in the order given, each once; tests are passed over."""
    query = real(visible_to(w)).where(col(Application.public_id).in_(list(ids)))
    found = {application.public_id: application for application in w.session.scalars(query)}
    return [found[public_id] for public_id in dict.fromkeys(ids) if public_id in found]


def _joined(w: Work) -> Select[Any]:
    query: Select[Any] = (
        visible_to(w)
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
        .with_only_columns(Application, Candidate, Interviewer)  # type: ignore[assignment]
    )
    return query


def names(w: Work, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return public id and name (in blind review the alias) of applications by their internal ids, for lists."""
    query = (
        visible_to(w)
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .where(col(Application.id).in_(list(ids)))
        .with_only_columns(col(Application.id), col(Application.public_id), col(Candidate.name))
    )
    return {
        int(number): (public_id, blind.shown_name(w, name, public_id))
        for number, public_id, name in w.session.execute(query)
    }


def get(w: Work, public_id: str) -> ApplicationView:
    """Return one application; raises `ApplicationNotFound`."""
    found = w.session.execute(_joined(w).where(col(Application.public_id) == public_id)).first()
    if found is None:
        raise ApplicationNotFound
    application, person, interviewer = found
    version = w.session.get(InterviewerVersion, application.version_id)
    decider = w.session.get(User, application.decided_by) if application.decided_by is not None else None
    tags = w.session.scalars(
        select(ApplicationTag)
        .where(col(ApplicationTag.application_id) == application.id)
        .order_by(col(ApplicationTag.id))
    )
    return ApplicationView(
        row=rows_of(w, [(application, person, interviewer)])[0],
        interviewer_slug=interviewer.slug,
        version_number=version.number if version else 0,
        tags=tuple(Tag(tag.name, tag.value, tag.quote) for tag in tags),
        decided_by_name=decider.name if decider else "",
        decided_text=full_time(application.decided_at, w.actor.tz),
        decision_reason=application.decision_reason,
        source=application.source.value,
        scored_by=application.scored_by,
        csat_comment=application.csat_comment,
    )
