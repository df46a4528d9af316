"""Signing in and out, links, people and workspaces.

These run before there is an actor, so they look across workspaces on purpose (`all_tenants`) and find rows by digest or
by normalized e-mail only. What a stranger is told never says whether an account exists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlmodel import col

from milo_app.core.clock import zone
from milo_app.core.db import all_tenants
from milo_app.core.errors import Conflict, Denied, Gone, Invalid, NotFound, TooMany
from milo_app.core.ids import digest, token
from milo_app.core.text import one_line, slugify
from milo_app.core.work import Work
from milo_app.domain.accounts import passwords, sessions
from milo_app.domain.accounts.events import (
    AccessRefused,
    AccountLinkMade,
    AccountLocked,
    PasswordChanged,
    SignedIn,
    SignedOut,
    UserAdded,
    UserDisabled,
)
from milo_app.domain.accounts.models import (
    AccountLink,
    AuthSession,
    LinkKind,
    Membership,
    MembershipState,
    Role,
    SignInAttempt,
    User,
    Workspace,
)

LOCK_AFTER, LOCK_WINDOW = 5, timedelta(minutes=30)
PER_IP, IP_WINDOW = 100, timedelta(minutes=1)
RESETS_PER_HOUR = 2
LIFETIMES = {
    LinkKind.SIGN_IN: timedelta(minutes=15),
    LinkKind.RESET: timedelta(hours=1),
    LinkKind.SETUP: timedelta(hours=24),
    LinkKind.INVITE: timedelta(days=7),
}
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
WRONG = "The e-mail or the password is not right."


@dataclass(frozen=True)
class Entered:
    """A fresh session: the cookie's value and where to go."""

    secret: str
    user_id: int


def normal_email(text: str) -> str:
    """Return an e-mail trimmed and in lowercase, or raise `Invalid`."""
    email = one_line(text).lower()
    if len(email) > 254 or not _EMAIL.match(email):
        raise Invalid("This is not an e-mail address.", field="email", do="It looks like name@company.com.")
    return email


def sign_in(w: Work, email: str, password: str, *, ip: str, agent: str) -> Entered | None:
    """Check a password and open a session; None for a wrong pair, `TooMany` when locked.

    Five wrong passwords for an account in 30 minutes lock it for that window, right or wrong. The attempt row is written
    either way: the caller must commit on None too.
    """
    email = one_line(email).lower()[:254]
    _refuse_when_locked(w, email, ip)
    with all_tenants():
        user = w.session.execute(select(User).where(col(User.email) == email)).scalar_one_or_none()
        membership = _first_membership(w, user) if user else None
        is_ok = passwords.holds(user.password_hash if user else "", password)
        entered = is_ok and user is not None and user.disabled_at is None and membership is not None
        w.session.add(SignInAttempt(email=email, ip=ip[:45], at=w.now, is_ok=bool(entered)))
        w.session.flush()
        if not entered or user is None or membership is None:
            if (
                user is not None
                and user.id is not None
                and membership is not None
                and _wrong_tries(w, email) == LOCK_AFTER
            ):
                with w.inside(membership.workspace_id) as home:
                    home.publish(AccountLocked(user_id=user.id))
            return None
        if passwords.is_outdated(user.password_hash):
            user.password_hash = passwords.hashed(password)
        return _enter(w, user, membership, ip=ip, agent=agent, way="password")


def _refuse_when_locked(w: Work, email: str, ip: str) -> None:
    if _wrong_tries(w, email) >= LOCK_AFTER:
        raise TooMany(
            "There were five wrong passwords for this account.",
            retry_after=int(LOCK_WINDOW.total_seconds()),
            do="Wait 30 minutes, reset the password, or use a sign-in link from ./milo admin link.",
        )
    from_here = w.session.execute(
        select(func.count())
        .select_from(SignInAttempt)
        .where(col(SignInAttempt.ip) == ip[:45], col(SignInAttempt.at) > w.now - IP_WINDOW)
    ).scalar_one()
    if ip and from_here >= PER_IP:
        raise TooMany("There were too many sign-ins from this address.", do="Wait a minute and try again.")


def _wrong_tries(w: Work, email: str) -> int:
    """Count wrong tries in the window since the last success or reset."""
    since = w.now - LOCK_WINDOW
    last_ok = w.session.execute(
        select(func.max(SignInAttempt.at)).where(col(SignInAttempt.email) == email, col(SignInAttempt.is_ok))
    ).scalar_one()
    if last_ok is not None and last_ok > since:
        since = last_ok
    return int(
        w.session.execute(
            select(func.count())
            .select_from(SignInAttempt)
            .where(col(SignInAttempt.email) == email, ~col(SignInAttempt.is_ok), col(SignInAttempt.at) > since)
        ).scalar_one()
    )


def _first_membership(w: Work, user: User) -> Membership | None:
    return w.session.execute(
        select(Membership)
        .where(col(Membership.user_id) == user.id, col(Membership.state) == MembershipState.ACTIVE)
        .order_by(col(Membership.id))
        .limit(1)
    ).scalar_one_or_none()


def _enter(w: Work, user: User, membership: Membership, *, ip: str, agent: str, way: str) -> Entered:
    assert user.id is not None
    secret = sessions.begin(w, user, membership, ip=ip, agent=agent)
    with w.inside(membership.workspace_id, user_id=user.id) as home:
        home.publish(SignedIn(user_id=user.id, way=way))
    return Entered(secret=secret, user_id=user.id)


def sign_out(w: Work, secret: str) -> None:
    """End the session of a cookie; one that is gone already is no error."""
    with all_tenants():
        row = w.session.execute(
            select(AuthSession).where(col(AuthSession.token_hash) == digest(secret))
        ).scalar_one_or_none()
    if row is not None:
        sessions.end(w.session, secret, w.now)
        with w.inside(row.workspace_id, user_id=row.user_id) as home:
            home.publish(SignedOut(user_id=row.user_id))


def make_link(w: Work, kind: LinkKind, user: User | None, workspace_id: int | None = None) -> str:
    """Return the token of a new single-use link; only its digest is stored, older ones of the kind are voided."""
    secret = token()
    if user is not None:
        w.session.execute(
            update(AccountLink)
            .where(
                col(AccountLink.user_id) == user.id, col(AccountLink.kind) == kind, col(AccountLink.used_at).is_(None)
            )
            .values(used_at=w.now)
        )
    w.session.add(
        AccountLink(
            token_hash=digest(secret),
            kind=kind,
            user_id=user.id if user else None,
            workspace_id=workspace_id,
            created_at=w.now,
            expires_at=w.now + LIFETIMES[kind],
        )
    )
    w.session.flush()
    return secret


def peek_link(w: Work, kind: LinkKind, secret: str) -> AccountLink:
    """Return an unused link, or raise `Gone` with the sentence for its page. Does not use it up."""
    row: AccountLink | None = w.session.execute(
        select(AccountLink).where(col(AccountLink.token_hash) == digest(secret), col(AccountLink.kind) == kind)
    ).scalar_one_or_none()
    if row is None or row.used_at is not None or row.expires_at <= w.now:
        raise Gone("This link was used already or is too old.", do="Ask for a new one.")
    return row


def use_link(w: Work, kind: LinkKind, secret: str) -> AccountLink:
    """Use a link up, once: of two at the same time, one is told that it is gone."""
    row = peek_link(w, kind, secret)
    done = w.session.execute(
        update(AccountLink)
        .where(col(AccountLink.id) == row.id, col(AccountLink.used_at).is_(None))
        .values(used_at=w.now)
    )
    if not done.rowcount:  # type: ignore[attr-defined]
        raise Gone("This link was used already or is too old.", do="Ask for a new one.")
    return row


def sign_in_by_link(w: Work, secret: str, *, ip: str, agent: str) -> Entered:
    """Use a sign-in link and open a session."""
    row = use_link(w, LinkKind.SIGN_IN, secret)
    with all_tenants():
        user = w.session.get(User, row.user_id)
        membership = _first_membership(w, user) if user else None
        if user is None or membership is None or user.disabled_at is not None:
            raise Denied("This account is switched off.", do="Ask an admin of your workspace.")
        return _enter(w, user, membership, ip=ip, agent=agent, way="link")


def ask_for_reset(w: Work, email: str) -> None:
    """Mail a reset link when the account exists; at most two an hour. Says nothing either way."""
    email = one_line(email).lower()[:254]
    with all_tenants():
        user = w.session.execute(select(User).where(col(User.email) == email)).scalar_one_or_none()
        if user is None or user.disabled_at is not None or user.id is None:
            return
        membership = _first_membership(w, user)
        recent = w.session.execute(
            select(func.count())
            .select_from(AccountLink)
            .where(
                col(AccountLink.user_id) == user.id,
                col(AccountLink.kind) == LinkKind.RESET,
                col(AccountLink.created_at) > w.now - timedelta(hours=1),
            )
        ).scalar_one()
        if membership is None or recent >= RESETS_PER_HOUR:
            return
        secret = make_link(w, LinkKind.RESET, user)
    with w.inside(membership.workspace_id) as home:
        home.publish(AccountLinkMade(user_id=user.id, kind=LinkKind.RESET.value, token=secret))


def reset_password(w: Work, secret: str, password: str) -> int:
    """Set a password through a reset link; every session of the user ends. Returns the user's id."""
    link = peek_link(w, LinkKind.RESET, secret)
    user = w.session.get(User, link.user_id)
    if user is None or user.id is None:
        raise Gone("This link was used already or is too old.", do="Ask for a new one.")
    passwords.check_strength(password, known=[user.name, user.email])
    use_link(w, LinkKind.RESET, secret)
    _set_password(w, user, password)
    return user.id


def _set_password(w: Work, user: User, password: str) -> None:
    assert user.id is not None
    user.password_hash = passwords.hashed(password)
    w.session.add(user)
    sessions.end_all(w.session, user.id, w.now)
    # A reset is proof of the mailbox, so it lifts the lock.
    w.session.add(SignInAttempt(email=user.email, ip="", at=w.now, is_ok=True))
    with all_tenants():
        membership = _first_membership(w, user)
    if membership is not None:
        with w.inside(membership.workspace_id, user_id=user.id) as home:
            home.publish(PasswordChanged(user_id=user.id))


def create_workspace(w: Work, name: str, *, tz: str = "UTC", slug: str = "", is_demo: bool = False) -> Workspace:
    """Make a workspace with a free slug."""
    name = one_line(name)
    if not 2 <= len(name) <= 120:
        raise Invalid("Give the workspace a name of 2 to 120 characters.", field="workspace")
    base = slugify(slug or name, 50)
    taken = set(w.session.execute(select(col(Workspace.slug)).where(col(Workspace.slug).startswith(base))).scalars())
    free = base
    number = 2
    while free in taken:
        free, number = f"{base}-{number}", number + 1
    row = Workspace(name=name, slug=free, tz=str(zone(tz)), is_demo=is_demo, created_at=w.now)
    w.session.add(row)
    w.session.flush()
    return row


def add_user(w: Work, workspace: Workspace, email: str, name: str, role: Role, password: str = "") -> User:
    """Add a person to a workspace; an existing account is joined to it. An empty password means: only by link."""
    email = normal_email(email)
    name = one_line(name)[:120] or email.split("@")[0]
    if password:
        passwords.check_strength(password, known=[name, email])
    assert workspace.id is not None
    user = w.session.execute(select(User).where(col(User.email) == email)).scalar_one_or_none()
    if user is None:
        user = User(
            email=email, name=name, created_at=w.now, password_hash=passwords.hashed(password) if password else ""
        )
        w.session.add(user)
        w.session.flush()
    with w.inside(workspace.id) as home:
        known = w.session.execute(select(Membership).where(col(Membership.user_id) == user.id)).scalar_one_or_none()
        if known is not None:
            raise Conflict(f"{email} belongs to this workspace already.")
        assert user.id is not None
        w.session.add(Membership(workspace_id=workspace.id, user_id=user.id, role=role, created_at=w.now))
        w.session.flush()
        home.publish(UserAdded(user_id=user.id, role=role.value))
    return user


def set_up(w: Work, secret: str, *, workspace: str, tz: str, email: str, name: str, password: str) -> User:
    """Make the first admin and their workspace through the set-up link."""
    peek_link(w, LinkKind.SETUP, secret)
    normal_email(email)
    passwords.check_strength(password, known=[name, email])
    home = create_workspace(w, workspace, tz=tz)
    user = add_user(w, home, email, name, Role.ADMIN, password)
    use_link(w, LinkKind.SETUP, secret)
    return user


def disable_user(w: Work, email: str) -> User:
    """Switch an account off and end its sessions; the last admin of a workspace cannot be switched off."""
    with all_tenants():
        query = select(User).where(col(User.email) == normal_email(email))
        user: User | None = w.session.execute(query).scalar_one_or_none()
        if user is None or user.id is None:
            raise NotFound(f"There is no account for {email}.")
        for membership in w.session.execute(select(Membership).where(col(Membership.user_id) == user.id)).scalars():
            if membership.role == Role.ADMIN and _other_admins(w, membership) == 0:
                raise Conflict("This is the last admin of a workspace.", do="Make somebody else an admin first.")
        user.disabled_at = w.now
        sessions.end_all(w.session, user.id, w.now)
        home = _first_membership(w, user)
    if home is not None:
        with w.inside(home.workspace_id) as inner:
            inner.publish(UserDisabled(user_id=user.id))
    return user


def _other_admins(w: Work, membership: Membership) -> int:
    return int(
        w.session.execute(
            select(func.count())
            .select_from(Membership)
            .join(User, col(User.id) == col(Membership.user_id))
            .where(
                col(Membership.workspace_id) == membership.workspace_id,
                col(Membership.user_id) != membership.user_id,
                col(Membership.role) == Role.ADMIN,
                col(Membership.state) == MembershipState.ACTIVE,
                col(User.disabled_at).is_(None),
            )
        ).scalar_one()
    )


def remember_zone(w: Work, tz: str) -> None:
    """Keep the browser's zone as the user's, when it is a known one."""
    if w.actor.user_id is None or not tz or str(zone(tz)) != tz:
        return
    w.session.execute(update(User).where(col(User.id) == w.actor.user_id).values(tz=tz))


def note_denial(w: Work, action: str, missing: Sequence[str]) -> None:
    """Tell that the actor tried something without the permission for it."""
    if w.actor.user_id is not None:
        w.publish(AccessRefused(user_id=w.actor.user_id, action=action[:80], missing=", ".join(missing)[:200]))
