"""Settings, Team: who is in the workspace, and what each role may do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

import reflex as rx

from milo_app.core.text import initials, plural
from milo_app.domain.accounts import queries
from milo_app.domain.accounts.models import Role
from milo_app.domain.accounts.permissions import CATALOGUE, Permission
from milo_app.domain.accounts.queries import Member
from milo_app.state.access import look, me
from milo_app.state.policy import signed_in

ROLES = (Role.ADMIN, Role.RECRUITER, Role.VIEWER)


class Person(TypedDict):
    """A member."""

    id: str
    name: str
    initials: str
    email: str
    role: str
    is_off: bool
    is_me: bool


class Right(TypedDict):
    """A permission and the roles that hold it, in the order of `ROLES`."""

    name: str
    words: str
    held: list[bool]


class Area(TypedDict):
    """The permissions of one area."""

    title: str
    rights: list[Right]


class Head(TypedDict):
    """A role over its column."""

    name: str
    people: str


def matrix(catalogue: Iterable[Permission] = CATALOGUE) -> list[Area]:
    """Return the catalogue by area, in its own order."""
    areas: dict[str, Area] = {}
    for each in catalogue:
        area = areas.setdefault(each.group, Area(title=each.group, rights=[]))
        held = [role in each.roles for role in ROLES]
        area["rights"].append(Right(name=each.name, words=each.words, held=held))
    return list(areas.values())


def heads(members: Iterable[Member]) -> list[Head]:
    """Return the roles with how many active people hold each."""
    held = [member.role for member in members if not member.is_disabled]
    return [
        Head(name=role.value.capitalize(), people=plural(held.count(role.value), "person", "people")) for role in ROLES
    ]


class Team(rx.State):
    """The page."""

    people: list[Person] = []
    count: str = ""
    areas: list[Area] = []
    heads: list[Head] = []
    can_invite: bool = False
    is_loading: bool = True
    is_allowed: bool = True

    @rx.event
    @signed_in
    async def load(self):
        """Read the team."""
        actor = me().actor
        self.is_allowed, self.can_invite = actor.can("user:read"), actor.can("user:invite")
        if self.is_allowed:
            members = await look(queries.members)
            self.people = [_person(member, actor.user_id or 0) for member in members]
            self.count = str(len(members))
            self.heads, self.areas = heads(members), matrix()
        self.is_loading = False


def _person(member: Member, own: int) -> Person:
    return Person(
        id=member.public_id,
        name=member.name,
        initials=initials(member.name),
        email=member.email,
        role=member.role.capitalize(),
        is_off=member.is_disabled,
        is_me=member.user_id == own,
    )
