"""The Integrations tab of an interviewer: how people come in, and the lists that were added with what became of them."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.errors import MiloError, NotFound
from milo_app.domain.candidates import import_results
from milo_app.domain.candidates.import_results import ImportRow
from milo_app.state.access import call, look, me
from milo_app.state.interviewer_header import is_interviewer_page
from milo_app.state.listing import path_part
from milo_app.state.live import listen
from milo_app.state.policy import requires
from milo_app.state.test_run import TestRuns

TONES = {"done": "green", "failed": "red", "taken_back": "gray", "running": "iris", "queued": "iris"}


class ImportLine(TypedDict):
    """An import as the history shows it."""

    id: str
    name: str
    by: str
    ago: str
    at: str
    words: str
    reason: str
    state: str
    tone: str
    percent: int
    progress: str
    is_running: bool
    is_mailed: bool
    has_links: bool
    has_refused: bool
    can_undo: bool


class Integrations(rx.State):
    """The imports of an interviewer; those under way stand on its other tabs too."""

    interviewer: str = ""
    imports: list[ImportLine] = []
    running: list[ImportLine] = []
    can_add: bool = False
    can_download: bool = False
    is_loading: bool = True

    @rx.event
    @requires("candidate:read", "interviewer:read")
    async def load(self):
        """Read the imports of the interviewer that the address names."""
        chosen = path_part(self, "interviewer_id")
        if chosen != self.interviewer:
            self.imports, self.running, self.is_loading = [], [], True
        self.interviewer = chosen
        actor = me().actor
        self.can_add, self.can_download = actor.can("candidate:create"), actor.can("candidate:read_contact")
        await self._read()
        self.is_loading = False

    async def _read(self) -> None:
        try:
            found = await look(import_results.import_rows, self.interviewer)
        except NotFound:
            found = []
        self.imports = [_line(row) for row in found]
        self.running = [line for line in self.imports if line["is_running"]]

    @rx.event
    @requires("candidate:read", "interviewer:read")
    async def refresh(self):
        """Read them again: one goes on or is done."""
        if self.interviewer:
            await self._read()

    @rx.event
    @requires("candidate:create")
    async def take_back(self, public_id: str):
        """Undo an import that mailed nobody."""
        try:
            number = await call(import_results.take_back, public_id)
        except MiloError as error:
            await self._read()
            return rx.toast.error(error.sentence())
        await self._read()
        return rx.toast.success(
            f"Taken back. {number:,} {'person has' if number == 1 else 'people have'} left the list."
        )


def _line(row: ImportRow) -> ImportLine:
    words = {"done": "Done", "failed": "Stopped", "taken_back": "Taken back"}
    return ImportLine(
        id=row.id,
        name=row.name,
        by=row.by,
        ago=row.ago,
        at=row.at,
        words="" if row.state == "taken_back" else row.words,
        reason=row.reason,
        state=words.get(row.state, f"Adding, {row.percent}%"),
        tone=TONES[row.state],
        percent=row.percent,
        progress=f"{row.added + row.known + row.refused:,} of {row.total:,}",
        is_running=row.is_running,
        is_mailed=row.is_mailed,
        has_links=row.has_links and not row.is_running,
        has_refused=row.known + row.refused > 0 and not row.is_running,
        can_undo=row.can_undo,
    )


def is_integrations_page(path: str) -> bool:
    """Whether a path is the Integrations tab."""
    return is_interviewer_page(path) and path.rstrip("/").endswith("/integrations")


listen(is_interviewer_page, lambda: Integrations.refresh)
listen(is_integrations_page, lambda: TestRuns.refresh)
