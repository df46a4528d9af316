"""Settings, My account: the member's own name, zone, keys, row density, blind review and sessions."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.errors import Invalid
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.accounts import choices, own
from milo_app.domain.accounts.own import OwnAccount, Reviewing
from milo_app.state.access import call, look, me
from milo_app.state.interviewers import DENSITY
from milo_app.state.policy import requires, signed_in
from milo_app.state.session import Shell


class Browser(TypedDict):
    """A browser in which the member is signed in."""

    id: str
    agent: str
    seen: str
    is_this: bool


class MyAccount(rx.State):
    """The page."""

    name: str = ""
    tz: str = ""
    error: str = ""
    error_field: str = ""
    density: str = "comfortable"
    has_keys: bool = True
    goes_on: bool = True
    is_blind: bool = False
    is_workspace_blind: bool = False
    browsers: list[Browser] = []
    can_end: bool = False
    is_loading: bool = True

    @rx.event
    @signed_in
    async def load(self):
        """Read the account."""
        found, density = await look(_everything, me().session_id)
        self.name, self.tz = found.name, found.tz
        self.has_keys, self.goes_on = found.reviewing.has_keys, found.reviewing.goes_on
        self.is_blind, self.is_workspace_blind = found.is_blind, found.is_workspace_blind
        self.density = density
        self.browsers = [
            Browser(id=str(one.id), agent=one.agent, seen=one.seen, is_this=one.is_this) for one in found.sessions
        ]
        self.can_end = len(found.sessions) > 1
        self.error = self.error_field = ""
        self.is_loading = False

    @rx.event
    @signed_in
    async def pick_zone(self, tz: str):
        """Choose another zone, to be kept with the name."""
        self.tz = tz

    @rx.event
    @signed_in
    async def save(self, form: dict[str, str]):
        """Keep name and zone."""
        try:
            await call(own.change, form.get("name", ""), form.get("tz", ""))
        except Invalid as problem:
            self.error, self.error_field = problem.sentence(), problem.field
            return None
        self.name, self.tz = form.get("name", "").strip(), form.get("tz", "")
        self.error = self.error_field = ""
        return [Shell.load, rx.toast.success("Saved.")]

    @rx.event
    @signed_in
    async def switch_keys(self, is_on: bool):
        """Switch single-letter keys on or off."""
        self.has_keys = is_on
        await call(own.set_reviewing, Reviewing(self.has_keys, self.goes_on))

    @rx.event
    @signed_in
    async def switch_going_on(self, is_on: bool):
        """Let a review go on to the next candidate by itself, or not."""
        self.goes_on = is_on
        await call(own.set_reviewing, Reviewing(self.has_keys, self.goes_on))

    @rx.event
    @signed_in
    async def choose_density(self, rows: str):
        """Choose how high the rows of lists are."""
        self.density = "compact" if rows == "compact" else "comfortable"
        await call(choices.write, DENSITY, {"rows": self.density})

    @rx.event
    @signed_in
    async def begin_blind(self):
        """Review blind from now on; the page is read again without names."""
        await call(own.set_blind, True)
        return MyAccount.load

    @rx.event
    @signed_in
    async def leave_blind(self):
        """Leave blind review; that is kept in the audit log."""
        await call(own.set_blind, False)
        return MyAccount.load

    @rx.event
    @signed_in
    async def end_others(self):
        """Sign out everywhere else."""
        ended = await call(own.end_other_sessions, me().session_id)
        await self._read_again()
        return rx.toast.success(f"{plural(ended, 'other browser')} signed out.")

    async def _read_again(self) -> None:
        found, _ = await look(_everything, me().session_id)
        self.browsers = [
            Browser(id=str(one.id), agent=one.agent, seen=one.seen, is_this=one.is_this) for one in found.sessions
        ]
        self.can_end = len(found.sessions) > 1


class WorkspaceBlind(rx.State):
    """Blind review for everybody: a card on the team page, for those who manage people."""

    is_on: bool = False
    is_allowed: bool = False

    @rx.event
    @signed_in
    async def load(self):
        """Read whether it is on."""
        self.is_allowed = me().actor.can("user:manage")
        found, _ = await look(_everything, me().session_id)
        self.is_on = found.is_workspace_blind

    @rx.event
    @requires("user:manage")
    async def begin(self):
        """Let everybody review blind."""
        await call(own.set_workspace_blind, True)
        return WorkspaceBlind.load

    @rx.event
    @requires("user:manage")
    async def leave(self):
        """Show names to everybody again; that is kept in the audit log."""
        await call(own.set_workspace_blind, False)
        return WorkspaceBlind.load


def _everything(w: Work, session_id: int) -> tuple[OwnAccount, str]:
    density = "compact" if choices.read(w, DENSITY).get("rows") == "compact" else "comfortable"
    return own.account(w, session_id), density
