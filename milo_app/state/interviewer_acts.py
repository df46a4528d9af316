"""What can be done with rows of the interviewers' table, one or many: archive, extend, copy, budget; with Undo."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.core.errors import Invalid, MiloError
from milo_app.core.text import plural
from milo_app.domain.interviewers import lifecycle, queries, service, templates
from milo_app.domain.interviewers.budgets import budget_from
from milo_app.domain.interviewers.undoing import Undo
from milo_app.state.access import call, look, me
from milo_app.state.interviewers import Interviewers
from milo_app.state.label_dialog import LabelDialog
from milo_app.state.policy import requires
from milo_app.state.share import Share
from milo_app.state.subscribers import Subscribers
from milo_app.state.wizard_rules import day_end

UNDO_MS = 8000
LONGEST_DAYS = 366


class InterviewerActs(rx.State):
    """Actions of rows and of the selection."""

    is_extending: bool = False
    extend_title: str = ""
    last_day: str = ""
    extend_error: str = ""
    budget_error: str = ""
    budgets_saved: int = 0
    is_deleting: bool = False
    delete_title: str = ""
    is_keeping: bool = False
    keep_title: str = ""
    keep_error: str = ""
    _keeping: str = ""
    _extending: list[str] = []
    _deleting: str = ""
    _undo: dict[str, Any] = {}

    @rx.event
    @requires("interviewer:read")
    async def menu(self, key: str, interviewer: str):
        """Do what was chosen in the menu of a row; each action asks for its own right."""
        actions = {
            "share": Share.open,
            "labels": LabelDialog.open,
            "subscribers": Subscribers.open,
            "duplicate": InterviewerActs.duplicate,
            "extend": InterviewerActs.ask_extend,
            "template": InterviewerActs.ask_template,
            "archive": InterviewerActs.archive,
            "unarchive": InterviewerActs.unarchive,
            "delete": InterviewerActs.ask_delete,
        }
        chosen = actions.get(key)
        return chosen(interviewer) if chosen else None

    @rx.event
    @requires("interviewer:archive")
    async def archive(self, interviewer: str):
        """Close one interviewer; its data stays."""
        return await self._done(await call(lifecycle.archive, interviewer))

    @rx.event
    @requires("interviewer:archive")
    async def unarchive(self, interviewer: str):
        """Bring one interviewer back."""
        return await self._done(await call(lifecycle.unarchive, interviewer))

    @rx.event
    @requires("interviewer:archive")
    async def archive_picked(self):
        """Close what is selected."""
        return await self._done(await call(lifecycle.archive_many, await self._picked()))

    @rx.event
    @requires("interviewer:archive")
    async def unarchive_picked(self):
        """Bring back what is selected."""
        return await self._done(await call(lifecycle.unarchive_many, await self._picked()))

    @rx.event
    @requires("interviewer:update")
    async def label_picked(self):
        """Manage the labels of what is selected."""
        return LabelDialog.open_many(await self._picked())

    async def _picked(self) -> list[str]:
        table = await self.get_state(Interviewers)
        return list(table._picked)

    async def _done(self, undo: Undo) -> list[Any]:
        """Read the table again and say what was done, with Undo."""
        self._undo = undo.as_dict()
        again: list[Any] = [Interviewers.refresh]
        if not undo.count:
            return [*again, rx.toast.info(f"{undo.label}. Nothing was changed.")]
        action = {"label": "Undo", "on_click": InterviewerActs.undo}
        return [*again, rx.toast.success(f"{undo.label}.", action=action, duration=UNDO_MS)]

    @rx.event
    @requires("interviewer:read")
    async def undo(self):
        """Bring back what the last action changed, where nobody changed it since."""
        if not self._undo:
            return rx.toast.info("There is nothing to undo.")
        taken, self._undo = Undo.from_dict(self._undo), {}
        done = await call(lifecycle.undo, taken)
        words = "Undone." if not done.skipped else f"Undone for {plural(done.restored, 'interviewer')}."
        return [Interviewers.refresh, rx.toast.success(words)]

    @rx.event
    @requires("interviewer:create")
    async def duplicate(self, interviewer: str):
        """Make a draft with the same plan and settings, and open it."""
        copy = await call(service.clone, interviewer)
        return [
            rx.toast.success("Copied. This is a draft with a link of its own; nobody is in it yet."),
            rx.redirect(f"/interviewers/{copy}/edit"),
        ]

    @rx.event
    @requires("interviewer:update")
    async def ask_extend(self, interviewer: str):
        """Ask for the new last day of one interviewer."""
        found = await look(queries.get, interviewer)
        self._ask([interviewer], found.row.title)

    @rx.event
    @requires("interviewer:update")
    async def ask_extend_picked(self):
        """Ask by how much to extend what is selected."""
        picked = await self._picked()
        self._ask(picked, plural(len(picked), "interviewer"))

    def _ask(self, ids: list[str], title: str) -> None:
        self._extending, self.extend_title = ids, title
        self.last_day, self.extend_error, self.is_extending = "", "", True

    @rx.event
    @requires("interviewer:update")
    async def close_extend(self, is_open: bool):
        """Follow what the dialog was told by key or click."""
        self.is_extending = is_open

    @rx.event
    @requires("interviewer:update")
    async def pick_day(self, value: str):
        """Choose the new last day."""
        self.last_day, self.extend_error = value[:10], ""

    @rx.event
    @requires("interviewer:update")
    async def extend_by(self, days: int):
        """Move each deadline by so many days; an expired interviewer opens again."""
        if not 1 <= days <= LONGEST_DAYS:
            raise Invalid("Extend by 1 to 366 days.", field="deadline")
        return await self._extend(days=days)

    @rx.event
    @requires("interviewer:update")
    async def extend_to(self):
        """Move the deadlines to the end of the chosen day in the workspace's zone."""
        try:
            ends = day_end(self.last_day, me().workspace_tz)
        except MiloError as error:
            self.extend_error = error.sentence()
            return None
        return await self._extend(deadline_at=ends)

    async def _extend(self, **how: Any) -> list[Any] | None:
        try:
            undo = await call(lifecycle.extend_many, self._extending, **how)
        except MiloError as error:
            self.extend_error = error.sentence()
            return None
        self.is_extending = False
        return await self._done(undo)

    @rx.event
    @requires("interviewer:budget")
    async def save_budget(self, interviewer: str, typed: str):
        """Set the budget of one interviewer from what was typed in its row; a mistake is told beside the field."""
        self.budget_error = ""
        try:
            undo = await call(lifecycle.set_budget, interviewer, budget_from(typed))
        except MiloError as error:
            yield
            self.budget_error = error.sentence()
            return
        self.budgets_saved += 1
        for event in await self._done(undo):
            yield event

    @rx.event
    @requires("template:manage")
    async def ask_template(self, interviewer: str):
        """Ask under which name to keep an interviewer as a template."""
        found = await look(queries.get, interviewer)
        self._keeping, self.keep_title = interviewer, found.row.title
        self.keep_error, self.is_keeping = "", True

    @rx.event
    @requires("template:manage")
    async def close_template(self, is_open: bool):
        """Follow what the dialog was told by key or click."""
        self.is_keeping = is_open

    @rx.event
    @requires("template:manage")
    async def save_template(self, form: dict[str, str]):
        """Keep plan, retakes, budget and reminders as a template."""
        try:
            await call(templates.save_as, self._keeping, form.get("template-name", ""))
        except MiloError as error:
            self.keep_error = error.sentence()
            return None
        self.is_keeping = False
        return rx.toast.success("Saved as a template. New interviewers can start from it.")

    @rx.event
    @requires("interviewer:update")
    async def ask_delete(self, interviewer: str):
        """Ask before a draft is deleted: that cannot be undone."""
        found = await look(queries.get, interviewer)
        self._deleting, self.delete_title, self.is_deleting = interviewer, found.row.title, True

    @rx.event
    @requires("interviewer:update")
    async def close_delete(self, is_open: bool):
        """Follow what the dialog was told by key or click."""
        self.is_deleting = is_open

    @rx.event
    @requires("interviewer:update")
    async def delete(self):
        """Delete the draft that was asked about."""
        await call(service.delete_draft, self._deleting)
        self.is_deleting = False
        return [Interviewers.refresh, rx.toast.success("Deleted the draft.")]
