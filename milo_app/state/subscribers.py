"""Who is mailed when somebody completes an interviewer: a dialog for the table and the interviewer's page."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.interviewers import listing, subscriptions
from milo_app.domain.interviewers.subscriptions import Choice
from milo_app.state.access import call, look, me
from milo_app.state.interviewer_header import Heading, is_interviewer_page
from milo_app.state.interviewers import Interviewers
from milo_app.state.policy import requires


class Member(TypedDict):
    """A member who can be mailed."""

    id: str
    name: str
    detail: str
    initials: str
    is_on: bool
    is_open: bool


class Subscribers(rx.State):
    """The dialog: open it with `Subscribers.open(interviewer_public_id)`."""

    is_open: bool = False
    title: str = ""
    words: str = ""
    members: list[Member] = []
    _interviewer: str = ""

    @rx.event
    @requires("interviewer:read")
    async def open(self, interviewer: str):
        """Open the dialog for an interviewer."""
        self.title, found = await look(_read, interviewer)
        self._interviewer = interviewer
        self._show(found)
        self.is_open = True

    def _show(self, found: list[Choice]) -> None:
        actor = me().actor
        shows_mail = actor.can("user:read")
        self.members = [
            Member(
                id=one.id,
                name=f"{one.name} (you)" if one.is_me else one.name,
                detail=one.email if shows_mail else "",
                initials=one.initials,
                is_on=one.is_subscribed,
                is_open=one.is_me or actor.can("interviewer:update"),
            )
            for one in found
        ]
        self.words = f"{plural(sum(one.is_subscribed for one in found), 'person', 'people')} get this mail."

    @rx.event
    @requires("interviewer:read")
    async def switch(self, member: str, is_on: bool):
        """Subscribe or unsubscribe a member; others than oneself take the right to edit."""
        change = subscriptions.subscribe if is_on else subscriptions.unsubscribe
        self._show(await call(change, self._interviewer, member))
        return Heading.refresh if is_interviewer_page(self.router.url.path) else Interviewers.refresh

    @rx.event
    @requires("interviewer:read")
    async def close(self, is_open: bool):
        """Follow what the dialog was told by key or click."""
        self.is_open = is_open


def _read(w: Work, interviewer: str) -> tuple[str, list[Choice]]:
    return listing.pick(w, interviewer).title, subscriptions.choices(w, interviewer)
