"""Acts on the selected candidates of a list: decisions with Undo, and what is asked before a job begins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypedDict

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.core.money import exact
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.candidates import bulk_jobs, cohorts, decisions, selection
from milo_app.domain.candidates.acts import Undo
from milo_app.domain.candidates.selection import Selection
from milo_app.domain.outreach import nudging
from milo_app.domain.scoring import bulk_kinds
from milo_app.domain.scoring.package import PARTS
from milo_app.domain.scoring.paper import PARTS as PAPER_PARTS
from milo_app.state.access import call, look, me
from milo_app.state.activity import UNDO_MS, Activity
from milo_app.state.applications import Applications
from milo_app.state.people import People
from milo_app.state.people_list import PeopleList
from milo_app.state.policy import requires

_EXPORTED = {"score": ("overall", "band"), "progress": ("state",)}
"""Columns of a list that are called otherwise in a file."""
DIALOGS = {
    "dismiss": "candidate:decide",
    "package": "candidate:export",
    "export": "candidate:export",
    "nudge": "outreach:send_email",
    "cohort": "candidate:update",
    "enrich": "candidate:update",
    "rescore": "application:rescore",
}
"""What can be asked about a selection, with the right that it needs."""


class Option(TypedDict):
    """A cohort to choose."""

    value: str
    label: str


class Reason(TypedDict):
    """Why some get no reminder, and how many."""

    words: str
    count: str


def exported(shown: Iterable[str]) -> list[str]:
    """Return the keys of an export for the columns of a list; name and address stand first."""
    keys = ["name", "email"]
    for key in shown:
        keys += _EXPORTED.get(key, (key,))
    return keys


class CandidatesBulk(rx.State):
    """The bulk bar of a candidates list, and its dialogs."""

    can_decide: bool = False
    can_mail: bool = False
    can_export: bool = False
    can_change: bool = False
    can_rescore: bool = False
    dialog: str = ""
    """Which dialog is open, by its key; empty: none."""
    people: str = ""
    """Whom it is for, in words: "48 candidates"."""
    words: str = ""
    error: str = ""
    send_words: str = ""
    reasons: list[Reason] = []
    cohorts: list[Option] = []
    is_busy: bool = False
    is_directory: bool = False
    _one: str = ""

    @rx.event
    @requires("candidate:read")
    async def load(self):
        """Learn what the reader may do; close what was open."""
        self._begin_page(is_directory=False)

    @rx.event
    @requires("candidate:read")
    async def load_directory(self):
        """The same for the directory of people, whose rows are people by their latest application."""
        self._begin_page(is_directory=True)

    def _begin_page(self, *, is_directory: bool) -> None:
        actor = me().actor
        self.is_directory = is_directory
        self.can_decide, self.can_mail = actor.can("candidate:decide"), actor.can("outreach:send_email")
        self.can_export, self.can_change = actor.can("candidate:export"), actor.can("candidate:update")
        self.can_rescore = actor.can("application:rescore")
        self.dialog = ""

    async def _whom(self) -> Selection:
        """Return whom the open dialog is about: one person of a row, or the selection of the list."""
        if self._one:
            return Selection(ids=(self._one,))
        return await (await self._list())._selection()

    async def _list(self) -> PeopleList:
        """Return the list whose rows are selected: the directory, or an interviewer's."""
        return await self.get_state(People if self.is_directory else Applications)

    @rx.event
    @requires("candidate:decide")
    async def decide(self, what: str):
        """Shortlist the selected, or take their decisions back, with Undo."""
        act = {"shortlist": decisions.shortlist, "clear": decisions.clear}.get(what)
        return await self._acted(act, {}) if act is not None else None

    @rx.event
    @requires("candidate:decide")
    async def dismiss(self, form: dict[str, str]):
        """Dismiss the selected, with the reason if one is given."""
        self.dialog = ""
        return await self._acted(decisions.dismiss, {"reason": form.get("reason", "")})

    async def _acted(self, act, given: dict[str, Any]):
        screen = await self.get_state(Applications)
        picked = await screen._selection()
        seen = {one: screen._revisions[one] for one in picked.ids if one in screen._revisions}
        try:
            undo = await call(act, picked, seen=seen, **given)
        except MiloError as error:
            return [rx.toast.error(error.sentence(), duration=UNDO_MS), Applications.refresh]
        return [Applications.drop_picks, Applications.refresh, decided_toast(undo), Activity.refresh]

    @rx.event
    @requires("candidate:read")
    async def ask(self, what: str):
        """Open a dialog about the selection."""
        self._one = ""
        return await self._ask(what)

    @rx.event
    @requires("candidate:update")
    async def ask_one(self, what: str, application: str):
        """Open a dialog about one person, from a row of the directory."""
        self._one = application
        return await self._ask(what)

    @rx.event
    @requires("outreach:send_email")
    async def ask_nudge(self, application: str):
        """Open the reminder dialog about one person, from a row or a report."""
        self._one = application
        return await self._ask("nudge")

    async def _ask(self, what: str):
        if what not in DIALOGS or not me().actor.can(DIALOGS[what]):
            return None
        whom = await self._whom()
        number = await look(selection.count, whom)
        self.people, self.error, self.words, self.send_words, self.reasons = plural(number, "candidate"), "", "", "", []
        if not number:
            return rx.toast.info("Nobody is selected.")
        if what == "nudge":
            self._show_nudge(await look(nudging.preview, whom))
        elif what == "rescore":
            self.words, self.send_words = await look(_rescore_words, whom)
        elif what == "cohort":
            found = await look(cohorts.all_of)
            self.cohorts = [Option(value=one.id, label=f"{one.name} ({one.people:,})") for one in found]
        self.dialog = what
        return None

    def _show_nudge(self, told: nudging.NudgePreview) -> None:
        self.send_words = f"Send {plural(told.send, 'reminder')}" if told.send else ""
        self.words = f"{plural(told.skipped, 'person is', 'people are')} passed over." if told.skipped else ""
        self.reasons = [Reason(words=words, count=f"{number:,}") for words, number in told.reasons]

    @rx.event
    @requires("candidate:read")
    async def close(self, is_open: bool):
        """Close the dialog; nothing is begun."""
        if not is_open:
            self.dialog = ""

    @rx.event
    @requires("outreach:send_email")
    async def send_nudge(self):
        """Send the reminders: one at once, many as a job."""
        if not self._one:
            return await self._begin("nudge", {})
        self.dialog = ""
        try:
            await call(nudging.nudge, self._one)
        except MiloError as error:
            return rx.toast.error(error.sentence())
        return rx.toast.success("Reminder sent.")

    @rx.event
    @requires("candidate:update")
    async def start_enrich(self):
        """Read resumes, tags, places and duplicates again."""
        return await self._begin("enrich", {})

    @rx.event
    @requires("application:rescore")
    async def start_rescore(self):
        """Have the selected evaluated again."""
        return await self._begin("rescore", {})

    @rx.event
    @requires("candidate:export")
    async def start_export(self, form: dict[str, str]):
        """Write a table of the selected: CSV or JSON, the columns of the list or all."""
        params: dict[str, Any] = {"form": "json" if form.get("form") == "json" else "csv"}
        if form.get("columns") == "screen":
            screen = await self.get_state(Applications)
            params["columns"] = exported(screen._layout.shown)
        return await self._begin("export", params)

    @rx.event
    @requires("candidate:export", "application:read")
    async def start_package(self, form: dict[str, str]):
        """Write a ZIP file with what is chosen for each of the selected."""
        chosen = {part: "on" if form.get(part) else "off" for part in (*PARTS, *PAPER_PARTS)}
        return await self._begin("package", {"choices": chosen | {"language": form.get("language", "en")}})

    async def _begin(self, kind: str, params: dict[str, Any]):
        """Start a job; a reason against it stays in the dialog."""
        self.is_busy = True
        try:
            await call(bulk_jobs.start, kind, await self._whom(), params)
        except MiloError as error:
            self.error = error.sentence()
            return None
        finally:
            self.is_busy = False
        self.dialog = ""
        return [type(await self._list()).drop_picks, Activity.refresh]

    @rx.event
    @requires("candidate:update")
    async def add_to_cohort(self, form: dict[str, str | None]):
        """Add the selected to a cohort that is there, or to a new one. The list is not drawn while there is none."""
        name, chosen = (form.get("new-cohort") or "").strip(), form.get("cohort") or ""
        if not name and not chosen:
            self.error = "Choose a cohort, or give a new one a name."
            return None
        try:
            undo = await call(cohorts.add, await self._whom(), "" if name else chosen, name)
        except MiloError as error:
            self.error = error.sentence()
            return None
        self.dialog = ""
        return [type(await self._list()).drop_picks, decided_toast(undo), Activity.refresh]


def decided_toast(undo: Undo) -> rx.event.EventSpec:
    """Say what was done, with Undo for 8 seconds; the activity menu keeps it for an hour."""
    left = f" {plural(undo.skipped, 'was', 'were')} changed by a colleague meanwhile and stay." if undo.skipped else ""
    if not undo.act:
        return rx.toast.info(f"Nothing to change.{left}" if not left else left.strip())
    action = {"label": "Undo", "on_click": Activity.undo(undo.act)}
    return rx.toast.success(f"{undo.label}.{left}" if left else undo.label, action=action, duration=UNDO_MS)


def _rescore_words(w: Work, whom: Selection) -> tuple[str, str]:
    told = bulk_kinds.rescore_preview(w, whom)
    if not told.ready:
        return "None of them can be evaluated yet: the interviews are not over, or an evaluation is on its way.", ""
    cost = f" It costs about {exact(told.micros, me().currency)}." if told.micros else ""
    left = f" {plural(told.left_out, 'person has', 'people have')} nothing to evaluate yet." if told.left_out else ""
    return (
        f"The answers are judged again by the present evaluator; earlier results stay in the history.{cost}{left}",
        f"Evaluate {plural(told.ready, 'candidate')} again",
    )
