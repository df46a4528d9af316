"""Tables of accounts."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from milo_app.core.db import UTC, Json, Tenant, text_enum
from milo_app.core.ids import public_id


class Role(str, Enum):
    """The built-in roles; what each may do stands in `permissions.py`."""

    ADMIN = "admin"
    RECRUITER = "recruiter"
    VIEWER = "viewer"


class MembershipState(str, Enum):
    """Whether a person belongs to a workspace now."""

    PENDING = "pending"
    ACTIVE = "active"
    REMOVED = "removed"


class LinkKind(str, Enum):
    """What an account link opens: each is single use, and only its digest is stored."""

    SIGN_IN = "sign_in"
    RESET = "reset"
    SETUP = "setup"
    INVITE = "invite"


class Workspace(SQLModel, table=True):
    """A tenant. `tz` is the zone of deadlines and reports; `is_demo` keeps real adapters away from its people."""

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    slug: str = Field(max_length=60, unique=True)
    name: str = Field(max_length=120)
    tz: str = Field(default="UTC", max_length=60)
    currency: str = Field(default="USD", max_length=3)
    brand_color: str = Field(default="#0b7a6b", max_length=9)
    is_demo: bool = False
    is_blind: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": sa.false()},
        description="Everybody reviews without names, photos, addresses, schools and dates of study.",
    )
    created_at: datetime = Field(sa_type=UTC)


class WorkspaceLogo(Tenant, table=True):
    """The logo of a workspace's company: a small picture, kept where every backup has it."""

    __tablename__ = "workspace_logo"
    __table_args__ = (UniqueConstraint("workspace_id"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    kind: str = Field(max_length=4, description="png or jpg.")
    body: bytes = Field(sa_type=LargeBinary)
    created_at: datetime = Field(sa_type=UTC)


class User(SQLModel, table=True):
    """A person who signs in. One user may belong to several workspaces."""

    __tablename__ = "app_user"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    email: str = Field(max_length=254, unique=True, description="Normalized: trimmed and lowercase.")
    name: str = Field(max_length=120)
    password_hash: str = Field(default="", max_length=200)
    tz: str = Field(default="", max_length=60)
    created_at: datetime = Field(sa_type=UTC)
    disabled_at: datetime | None = Field(default=None, sa_type=UTC)


class Membership(Tenant, table=True):
    """A user in a workspace, with a role."""

    __table_args__ = (UniqueConstraint("workspace_id", "user_id"), Index("ix_membership_user_id", "user_id"))

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="app_user.id")
    role: Role = Field(sa_type=text_enum(Role))
    state: MembershipState = Field(default=MembershipState.ACTIVE, sa_type=text_enum(MembershipState))
    created_at: datetime = Field(sa_type=UTC)
    is_blind: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": sa.false()},
        description="This member reviews blind, whatever the workspace does.",
    )


class AuthSession(SQLModel, table=True):
    """A signed-in browser: 32 random bytes in an HttpOnly cookie, of which only the digest is here."""

    __tablename__ = "auth_session"
    __table_args__ = (Index("ix_auth_session_user_id", "user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    user_id: int = Field(foreign_key="app_user.id")
    workspace_id: int = Field(foreign_key="workspace.id")
    created_at: datetime = Field(sa_type=UTC)
    seen_at: datetime = Field(sa_type=UTC)
    expires_at: datetime = Field(sa_type=UTC)
    revoked_at: datetime | None = Field(default=None, sa_type=UTC)
    ip: str = Field(default="", max_length=45)
    agent: str = Field(default="", max_length=200)


class AccountLink(SQLModel, table=True):
    """A single-use link for signing in, resetting a password, setting up, or joining."""

    __tablename__ = "account_link"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    kind: LinkKind = Field(sa_type=text_enum(LinkKind))
    user_id: int | None = Field(default=None, foreign_key="app_user.id")
    workspace_id: int | None = Field(default=None, foreign_key="workspace.id")
    created_at: datetime = Field(sa_type=UTC)
    expires_at: datetime = Field(sa_type=UTC)
    used_at: datetime | None = Field(default=None, sa_type=UTC)


class SignInAttempt(SQLModel, table=True):
    """One try at a password, for the lock: five wrong ones in 30 minutes."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_email_at", "email", "at"),
        Index("ix_sign_in_attempt_ip_at", "ip", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(max_length=254)
    ip: str = Field(default="", max_length=45)
    at: datetime = Field(sa_type=UTC)
    is_ok: bool = False


class ApiKey(Tenant, table=True):
    """A key for programs: `milo_live_<8 id>_<32>`; the secret part is stored as a keyed hash only."""

    __tablename__ = "api_key"

    id: int | None = Field(default=None, primary_key=True)
    prefix: str = Field(max_length=8, unique=True)
    secret_mac: str = Field(max_length=64)
    name: str = Field(max_length=80)
    scopes: str = Field(default="", max_length=1000, description="Permissions, separated by spaces.")
    created_by: int | None = Field(default=None, foreign_key="app_user.id")
    created_at: datetime = Field(sa_type=UTC)
    expires_at: datetime | None = Field(default=None, sa_type=UTC)
    revoked_at: datetime | None = Field(default=None, sa_type=UTC)
    used_at: datetime | None = Field(default=None, sa_type=UTC)


class SavedView(Tenant, table=True):
    """A filter of a list under a name: the query string of its page, a member's own or shared with the team."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("workspace_id", "user_id", "page", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    user_id: int = Field(foreign_key="app_user.id")
    page: str = Field(max_length=80, description="Which list, such as `interviewers` or `candidates:<interviewer>`.")
    name: str = Field(max_length=60)
    query: str = Field(default="", max_length=2000)
    is_shared: bool = False
    created_at: datetime = Field(sa_type=UTC)


class UserChoice(Tenant, table=True):
    """How a member wants to see things in this workspace: row density, columns, what was put away."""

    __tablename__ = "user_choice"
    __table_args__ = (UniqueConstraint("workspace_id", "user_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="app_user.id")
    key: str = Field(max_length=80)
    value: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    changed_at: datetime = Field(sa_type=UTC)
