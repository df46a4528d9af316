"""Keys for programs: `milo_live_<8 id>_<secret>`, shown once, kept as a keyed hash."""

from __future__ import annotations

import hmac
import re
import secrets
import string
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import or_, select, update
from sqlmodel import Session, col

from milo_app.core.clock import Clock
from milo_app.core.crypto import sign
from milo_app.core.db import all_tenants
from milo_app.core.errors import Invalid, NotFound
from milo_app.core.work import Actor, Work
from milo_app.domain.accounts.events import ApiKeyMade, ApiKeyRevoked
from milo_app.domain.accounts.models import ApiKey, User, Workspace
from milo_app.domain.accounts.permissions import NAMES

_ALPHABET = string.ascii_letters + string.digits
LIFETIME = timedelta(days=365)
NOTED_EVERY = timedelta(minutes=1)
_SHAPE = re.compile(r"milo_live_([A-Za-z0-9]{8})_([A-Za-z0-9]{32})")


@dataclass(frozen=True)
class FreshKey:
    """A key right after it was made: the only time that its text exists."""

    text: str
    name: str


@dataclass(frozen=True)
class HeldKey:
    """A key as lists show it; `state` is open, expired or closed."""

    prefix: str
    name: str
    scopes: str
    state: str


def make(w: Work, name: str, scopes: list[str]) -> FreshKey:
    """Make a key with the given permissions; nobody can give what they do not hold."""
    w.require("api_key:manage")
    unknown = sorted(set(scopes) - NAMES)
    if unknown:
        raise Invalid(f"There is no permission {unknown[0]}.", field="scopes")
    if w.actor.kind == "user" and (missing := sorted(set(scopes) - w.actor.permissions)):
        raise Invalid(f"You do not hold {missing[0]} yourself.", field="scopes")
    prefix = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    secret = "".join(secrets.choice(_ALPHABET) for _ in range(32))
    row = ApiKey(
        workspace_id=w.workspace_id,
        prefix=prefix,
        secret_mac=sign(secret, "api-key"),
        name=name[:80],
        scopes=" ".join(sorted(set(scopes))),
        created_by=w.actor.user_id,
        created_at=w.now,
        expires_at=w.now + LIFETIME,
    )
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    w.publish(ApiKeyMade(api_key_id=row.id))
    return FreshKey(f"milo_live_{prefix}_{secret}", row.name)


@dataclass(frozen=True)
class FoundKey:
    """A key that opens: who acts with it, its public part, and whether its last use should be noted again."""

    actor: Actor
    prefix: str
    is_use_due: bool


def revoke(w: Work, beginning: str) -> str:
    """Close the key whose 8 id characters these are (a whole key works too), and return its name. At once, for good."""
    w.require("api_key:manage")
    prefix = beginning.removeprefix("milo_live_").split("_")[0]
    row = w.session.scalars(
        select(ApiKey).where(col(ApiKey.prefix) == prefix, col(ApiKey.workspace_id) == w.workspace_id)
    ).one_or_none()
    if row is None or row.id is None:
        raise NotFound(f"There is no key {prefix[:20]} in this workspace.")
    if row.revoked_at is None:
        row.revoked_at = w.now
        w.session.add(row)
        w.session.flush()
        w.publish(ApiKeyRevoked(api_key_id=row.id))
    return row.name


def held(w: Work) -> list[HeldKey]:
    """Return the workspace's keys, newest first."""
    w.require("api_key:manage")
    query = select(ApiKey).where(col(ApiKey.workspace_id) == w.workspace_id).order_by(col(ApiKey.id).desc())

    def state(row: ApiKey) -> str:
        if row.revoked_at is not None:
            return "closed"
        return "expired" if row.expires_at is not None and row.expires_at <= w.now else "open"

    return [HeldKey(row.prefix, row.name, row.scopes, state(row)) for row in w.session.scalars(query)]


def find(session: Session, clock: Clock, text: str) -> FoundKey | None:
    """Return the key of this text, or None: unknown, wrong, revoked, expired, or made by somebody who is switched off."""
    parts = _SHAPE.fullmatch(text)
    if parts is None:
        return None
    prefix, secret = parts.groups()
    with all_tenants():
        row = session.execute(
            select(ApiKey, Workspace, User)
            .join(Workspace, col(Workspace.id) == col(ApiKey.workspace_id))
            .outerjoin(User, col(User.id) == col(ApiKey.created_by))
            .where(col(ApiKey.prefix) == prefix)
        ).first()
    mac = sign(secret, "api-key")  # an unknown key takes as long as a known one
    if row is None:
        return None
    key, workspace, maker = row
    now = clock.now()
    is_over = key.revoked_at is not None or (key.expires_at is not None and key.expires_at <= now)
    if not hmac.compare_digest(key.secret_mac, mac) or is_over or (maker is not None and maker.disabled_at is not None):
        return None
    actor = Actor(
        kind="user",
        workspace_id=workspace.id,
        name=key.name,
        role="api_key",
        permissions=frozenset(key.scopes.split()),
        tz=workspace.tz,
    )
    return FoundKey(actor, prefix, key.used_at is None or key.used_at <= now - NOTED_EVERY)


def note_use(w: Work, prefix: str) -> None:
    """Note that a key was used now; nothing is written when that was noted within the last minute."""
    w.session.execute(
        update(ApiKey)
        .where(
            col(ApiKey.prefix) == prefix,
            or_(col(ApiKey.used_at).is_(None), col(ApiKey.used_at) <= w.now - NOTED_EVERY),
        )
        .values(used_at=w.now)
    )
