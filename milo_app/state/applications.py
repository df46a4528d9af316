"""The candidates of one interviewer: what the address asks for, the rows of a page, and which of them are selected."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import reflex as rx

from milo_app.core.errors import Conflict, NotFound
from milo_app.core.paging import Page
from milo_app.core.text import plural
from milo_app.domain.candidates import decisions, listing
from milo_app.domain.candidates.acts import Undo
from milo_app.domain.candidates.filters import DEFAULTS as FILTERS
from milo_app.domain.candidates.filters import ApplicationFilter, from_parts, to_parts
from milo_app.domain.candidates.listing import ApplicationCounts
from milo_app.domain.candidates.selection import Selection
from milo_app.domain.candidates.table import StageColumn, TableRow
from milo_app.state.access import call, look, me
from milo_app.state.candidates_rows import heads, is_wide, line, plans_with, widths
from milo_app.state.candidates_screen import read_screen
from milo_app.state.candidates_words import StageMenu, chip_words, drop_part, misread, stage_menus, tag_picks
from milo_app.state.listing import address, path_part, query_of
from milo_app.state.live import listen
from milo_app.state.people_list import PeopleList
from milo_app.state.policy import requires

DEFAULTS = FILTERS | {"view": "table", "saved": "", "page": ""}
VIEWS = ("table", "workflow", "map")
LONGEST = 2_000
COUNTED_S = 5.0
"""How long the counts of a list stand while somebody filters, sorts and pages."""


_ACTS: dict[str, Any] = {"shortlist": decisions.shortlist, "dismiss": decisions.dismiss, "back": decisions.clear}


class Applications(PeopleList, rx.State):
    """The Candidates tab of an interviewer."""

    interviewer: str = ""
    view: str = "table"
    view_hrefs: dict[str, str] = dict.fromkeys(VIEWS, "")
    parts: dict[str, str] = dict(FILTERS)
    stages: list[StageMenu] = []
    tag_picks: list[str] = []
    counts: dict[str, str] = {}
    new_words: str = ""
    _columns: tuple[StageColumn, ...] = ()
    _cohort: str = ""
    _revisions: dict[str, int] = {}
    _counted_at: float = 0.0
    _undo: dict[str, Any] = {}

    @rx.event
    @requires("candidate:read")
    async def load(self):
        """Read what the address names, unless it was read on the way here."""
        chosen = path_part(self, "interviewer_id")
        parts = query_of(self, DEFAULTS, LONGEST)
        if chosen != self.interviewer:
            self.is_loading, self.rows, self.below, self.ids, self.stages = True, [], [], [], []
            self._counted_at = 0.0
            self._stamp("")
            self.interviewer = chosen
        view = parts["view"] if parts["view"] in VIEWS else "table"
        place = self._place(parts | {"view": view}, parts["page"])
        if self._needs_no_reading(place):
            return None
        self.view = view
        flt, wrong = from_parts(parts)
        given = tuple(name for name in self.router.url.query_parameters if name not in DEFAULTS)
        self._counted_at = 0.0
        await self._read(flt, parts["page"], (*wrong, *given))
        self._stamp(place)
        return Applications.show_below

    def _place(self, parts: Mapping[str, str], page: str = "") -> str:
        return address(f"/interviewers/{self.interviewer}", {**parts, "page": page}, DEFAULTS)

    def _parse(self, parts: Mapping[str, str]) -> tuple[ApplicationFilter, tuple[str, ...]]:
        return from_parts(parts)

    async def _everybody(self) -> Selection:
        return Selection(self.interviewer, flt=self._filter())

    def _named(self, ids: tuple[str, ...]) -> Selection:
        return Selection(self.interviewer, ids=ids)

    async def _read(
        self, flt: ApplicationFilter, cursor: str, wrong: tuple[str, ...] = (), *, keeps_picks: bool = False
    ) -> None:
        is_stale = time.monotonic() - self._counted_at > COUNTED_S
        try:
            screen = await look(read_screen, self.interviewer, flt, cursor, self.view == "table", is_stale)
        except NotFound:
            self.is_loading = False
            return
        self._columns = screen.stages
        if screen.around is not None:
            self._layout, self._cohort = screen.around.layout, screen.around.cohort
            self.density, self.letters = screen.around.density, screen.around.letters
            self._show_counts(screen.around.counts)
        self._show_filter(screen.flt)
        self.wrong = misread((*wrong, *screen.unknown))
        if screen.page is not None:
            self._show_rows(screen.page)
        self._prune(keeps_picks)
        self.is_loading = False

    def _show_counts(self, found: ApplicationCounts) -> None:
        self.counts = {name: f"{getattr(found, name):,}" for name in found.__slots__}
        self.new_words = f"Review {found.review:,} new" if found.review else ""
        self._counted_at = time.monotonic()

    def _show_filter(self, flt: ApplicationFilter) -> None:
        self.parts = to_parts(flt)
        self.stages = stage_menus(self._columns, flt)
        self.chips, self.tag_picks = chip_words(flt, self._cohort), tag_picks(flt)
        self.filters, self.is_filtered = flt.count, flt.is_narrow
        self.suffix = address("", self.parts, FILTERS)
        named = [plural(flt.count, "filter")] * bool(flt.count) + [f"the search “{flt.q}”"] * bool(flt.q)
        self.nothing = f"0 of {self.counts.get('all', '0')} match {' and '.join(named)}." if named else ""
        here = {**self.parts, "page": ""}
        self.view_hrefs = {
            view: address(f"/interviewers/{self.interviewer}", {**here, "view": view}, DEFAULTS) for view in VIEWS
        }

    def _show_rows(self, page: Page[TableRow]) -> None:
        actor = me().actor
        plans = plans_with(self._columns)
        self.heads = heads(self._layout, plans, self.parts["sort"], self.parts["dir"] == "down")
        self.tracks, least = widths(self._layout, plans)
        self.least, self.is_wide = f"{least}px", is_wide(least)
        self._show_lines([line(row, self._layout, self._columns, actor) for row in page.rows])
        self.ids = [row.id for row in page.rows]
        self._revisions = {row.id: row.revision for row in page.rows}
        self._total = page.total
        self._set_foot(page)

    async def _open(self, flt: ApplicationFilter, *, page: str = "", replace: bool = False):
        """Show other people at once, and take the address along."""
        await self._read(flt, page)
        place = self._place(self.parts | {"view": self.view, "saved": query_of(self, DEFAULTS)["saved"]}, page)
        self._stamp(place, is_followed=True)
        return self._go(place, replace=replace)

    async def _reload(self) -> None:
        """Read the same page again; what is selected stays so."""
        if self.interviewer:
            self._counted_at = 0.0
            await self._read(self._filter(), query_of(self, DEFAULTS, LONGEST)["page"], keeps_picks=True)
            self.below = self._below

    @rx.event
    @requires("candidate:read")
    async def type_name(self, text: str):
        """Narrow the list by name or e-mail as somebody types."""
        if text[:200] != self.parts["q"]:
            return await self._open(replace(self._filter(), q=text[:200]), replace=True)
        return None

    @rx.event
    @requires("candidate:read")
    async def choose(self, part: str, value: str):
        """Set one part of the filter; what says nothing usable changes nothing."""
        if part not in FILTERS or value == self.parts[part]:
            return None
        flt, wrong = from_parts(self.parts | {part: value})
        return None if wrong else await self._open(flt)

    @rx.event
    @requires("candidate:read")
    async def choose_stage(self, key: str, option: str):
        """Show who stands so in a stage; an empty option is anywhere."""
        others = [pair for pair in self._filter().stages if pair[0] != key]
        stages = (*others, (key, option)) if option else tuple(others)
        return await self._open(replace(self._filter(), stages=tuple(stages)))

    @rx.event
    @requires("candidate:read")
    async def choose_scores(self, low: str, high: str):
        """Show scores from one number to another; an empty one is open."""
        return await self._open_scores(low, high)

    @rx.event
    @requires("candidate:read")
    async def type_scores(self, form: dict[str, str]):
        """Show the scores between the two numbers that somebody typed."""
        return await self._open_scores(form.get("low", ""), form.get("high", ""))

    async def _open_scores(self, low: str, high: str):
        flt, wrong = from_parts(self.parts | {"low": low.strip(), "high": high.strip()})
        if wrong or (flt.low is not None and flt.high is not None and flt.low > flt.high):
            return rx.toast.error("Scores go from 0 to 100, the lower one first.")
        return await self._open(flt)

    @rx.event
    @requires("candidate:read")
    async def drop(self, pick: str):
        """Take one filter off, by its chip."""
        return await self._open(drop_part(self._filter(), pick))

    @rx.event
    @requires("candidate:read")
    async def clear(self):
        """Take search and filters off; the order stays."""
        return await self._open(ApplicationFilter(sort=self.parts["sort"], descending=self.parts["dir"] == "down"))

    @rx.event
    @requires("candidate:decide")
    async def review(self):
        """Open the first of those who finished and on whom neither the team nor the reader has judged."""
        wanted = ApplicationFilter(review=True, sort=self.parts["sort"], descending=self.parts["dir"] == "down")
        found = await look(listing.page, self.interviewer, wanted, size=1)
        if not found.rows:
            return rx.toast.info("You have judged everybody who is new.")
        return rx.redirect(address(f"/candidates/{found.rows[0].id}", to_parts(wanted), FILTERS))

    @rx.event
    @requires("candidate:read")
    async def compare_picked(self):
        """Put the two to four people who are selected side by side."""
        return rx.redirect(f"/compare?ids={','.join(self._picked[:4])}")

    @rx.event
    @requires("candidate:decide")
    async def decide(self, what: str, application: str):
        """Shortlist, dismiss or take a decision back for one person, with Undo."""
        if what not in _ACTS or application not in self._revisions:
            return None
        try:
            undo = await call(_ACTS[what], [application], seen={application: self._revisions[application]})
        except Conflict as error:
            await self._reload()
            return rx.toast.error(error.sentence(), duration=8000)
        return await self._decided(undo)

    async def _decided(self, undo: Undo) -> rx.event.EventSpec:
        self._undo = undo.as_dict()
        await self._reload()
        return rx.toast.success(undo.label, action={"label": "Undo", "on_click": Applications.undo}, duration=8000)

    @rx.event
    @requires("candidate:decide")
    async def undo(self):
        """Restore exactly what the last decision changed."""
        if not self._undo:
            return rx.toast.info("There is nothing to undo.")
        done = await call(decisions.undo, Undo.from_dict(self._undo))
        self._undo = {}
        await self._reload()
        return rx.toast.success(f"Undone for {done.restored}." if done.restored != 1 else "Undone.")


def is_candidates_tab(path: str) -> bool:
    """Whether a path is the list of an interviewer's candidates."""
    parts = path.strip("/").split("/")
    return len(parts) == 2 and parts[0] == "interviewers" and parts[1] != "new"


listen(is_candidates_tab, lambda: Applications.refresh)
