"""Reading candidates: pages of the table, one application, its neighbours. Every query starts from `visible_to`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlmodel import col

from milo_app.core.edges import is_number, micros_of, moment_edge
from milo_app.core.paging import COUNT_CAP, PAGE_SIZE, Cursor, Page, keyset, page_of
from milo_app.core.text import fold, full_time
from milo_app.core.work import Work
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates.errors import ApplicationNotFound
from milo_app.domain.candidates.models import (
    Application,
    ApplicationState,
    ApplicationTag,
    Candidate,
    Decision,
    EvaluationState,
)
from milo_app.domain.candidates.rows import ApplicationRow, Joined, StageCell, rows_of
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers.models import Interviewer, InterviewerVersion

__all__ = [
    "ApplicationCounts",
    "ApplicationFilter",
    "ApplicationRow",
    "ApplicationView",
    "Position",
    "StageCell",
    "Tag",
    "counts",
    "everywhere",
    "get",
    "names",
    "page",
    "pick",
    "pick_many",
    "position",
    "real",
    "visible_to",
]


@dataclass(frozen=True, slots=True)
class ApplicationFilter:
    """What the table shows; it stands in the URL. Dismissed people come only with `decision="dismissed"`."""

    q: str = ""
    state: str = ""
    decision: str = ""
    evaluation: str = ""
    sort: str = "engaged"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class ApplicationCounts:
    """How many applications of an interviewer stand where; `all` leaves dismissed people out, as the table does."""

    all: int = 0
    pending: int = 0
    in_progress: int = 0
    evaluating: int = 0
    completed: int = 0
    knocked_out: int = 0
    shortlisted: int = 0
    dismissed: int = 0


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


@dataclass(frozen=True, slots=True)
class Position:
    """Where an application stands in a filtered list: "3 of 12", with its neighbours (empty: none)."""

    number: int
    total: int
    is_capped: bool
    previous: str
    next: str


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


def _filtered(w: Work, query: Select[Any], flt: ApplicationFilter) -> Select[Any]:
    query = real(query)
    if flt.state in {state.value for state in ApplicationState}:
        query = query.where(col(Application.state) == ApplicationState(flt.state))
    if flt.evaluation in {state.value for state in EvaluationState}:
        query = query.where(col(Application.evaluation) == EvaluationState(flt.evaluation))
    if flt.decision in {decision.value for decision in Decision}:
        query = query.where(col(Application.decision) == Decision(flt.decision))
    else:
        query = query.where(col(Application.decision) != Decision.DISMISSED)
    if wanted := fold(flt.q):
        hit = col(Candidate.name_key).contains(wanted, autoescape=True)
        if w.actor.can("candidate:read_contact"):
            hit = or_(hit, col(Candidate.email).contains(wanted, autoescape=True))
        query = query.where(hit)
    return query


def _sort_of(flt: ApplicationFilter) -> ColumnElement[Any]:
    columns: dict[str, Any] = {
        "score": col(Application.score_sort),
        "invited": col(Application.invited_at),
        "name": col(Candidate.name_key),
    }
    return cast("ColumnElement[Any]", columns.get(flt.sort, col(Application.engaged_at)))


def _edge_from(text: str, flt: ApplicationFilter) -> Cursor:
    cursor = Cursor.parse(text)
    if flt.sort not in ("score", "name"):
        return moment_edge(cursor)
    fits = isinstance(cursor.value, str) if flt.sort == "name" else is_number(cursor.value)
    return cursor if fits or cursor.go in ("first", "last") else Cursor()


def _sort_value(flt: ApplicationFilter, line: Joined) -> Any:
    application, person, _ = line
    if flt.sort == "score":
        return application.score_sort
    if flt.sort == "name":
        return person.name_key
    return application.invited_at if flt.sort == "invited" else application.engaged_at


def _edge_of(flt: ApplicationFilter, line: Joined) -> tuple[Any, int]:
    value = _sort_value(flt, line)
    return (micros_of(value) if isinstance(value, datetime) else value), line[0].id or 0


def _capped_count(w: Work, query: Select[Any]) -> int:
    inner = query.with_only_columns(col(Application.id)).limit(COUNT_CAP + 1).subquery()
    return int(w.session.execute(select(func.count()).select_from(inner)).scalar_one())


def _page(w: Work, base: Select[Any], flt: ApplicationFilter, cursor: str, size: int) -> Page[ApplicationRow]:
    base = _filtered(w, base, flt)
    edge = _edge_from(cursor, flt)
    row_id = cast("ColumnElement[Any]", col(Application.id))
    query, backwards = keyset(base, _sort_of(flt), row_id, edge, descending=flt.descending, size=size)
    found = [cast("Joined", tuple(line)) for line in w.session.execute(query)]
    made = page_of(found, backwards, edge, _capped_count(w, base), lambda line: _edge_of(flt, line), size)
    return replace(made, rows=rows_of(w, made.rows))


def page(
    w: Work, interviewer_public_id: str, flt: ApplicationFilter, cursor: str = "", size: int = PAGE_SIZE
) -> Page[ApplicationRow]:
    """Return one page of an interviewer's candidates; raises `InterviewerNotFound`."""
    interviewer = interviewers.pick(w, interviewer_public_id)
    return _page(w, _joined(w).where(col(Application.interviewer_id) == interviewer.id), flt, cursor, size)


def everywhere(w: Work, flt: ApplicationFilter, cursor: str = "", size: int = PAGE_SIZE) -> Page[ApplicationRow]:
    """Return one page of the candidates of the whole workspace."""
    return _page(w, _joined(w), flt, cursor, size)


def counts(w: Work, interviewer_public_id: str) -> ApplicationCounts:
    """Return how many candidates of an interviewer stand where."""
    interviewer = interviewers.pick(w, interviewer_public_id)
    query = (
        real(visible_to(w))
        .where(col(Application.interviewer_id) == interviewer.id)
        .with_only_columns(col(Application.state), col(Application.decision), func.count())
        .group_by(col(Application.state), col(Application.decision))
    )
    found: dict[str, int] = {}
    for state, decision, number in w.session.execute(query):
        if decision == Decision.DISMISSED:
            found["dismissed"] = found.get("dismissed", 0) + number
            continue
        names = ["all", state.value] + (["shortlisted"] if decision == Decision.SHORTLISTED else [])
        for name in names:
            found[name] = found.get(name, 0) + number
    return ApplicationCounts(**found)


def names(w: Work, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return public id and the person's name of applications by their internal ids, for lists that point to them."""
    query = (
        visible_to(w)
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .where(col(Application.id).in_(list(ids)))
        .with_only_columns(col(Application.id), col(Application.public_id), col(Candidate.name))
    )
    return {int(number): (public_id, name) for number, public_id, name in w.session.execute(query)}


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


def position(w: Work, public_id: str, flt: ApplicationFilter) -> Position:
    """Return where an application stands among its interviewer's; number 0 when the filter hides it."""
    found = w.session.execute(_joined(w).where(col(Application.public_id) == public_id)).first()
    if found is None:
        raise ApplicationNotFound
    line = cast("Joined", tuple(found))
    if line[0].is_test:
        return Position(number=0, total=0, is_capped=False, previous="", next="")
    base = _filtered(w, _joined(w).where(col(Application.interviewer_id) == line[0].interviewer_id), flt)
    total = _capped_count(w, base)
    sort, value, own = _sort_of(flt), _sort_value(flt, line), col(Application.id)
    ahead = sort > value if flt.descending else sort < value
    tie = and_(sort == value, own > line[0].id if flt.descending else own < line[0].id)
    before = _capped_count(w, base.where(or_(ahead, tie)))
    is_shown = w.session.execute(base.where(own == line[0].id)).first() is not None
    return Position(
        number=before + 1 if is_shown else 0,
        total=min(total, COUNT_CAP),
        is_capped=total > COUNT_CAP,
        previous=_neighbour(w, base, flt, line, "prev"),
        next=_neighbour(w, base, flt, line, "next"),
    )


def _neighbour(w: Work, base: Select[Any], flt: ApplicationFilter, line: Joined, go: Any) -> str:
    edge = Cursor(go, _sort_value(flt, line), line[0].id or 0)
    row_id = cast("ColumnElement[Any]", col(Application.id))
    query, _ = keyset(base, _sort_of(flt), row_id, edge, descending=flt.descending, size=1)
    found = w.session.execute(query).first()
    return str(found[0].public_id) if found else ""
