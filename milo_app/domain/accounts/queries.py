"""Reading accounts: for commands, mail and the settings pages."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.db import all_tenants
from milo_app.core.errors import NotFound
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Membership, MembershipState, User, Workspace


@dataclass(frozen=True)
class Member:
    """A person of a workspace, for lists."""

    public_id: str
    user_id: int
    name: str
    email: str
    role: str
    is_disabled: bool
    workspace: str


def workspace(w: Work) -> Workspace:
    """Return the workspace of this work."""
    row = w.session.get(Workspace, w.workspace_id)
    if row is None:
        raise NotFound("This workspace does not exist.")
    return row


def workspace_by_slug(w: Work, slug: str) -> Workspace | None:
    """Return a workspace by its slug (public links)."""
    return w.session.execute(select(Workspace).where(col(Workspace.slug) == slug)).scalar_one_or_none()


def workspaces(w: Work) -> list[Workspace]:
    """Return every workspace of the installation, oldest first (commands only)."""
    return list(w.session.execute(select(Workspace).order_by(col(Workspace.id))).scalars())


def members(w: Work) -> list[Member]:
    """Return the active people of this workspace, by name."""
    w.require("user:read")
    return _members(w, Membership.workspace_id == w.workspace_id)


def everybody(w: Work) -> list[Member]:
    """Return the people of all workspaces (commands only)."""
    with all_tenants():
        return _members(w, True)


def _members(w: Work, where: object) -> list[Member]:
    rows = w.session.execute(
        select(User, Membership, Workspace)
        .join(Membership, col(Membership.user_id) == col(User.id))
        .join(Workspace, col(Workspace.id) == col(Membership.workspace_id))
        .where(where, col(Membership.state) == MembershipState.ACTIVE)  # type: ignore[arg-type]
        .order_by(col(Workspace.id), col(User.name))
    )
    return [
        Member(
            user.public_id, user.id, user.name, user.email, member.role.value, user.disabled_at is not None, home.name
        )
        for user, member, home in rows
    ]


def user_by_email(w: Work, email: str) -> User | None:
    """Return an account by its e-mail (commands and sign-in)."""
    return w.session.execute(select(User).where(col(User.email) == email.strip().lower())).scalar_one_or_none()


def is_blind(w: Work, user_id: int) -> bool:
    """Return whether a member of this workspace reviews blind, by their own choice or the workspace's."""
    own = select(col(Membership.is_blind)).where(
        col(Membership.workspace_id) == w.workspace_id, col(Membership.user_id) == user_id
    )
    return workspace(w).is_blind or bool(w.session.execute(own).scalar_one_or_none())


def workspaces_of(w: Work, user_id: int) -> list[Workspace]:
    """Return the workspaces that a user belongs to, oldest first (the switch in the shell)."""
    with all_tenants():
        return list(
            w.session.execute(
                select(Workspace)
                .join(Membership, col(Membership.workspace_id) == col(Workspace.id))
                .where(col(Membership.user_id) == user_id, col(Membership.state) == MembershipState.ACTIVE)
                .order_by(col(Workspace.id))
            ).scalars()
        )
