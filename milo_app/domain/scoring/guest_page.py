"""What a guest is shown: chosen answers of one candidate, and nothing else of the workspace."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.text import first_name, initials, short_date
from milo_app.core.work import Work
from milo_app.domain.accounts.models import User, Workspace
from milo_app.domain.candidates import blind
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.interviewers.versions import plan_of
from milo_app.domain.scoring import guests, queries
from milo_app.domain.scoring.guest_models import GuestLink, GuestVerdict
from milo_app.domain.scoring.report import Report


@dataclass(frozen=True, slots=True)
class GuestTurn:
    """One thing said: an `answer` or a `follow_up` question."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class GuestAnswer:
    """A question with what was said; the number counts what is shown."""

    number: str
    question: str
    turns: tuple[GuestTurn, ...]


@dataclass(frozen=True, slots=True)
class GuestScore:
    """A criterion with its score."""

    name: str
    score: str
    band: str


@dataclass(frozen=True, slots=True)
class GuestView:
    """The page. `score` and `scorecard` are empty unless whoever made the link wanted them shown."""

    workspace: str
    brand_color: str
    role: str
    name: str
    first: str
    asked_by: str
    guest: str
    guest_initials: str
    message: str
    until: str
    answers: tuple[GuestAnswer, ...]
    score: str
    band: str
    scorecard: tuple[GuestScore, ...]
    verdict: str
    comment: str
    is_blind: bool


def view(w: Work, secret: str) -> GuestView:
    """Return the page that a token opens; raises `NotFound` and `Gone` as `guests.opened` does."""
    link = guests.opened(w, secret)
    with w.inside(link.workspace_id) as inner:
        return _view(inner, link)


def _view(w: Work, link: GuestLink) -> GuestView:
    application = w.session.get_one(Application, link.application_id)
    candidate = w.session.get_one(Candidate, application.candidate_id)
    home = w.session.get_one(Workspace, link.workspace_id)
    maker = w.session.get(User, link.created_by) if link.created_by else None
    report = queries.report(w, application.public_id)
    resume = "".join(one["text"] for stage in report.stages if stage.resume for one in stage.resume.segments)
    person = blind.person_of(application, candidate, resume)
    verdict = w.session.scalars(
        select(GuestVerdict).where(
            col(GuestVerdict.workspace_id) == w.workspace_id, col(GuestVerdict.link_id) == link.id
        )
    ).one_or_none()
    shows_card = bool(link.options.get("scorecard"))
    shows_score = bool(link.options.get("score")) or shows_card
    return GuestView(
        workspace=home.name,
        brand_color=home.brand_color,
        role=report.interviewer_title,
        name=person.alias if link.is_blind else candidate.name,
        first=person.alias if link.is_blind else first_name(candidate.name),
        asked_by=maker.name if maker else home.name,
        guest=link.guest,
        guest_initials=initials(link.guest),
        message=blind.veil(link.message, person) if link.is_blind else link.message,
        until=short_date(link.expires_at, home.tz),
        answers=_answers(w, link, application, report, person),
        score=str(report.score) if shows_score and report.score is not None else "",
        band=report.band if shows_score else "none",
        scorecard=_scorecard(report) if shows_card else (),
        verdict=verdict.value.value if verdict else "",
        comment=verdict.comment if verdict else "",
        is_blind=link.is_blind,
    )


def _answers(
    w: Work, link: GuestLink, application: Application, report: Report, person: blind.Person
) -> tuple[GuestAnswer, ...]:
    stages = plan_of(w, application.version_id).stages
    chosen = {f"q-{question.key}" for stage in stages for question in stage.questions if question.id in link.questions}
    found: list[GuestAnswer] = []
    for stage in report.stages:
        for question in stage.questions:
            if question.anchor not in chosen:
                continue
            said = [(turn.kind, "".join(one["text"] for one in turn.segments)) for turn in question.turns]
            turns = tuple(GuestTurn(kind, blind.veil(text, person) if link.is_blind else text) for kind, text in said)
            found.append(GuestAnswer(str(len(found) + 1), question.text, turns))
    return tuple(found)


def _scorecard(report: Report) -> tuple[GuestScore, ...]:
    return tuple(
        GuestScore(row.name, "–" if row.score is None else str(row.score), row.band)
        for stage in report.stages
        for row in stage.criteria
    )
