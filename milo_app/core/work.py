"""The unit of work: who acts, in which workspace, at what time, with which session and ports.

Domain functions take a `Work` first. They check the right, change rows, flush, publish; they never commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, TypeVar, cast

from sqlmodel import Session

from milo_app.core.clock import Clock
from milo_app.core.db import in_workspace
from milo_app.core.errors import Denied
from milo_app.core.events import Event, tell

P = TypeVar("P")


@dataclass(frozen=True)
class Actor:
    """Who does something. `system` stands for jobs and commands and may do everything in its workspace."""

    kind: Literal["user", "candidate", "system"]
    workspace_id: int | None
    user_id: int | None = None
    name: str = ""
    role: str = ""
    permissions: frozenset[str] = frozenset()
    application_id: int | None = None
    tz: str = "UTC"
    request_id: str = ""
    ip: str = ""
    is_blind: bool = False
    """Reviews without names, photos, addresses, schools and dates of study: whoever makes rows leaves them out."""

    def can(self, permission: str) -> bool:
        """Return whether this actor holds the permission."""
        return self.kind == "system" or permission in self.permissions


def system(workspace_id: int | None, name: str = "Milo") -> Actor:
    """Return the actor for jobs and commands, bound to one workspace (None: across all, see `all_tenants`)."""
    return Actor(kind="system", workspace_id=workspace_id, name=name)


@dataclass
class Work:
    """One transaction's surroundings."""

    session: Session
    actor: Actor
    clock: Clock
    ports: Mapping[type[Any], Any]
    _after: list[Callable[[], None]] = field(default_factory=list)

    @property
    def workspace_id(self) -> int:
        """The workspace of this work; raises where there is none."""
        if self.actor.workspace_id is None:
            raise Denied("This needs a workspace.")
        return self.actor.workspace_id

    @property
    def now(self) -> datetime:
        """The present moment, in UTC."""
        return self.clock.now()

    def require(self, permission: str) -> None:
        """Raise `Denied` unless the actor holds the permission."""
        if not self.actor.can(permission):
            if self.actor.is_blind and permission == "candidate:read_contact":
                raise Denied("Blind review leaves contact details out.", do="Leave it in My account.")
            raise Denied("Your role does not allow this.", do="Ask an admin of this workspace.")

    def publish(self, event: Event) -> None:
        """Tell the subscribers, inside this transaction."""
        tell(self, event)

    def port(self, kind: type[P]) -> P:
        """Return the adapter that was chosen for a port (a Protocol class)."""
        return cast(P, self.ports[kind])

    @contextmanager
    def inside(
        self, workspace_id: int, *, user_id: int | None = None, application_id: int | None = None
    ) -> Iterator[Work]:
        """Go on in the same transaction as somebody of one workspace: for doors where the actor is known only after a look-up."""
        actor = replace(
            self.actor,
            kind="user" if user_id and self.actor.kind == "candidate" else self.actor.kind,
            workspace_id=workspace_id,
            user_id=user_id or self.actor.user_id,
            application_id=application_id or self.actor.application_id,
        )
        with in_workspace(workspace_id):
            yield replace(self, actor=actor)
            self.session.flush()

    def after_commit(self, action: Callable[[], None]) -> None:
        """Run the action once the transaction has been committed; never when it is rolled back."""
        self._after.append(action)

    def run_after_commit(self) -> None:
        """Run what was asked for after the commit (called by bootstrap only)."""
        actions, self._after = self._after, []
        for action in actions:
            action()
