"""Workspaces and the people who act in them."""

from __future__ import annotations

from datetime import datetime

from milo_app.core.work import Actor, Work
from milo_app.domain.accounts.models import Membership, Role, User, Workspace
from milo_app.domain.accounts.permissions import granted


def make_workspace(w: Work, slug: str = "acme", name: str = "Acme", tz: str = "Europe/Berlin") -> Workspace:
    """Add a workspace."""
    row = Workspace(slug=slug, name=name, tz=tz, created_at=w.now)
    w.session.add(row)
    w.session.flush()
    return row


def make_user(w: Work, workspace: Workspace, role: Role = Role.RECRUITER, name: str = "Rita Recruiter") -> Actor:
    """Add a user with a role in a workspace and return who acts."""
    email = f"{name.split()[0].lower()}.{role.value}@{workspace.slug}.example.com"
    user = User(email=email, name=name, created_at=w.now)
    w.session.add(user)
    w.session.flush()
    assert user.id is not None and workspace.id is not None
    w.session.add(Membership(workspace_id=workspace.id, user_id=user.id, role=role, created_at=w.now))
    w.session.flush()
    return Actor(
        kind="user",
        workspace_id=workspace.id,
        user_id=user.id,
        name=name,
        role=role.value,
        permissions=frozenset(granted(role)),
        tz="Europe/Berlin",
    )


def moment(text: str) -> datetime:
    """Read an ISO moment with its zone."""
    return datetime.fromisoformat(text)
