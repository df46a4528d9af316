"""Writing and verifying the audit log.

Each entry's hash covers the entry and the hash before it. Details are personal data and live beside the chain: the chain
holds only an HMAC of them under a random salt, so erasing the details keeps the chain valid, and changing them shows.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import col

from milo_app.core.db import in_workspace
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.audit.models import AuditDetail, AuditEntry

GENESIS = "0" * 64


def record(
    w: Work, action: str, object_kind: str = "", object_id: object = "", details: dict[str, Any] | None = None
) -> None:
    """Append an entry to the workspace's log, in this transaction."""
    workspace_id = w.workspace_id
    # One writer at a time per workspace: SQLite has one anyway, PostgreSQL locks the workspace's row.
    w.session.execute(select(col(Workspace.id)).where(col(Workspace.id) == workspace_id).with_for_update())
    with in_workspace(workspace_id):
        last = w.session.execute(
            select(col(AuditEntry.seq), col(AuditEntry.hash)).order_by(col(AuditEntry.seq).desc()).limit(1)
        ).first()
        salt = secrets.token_urlsafe(32)
        body: dict[str, Any] = json.loads(json.dumps(details or {}, default=str))
        entry = AuditEntry(
            workspace_id=workspace_id,
            seq=(last.seq if last else 0) + 1,
            at=w.now,
            actor_kind=w.actor.kind,
            actor_id=w.actor.user_id or w.actor.application_id,
            action=action,
            object_kind=object_kind,
            object_id=str(object_id),
            body_mac=_mac(salt, body),
            prev_hash=last.hash if last else GENESIS,
            hash="",
        )
        entry.hash = _hash(entry)
        w.session.add(entry)
        w.session.flush()
        assert entry.id is not None
        w.session.add(AuditDetail(workspace_id=workspace_id, entry_id=entry.id, salt=salt, body=body))
        w.session.flush()


def forget(w: Work, object_kind: str, ids: Collection[int]) -> None:
    """Delete the details of the entries about some objects; the chain of entries stays valid."""
    entries = select(col(AuditEntry.id)).where(
        col(AuditEntry.workspace_id) == w.workspace_id,
        col(AuditEntry.object_kind) == object_kind,
        col(AuditEntry.object_id).in_([str(one) for one in ids]),
    )
    w.session.execute(
        delete(AuditDetail).where(
            col(AuditDetail.workspace_id) == w.workspace_id, col(AuditDetail.entry_id).in_(entries)
        ),
        execution_options={"synchronize_session": False},
    )


def _mac(salt: str, body: dict[str, Any]) -> str:
    return hmac.new(salt.encode(), json.dumps(body, sort_keys=True, default=str).encode(), hashlib.sha256).hexdigest()


def _hash(entry: AuditEntry) -> str:
    parts = [
        entry.workspace_id,
        entry.seq,
        entry.at.isoformat(),
        entry.actor_kind,
        entry.actor_id,
        entry.action,
        entry.object_kind,
        entry.object_id,
        entry.body_mac,
        entry.prev_hash,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def verify(w: Work, progress: Callable[[int], None] | None = None) -> int | None:
    """Return the number of the first entry that does not hold, or None when the whole chain does."""
    before = GENESIS
    expected = 1
    rows = w.session.execute(
        select(AuditEntry, AuditDetail)
        .outerjoin(AuditDetail, col(AuditDetail.entry_id) == col(AuditEntry.id))
        .order_by(col(AuditEntry.seq))
        .execution_options(yield_per=500)
    )
    for entry, detail in rows:
        changed = detail is not None and _mac(detail.salt, detail.body) != entry.body_mac
        if entry.seq != expected or entry.prev_hash != before or _hash(entry) != entry.hash or changed:
            return int(expected)
        before, expected = entry.hash, expected + 1
        if progress:
            progress(entry.seq)
    return None
