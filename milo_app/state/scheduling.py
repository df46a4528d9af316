"""The scheduling link on a candidate's report."""

from __future__ import annotations

from urllib.parse import urlsplit

import reflex as rx

from milo_app.core.errors import NotFound
from milo_app.domain.outreach import scheduling
from milo_app.state.access import call, look, me
from milo_app.state.listing import path_part
from milo_app.state.policy import requires


class Scheduling(rx.State):
    """The link of the version that the candidate answers, empty where there is none."""

    link: str = ""
    host: str = ""
    can_mail: bool = False
    _application: str = ""

    @rx.event
    @requires("candidate:read")
    async def load(self):
        """Read the link for the candidate of the address."""
        await self._open(path_part(self, "application_id"))

    @rx.event
    @requires("candidate:read")
    async def open(self, application: str):
        """Read the link for a candidate whose report was opened over a list."""
        await self._open(application[:64])

    async def _open(self, application: str) -> None:
        self._application = application
        self.link = self.host = ""
        self.can_mail = me().actor.can("outreach:send_email")
        try:
            found = await look(scheduling.link_for, application)
        except NotFound:
            return
        self.link, self.host = found.url, urlsplit(found.url).hostname or ""

    @rx.event
    @requires("candidate:read", "outreach:send_email")
    async def send(self):
        """Mail the link, once."""
        await call(scheduling.mail_link, self._application)
        return rx.toast.success("The mail with the scheduling link is on its way.")
