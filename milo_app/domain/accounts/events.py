"""What happened to accounts."""

from __future__ import annotations

from dataclasses import dataclass

from milo_app.core.events import Event


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    """Somebody signed in, by password or link."""

    user_id: int
    way: str


@dataclass(frozen=True, kw_only=True)
class SignedOut(Event):
    """Somebody signed out."""

    user_id: int


@dataclass(frozen=True, kw_only=True)
class AccountLocked(Event):
    """Five wrong passwords in 30 minutes."""

    user_id: int


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """A password was set; every session of the user was ended."""

    user_id: int


@dataclass(frozen=True, kw_only=True)
class UserAdded(Event):
    """A person joined a workspace."""

    user_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class UserDisabled(Event):
    """An account was switched off; its sessions were ended."""

    user_id: int


@dataclass(frozen=True, kw_only=True)
class AccountLinkMade(Event):
    """A single-use link is to be mailed. Carries the token only as far as the mail that is written in this transaction."""

    user_id: int
    kind: str
    token: str


@dataclass(frozen=True, kw_only=True)
class ApiKeyMade(Event):
    """A key for programs was made."""

    api_key_id: int


@dataclass(frozen=True, kw_only=True)
class ApiKeyRevoked(Event):
    """A key for programs opens nothing from now on."""

    api_key_id: int


@dataclass(frozen=True, kw_only=True)
class DemoDeleted(Event):
    """The demo data of a workspace was deleted."""

    workspace_id: int


@dataclass(frozen=True, kw_only=True)
class AccessRefused(Event):
    """Somebody who is signed in tried what their role does not allow."""

    user_id: int
    action: str
    missing: str


@dataclass(frozen=True, kw_only=True)
class BlindReviewChanged(Event):
    """Somebody began or left blind review, for themselves or (`is_for_all`) for everybody in the workspace."""

    user_id: int
    is_on: bool
    is_for_all: bool


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Event):
    """Somebody signed out of all their other browsers."""

    user_id: int
    count: int


@dataclass(frozen=True, kw_only=True)
class BrandingChanged(Event):
    """The company looks different: `what` is color or logo."""

    what: str
