"""What can be done with people of the directory beside opening them: invite them elsewhere, follow them, erase one."""

from __future__ import annotations

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.core.text import plural
from milo_app.domain.candidates import erasure, import_results, inviting, people_choices, selection
from milo_app.domain.candidates.inviting import InvitePreview
from milo_app.domain.candidates.selection import Selection
from milo_app.state.access import call, look, me
from milo_app.state.activity import UNDO_MS, Activity
from milo_app.state.candidates_bulk import CandidatesBulk
from milo_app.state.candidates_filters import Option
from milo_app.state.people import People
from milo_app.state.policy import requires


class PeopleActs(rx.State):
    """The dialogs of the directory."""

    is_inviting: bool = False
    is_erasing: bool = False
    people: str = ""
    """Whom it is for, in words."""
    interviewers: list[Option] = []
    interviewer: str = ""
    title: str = ""
    is_mailed: bool = True
    can_mail: bool = False
    with_dismissed: bool = False
    counts: list[str] = []
    ask_words: str = ""
    send_words: str = ""
    error: str = ""
    is_busy: bool = False
    _one: str = ""
    _undo: str = ""

    async def _whom(self) -> Selection:
        if self._one:
            return Selection(ids=(self._one,))
        return await (await self.get_state(People))._selection()

    async def _name(self) -> str:
        rows = (await self.get_state(People)).rows
        if self._one:
            return next((row["name"] for row in rows if row["id"] == self._one), "1 candidate")
        return plural(await look(selection.count, await self._whom()), "candidate")

    @rx.event
    @requires("candidate:read")
    async def act(self, what: str, row: str):
        """Do something about one person, from the menu of a row."""
        if what == "invite":
            return await self._ask_invite(row)
        if what == "erase":
            return await self._ask_erase(row)
        return CandidatesBulk.ask_one("cohort", row) if what == "cohort" else None

    @rx.event
    @requires("candidate:create")
    async def ask_invite(self):
        """Ask where the selected are to be invited."""
        return await self._ask_invite("")

    async def _ask_invite(self, one: str):
        if not me().actor.can("candidate:create"):
            return None
        self._one, self.error, self.counts, self.send_words, self.ask_words = one, "", [], "", ""
        self.people = await self._name()
        if self.people == "0 candidates":
            return rx.toast.info("Nobody is selected.")
        found = await look(people_choices.interviewer_choices)
        self.interviewers = [Option(value=key, label=title) for key, title in found]
        self.can_mail = me().actor.can("outreach:send_email")
        self.is_mailed, self.with_dismissed, self.interviewer = self.can_mail, False, ""
        self.is_inviting = True
        return None

    @rx.event
    @requires("candidate:create")
    async def choose_interviewer(self, interviewer: str):
        """Say what would happen in this interviewer."""
        self.interviewer = interviewer
        await self._look()

    @rx.event
    @requires("candidate:create")
    async def set_mailed(self, is_on: bool):
        """Choose whether invitations go out by e-mail."""
        self.is_mailed = is_on
        await self._look()

    @rx.event
    @requires("candidate:create")
    async def set_dismissed(self, is_on: bool):
        """Choose whether people who were dismissed elsewhere are invited too."""
        self.with_dismissed = is_on
        await self._look()

    async def _look(self) -> None:
        self.error, self.counts, self.send_words, self.ask_words = "", [], "", ""
        if not self.interviewer:
            return
        self.title = next((one["label"] for one in self.interviewers if one["value"] == self.interviewer), "")
        try:
            found = await look(inviting.preview, await self._whom(), self.interviewer)
        except MiloError as error:
            self.error = error.sentence()
            return
        self._show(found)

    def _show(self, found: InvitePreview) -> None:
        told = ((found.add, "new there"), (found.ask, "dismissed elsewhere"), (found.known, "there already"),
                (found.bad, "cannot be invited"))  # fmt: skip
        self.counts = [f"{number:,} {words}" for number, words in told if number]
        if found.ask:
            self.ask_words = f"Invite {plural(found.ask, 'person', 'people')} dismissed elsewhere too"
        number = found.add + (found.ask if self.with_dismissed else 0)
        words = plural(number, "invitation") if self.is_mailed else plural(number, "person", "people")
        self.send_words = (f"Send {words}" if self.is_mailed else f"Add {words}") if number else ""

    @rx.event
    @requires("candidate:create")
    async def set_inviting(self, is_open: bool):
        """Leave the dialog; nobody is invited."""
        self.is_inviting = is_open

    @rx.event
    @requires("candidate:create")
    async def invite(self):
        """Invite them: a job adds one after the other. Where nobody is mailed it can be undone."""
        self.is_busy = True
        try:
            made = await call(
                inviting.invite,
                await self._whom(),
                self.interviewer,
                is_mailed=self.is_mailed,
                with_dismissed=self.with_dismissed,
            )
        except MiloError as error:
            self.error = error.sentence()
            return None
        finally:
            self.is_busy = False
        self.is_inviting = False
        place = f"/interviewers/{self.interviewer}/integrations"
        if self.is_mailed:
            action = {"label": "See progress", "on_click": rx.redirect(place)}
            words = f"{self.send_words.removeprefix('Send ')} on the way to {self.title}."
        else:
            self._undo = made
            action = {"label": "Undo", "on_click": PeopleActs.undo_invite}
            words = f"{self.send_words.removeprefix('Add ')} added to {self.title}."
        words = words[0].upper() + words[1:]
        return [People.drop_picks, rx.toast.success(words, action=action, duration=UNDO_MS)]

    @rx.event
    @requires("candidate:create")
    async def undo_invite(self):
        """Take people out again who were added without a mail and have not begun."""
        made, self._undo = self._undo, ""
        if not made:
            return rx.toast.info("There is nothing to undo.")
        try:
            number = await call(import_results.take_back, made)
        except MiloError as error:
            self._undo = made
            return rx.toast.error(error.sentence(), duration=UNDO_MS)
        return [People.refresh, rx.toast.success(f"{plural(number, 'person', 'people')} taken out again.")]

    async def _ask_erase(self, row: str):
        if not me().actor.can("candidate:delete"):
            return
        self._one = row
        self.people, self.error, self.is_erasing = await self._name(), "", True
        return

    @rx.event
    @requires("candidate:delete")
    async def set_erasing(self, is_open: bool):
        """Leave the dialog; nothing is erased."""
        self.is_erasing = is_open

    @rx.event
    @requires("candidate:delete")
    async def erase(self):
        """Erase one person, everywhere."""
        self.is_erasing = False
        try:
            await call(erasure.erase, self._one)
        except MiloError as error:
            return rx.toast.error(error.sentence())
        return [People.refresh, Activity.refresh, rx.toast.success("Erased.")]
