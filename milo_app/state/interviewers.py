"""The table of interviewers: its rows, filters, and which of them are selected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypedDict

import reflex as rx

from milo_app.core.money import sign_of
from milo_app.core.work import Actor, Work
from milo_app.domain.accounts import choices
from milo_app.domain.accounts import queries as accounts
from milo_app.domain.interviewers import filters, queries
from milo_app.domain.interviewers.filters import DEFAULTS as FILTERS
from milo_app.domain.interviewers.queries import Counts, InterviewerFilter, InterviewerRow
from milo_app.state.access import call, look, me
from milo_app.state.interviewer_rows import WORDS, Line, line
from milo_app.state.listing import ABOVE, Arrivals, Foot, address, painted, query_of
from milo_app.state.live import listen
from milo_app.state.policy import requires

PATH = "/interviewers"
CSV = "/api/interviewers.csv"
DEFAULTS = FILTERS | {"view": "", "page": ""}
LONGEST = 2_000
DENSITY = "interviewers.density"
NEED_WORDS = {
    "expiring": "Expiring this week",
    "completion": "Completion fell",
    "evaluations": "Evaluations failed",
    "budget": "Budget used up",
}


class Elsewhere(TypedDict):
    """A tab that holds what this one does not."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Screen:
    """One read of the table."""

    page: queries.Page[InterviewerRow]
    counts: Counts
    found: Counts
    currency: str
    density: str


class Interviewers(Foot, Arrivals, rx.State):
    """Rows, tabs, filters and selection."""

    rows: list[Line] = []
    below: list[Line] = []
    """The rows under the first screen, which are painted after it."""
    ids: list[str] = []
    tab: str = "active"
    q: str = ""
    sort: str = "recent"
    need: str = ""
    need_word: str = ""
    tab_hrefs: dict[str, str] = dict.fromkeys(WORDS, PATH)
    counts: dict[str, str] = dict.fromkeys(WORDS, "")
    elsewhere: list[Elsewhere] = []
    nothing: str = ""
    rights: str = ""
    sign: str = "$"
    density: str = ""
    view: str = ""
    export: str = ""
    export_picked: str = ""
    is_filtered: bool = False
    is_loading: bool = True
    is_new: bool = False
    """Nothing was ever created here: the first-use page is shown."""
    clears: int = 0
    picked_count: int = 0
    picked_words: str = ""
    all_words: str = ""
    all_picked: bool = False
    _labels: str = ""
    _picked: list[str] = []
    _total: int = 0

    @rx.event
    @requires("interviewer:read")
    async def load(self):
        """Read the page that the address names, unless it was read on the way here."""
        parts = query_of(self, DEFAULTS, LONGEST)
        place = address(PATH, parts, DEFAULTS)
        if self._needs_no_reading(place):
            return
        self._take(parts)
        below = await self._read(parts["page"])
        self._stamp(place)
        if below:
            async for _ in painted():
                yield
        self.below = below

    def _take(self, parts: dict[str, str]) -> None:
        flt = filters.from_parts(parts)
        self.tab, self.q, self.sort, self.need = flt.tab, flt.q, flt.sort, flt.need
        self.need_word = NEED_WORDS.get(flt.need, "")
        self._labels = filters.labels_text(flt.labels)
        self.view = parts.get("view", "")[:40]
        self.is_filtered = bool(flt.q or flt.labels or flt.need)

    def _filter(self) -> InterviewerFilter:
        return filters.from_parts(self._parts())

    def _parts(self) -> dict[str, str]:
        """Return the filters as they stand in the address, without view and page."""
        return {
            "tab": self.tab,
            "q": self.q,
            "sort": self.sort,
            "labels": self._labels,
            "need": self.need,
        }

    async def _read(self, cursor: str, *, keeps_picks: bool = False) -> list[Line]:
        """Read a page, show its first screen, and return the rows below."""
        actor = me().actor
        screen = await look(_screen, self._filter(), cursor, self.density)
        rows = [line(row, actor) for row in screen.page.rows]
        self.rows = rows[:ABOVE]
        self.ids = [row.id for row in screen.page.rows]
        self._total = screen.page.total
        self._set_foot(screen.page)
        self.counts = {tab: f"{getattr(screen.counts, tab):,}" for tab in WORDS}
        self.is_new = screen.counts == Counts()
        self.sign, self.rights = sign_of(screen.currency), _rights(actor)
        self.density = screen.density
        self._link(screen.found)
        self._prune(keeps_picks)
        self.is_loading = False
        return rows[ABOVE:]

    def _link(self, found: Counts) -> None:
        parts = self._parts()
        self.tab_hrefs = {tab: address(PATH, parts | {"tab": tab, "need": ""}, DEFAULTS) for tab in WORDS}
        self.export = address(CSV, parts, {})
        named = f" matches “{self.q}”" if self.q else " matches these filters"
        self.nothing = f"No {WORDS[self.tab].lower()} interviewer{named if self.is_filtered else ''}"
        self.elsewhere = [
            Elsewhere(label=f"Look in {WORDS[tab]} ({number})", href=self.tab_hrefs[tab])
            for tab in WORDS
            if tab != self.tab and (number := getattr(found, tab))
        ]

    def _prune(self, keeps_picks: bool) -> None:
        """Keep what is still there of the selection when the same page was read again, else drop it."""
        if not keeps_picks:
            if self._picked:
                self._pick([])
        elif self.all_picked:
            if self._total < len(self._picked):
                self._pick([])
        else:
            self._pick([one for one in self._picked if one in set(self.ids)], is_told=True)

    def _pick(self, ids: list[str], *, everything: bool = False, is_told: bool = False) -> None:
        self._picked, self.all_picked = ids, everything
        self.picked_count = len(ids)
        self.picked_words = f"{len(ids):,} selected"
        self.export_picked = self.export if everything else f"{CSV}?ids={','.join(ids)}"
        whole = len(ids) == len(self.ids) and self._total > len(ids) and not everything
        self.all_words = f"Select all {min(self._total, filters.MOST_IDS):,}" if whole else ""
        if not is_told:
            self.clears += 1

    async def _open(self, *, replace: bool = False, page: str = "", view: str = "", **changes: str):
        """Show other rows at once, and take the address along."""
        parts = self._parts() | {"view": view or self.view} | changes
        self._take(parts)
        below = await self._read(page)
        place = address(PATH, self._parts() | {"view": self.view, "page": page}, DEFAULTS)
        self._stamp(place, is_followed=True)
        async for _ in painted():
            yield
        self.below = below
        yield rx.redirect(place, replace=replace)

    @rx.event
    @requires("interviewer:read")
    async def refresh(self):
        """Read the same page again: somebody pressed Refresh, or something in the workspace changed."""
        self.below = await self._read(query_of(self, DEFAULTS, LONGEST)["page"], keeps_picks=True)

    @rx.event
    @requires("interviewer:read")
    async def type_name(self, text: str):
        """Narrow the list by name or link name as somebody types."""
        if text[:200] != self.q:
            async for one in self._open(q=text[:200], replace=True):
                yield one

    @rx.event
    @requires("interviewer:read")
    async def open_tab(self, key: str):
        """Show the interviewers of another state, as the address of the tab would: no saved view is open then."""
        self.view = ""
        async for one in self._open(tab=key, need=""):
            yield one

    @rx.event
    @requires("interviewer:read")
    async def sort_by(self, key: str):
        """Sort by one of the four orders."""
        async for one in self._open(sort=key):
            yield one

    @rx.event
    @requires("interviewer:read")
    async def clear_need(self):
        """Show also what needs no attention."""
        async for one in self._open(need=""):
            yield one

    @rx.event
    @requires("interviewer:read")
    async def clear(self):
        """Drop search, labels and what needs attention."""
        async for one in self._open(q="", labels="", need=""):
            yield one

    @rx.event
    @requires("interviewer:read")
    async def first(self):
        """Open the first page."""
        async for one in self._open():
            yield one

    @rx.event
    @requires("interviewer:read")
    async def previous(self):
        """Open the page before."""
        async for one in self._open(page=self._prev):
            yield one

    @rx.event
    @requires("interviewer:read")
    async def next(self):
        """Open the page after."""
        async for one in self._open(page=self._next):
            yield one

    @rx.event
    @requires("interviewer:read")
    async def last(self):
        """Open the last page."""
        async for one in self._open(page=self._last):
            yield one

    @rx.event
    @requires("interviewer:read")
    async def choose_density(self, rows: str):
        """Show rows compact or comfortable from now on; each member has their own."""
        self.density = "compact" if rows == "compact" else "comfortable"
        await call(choices.write, DENSITY, {"rows": self.density})

    @rx.event
    @requires("interviewer:read")
    async def pick(self, ids: list[str]):
        """Keep which rows of this page are selected."""
        wanted = set(ids)
        self._pick([one for one in self.ids if one in wanted], is_told=True)

    @rx.event
    @requires("interviewer:read")
    async def pick_all(self):
        """Select everything that the filters find, up to the most that one action takes."""
        self._pick(await look(filters.ids_of, self._filter()), everything=True, is_told=True)

    @rx.event
    @requires("interviewer:read")
    async def drop_picks(self):
        """Select nothing."""
        self._pick([])


def _rights(actor: Actor) -> str:
    """Return classes of the table that say which columns and buttons there are for this person."""
    wanted = {
        "can-spend": "spend:read",
        "can-budget": "interviewer:budget",
        "can-edit": "interviewer:update",
        "can-label": "interviewer:update",
    }
    return " ".join(name for name, right in wanted.items() if actor.can(right))


def _screen(w: Work, flt: InterviewerFilter, cursor: str, density: str) -> Screen:
    page, counts = queries.page(w, flt, cursor), queries.counts(w)
    found = Counts() if page.rows else filters.counts_of(w, replace(flt, need=""))
    if not density:
        density = "compact" if choices.read(w, DENSITY).get("rows") == "compact" else "comfortable"
    return Screen(page, counts, found, accounts.workspace(w).currency, density)


listen(lambda path: path.rstrip("/") == PATH, lambda: Interviewers.refresh)
