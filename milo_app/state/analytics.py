"""The analytics page: cards, two charts and their table, for a window of days and one interviewer or all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

import reflex as rx

from milo_app.core.clock import zone
from milo_app.core.errors import NotFound
from milo_app.core.money import sign_of
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.analytics import queries
from milo_app.domain.analytics.queries import Card, Overview, Point
from milo_app.domain.interviewers import queries as interviewers
from milo_app.state import analytics_charts as charts
from milo_app.state.access import look, me
from milo_app.state.analytics_charts import Chart, TableLine
from milo_app.state.listing import address, go, query_of
from milo_app.state.live import listen
from milo_app.state.policy import requires, signed_in

PATH = "/analytics"
DEFAULTS = {"days": "30", "interviewer": ""}
WINDOWS = ("7", "30", "90", "365")
_FIELDS = {"candidates": "invited", "interviews": "completed", "score": "score", "spend": "spend"}
_NO_CHART = Chart(bars=[], axis=[], takeaway="", n="", before="", spoken="")


class Figure(TypedDict):
    """A card."""

    key: str
    label: str
    value: str
    before: str
    change: str
    tone: str
    help: str
    spark: str


class Option(TypedDict):
    """An interviewer in the filter."""

    value: str
    label: str


@dataclass(frozen=True)
class Read:
    """What one read of the page gives."""

    now: Overview
    before: list[Point]
    options: list[Option]
    updated: str
    is_new: bool


def figure(card: Card, points: list[Point]) -> Figure:
    """Turn a card into what is drawn; spend has no good or bad direction."""
    field = _FIELDS.get(card.key, "")
    return Figure(
        key=card.key,
        label=card.label,
        value=card.value_text,
        before=card.before_text,
        change=card.change_text,
        tone="flat" if card.key == "spend" and card.tone else card.tone,
        help=card.help,
        spark=charts.spark(points, field) if field else "",
    )


class Analytics(rx.State):
    """The page."""

    days: str = "30"
    interviewer: str = ""
    title: str = ""
    options: list[Option] = []
    links: dict[str, str] = {}
    window: str = ""
    before: str = ""
    updated: str = ""
    is_behind: bool = False
    figures: list[Figure] = []
    completed: Chart = _NO_CHART
    entered: Chart = _NO_CHART
    lines: list[TableLine] = []
    shows_spend: bool = False
    is_loading: bool = True
    is_allowed: bool = True
    is_missing: bool = False
    is_empty: bool = False
    is_new: bool = False
    is_weekly: bool = False

    @rx.event
    @signed_in
    async def load(self):
        """Read the window and the interviewer that the address names."""
        parts = query_of(self, DEFAULTS)
        self.days = parts["days"] if parts["days"] in WINDOWS else DEFAULTS["days"]
        self.interviewer = parts["interviewer"][:64]
        self.is_allowed = me().actor.can("analytics:read")
        if self.is_allowed:
            await self._read()
        self.is_loading = False

    async def _read(self) -> None:
        try:
            read = await look(_everything, int(self.days), self.interviewer)
        except NotFound:
            self.is_missing = True
            return
        self.is_missing = False
        self._show(read)

    def _show(self, read: Read) -> None:
        now = read.now
        span = plural(now.days, "day")
        self.options = read.options
        self.title = next((each["label"] for each in read.options if each["value"] == self.interviewer), "")
        self.links = {days: self._address(days=days) for days in WINDOWS}
        self.window = charts.window_words(now.start, now.end)
        self.before = charts.before_words(now.start, now.days)
        self.updated = read.updated
        self.is_behind = not now.is_current
        self.figures = [figure(card, now.series) for card in now.cards]
        self.completed = charts.chart(
            now.series,
            read.before,
            "completed",
            "interview",
            "interviews",
            title="How many interviews finished?",
            window=span,
        )
        self.entered = charts.chart(
            now.series, read.before, "invited", "person", "people", title="How many people came in?", window=span
        )
        self.lines = charts.table(now.series, sign_of(now.currency))
        self.shows_spend = any(card.key == "spend" for card in now.cards)
        self.is_empty = now.is_empty
        self.is_new = read.is_new
        self.is_weekly = now.days >= charts.WEEKLY_FROM

    def _parts(self, **changes: str) -> dict[str, str]:
        return {"days": self.days, "interviewer": self.interviewer, **changes}

    def _address(self, **changes: str) -> str:
        return address(PATH, self._parts(**changes), DEFAULTS)

    @rx.event
    @requires("analytics:read")
    async def refresh(self):
        """Read the same figures again."""
        await self._read()

    @rx.event
    @requires("analytics:read")
    async def pick(self, interviewer: str):
        """Show one interviewer, or all of them."""
        return go(PATH, self._parts(interviewer="" if interviewer == "all" else interviewer), DEFAULTS)


def _everything(w: Work, days: int, interviewer: str) -> Read:
    chosen = interviewers.pick(w, interviewer) if interviewer else None
    number = chosen.id if chosen is not None else None
    now = queries.overview(w, days, number)
    earlier = queries.overview(w, 2 * days, number).series[:days]
    options = [Option(value=public_id, label=title) for public_id, title in interviewers.choices(w)]
    if chosen is not None and all(option["value"] != chosen.public_id for option in options):
        options.append(Option(value=chosen.public_id, label=chosen.title))
    return Read(
        now=now,
        before=earlier,
        options=[Option(value="all", label="All interviewers"), *options],
        updated=f"Updated {w.now.astimezone(zone(w.actor.tz)):%H:%M}",
        is_new=now.is_empty and queries.overview(w, queries.LONGEST, number).is_empty,
    )


listen(lambda path: path.rstrip("/") == PATH, lambda: Analytics.refresh)
