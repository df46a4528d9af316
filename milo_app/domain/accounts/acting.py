"""Acting for a colleague later: a job that somebody started runs with the rights that they hold at that moment."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.errors import Denied
from milo_app.core.work import Actor, Work
from milo_app.domain.accounts.models import Membership, MembershipState, User, Workspace
from milo_app.domain.accounts.permissions import granted


def actor_of(w: Work, user_id: int | None) -> Actor:
    """Return a member of this workspace as an actor; raises `Denied` for somebody who is not in it any more."""
    found = w.session.execute(
        select(User, Membership, Workspace)
        .join(Membership, col(Membership.user_id) == col(User.id))
        .join(Workspace, col(Workspace.id) == col(Membership.workspace_id))
        .where(
            col(User.id) == user_id,
            col(Membership.workspace_id) == w.workspace_id,
            col(Membership.state) == MembershipState.ACTIVE,
            col(User.disabled_at).is_(None),
        )
    ).first()
    if found is None:
        raise Denied("Whoever started this is not in the workspace any more.")
    user, membership, workspace = found
    return Actor(
        kind="user",
        workspace_id=w.workspace_id,
        user_id=user.id,
        name=user.name,
        role=membership.role.value,
        permissions=granted(membership.role),
        tz=user.tz or workspace.tz,
        is_blind=workspace.is_blind or membership.is_blind,
    )
