"""Cohorts: the list of them, and the people of one."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.errors import Invalid, MiloError, NotFound
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.candidates import bulk_jobs, cohort_members, cohorts
from milo_app.domain.candidates.acts import Undo
from milo_app.domain.candidates.cohort_members import MemberRow
from milo_app.domain.candidates.selection import Selection
from milo_app.state.access import call, look, me
from milo_app.state.activity import UNDO_MS, Activity
from milo_app.state.listing import Foot, go, path_part, query_of
from milo_app.state.live import listen
from milo_app.state.policy import requires

PATH = "/cohorts"
PAGES = {"page": ""}


class Line(TypedDict):
    """One cohort."""

    id: str
    name: str
    people: str
    href: str


class Member(TypedDict):
    """One person of a cohort."""

    id: str
    href: str
    name: str
    initials: str
    email: str
    role: str
    score: str
    band: str
    percent: int
    failed: str
    decision: str
    added: str
    by: str


def undo_toast(undo: Undo) -> rx.event.EventSpec:
    """Say what was done, with Undo for 8 seconds; the activity menu keeps it for an hour."""
    if not undo.act:
        return rx.toast.info(undo.label)
    action = {"label": "Undo", "on_click": Activity.undo(undo.act)}
    return rx.toast.success(undo.label, action=action, duration=UNDO_MS)


class Cohorts(rx.State):
    """The list of cohorts, and what is asked about one: its name, or whether it may go."""

    rows: list[Line] = []
    can_change: bool = False
    is_loading: bool = True
    is_naming: bool = False
    name: str = ""
    error: str = ""
    is_deleting: bool = False
    delete_words: str = ""
    _about: str = ""

    @rx.event
    @requires("candidate:read")
    async def load(self):
        """Read all of them."""
        self.can_change = me().actor.can("candidate:update")
        await self._read()

    async def _read(self) -> None:
        found = await look(cohorts.all_of)
        self.rows = [Line(id=one.id, name=one.name, people=f"{one.people:,}", href=f"{PATH}/{one.id}") for one in found]
        self.is_loading = False

    @rx.event
    @requires("candidate:read")
    async def refresh(self):
        """Read them again."""
        await self._read()

    @rx.event
    @requires("candidate:update")
    async def ask_name(self, cohort: str):
        """Ask for a name: of a new cohort, or another one for this."""
        self._about, self.error = cohort, ""
        self.name = next((one["name"] for one in self.rows if one["id"] == cohort), "")
        self.is_naming = True

    @rx.event
    @requires("candidate:update")
    async def close_name(self, is_open: bool):
        """Leave the name as it is."""
        self.is_naming = is_open

    @rx.event
    @requires("candidate:update")
    async def save_name(self, form: dict[str, str]):
        """Make the cohort, or rename it."""
        name = form.get("cohort-name", "")
        try:
            if self._about:
                await call(cohorts.rename, self._about, name)
            else:
                await call(cohorts.create, name)
        except Invalid as error:
            self.error = error.sentence()
            return
        self.is_naming = False
        await self._read()

    @rx.event
    @requires("candidate:update")
    async def ask_delete(self, cohort: str):
        """Ask before a cohort goes: it cannot be undone."""
        found = next((one for one in self.rows if one["id"] == cohort), None)
        if found is not None:
            self._about, self.is_deleting = cohort, True
            number = int(found["people"].replace(",", ""))
            self.delete_words = f"{found['name']} holds {plural(number, 'candidate')}. They stay where they are."

    @rx.event
    @requires("candidate:update")
    async def close_delete(self, is_open: bool):
        """Keep the cohort."""
        self.is_deleting = is_open

    @rx.event
    @requires("candidate:update")
    async def delete(self):
        """Delete it."""
        self.is_deleting = False
        await call(cohorts.remove, self._about)
        await self._read()
        return rx.toast.success("Cohort deleted.")


class CohortPeople(Foot, rx.State):
    """The people of one cohort."""

    cohort: str = ""
    title: str = ""
    rows: list[Member] = []
    picked: list[str] = []
    picked_words: str = ""
    can_change: bool = False
    can_export: bool = False
    is_loading: bool = True
    is_missing: bool = False

    @rx.event
    @requires("candidate:read")
    async def load(self):
        """Read the page of people that the address names."""
        chosen = path_part(self, "cohort_id")
        if chosen != self.cohort:
            self.is_loading, self.rows, self.title = True, [], ""
        self.cohort = chosen
        actor = me().actor
        self.can_change, self.can_export = actor.can("candidate:update"), actor.can("candidate:export")
        self._pick([])
        await self._read()

    @rx.event
    @requires("candidate:read")
    async def refresh(self):
        """Read the same page again."""
        if self.cohort:
            await self._read()

    async def _read(self) -> None:
        self.is_missing = False
        try:
            self.title, page = await look(_people, self.cohort, query_of(self, PAGES)["page"])
        except NotFound:
            self.is_loading, self.is_missing, self.rows = False, True, []
            return
        self.rows = [_member(one) for one in page.rows]
        self._set_foot(page)
        self.is_loading = False

    def _pick(self, ids: list[str]) -> None:
        self.picked = ids
        self.picked_words = f"{len(ids):,} selected" if ids else ""

    @rx.event
    @requires("candidate:read")
    async def toggle(self, member: str):
        """Select one person, or no longer."""
        shown = [one["id"] for one in self.rows]
        wanted = set(self.picked) ^ {member}
        self._pick([one for one in shown if one in wanted])

    @rx.event
    @requires("candidate:read")
    async def drop_picks(self):
        """Select nobody."""
        self._pick([])

    @rx.event
    @requires("candidate:update")
    async def take_out(self):
        """Take the selected out of the cohort, with Undo."""
        undo = await call(cohorts.take_out, self.cohort, list(self.picked))
        self._pick([])
        await self._read()
        return [undo_toast(undo), Activity.refresh]

    @rx.event
    @requires("candidate:export")
    async def export(self):
        """Write a table of everybody in the cohort."""
        try:
            await call(bulk_jobs.start, "export", Selection(cohort=self.cohort), {"form": "csv"})
        except MiloError as error:
            return rx.toast.error(error.sentence())
        return Activity.refresh

    @rx.event
    @requires("candidate:read")
    async def first(self):
        """Open the first page."""
        return self._go("")

    @rx.event
    @requires("candidate:read")
    async def previous(self):
        """Open the page before."""
        return self._go(self._prev)

    @rx.event
    @requires("candidate:read")
    async def next(self):
        """Open the page after."""
        return self._go(self._next)

    @rx.event
    @requires("candidate:read")
    async def last(self):
        """Open the last page."""
        return self._go(self._last)

    def _go(self, page: str) -> rx.event.EventSpec:
        return go(f"{PATH}/{self.cohort}", {"page": page}, PAGES)


def _people(w: Work, cohort: str, cursor: str):
    return cohorts.pick(w, cohort).name, cohort_members.page(w, cohort, cursor)


def _member(one: MemberRow) -> Member:
    row = one.row
    return Member(
        id=row.id,
        href=f"/candidates/{row.id}",
        name=row.name,
        initials=row.initials,
        email=row.email,
        role=row.interviewer_title,
        score="" if row.score is None else str(row.score),
        band="failed" if row.knocked_out_by else (row.band or "none"),
        percent=row.score or 0,
        failed=row.knocked_out_by,
        decision=row.decision,
        added=one.added,
        by=one.by,
    )


def _is_people(path: str) -> bool:
    parts = path.strip("/").split("/")
    return len(parts) == 2 and parts[0] == "cohorts"


listen(lambda path: path.rstrip("/") == PATH, lambda: Cohorts.refresh)
listen(_is_people, lambda: CohortPeople.refresh)
