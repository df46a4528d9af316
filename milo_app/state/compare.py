"""Comparing two to four candidates: a column each, a row per dealbreaker, criterion and question."""

from __future__ import annotations

from typing import Any, TypedDict

import reflex as rx

from milo_app.core.errors import Gone, NotFound
from milo_app.core.text import plural, short_date
from milo_app.core.work import Work
from milo_app.domain.candidates import decisions, listing
from milo_app.domain.candidates.decisions import Undo
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.scoring import comparison
from milo_app.domain.scoring import queries as scoring
from milo_app.domain.scoring.comparison import LEAST, MOST, Cell, Comparison, Line
from milo_app.domain.scoring.queries import Report
from milo_app.state.access import call, look, me
from milo_app.state.listing import go, query_of
from milo_app.state.live import listen
from milo_app.state.policy import requires

DEFAULTS = {"ids": "", "order": ""}
PATH = "/compare"
_PARTS = {
    "differences": ("Differences", "largest first"),
    "close": ("Close", f"within {comparison.CLOSE} points, nobody is marked"),
    "answers": ("Answers", "questions without a score"),
}
_OFFERED = 20


class Person(TypedDict):
    """A column."""

    id: str
    href: str
    name: str
    initials: str
    facts: str
    score: str
    band: str
    percent: int
    decision: str
    is_locked: bool


class Said(TypedDict):
    """Words with the link to where they stand."""

    text: str
    source: str
    href: str


class Box(TypedDict):
    """What one person has in a row."""

    score: str
    band: str
    percent: int
    state: str
    mark: str
    note: str
    said: list[Said]


class Dot(TypedDict):
    """A score on the line of a row."""

    at: int
    is_best: bool


class Row(TypedDict):
    """A row; the first of a part carries its title."""

    key: str
    part: str
    part_note: str
    kind: str
    title: str
    question: str
    facts: str
    dots: list[Dot]
    boxes: list[Box]


class Option(TypedDict):
    """Somebody who can be added."""

    value: str
    label: str


class Compare(rx.State):
    """The page."""

    people: list[Person] = []
    rows: list[Row] = []
    others: list[Option] = []
    heading: str = ""
    words: str = ""
    interviewer: str = ""
    interviewer_title: str = ""
    order: str = ""
    is_blind: bool = False
    is_loading: bool = True
    is_enough: bool = False
    can_decide: bool = False
    gone: str = ""
    _undo: dict[str, Any] = {}

    @rx.event
    @requires("application:read", "candidate:read")
    async def load(self):
        """Read the people that the address names."""
        await self._read()

    def _ids(self) -> list[str]:
        wanted = query_of(self, DEFAULTS)["ids"].split(",")
        return [each for each in dict.fromkeys(wanted) if each.isalnum() and len(each) <= 64][:MOST]

    async def _read(self) -> None:
        ids = self._ids()
        self.order = "rubric" if query_of(self, DEFAULTS)["order"] == "rubric" else ""
        actor = me().actor
        self.is_blind, self.can_decide = actor.is_blind, actor.can("candidate:decide")
        reports, others = await look(_everything, ids)
        self.people = [_person(report, actor.tz) for report in reports]
        self.is_enough = len(reports) >= LEAST
        missing = len(ids) - len(reports)
        self.gone = (
            f"{plural(missing, 'candidate')} of this address cannot be shown: gone, or not here." if missing else ""
        )
        self.heading = f"Compare {plural(len(reports), 'candidate')}" if self.is_enough else "Compare candidates"
        first = reports[0] if reports else None
        self.interviewer = first.interviewer_public_id if first else ""
        self.interviewer_title = first.interviewer_title if first else ""
        self.others = [Option(value=row_id, label=label) for row_id, label in others] if len(reports) < MOST else []
        found = comparison.compare(reports) if self.is_enough else Comparison((), "")
        self.words = found.words
        self.rows = _rows(found, reports, self.order)
        self.is_loading = False

    def _go(self, ids: list[str]) -> rx.event.EventSpec:
        return go(PATH, {"ids": ",".join(ids), "order": self.order}, DEFAULTS, replace=True)

    @rx.event
    @requires("application:read", "candidate:read")
    async def refresh(self):
        """Read the same people again: something changed."""
        if self.people:
            await self._read()

    @rx.event
    @requires("application:read", "candidate:read")
    async def choose_order(self, order: str):
        """Show what differs most first, or the order of the interview."""
        self.order = "rubric" if order == "rubric" else ""
        return self._go(self._ids())

    @rx.event
    @requires("application:read", "candidate:read")
    async def add(self, application: str):
        """Put one more person beside the others."""
        if application.isalnum():
            return self._go([*self._ids(), application][:MOST])
        return None

    @rx.event
    @requires("application:read", "candidate:read")
    async def leave_out(self, application: str):
        """Take a person's column away."""
        return self._go([each for each in self._ids() if each != application])

    @rx.event
    @requires("candidate:decide")
    async def shortlist(self, application: str):
        """Shortlist one of them, with Undo."""
        return await self._decided(await call(decisions.shortlist, [application]))

    @rx.event
    @requires("candidate:decide")
    async def dismiss(self, application: str):
        """Dismiss one of them, with Undo."""
        return await self._decided(await call(decisions.dismiss, [application]))

    @rx.event
    @requires("candidate:decide")
    async def take_back(self, application: str):
        """Take one's decision back, with Undo."""
        return await self._decided(await call(decisions.clear, [application]))

    async def _decided(self, undo: Undo) -> rx.event.EventSpec:
        self._undo = undo.as_dict()
        await self._read()
        return rx.toast.success(undo.label, action={"label": "Undo", "on_click": Compare.undo}, duration=8000)

    @rx.event
    @requires("candidate:decide")
    async def undo(self):
        """Restore exactly what the last decision changed."""
        if not self._undo:
            return rx.toast.info("There is nothing to undo.")
        await call(decisions.undo, Undo.from_dict(self._undo))
        self._undo = {}
        await self._read()
        return rx.toast.success("Undone.")


def _everything(w: Work, ids: list[str]) -> tuple[list[Report], list[tuple[str, str]]]:
    found: list[Report] = []
    for each in ids:
        try:
            found.append(scoring.report(w, each))
        except (NotFound, Gone):
            continue
    return found, _others(w, found)


def _others(w: Work, found: list[Report]) -> list[tuple[str, str]]:
    """Return who else of the same interviewer could stand beside them, the highest scores first."""
    if not found or len(found) >= MOST:
        return []
    flt = ApplicationFilter(state="completed", sort="score")
    page = listing.page(w, found[0].interviewer_public_id, flt, size=_OFFERED)
    here = {report.public_id for report in found}
    return [
        (row.id, row.name if row.score is None or w.actor.is_blind else f"{row.name}, {row.score}")
        for row in page.rows
        if row.id not in here
    ]


def _person(report: Report, tz: str) -> Person:
    facts = [report.status_word, f"applied {short_date(report.invited_at, tz)}"]
    return Person(
        id=report.public_id,
        href=f"/candidates/{report.public_id}",
        name=report.name,
        initials=report.initials,
        facts=" · ".join(facts),
        score="" if report.score is None else str(report.score),
        band=report.band,
        percent=report.score or 0,
        decision=report.decision,
        is_locked=report.is_locked,
    )


def _rows(found: Comparison, people: list[Report], order: str) -> list[Row]:
    rows: list[Row] = []
    part = ""
    for line in found.in_rubric_order() if order == "rubric" else found.lines:
        is_first = line.part != part and order != "rubric"
        part = line.part
        title, note = _PARTS[line.part] if is_first else ("", "")
        rows.append(
            Row(
                key=str(len(rows)),
                part=title,
                part_note=note,
                kind=line.kind,
                title=line.title,
                question="" if line.question == line.title else line.question,
                facts=_facts(line),
                dots=_dots(line),
                boxes=[_box(cell, report) for cell, report in zip(line.cells, people, strict=True)],
            )
        )
    return rows


def _facts(line: Line) -> str:
    if line.kind == "dealbreaker":
        return "Dealbreaker"
    if line.kind == "question":
        return ""
    apart = "" if line.spread is None else f"{plural(line.spread, 'point')} apart · "
    return f"{apart}weight {line.weight}"


def _dots(line: Line) -> list[Dot]:
    return [Dot(at=cell.score, is_best=bool(cell.mark)) for cell in line.cells if cell.score is not None]


def _box(cell: Cell, report: Report) -> Box:
    waits = report.is_locked and cell.score is None and not cell.state and not cell.proofs
    return Box(
        score="" if cell.score is None else str(cell.score),
        band=cell.band,
        percent=cell.score or 0,
        state=cell.state,
        mark=cell.mark,
        note="Rate first" if waits else cell.note,
        said=[
            Said(
                text=proof.text,
                source=proof.source,
                href=f"/candidates/{report.public_id}" + (f"#{proof.anchor}" if proof.anchor else ""),
            )
            for proof in cell.proofs
        ],
    )


listen(lambda path: path.rstrip("/") == PATH, lambda: Compare.refresh)
