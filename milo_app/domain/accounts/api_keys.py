"""Keys for programs: `milo_live_<8 id>_<secret>`, shown once, kept as a keyed hash."""

from __future__ import annotations

import hmac
import secrets
import string
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from milo_app.core.clock import Clock
from milo_app.core.crypto import sign
from milo_app.core.db import all_tenants
from milo_app.core.errors import Invalid
from milo_app.core.work import Actor, Work
from milo_app.domain.accounts.events import ApiKeyMade
from milo_app.domain.accounts.models import ApiKey, Workspace
from milo_app.domain.accounts.permissions import NAMES

_ALPHABET = string.ascii_letters + string.digits
LIFETIME = timedelta(days=365)


@dataclass(frozen=True)
class FreshKey:
    """A key right after it was made: the only time that its text exists."""

    text: str
    name: str


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


def find(session: Session, clock: Clock, text: str) -> Actor | None:
    """Return the actor of a key, or None: unknown, wrong, revoked or expired. Notes when it was last used."""
    parts = text.split("_")
    if len(parts) != 4 or parts[:2] != ["milo", "live"] or len(text) > 100:
        return None
    with all_tenants():
        row = session.execute(
            select(ApiKey, Workspace)
            .join(Workspace, col(Workspace.id) == col(ApiKey.workspace_id))
            .where(col(ApiKey.prefix) == parts[2])
        ).first()
        if row is None:
            sign(parts[3], "api-key")  # an unknown key takes as long as a known one
            return None
        key, workspace = row
        holds = hmac.compare_digest(key.secret_mac, sign(parts[3], "api-key"))
        if not holds or key.revoked_at is not None or (key.expires_at is not None and key.expires_at <= clock.now()):
            return None
        key.used_at = clock.now()
        session.add(key)
        session.flush()
    return Actor(
        kind="user",
        workspace_id=workspace.id,
        name=key.name,
        role="api_key",
        permissions=frozenset(key.scopes.split()),
        tz=workspace.tz,
    )
