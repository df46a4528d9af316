"""Personal links: a candidate's own way back into an application. Only the digest of a link is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import func, insert, select, update
from sqlmodel import col

from milo_app.core.clock import a_month_after
from milo_app.core.db import all_tenants
from milo_app.core.guard import change_if
from milo_app.core.ids import digest, token
from milo_app.core.work import Work
from milo_app.domain.candidates import queries
from milo_app.domain.candidates.errors import LinkExpired, LinkRevoked, LinkUnknown
from milo_app.domain.candidates.events import PersonalLinkIssued, PersonalLinksHandedOut, PersonalLinksRevoked
from milo_app.domain.candidates.models import Application, ApplicationState, PersonalLink
from milo_app.domain.interviewers.models import Interviewer

GRACE = timedelta(days=14)
PAUSE = timedelta(minutes=10)
MOST_A_DAY = 5


class LinkPurpose(str, Enum):
    """Why a link is made: it chooses the words of the mail, if one goes out."""

    INVITATION = "invitation"
    WELCOME = "welcome"
    RESEND = "resend"
    DEADLINE = "deadline"
    RETAKE = "retake"
    NUDGE = "nudge"
    HANDED = "handed"
    """Not mailed: whoever made it hands it on."""


@dataclass(frozen=True, slots=True)
class LinkOwner:
    """Whom a link belongs to."""

    workspace_id: int
    application_id: int
    link_id: int


def path(secret: str) -> str:
    """Return the path of a personal link; the origin comes from the settings."""
    return f"/i/me/{secret}"


def issue(w: Work, application: Application, purpose: LinkPurpose) -> str:
    """Make a link, have it mailed unless its purpose is HANDED, and return the token.

    It holds until the interviewer's deadline, at least a day.
    """
    interviewer = w.session.get_one(Interviewer, application.interviewer_id)
    expires_at = _until(w, interviewer)
    secret = token()
    assert application.id is not None
    w.session.add(
        PersonalLink(
            workspace_id=w.workspace_id,
            application_id=application.id,
            token_hash=digest(secret),
            created_at=w.now,
            expires_at=expires_at,
        )
    )
    w.session.flush()
    w.publish(
        PersonalLinkIssued(
            application_id=application.id,
            interviewer_id=application.interviewer_id,
            at=w.now,
            purpose=purpose.value,
            expires_at=expires_at,
            token=secret,
        )
    )
    return secret


def copy(w: Work, public_id: str) -> str:
    """Make a link that somebody of the team hands on, and return its path; earlier links stay valid."""
    w.require("candidate:update")
    return path(issue(w, queries.pick(w, public_id), LinkPurpose.HANDED))


def hand_out(w: Work, interviewer_id: int, applications: Sequence[Application]) -> list[str]:
    """Make a link for each of many people of an interviewer, mail none, and return the tokens in their order."""
    interviewer = w.session.get_one(Interviewer, interviewer_id)
    expires_at = _until(w, interviewer)
    secrets = [token() for _ in applications]
    if secrets:
        rows = [
            {
                "workspace_id": w.workspace_id,
                "application_id": application.id,
                "token_hash": digest(secret),
                "created_at": w.now,
                "expires_at": expires_at,
            }
            for application, secret in zip(applications, secrets, strict=True)
        ]
        w.session.execute(insert(PersonalLink), rows)
        w.publish(PersonalLinksHandedOut(interviewer_id=interviewer_id, at=w.now, count=len(secrets)))
    return secrets


def _until(w: Work, interviewer: Interviewer) -> datetime:
    return max(interviewer.deadline_at or a_month_after(w.now), w.now + timedelta(days=1))


def may_mail_again(w: Work, application_id: int) -> bool:
    """Return whether another link may be mailed on somebody's own request: not within 10 minutes, and five a day."""
    mine = col(PersonalLink.application_id) == application_id
    last, today = w.session.execute(
        select(func.max(PersonalLink.created_at), func.count()).where(
            mine, col(PersonalLink.created_at) > w.now - timedelta(days=1)
        )
    ).one()
    return today < MOST_A_DAY and (last is None or last <= w.now - PAUSE)


def opened(w: Work, secret: str) -> LinkOwner:
    """Return whom a link belongs to, whoever asks; one row, by digest.

    It holds as long as the interviewer's deadline, also one that was moved later; who has started keeps it for 14 days
    more. Raises `LinkUnknown`, `LinkRevoked`, `LinkExpired`.
    """
    if not 20 <= len(secret) <= 100:
        raise LinkUnknown
    with all_tenants():
        found = w.session.execute(
            select(PersonalLink, Application, Interviewer)
            .join(Application, col(Application.id) == col(PersonalLink.application_id))
            .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
            .where(col(PersonalLink.token_hash) == digest(secret))
        ).first()
    if found is None:
        raise LinkUnknown
    link, application, interviewer = found
    if link.revoked_at is not None:
        raise LinkRevoked
    until = max(link.expires_at, interviewer.deadline_at or link.expires_at)
    if application.state != ApplicationState.PENDING:
        until += GRACE
    if w.now >= until:
        raise LinkExpired
    return LinkOwner(link.workspace_id, link.application_id, link.id)


def mark_used(w: Work, link_id: int) -> None:
    """Note the first use of a link."""
    link = w.session.get(PersonalLink, link_id)
    if link is not None and link.used_at is None:
        change_if(w.session, link, col(PersonalLink.used_at).is_(None), used_at=w.now)


def revoke(w: Work, application: Application) -> int:
    """Take back every link of an application and return how many worked until now."""
    w.session.flush()
    query = (
        update(PersonalLink)
        .where(col(PersonalLink.application_id) == application.id, col(PersonalLink.revoked_at).is_(None))
        .values(revoked_at=w.now)
    )
    taken = w.session.execute(query, execution_options={"synchronize_session": "fetch"}).rowcount  # type: ignore[attr-defined]
    if taken and application.id is not None:
        w.publish(
            PersonalLinksRevoked(application_id=application.id, interviewer_id=application.interviewer_id, at=w.now)
        )
    return int(taken)
