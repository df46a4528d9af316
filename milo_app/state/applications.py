"""The candidates of one interviewer: header, filters, rows, decisions."""

from __future__ import annotations

from typing import Any, TypedDict

import reflex as rx

from milo_app.core.errors import NotFound
from milo_app.core.paging import Page
from milo_app.core.work import Work
from milo_app.domain.candidates import decisions, listing
from milo_app.domain.candidates.acts import Undo
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.listing import ApplicationCounts
from milo_app.domain.candidates.queries import ApplicationRow, StageCell
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers.queries import InterviewerView
from milo_app.state.access import call, look
from milo_app.state.listing import Foot, address, go, path_part, query_of
from milo_app.state.live import listen
from milo_app.state.policy import requires

DEFAULTS = {"q": "", "state": "", "decision": "", "sort": "engaged", "dir": "down", "page": ""}
STATES = ("", "pending", "in_progress", "evaluating", "completed", "knocked_out")
DECISIONS = ("", "none", "shortlisted", "dismissed")
SORTS = ("engaged", "score", "invited", "name")


class Cell(TypedDict):
    """Where one stage stands."""

    kind: str
    text: str
    band: str
    percent: int
    title: str


class Line(TypedDict):
    """One candidate as shown."""

    id: str
    href: str
    name: str
    initials: str
    email: str
    state: str
    word: str
    decision: str
    score: str
    band: str
    percent: int
    failed: str
    note: str
    stages: list[Cell]
    engaged: str
    applied: str


def stage_cell(cell: StageCell, application: ApplicationRow) -> Cell:
    """Turn a stage of a row into its sign and words."""
    kind, text = "none", "–"
    if cell.state == "knocked_out":
        kind, text = "stopped", "Stopped"
    elif cell.score is not None:
        kind, text = "score", str(cell.score)
    elif cell.state == "completed":
        waiting = application.evaluation in ("queued",) and cell.kind != "form"
        kind, text = ("scoring", "Being scored") if waiting else ("done", "Done")
        if application.evaluation == "pending" and cell.kind != "form":
            kind, text = "pending", "Score pending"
    elif cell.state == "in_progress":
        kind, text = "progress", f"{cell.done}/{cell.total}" if cell.total else "Started"
    elif cell.state == "not_started":
        kind, text = "not_started", "Not started"
    percent = round(100 * cell.done / cell.total) if cell.total else 0
    return Cell(kind=kind, text=text, band=cell.band or "none", percent=percent, title=cell.title)


def application_line(row: ApplicationRow, href: str) -> Line:
    """Turn a domain row into what a table shows."""
    return Line(
        id=row.id,
        href=href,
        name=row.name,
        initials=row.initials,
        email=row.email,
        state=row.state,
        word=row.state_word,
        decision=row.decision,
        score="" if row.score is None else str(row.score),
        band="failed" if row.knocked_out_by else (row.band or "none"),
        percent=row.score or 0,
        failed=row.knocked_out_by,
        note=row.evaluation_reason,
        stages=[stage_cell(cell, row) for cell in row.stages],
        engaged=row.engaged_text,
        applied=row.invited_text,
    )


class Applications(Foot, rx.State):
    """The Candidates tab of an interviewer."""

    interviewer: str = ""
    stage_titles: list[str] = []
    rows: list[Line] = []
    total: str = ""
    counts: dict[str, str] = {}
    q: str = ""
    state: str = ""
    decision: str = ""
    sort: str = "engaged"
    is_down: bool = True
    is_loading: bool = True
    _undo: dict[str, Any] = {}

    @rx.event
    @requires("candidate:read")
    async def load(self):
        """Read the interviewer and the page of candidates that the address names."""
        chosen = path_part(self, "interviewer_id")
        if chosen != self.interviewer:
            self.is_loading, self.rows = True, []
        self.interviewer = chosen
        parts = query_of(self, DEFAULTS)
        self.q = parts["q"]
        self.state = parts["state"] if parts["state"] in STATES else ""
        self.decision = parts["decision"] if parts["decision"] in DECISIONS else ""
        self.sort = parts["sort"] if parts["sort"] in SORTS else "engaged"
        self.is_down = parts["dir"] != "up"
        await self._read(parts["page"])

    def _filter(self) -> ApplicationFilter:
        return ApplicationFilter(
            q=self.q, state=self.state, decision=self.decision, sort=self.sort, descending=self.is_down
        )

    async def _read(self, cursor: str) -> None:
        try:
            view, page, counts = await look(_everything, self.interviewer, self._filter(), cursor)
        except NotFound:
            self.is_loading = False
            return
        self.stage_titles = [stage.title for stage in view.row.stages]
        query = self._query()
        self.rows = [application_line(row, address(f"/candidates/{row.id}", query, DEFAULTS)) for row in page.rows]
        self._set_foot(page)
        self.counts = {name: f"{getattr(counts, name):,}" for name in counts.__slots__}
        self.total = f"{counts.all:,}"
        self.is_loading = False

    def _query(self) -> dict[str, str]:
        return {
            "q": self.q,
            "state": self.state,
            "decision": self.decision,
            "sort": self.sort,
            "dir": "down" if self.is_down else "up",
        }

    def _go(self, *, replace: bool = False, **changes: str) -> rx.event.EventSpec:
        return go(f"/interviewers/{self.interviewer}", {**self._query(), **changes}, DEFAULTS, replace=replace)

    @rx.event
    @requires("candidate:read")
    async def refresh(self):
        """Read the same page again without moving anything: scroll and selection stay in the browser."""
        if self.interviewer:
            await self._read(query_of(self, DEFAULTS)["page"])

    @rx.event
    @requires("candidate:read")
    async def type_name(self, text: str):
        """Narrow the list by name or e-mail as somebody types."""
        self.q = text[:200]
        return self._go(replace=True)

    @rx.event
    @requires("candidate:read")
    async def pick_state(self, value: str):
        """Show one state only."""
        return self._go(state="" if value == "all" else value)

    @rx.event
    @requires("candidate:read")
    async def pick_decision(self, value: str):
        """Show by decision; dismissed people appear only here."""
        return self._go(decision="" if value == "all" else value)

    @rx.event
    @requires("candidate:read")
    async def sort_by(self, key: str):
        """Sort by a column; the same column again turns the order."""
        down = not self.is_down if key == self.sort else key != "name"
        return self._go(sort=key, dir="down" if down else "up")

    @rx.event
    @requires("candidate:read")
    async def clear(self):
        """Drop all filters."""
        return rx.redirect(f"/interviewers/{self.interviewer}")

    @rx.event
    @requires("candidate:read")
    async def first(self):
        """Open the first page."""
        return self._go()

    @rx.event
    @requires("candidate:read")
    async def previous(self):
        """Open the page before."""
        return self._go(page=self._prev)

    @rx.event
    @requires("candidate:read")
    async def next(self):
        """Open the page after."""
        return self._go(page=self._next)

    @rx.event
    @requires("candidate:read")
    async def last(self):
        """Open the last page."""
        return self._go(page=self._last)

    @rx.event
    @requires("candidate:decide")
    async def shortlist(self, application: str):
        """Shortlist one person, with Undo."""
        return await self._decided(await call(decisions.shortlist, [application]))

    @rx.event
    @requires("candidate:decide")
    async def dismiss(self, application: str):
        """Dismiss one person, with Undo."""
        return await self._decided(await call(decisions.dismiss, [application]))

    async def _decided(self, undo: Undo) -> rx.event.EventSpec:
        self._undo = undo.as_dict()
        await self._read(query_of(self, DEFAULTS)["page"])
        return rx.toast.success(undo.label, action={"label": "Undo", "on_click": Applications.undo}, duration=8000)

    @rx.event
    @requires("candidate:decide")
    async def undo(self):
        """Restore exactly what the last decision changed."""
        if not self._undo:
            return rx.toast.info("There is nothing to undo.")
        done = await call(decisions.undo, Undo.from_dict(self._undo))
        self._undo = {}
        await self._read(query_of(self, DEFAULTS)["page"])
        return rx.toast.success(f"Undone for {done.restored}." if done.restored != 1 else "Undone.")

    @rx.event
    @requires("candidate:decide")
    async def take_back(self, application: str):
        """Take one person's decision back, with Undo."""
        return await self._decided(await call(decisions.clear, [application]))


def _everything(
    w: Work, interviewer: str, flt: ApplicationFilter, cursor: str
) -> tuple[InterviewerView, Page[ApplicationRow], ApplicationCounts]:
    view = interviewers.get(w, interviewer)
    return view, listing.page(w, interviewer, flt, cursor), listing.counts(w, interviewer)


def _is_candidates_tab(path: str) -> bool:
    parts = path.strip("/").split("/")
    return len(parts) == 2 and parts[0] == "interviewers" and parts[1] != "new"


listen(_is_candidates_tab, lambda: Applications.refresh)
