"""How a member wants to see things here: row density, columns, what was put away. One small value per key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from milo_app.core.errors import Denied, Invalid
from milo_app.core.work import Work
from milo_app.domain.accounts.models import UserChoice

LONGEST = 4_000
"""How long a value may be, as JSON: a choice is a few words, never rows."""


def owner(w: Work) -> int:
    """Return the member whose choices these are; raises `Denied` for jobs, keys and candidates."""
    if w.actor.kind != "user" or w.actor.user_id is None:
        raise Denied("Sign in first.")
    return w.actor.user_id


def read(w: Work, key: str) -> dict[str, Any]:
    """Return what the member chose under a key; empty while nothing was."""
    row = _row(w, key)
    return dict(row.value) if row is not None else {}


def write(w: Work, key: str, value: Mapping[str, Any]) -> None:
    """Keep a choice of the member; raises `Invalid` for a key over 80 characters or a value over `LONGEST`."""
    user_id = owner(w)
    if not 0 < len(key) <= 80 or len(json.dumps(dict(value))) > LONGEST:
        raise Invalid("This choice is too long to be kept.", safe="Nothing was changed.")
    row = _row(w, key)
    if row is None:
        row = UserChoice(workspace_id=w.workspace_id, user_id=user_id, key=key, value=dict(value), changed_at=w.now)
        try:
            with w.session.begin_nested():
                w.session.add(row)
            return
        except IntegrityError:
            # Another tab kept its choice a moment ago: the later one holds.
            row = _row(w, key)
            assert row is not None
    row.value, row.changed_at = dict(value), w.now
    w.session.add(row)
    w.session.flush()


def forget(w: Work, key: str) -> None:
    """Give up a choice of the member, so that what holds for everybody holds for them again."""
    row = _row(w, key)
    if row is not None:
        w.session.delete(row)
        w.session.flush()


def _row(w: Work, key: str) -> UserChoice | None:
    query = select(UserChoice).where(
        col(UserChoice.workspace_id) == w.workspace_id, col(UserChoice.user_id) == owner(w), col(UserChoice.key) == key
    )
    found: UserChoice | None = w.session.execute(query).scalar_one_or_none()
    return found
