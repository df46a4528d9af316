"""The directory: everybody of the workspace in one list, as the address says."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace

import reflex as rx

from milo_app.core.errors import Denied
from milo_app.core.paging import Page
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.accounts import choices, own
from milo_app.domain.candidates import filter_choices, people, people_choices, people_columns, people_rows
from milo_app.domain.candidates.columns import Layout
from milo_app.domain.candidates.filters import pairs_text
from milo_app.domain.candidates.people_filters import DEFAULTS as FILTERS
from milo_app.domain.candidates.people_filters import RADII, PeopleFilter, from_parts, to_parts
from milo_app.domain.candidates.people_rows import PersonRow
from milo_app.domain.candidates.places import named, place
from milo_app.domain.candidates.selection import Selection
from milo_app.domain.search import people as finding
from milo_app.domain.search import reading
from milo_app.state.access import call, look, me
from milo_app.state.candidates_columns import ColumnsPart, labels
from milo_app.state.candidates_rows import heads, is_wide, widths
from milo_app.state.candidates_words import misread
from milo_app.state.interviewers import DENSITY
from milo_app.state.listing import address, query_of
from milo_app.state.live import listen
from milo_app.state.people_list import PeopleList
from milo_app.state.people_words import PART_WORDS, PLANS, chips, drop, line
from milo_app.state.policy import requires

PATH = "/candidates"
DEFAULTS = FILTERS | {"page": "", "twins": ""}
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Screen:
    """One read of the directory."""

    page: Page[PersonRow]
    flt: PeopleFilter
    unknown: tuple[str, ...]
    note: str
    layout: Layout
    everybody: str
    interviewer: str
    cohort: str
    density: str
    letters: bool


def read_screen(w: Work, flt: PeopleFilter, cursor: str) -> Screen:
    """Read what the page shows; raises `Denied` for a blind reviewer."""
    flt, unknown = people_choices.known(w, flt)
    named_by = finding.found(w, flt.q)
    shown = people_rows.page(w, flt, cursor, among=named_by.ids)
    total = people.total(w) if flt.is_narrow else shown.total
    return Screen(
        page=shown,
        flt=flt,
        unknown=unknown,
        note=named_by.note,
        layout=people_columns.read(w),
        everybody=f"{min(total, 10_000):,}{'+' if total > 10_000 else ''}",
        interviewer=people_choices.interviewer_title(w, flt.interviewer),
        cohort=filter_choices.cohort_name(w, flt.cohort) if flt.cohort else "",
        density="compact" if choices.read(w, DENSITY).get("rows") == "compact" else "comfortable",
        letters=own.reviewing(w).has_keys,
    )


class People(PeopleList, rx.State):
    """The directory."""

    parts: dict[str, str] = dict(FILTERS)
    everybody: str = ""
    note: str = ""
    """What is to be known of the search, such as that its index is being built."""
    left_out: str = ""
    """Which words of a sentence were left out, and why."""
    interviewer_title: str = ""
    city: str = ""
    tag_picks: list[str] = []
    is_locked: bool = False
    """The reader reviews blind, so that nobody is shown here."""
    can_invite: bool = False
    can_change: bool = False
    can_erase: bool = False
    _layout: Layout = people_columns.STANDARD

    @rx.event
    @requires("candidate:read")
    async def load(self):
        """Read what the address names, unless it was read on the way here."""
        actor = me().actor
        self.can_invite, self.can_change = actor.can("candidate:create"), actor.can("candidate:update")
        self.can_erase = actor.can("candidate:delete")
        parts = query_of(self, DEFAULTS, LONGEST)
        here = address(PATH, parts, DEFAULTS)
        if self._needs_no_reading(here):
            return None
        flt, wrong = from_parts(parts)
        given = tuple(name for name in self.router.url.query_parameters if name not in DEFAULTS)
        await self._read(flt, parts["page"], (*wrong, *given))
        self._stamp(here)
        return People.show_below

    def _parse(self, parts: Mapping[str, str]) -> tuple[PeopleFilter, tuple[str, ...]]:
        return from_parts(parts)

    async def _everybody(self) -> Selection:
        flt = self._filter()
        if not flt.q:
            return Selection(people=flt)
        return Selection(ids=await look(_found_ids, flt))

    def _named(self, ids: tuple[str, ...]) -> Selection:
        return Selection(ids=ids)

    async def _read(
        self, flt: PeopleFilter, cursor: str, wrong: tuple[str, ...] = (), *, keeps_picks: bool = False
    ) -> None:
        self.is_locked = False
        try:
            screen = await look(read_screen, flt, cursor)
        except Denied:
            self.is_locked, self.is_loading, self.rows, self.below = True, False, [], []
            return
        self._layout = screen.layout
        self.density, self.letters, self.everybody = screen.density, screen.letters, screen.everybody
        self.interviewer_title, self.note = screen.interviewer, screen.note
        self._show_filter(screen.flt, screen.cohort)
        self.wrong = misread((*wrong, *screen.unknown), PART_WORDS)
        self._show_rows(screen.page)
        self._prune(keeps_picks)
        self.is_loading = False

    def _show_filter(self, flt: PeopleFilter, cohort: str) -> None:
        self.parts = to_parts(flt)
        self.chips = chips(flt, cohort)
        self.tag_picks = [pairs_text((tag,)) for tag in flt.tags]
        self.filters, self.is_filtered = flt.count, flt.is_narrow
        found = place(flt.place) if flt.place else None
        self.city = found.name if found else ""
        named_ = [plural(flt.count, "filter")] * bool(flt.count) + [f"the search “{flt.q}”"] * bool(flt.q)
        self.nothing = f"0 of {self.everybody or '0'} match {' and '.join(named_)}." if named_ else ""

    def _show_rows(self, page: Page[PersonRow]) -> None:
        actor = me().actor
        self.heads = heads(self._layout, PLANS, self.parts["sort"], self.parts["dir"] == "down")
        self.tracks, least = widths(self._layout, PLANS)
        self.least, self.is_wide = f"{least}px", is_wide(least)
        self._show_lines([line(row, self._layout, actor) for row in page.rows])
        self.ids = [row.id for row in page.rows]
        self._total = page.total
        self._set_foot(page)

    async def _open(self, flt: PeopleFilter, *, page: str = "", replace: bool = False):
        """Show other people at once, and take the address along."""
        await self._read(flt, page)
        here = address(PATH, {**self.parts, "page": page}, DEFAULTS)
        self._stamp(here, is_followed=True)
        return self._go(here, replace=replace)

    async def _reload(self) -> None:
        """Read the same page again; what is selected stays so."""
        await self._read(self._filter(), query_of(self, DEFAULTS, LONGEST)["page"], keeps_picks=True)
        self.below = self._below

    @rx.event
    @requires("candidate:read")
    async def type_name(self, text: str):
        """Search as somebody types."""
        self.left_out = ""
        if text[:200] != self.parts["q"]:
            return await self._open(replace(self._filter(), q=text[:200]), replace=True)
        return None

    @rx.event
    @requires("candidate:read")
    async def understand(self, form: dict[str, str]):
        """Read what was typed as a sentence: what it asks for becomes filters, the rest stays text."""
        made = await look(reading.prepare, form.get("q", ""))
        wish, self.left_out = await asyncio.to_thread(reading.finish, made)
        return await self._open(reading.applied(wish, self._filter()))

    @rx.event
    @requires("candidate:read")
    async def add_skill(self, name: str):
        """Show who has a skill as well."""
        flt = self._filter()
        return await self._open(replace(flt, skills=tuple(dict.fromkeys((*flt.skills, name))))) if name else None

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
    async def choose_scores(self, low: str, high: str):
        """Show best scores from one number to another; an empty one is open."""
        return await self._open_range("low", low, "high", high, "Scores go from 0 to 100, the lower one first.")

    @rx.event
    @requires("candidate:read")
    async def type_scores(self, form: dict[str, str]):
        """Show the scores between the two numbers that somebody typed."""
        return await self.choose_scores(form.get("low", ""), form.get("high", ""))

    @rx.event
    @requires("candidate:read")
    async def type_years(self, form: dict[str, str]):
        """Show the years of experience between the two numbers that somebody typed."""
        low, high = form.get("years", ""), form.get("upto", "")
        return await self._open_range("years", low, "upto", high, "Years go from 0 to 60, the lower one first.")

    async def _open_range(self, first: str, low: str, last: str, high: str, sentence: str):
        low, high = low.strip(), high.strip()
        flt, wrong = from_parts(self.parts | {first: low, last: high})
        if wrong or (low and high and int(low) > int(high)):
            return rx.toast.error(sentence)
        return await self._open(flt)

    @rx.event
    @requires("candidate:read")
    async def type_city(self, form: dict[str, str]):
        """Show who is in a city or around it; the largest city of that name is meant."""
        name, within = form.get("city", "").strip()[:120], form.get("within", "")
        if not name:
            return await self._open(drop(self._filter(), "place"))
        found = next((one for one in named(name) if not one.is_country), None)
        if found is None:
            return rx.toast.error(f"Milo knows no city “{name[:40]}”.")
        around = int(within) if within.isdecimal() and int(within) in RADII else 25
        return await self._open(replace(self._filter(), place=found.id, within=around))

    @rx.event
    @requires("candidate:read")
    async def drop(self, pick: str):
        """Take one filter off, by its chip."""
        return await self._open(drop(self._filter(), pick))

    @rx.event
    @requires("candidate:read")
    async def clear(self):
        """Take search and filters off; the order stays."""
        self.left_out = ""
        return await self._open(PeopleFilter(sort=self.parts["sort"], descending=self.parts["dir"] == "down"))


def _found_ids(w: Work, flt: PeopleFilter) -> tuple[str, ...]:
    return people_rows.public_ids(w, flt, finding.found(w, flt.q).ids)


class PeopleColumns(ColumnsPart, rx.State):
    """The columns of the directory."""

    async def _list(self) -> People:
        return await self.get_state(People)

    async def _write(self, layout: Layout) -> None:
        await call(people_columns.choose, layout.order, layout.hidden, layout.avatar)

    async def _forget(self) -> None:
        await call(people_columns.reset)

    def _titles(self, shown: People) -> dict[str, str]:
        return labels(PLANS)


listen(lambda path: path.rstrip("/") == PATH, lambda: People.refresh)
