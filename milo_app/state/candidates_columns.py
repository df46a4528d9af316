"""Columns of the candidates table: the menu that turns them on and off, and the drawer that puts them in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypedDict

import reflex as rx

from milo_app.core.text import fold
from milo_app.domain.accounts import choices
from milo_app.domain.candidates import columns
from milo_app.domain.candidates.columns import AVATARS, STAGE, Layout
from milo_app.state.access import call, me
from milo_app.state.applications import Applications
from milo_app.state.candidates_rows import Plan, plans_with
from milo_app.state.interviewers import DENSITY
from milo_app.state.people_list import PeopleList
from milo_app.state.policy import requires


class ColumnLine(TypedDict):
    """A column of the menu: its words, what kind it is, and whether it is shown."""

    key: str
    label: str
    kind: str
    is_on: bool


class ColumnsPart(rx.State, mixin=True):
    """The menu and the drawer. The layout itself belongs to the list."""

    lines: list[ColumnLine] = []
    order: list[str] = []
    avatar: str = "initials"
    search: str = ""
    is_open: bool = False
    is_own: bool = False
    has_team: bool = False
    can_share: bool = False

    async def _list(self) -> PeopleList:
        raise NotImplementedError

    async def _write(self, layout: Layout) -> None:
        raise NotImplementedError

    async def _forget(self) -> None:
        raise NotImplementedError

    def _titles(self, shown: PeopleList) -> dict[str, str]:
        raise NotImplementedError

    async def _fill(self) -> None:
        shown = await self._list()
        layout = shown._layout
        self.lines = column_lines(layout, self._titles(shown), self.search)
        self.order = [one["key"] for one in self.lines]
        self.avatar, self.is_own, self.has_team = layout.avatar, layout.is_own, layout.has_team

    async def _keep(self, layout: Layout) -> None:
        """Keep a layout as the member's own, and draw the list by it."""
        await self._write(layout)
        await (await self._list())._reload()
        await self._fill()

    @rx.event
    @requires("candidate:read")
    async def opened(self, is_open: bool):
        """Fill the menu when it opens."""
        if is_open:
            self.search = ""
            await self._fill()

    @rx.event
    @requires("candidate:read")
    async def arrange(self, is_open: bool):
        """Open or close the drawer."""
        self.is_open, self.search = is_open, ""
        if is_open:
            await self._fill()

    @rx.event
    @requires("candidate:read")
    async def type_search(self, text: str):
        """Narrow the columns as somebody types."""
        self.search = text[:60]
        await self._fill()

    @rx.event
    @requires("candidate:read")
    async def toggle(self, key: str, is_on: bool):
        """Show a column, or leave it out."""
        layout = (await self._list())._layout
        if key not in layout.order:
            return
        hidden = layout.hidden - {key} if is_on else layout.hidden | {key}
        await self._keep(replace(layout, hidden=frozenset(hidden)))

    @rx.event
    @requires("candidate:read")
    async def move(self, key: str, to: int):
        """Put a column to another place, counted from 0."""
        layout = (await self._list())._layout
        if key not in layout.order:
            return
        order = [one for one in layout.order if one != key]
        order.insert(max(0, min(to, len(order))), key)
        await self._keep(replace(layout, order=tuple(order)))

    @rx.event
    @requires("candidate:read")
    async def shift(self, key: str, by: int):
        """Move a column one place up (-1) or down (1)."""
        layout = (await self._list())._layout
        if key in layout.order and by in (-1, 1):
            order = list(layout.order)
            at = order.index(key)
            to = max(0, min(at + by, len(order) - 1))
            order.insert(to, order.pop(at))
            await self._keep(replace(layout, order=tuple(order)))

    @rx.event
    @requires("candidate:read")
    async def choose_avatar(self, avatar: str):
        """Choose what stands in front of a name."""
        if avatar in AVATARS:
            await self._keep(replace((await self._list())._layout, avatar=avatar))

    @rx.event
    @requires("candidate:read")
    async def choose_density(self, rows: str):
        """Show rows compact or comfortable from now on, in every table; each member has their own."""
        shown = await self._list()
        shown.density = "compact" if rows == "compact" else "comfortable"
        await call(choices.write, DENSITY, {"rows": shown.density})

    @rx.event
    @requires("candidate:read")
    async def go_back(self):
        """Go back to the columns of the team, or to the usual ones."""
        await self._forget()
        await (await self._list())._reload()
        await self._fill()


class CandidateColumns(ColumnsPart, rx.State):
    """The columns of an interviewer's list: a member's own, or the team's."""

    async def _list(self) -> Applications:
        return await self.get_state(Applications)

    async def _write(self, layout: Layout) -> None:
        place = (await self._list()).interviewer
        await call(columns.choose, place, layout.order, layout.hidden, layout.avatar)

    async def _forget(self) -> None:
        await call(columns.reset, (await self._list()).interviewer)

    def _titles(self, shown: Applications) -> dict[str, str]:
        self.can_share = me().actor.can("interviewer:update")
        return labels(plans_with(shown._columns))

    @rx.event
    @requires("interviewer:update")
    async def share(self):
        """Make the present columns those of the team."""
        shown = await self._list()
        layout = shown._layout
        await call(columns.share, shown.interviewer, layout.order, layout.hidden, layout.avatar)
        await shown._reload()
        await self._fill()
        return rx.toast.success("The team sees these columns now, unless somebody chose their own.")


def labels(plans: Mapping[str, Plan]) -> dict[str, str]:
    """Return the words of columns by their keys."""
    return {key: one["label"] for key, one in plans.items()}


def column_lines(layout: Layout, titles: Mapping[str, str], search: str) -> list[ColumnLine]:
    """Return the columns in order, those whose words hold the search."""
    wanted = fold(search)
    found = [
        ColumnLine(
            key=key,
            label=titles[key],
            kind="Workflow" if key.startswith(STAGE) else "Core",
            is_on=key not in layout.hidden,
        )
        for key in layout.order
    ]
    return [one for one in found if wanted in fold(one["label"])]
