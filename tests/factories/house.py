"""A house to test in: a workspace, its people, a clock that stands still, and ports that follow a script."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from milo_app import bootstrap
from milo_app.adapters.llm_builtin.roles import BuiltinRoles
from milo_app.core.clock import FixedClock
from milo_app.core.events import Event, subscribe
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts.models import Role, Workspace
from milo_app.domain.interviewers.ports import Composer, RoleBank
from milo_app.domain.interviews.ports import Interlocutor
from milo_app.domain.search.engines import Engines
from tests.factories.accounts import make_user, make_workspace
from tests.factories.interviewers import ScriptedComposer
from tests.factories.interviews import ScriptedInterlocutor

_listening: list[Event] | None = None


def _note(w: Work, event: Event) -> None:
    if _listening is not None:
        _listening.append(event)


@dataclass
class House:
    """What a test works with. `events` holds everything that was told since the start, in order."""

    clock: FixedClock
    workspace: Workspace
    recruiter: Actor
    viewer: Actor
    admin: Actor
    ports: dict[type[Any], Any]
    events: list[Event] = field(default_factory=list)

    def work(self, actor: Actor | None = None) -> AbstractContextManager[Work]:
        """Open a transaction for an actor (the recruiter) that commits at its end."""
        return bootstrap.work(actor or self.recruiter, at=self.clock, adapters=self.ports)

    def told(self, kind: type[Event]) -> list[Any]:
        """Return the events of a class."""
        return [event for event in self.events if isinstance(event, kind)]


def make_house(clock: FixedClock, slug: str = "acme") -> House:
    """Add a workspace with a recruiter, a viewer and an admin, and begin to note events."""
    global _listening
    subscribe(Event, _note)
    with bootstrap.work(system(None), at=clock, adapters={}) as w:
        workspace = make_workspace(w, slug, slug.capitalize())
        people = [
            make_user(w, workspace, Role.RECRUITER, "Rita Recruiter"),
            make_user(w, workspace, Role.VIEWER, "Vera Viewer"),
            make_user(w, workspace, Role.ADMIN, "Ada Admin"),
        ]
    ports: dict[type[Any], Any] = {
        Composer: ScriptedComposer(),
        Interlocutor: ScriptedInterlocutor(),
        RoleBank: BuiltinRoles(),
        Engines: bootstrap.ports()[Engines],
    }
    house = House(clock, workspace, *people, ports)
    _listening = house.events
    return house
