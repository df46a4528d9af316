"""Policy marks: every event handler says who may call it, or the gate refuses it.

Put the mark directly under `@rx.event`:

    @rx.event
    @requires("candidate:decide")
    async def dismiss(self, ids: list[str]): ...

`@public` needs nobody, `@signed_in` a recruiter's session, `@requires(...)` a session with all the permissions,
`@candidate` a candidate's own session (the mark also says which cookie is the principal).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from milo_app.domain.accounts.permissions import NAMES

F = TypeVar("F", bound=Callable[..., Any])
MARK = "_milo_policy"


@dataclass(frozen=True)
class Policy:
    """Who may call a handler."""

    who: Literal["public", "signed_in", "candidate"]
    permissions: frozenset[str] = frozenset()


def _mark(policy: Policy) -> Callable[[F], F]:
    def put(handler: F) -> F:
        setattr(handler, MARK, policy)
        return handler

    return put


def public(handler: F) -> F:
    """Anybody may call this handler. Reviewed by name in tests/state/public_handlers.txt."""
    return _mark(Policy("public"))(handler)


def signed_in(handler: F) -> F:
    """Any signed-in member of the workspace may call this handler."""
    return _mark(Policy("signed_in"))(handler)


def candidate(handler: F) -> F:
    """The candidate of the `milo_candidate` cookie may call this handler, for their own application only."""
    return _mark(Policy("candidate"))(handler)


def requires(*permissions: str) -> Callable[[F], F]:
    """A signed-in member who holds all these permissions may call this handler."""
    unknown = set(permissions) - NAMES
    if unknown or not permissions:
        raise ValueError(f"unknown permission: {sorted(unknown)}")
    return _mark(Policy("signed_in", frozenset(permissions)))


def policy_of(handler: Callable[..., Any]) -> Policy | None:
    """Return the mark of a handler function, or None: the gate then refuses it."""
    return getattr(handler, MARK, None)
