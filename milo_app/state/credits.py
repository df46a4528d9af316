"""Settings, Credits: the balance, what each service cost, and the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

import reflex as rx

from milo_app.core.paging import Page
from milo_app.core.work import Work
from milo_app.domain.billing import ledger, queries
from milo_app.domain.billing.ledger import LedgerRow, ServiceSpend
from milo_app.domain.billing.queries import CreditsView
from milo_app.domain.interviewers import queries as interviewers
from milo_app.state.access import look, me
from milo_app.state.listing import Foot, go, query_of
from milo_app.state.policy import requires, signed_in

PATH = "/settings/credits"
DEFAULTS = {"page": ""}


class Service(TypedDict):
    """What one service cost."""

    words: str
    amount: str
    entries: str
    percent: str


class Line(TypedDict):
    """One entry of the ledger."""

    at: str
    words: str
    amount: str
    is_grant: bool
    note: str
    interviewer: str
    href: str


@dataclass(frozen=True)
class Read:
    """What one read of the page gives."""

    credits: CreditsView
    services: list[ServiceSpend]
    page: Page[LedgerRow]
    titles: dict[int, tuple[str, str]]


def service_lines(services: list[ServiceSpend]) -> list[Service]:
    """Return services with their share of the whole in percent."""
    total = sum(each.micros for each in services)
    return [
        Service(
            words=each.words,
            amount=each.amount,
            entries=f"{each.entries:,}",
            percent=str(round(100 * each.micros / total)) if total else "0",
        )
        for each in services
    ]


class Credits(Foot, rx.State):
    """The page."""

    used: str = ""
    left: str = ""
    month: str = ""
    percent: str = "0"
    has_credits: bool = False
    is_low: bool = False
    services: list[Service] = []
    rows: list[Line] = []
    is_loading: bool = True
    is_allowed: bool = True

    @rx.event
    @signed_in
    async def load(self):
        """Read the figures and the page of the ledger that the address names."""
        self.is_allowed = me().actor.can("spend:read")
        if self.is_allowed:
            self._show(await look(_everything, query_of(self, DEFAULTS)["page"]))
        self.is_loading = False

    def _show(self, read: Read) -> None:
        view = read.credits
        self.used, self.left, self.month = view.used_text, view.left_text, view.month_text
        self.percent, self.has_credits, self.is_low = str(view.percent_used), view.has_credits, view.is_low
        self.services = service_lines(read.services)
        self.rows = [_line(row, read.titles) for row in read.page.rows]
        self._set_foot(read.page)

    @rx.event
    @requires("spend:read")
    async def first(self):
        """Open the first page."""
        return rx.redirect(PATH)

    @rx.event
    @requires("spend:read")
    async def previous(self):
        """Open the page before."""
        return go(PATH, {"page": self._prev}, DEFAULTS)

    @rx.event
    @requires("spend:read")
    async def next(self):
        """Open the page after."""
        return go(PATH, {"page": self._next}, DEFAULTS)

    @rx.event
    @requires("spend:read")
    async def last(self):
        """Open the last page."""
        return go(PATH, {"page": self._last}, DEFAULTS)


def _line(row: LedgerRow, titles: dict[int, tuple[str, str]]) -> Line:
    public_id, title = titles.get(row.interviewer_id or 0, ("", ""))
    return Line(
        at=row.at,
        words=row.words,
        amount=row.amount,
        is_grant=row.is_grant,
        note=row.note,
        interviewer=title,
        href=f"/interviewers/{public_id}" if public_id else "",
    )


def _everything(w: Work, cursor: str) -> Read:
    page = ledger.entries(w, cursor)
    ids = {row.interviewer_id for row in page.rows if row.interviewer_id is not None}
    titles = interviewers.titles(w, ids) if ids and w.actor.can("interviewer:read") else {}
    return Read(queries.credits_view(w), ledger.by_service(w), page, titles)
