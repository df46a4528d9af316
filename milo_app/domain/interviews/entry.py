"""Coming in: by the public link, by a personal link, and back in the same browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlmodel import col

from milo_app.core.db import all_tenants
from milo_app.core.ids import digest, token
from milo_app.core.work import Actor, Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.candidates import links
from milo_app.domain.candidates.errors import ApplicationNotFound
from milo_app.domain.candidates.events import ApplicationsTakenBack, PersonalLinksRevoked
from milo_app.domain.candidates.links import LinkOwner, LinkPurpose
from milo_app.domain.candidates.models import Application, Source
from milo_app.domain.candidates.service import enrol, find_or_create, require_open
from milo_app.domain.interviewers.errors import InterviewerNotFound
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.queries import link_of
from milo_app.domain.interviews.models import CandidateSession, StageRun

STAYS = timedelta(days=60)
PROVEN = "link_owner"
"""Role of a candidate whose browser was opened by a mailed link."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of an application by the public link. "known": nothing was opened, the link goes by mail."""

    outcome: str
    application: str = ""
    token: str = ""
    application_id: int | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """A browser that a personal link let in."""

    token: str
    application: str
    application_id: int
    workspace_id: int


@dataclass(frozen=True, slots=True)
class Seat:
    """Whose browser this is. `is_proven`: it was opened by a mailed link."""

    workspace_id: int
    application_id: int
    application: str
    interviewer_id: int
    is_proven: bool
    tz: str = "UTC"
    """The workspace's zone, in which times are told."""
    trial: tuple[int, int] | None = None
    """For a test run: the interviewer and the version that is tried, published or not."""

    def actor(self, ip: str = "") -> Actor:
        """Return who acts in this browser."""
        return Actor(
            kind="candidate",
            workspace_id=self.workspace_id,
            application_id=self.application_id,
            role=PROVEN if self.is_proven else "",
            tz=self.tz,
            ip=ip,
        )


def apply(w: Work, interviewer_id: int, name: str, email: str, phone: str = "", tz: str = "") -> Applied:
    """Let somebody in by the public link.

    A person who is in already is never let in this way, since anybody can type an address: their own link is mailed to
    them instead, at most every 10 minutes and five times a day. Raises `Invalid` with the field, `InterviewerExpired`,
    `InterviewerArchived`, `InterviewerIsDraft`.
    """
    interviewer = w.session.get(Interviewer, interviewer_id)
    if interviewer is None:
        raise InterviewerNotFound
    require_open(w, interviewer)
    candidate = find_or_create(w, name, email, phone, tz)
    application, is_new = enrol(w, interviewer, candidate, Source.LINK)
    assert application.id is not None
    if not is_new:
        if links.may_mail_again(w, application.id):
            links.issue(w, application, LinkPurpose.RESEND)
        return Applied("known")
    links.issue(w, application, LinkPurpose.WELCOME)
    return Applied("new", application.public_id, sit(w, application, is_proven=False), application.id)


def enter(w: Work, owner: LinkOwner) -> Entered:
    """Let the owner of a personal link in; `w` works in the link's workspace."""
    application = w.session.get(Application, owner.application_id)
    if application is None or application.id is None:
        raise ApplicationNotFound
    links.mark_used(w, owner.link_id)
    return Entered(sit(w, application, is_proven=True), application.public_id, application.id, application.workspace_id)


def sit(w: Work, application: Application, *, is_proven: bool) -> str:
    """Open a browser for an application and return the cookie's value; only its digest is stored."""
    secret = token()
    assert application.id is not None
    w.session.add(
        CandidateSession(
            workspace_id=application.workspace_id,
            token_hash=digest(secret),
            application_id=application.id,
            is_proven=is_proven,
            created_at=w.now,
            seen_at=w.now,
            expires_at=w.now + STAYS,
        )
    )
    w.session.flush()
    return secret


def seat(w: Work, cookie: str) -> Seat | None:
    """Return whose browser a cookie is, whoever asks: one row, by digest. None when it no longer holds."""
    if not 20 <= len(cookie) <= 100:
        return None
    with all_tenants():
        found = w.session.execute(
            select(CandidateSession, Application, col(Workspace.tz))
            .join(Application, col(Application.id) == col(CandidateSession.application_id))
            .join(Workspace, col(Workspace.id) == col(CandidateSession.workspace_id))
            .where(
                col(CandidateSession.token_hash) == digest(cookie),
                col(CandidateSession.revoked_at).is_(None),
                col(CandidateSession.expires_at) > w.now,
            )
        ).first()
    if found is None:
        return None
    session, application, tz = found
    return Seat(
        session.workspace_id,
        session.application_id,
        application.public_id,
        application.interviewer_id,
        session.is_proven,
        tz,
        (application.interviewer_id, application.version_id) if application.is_test else None,
    )


def leave(w: Work, cookie: str) -> None:
    """Forget a browser; the personal link still opens the interview."""
    with all_tenants():
        w.session.execute(
            delete(CandidateSession).where(col(CandidateSession.token_hash) == digest(cookie)),
            execution_options={"synchronize_session": False},
        )


def place(w: Work, application_id: int) -> str:
    """Return the path of the interview page of an application, whoever asks."""
    with all_tenants():
        found = w.session.execute(
            select(col(Workspace.slug), col(Interviewer.slug))
            .join(Interviewer, col(Interviewer.workspace_id) == col(Workspace.id))
            .join(Application, col(Application.interviewer_id) == col(Interviewer.id))
            .where(col(Application.id) == application_id)
        ).first()
    if found is None:
        raise ApplicationNotFound
    return link_of(found[0], found[1])


def on_links_revoked(w: Work, event: PersonalLinksRevoked) -> None:
    """Take back the browsers of an application together with its links."""
    w.session.execute(
        update(CandidateSession)
        .where(col(CandidateSession.application_id) == event.application_id, col(CandidateSession.revoked_at).is_(None))
        .values(revoked_at=w.now),
        execution_options={"synchronize_session": False},
    )


def on_taken_back(w: Work, event: ApplicationsTakenBack) -> None:
    """Delete what an application has before anybody begins: its first stage run, and browsers that opened its link."""
    for start in range(0, len(event.application_ids), 500):
        some = event.application_ids[start : start + 500]
        for kind in (StageRun, CandidateSession):
            w.session.execute(
                delete(kind).where(col(kind.application_id).in_(some)), execution_options={"synchronize_session": False}
            )
