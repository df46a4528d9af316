"""The saved views of an interviewer's candidates: filters, order and way of showing them, under a name."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

import reflex as rx

from milo_app.domain.candidates.filters import from_parts, to_parts
from milo_app.state.applications import DEFAULTS, LONGEST, VIEWS
from milo_app.state.listing import address, path_part, query_of
from milo_app.state.policy import requires
from milo_app.state.saved_views import SavedViews


class CandidateSaved(SavedViews, rx.State):
    """The views of one interviewer's list."""

    interviewer: str = ""

    def _list(self) -> str:
        return f"candidates:{self.interviewer}"

    def _query(self) -> str:
        return query_text(query_of(self, DEFAULTS, LONGEST))

    def _opened(self) -> str:
        return query_of(self, DEFAULTS)["saved"]

    def _spelled(self, query: str) -> str:
        return query_text(dict(parse_qsl(query)))

    def _place(self, query: dict[str, str], view: str) -> str:
        return address(f"/interviewers/{self.interviewer}", query | {"saved": view}, DEFAULTS)

    @rx.event
    @requires("candidate:read")
    async def load(self):
        """Read the views of the interviewer, and say which is open and whether it was changed."""
        chosen = path_part(self, "interviewer_id")
        if chosen == self.interviewer:
            self._compare()
            return
        self.interviewer = chosen
        await self._read_views()


def query_text(parts: Mapping[str, str]) -> str:
    """Return the filters and the way of showing of an address in one spelling, without page: what a view keeps."""
    view = parts.get("view", "")
    kept = to_parts(from_parts(parts)[0]) | {"view": view if view in VIEWS else "table"}
    return address("", kept, DEFAULTS).removeprefix("?")
