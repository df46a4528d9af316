"""The test runs of an interviewer: their own list, since no other list shows them."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.errors import NotFound
from milo_app.domain.candidates.trying import TrialRow, trial_rows
from milo_app.domain.scoring.trying import delete_tests
from milo_app.state.access import call, look, me
from milo_app.state.listing import path_part
from milo_app.state.policy import requires


class TestLine(TypedDict):
    """A test run as the list shows it; `score` is empty until there is one."""

    id: str
    href: str
    name: str
    version: str
    state: str
    state_word: str
    score: str
    band: str
    ago: str


class TestRuns(rx.State):
    """The list under an interviewer's Integrations."""

    __test__ = False
    interviewer: str = ""
    rows: list[TestLine] = []
    can_try: bool = False

    @rx.event
    @requires("candidate:read", "interviewer:read")
    async def load(self):
        """Read the test runs of the interviewer that the address names."""
        chosen = path_part(self, "interviewer_id")
        if chosen != self.interviewer:
            self.rows = []
        self.interviewer = chosen
        self.can_try = me().actor.can("interviewer:update")
        await self._read()

    async def _read(self) -> None:
        try:
            found = await look(trial_rows, self.interviewer)
        except NotFound:
            found = []
        self.rows = [_line(row) for row in found]

    @rx.event
    @requires("candidate:read", "interviewer:read")
    async def refresh(self):
        """Read them again: one may have been finished or scored."""
        if self.interviewer:
            await self._read()

    @rx.event
    @requires("interviewer:update")
    async def remove(self, public_id: str):
        """Delete one test run with everything in it."""
        await call(delete_tests, [public_id])
        await self._read()
        return rx.toast.success("Test run deleted")

    @rx.event
    @requires("interviewer:update")
    async def remove_all(self):
        """Delete every test run that is listed."""
        await call(delete_tests, [row["id"] for row in self.rows])
        await self._read()
        return rx.toast.success("Test runs deleted")


def _line(row: TrialRow) -> TestLine:
    return TestLine(
        id=row.id,
        href=f"/candidates/{row.id}",
        name=row.name,
        version=row.version,
        state=row.state,
        state_word=row.state_word,
        score="" if row.score is None else str(row.score),
        band=row.band or "none",
        ago=row.ago,
    )
