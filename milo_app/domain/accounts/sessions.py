"""Signed-in browsers: a session is 32 random bytes in a cookie, checked at every event.

Idle for 12 hours or 7 days old (admins: 24 hours) ends it. Revoking a row works at the very next event.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from milo_app.core.clock import Clock
from milo_app.core.db import all_tenants
from milo_app.core.ids import digest, token
from milo_app.core.work import Actor, Work
from milo_app.domain.accounts.models import AuthSession, Membership, MembershipState, Role, User, Workspace
from milo_app.domain.accounts.permissions import granted

IDLE = timedelta(hours=12)
ABSOLUTE = {Role.ADMIN: timedelta(hours=24), Role.RECRUITER: timedelta(days=7), Role.VIEWER: timedelta(days=7)}
CONTACT, NOTHING = frozenset({"candidate:read_contact"}), frozenset[str]()
"""What a blind reviewer holds less than the role grants: whatever asks for contact details says no by itself."""
_TOUCH_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class SignedInUser:
    """Who a cookie stands for, with what the shell shows about them."""

    session_id: int
    actor: Actor
    email: str
    user_public_id: str
    workspace_name: str
    workspace_slug: str
    workspace_public_id: str
    currency: str
    workspace_tz: str
    is_demo: bool
    is_stale: bool
    """Whether it is time to note that the session is in use (`touch`), so that it does not end as idle."""


# Made once, since every event of every tab asks it: putting a statement together costs more than running it.
_HELD = (
    select(AuthSession, User, Membership, Workspace)
    .join(User, col(User.id) == col(AuthSession.user_id))
    .join(Workspace, col(Workspace.id) == col(AuthSession.workspace_id))
    .join(
        Membership,
        (col(Membership.user_id) == col(User.id)) & (col(Membership.workspace_id) == col(Workspace.id)),
    )
    .where(
        col(AuthSession.token_hash) == bindparam("hash"),
        col(AuthSession.revoked_at).is_(None),
        col(AuthSession.expires_at) > bindparam("now"),
        col(AuthSession.seen_at) > bindparam("awake"),
        col(User.disabled_at).is_(None),
        col(Membership.state) == MembershipState.ACTIVE,
    )
)


def begin(w: Work, user: User, membership: Membership, *, ip: str, agent: str) -> str:
    """Open a session and return the cookie's value; only its digest is stored."""
    secret = token()
    assert user.id is not None
    w.session.add(
        AuthSession(
            token_hash=digest(secret),
            user_id=user.id,
            workspace_id=membership.workspace_id,
            created_at=w.now,
            seen_at=w.now,
            expires_at=w.now + ABSOLUTE[membership.role],
            ip=ip[:45],
            agent=agent[:200],
        )
    )
    w.session.flush()
    return secret


def find(session: Session, clock: Clock, secret: str) -> SignedInUser | None:
    """Return who a cookie stands for now, or None: unknown, ended, idle too long, account switched off, no longer a member."""
    if not secret or len(secret) > 100:
        return None
    now = clock.now()
    with all_tenants():
        row = session.execute(_HELD, {"hash": digest(secret), "now": now, "awake": now - IDLE}).first()
    if row is None:
        return None
    found, user, membership, workspace = row
    is_blind = workspace.is_blind or membership.is_blind
    return SignedInUser(
        session_id=found.id,
        actor=Actor(
            kind="user",
            workspace_id=workspace.id,
            user_id=user.id,
            name=user.name,
            role=membership.role.value,
            permissions=granted(membership.role) - (CONTACT if is_blind else NOTHING),
            tz=user.tz or workspace.tz,
            is_blind=is_blind,
        ),
        email=user.email,
        user_public_id=user.public_id,
        workspace_name=workspace.name,
        workspace_slug=workspace.slug,
        workspace_public_id=workspace.public_id,
        currency=workspace.currency,
        workspace_tz=workspace.tz,
        is_demo=workspace.is_demo,
        is_stale=found.seen_at < now - _TOUCH_EVERY,
    )


def touch(session: Session, session_id: int, now: datetime) -> None:
    """Note that a session is in use, at most every five minutes."""
    session.execute(
        update(AuthSession)
        .where(col(AuthSession.id) == session_id, col(AuthSession.seen_at) < now - _TOUCH_EVERY)
        .values(seen_at=now)
    )


def end(session: Session, secret: str, now: datetime) -> None:
    """End the session of a cookie."""
    session.execute(
        update(AuthSession)
        .where(col(AuthSession.token_hash) == digest(secret), col(AuthSession.revoked_at).is_(None))
        .values(revoked_at=now)
    )


def end_all(session: Session, user_id: int, now: datetime) -> int:
    """End every session of a user and return how many there were."""
    done = session.execute(
        update(AuthSession)
        .where(col(AuthSession.user_id) == user_id, col(AuthSession.revoked_at).is_(None))
        .values(revoked_at=now)
    )
    return int(done.rowcount)  # type: ignore[attr-defined]
