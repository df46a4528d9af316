"""Over a report: whether its person may be in the workspace once more under another address."""

from __future__ import annotations

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.domain.candidates import merging, twins
from milo_app.state.access import look
from milo_app.state.listing import path_part
from milo_app.state.policy import requires


class ReportTwins(rx.State):
    """The hint, in words and with the place where it can be judged."""

    words: str = ""
    href: str = ""
    also: str = ""
    """Further addresses of the person, who was merged."""

    @rx.event
    @requires("candidate:read")
    async def load(self):
        """Look with the page."""
        await self._look(path_part(self, "application_id"))

    @rx.event
    @requires("candidate:read")
    async def show(self, application: str):
        """Look for the report that was opened over a list."""
        await self._look(application[:64])

    @rx.event
    @requires("candidate:read")
    async def compare(self):
        """Open the directory with the two side by side."""
        return rx.redirect(self.href) if self.href else None

    async def _look(self, application: str) -> None:
        self.words = self.href = self.also = ""
        try:
            found = await look(twins.pairs, application) if application else []
            others = await look(merging.other_addresses, application) if application else []
        except MiloError:
            return
        self.also = f"Also writes from {', '.join(others)}." if others else ""
        if found:
            pair = found[0]
            other = pair.second if pair.first.application == application else pair.first
            known = f"{other.name} ({other.email})" if other.email else other.name
            self.words = f"May be the same person as {known}: {pair.reason[0].lower()}{pair.reason[1:]}."
            self.href = f"/candidates?twins={application}"
