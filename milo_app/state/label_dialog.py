"""The Manage Labels dialog: one instance per page, for one interviewer or a whole selection."""

from __future__ import annotations

from typing import Any, TypedDict

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.domain.interviewers import labelling
from milo_app.domain.interviewers.labelling import LabelSheet
from milo_app.domain.labels.queries import DefinitionRow
from milo_app.domain.labels.undoing import Undo
from milo_app.state.access import call, look, me
from milo_app.state.policy import requires


class Option(TypedDict):
    """One entry of a drop-down."""

    value: str
    label: str


class GivenLabel(TypedDict):
    """A label that is on what the dialog is about."""

    id: str
    name: str
    value: str
    note: str


def options_of(values: tuple[str, ...], value: str) -> list[Option]:
    """Return the allowed values of a picklist for a drop-down, with a first line while none is chosen."""
    first = [] if value else [Option(value="", label="Choose a value")]
    return [*first, *(Option(value=each, label=each) for each in values)]


def given_of(sheet: LabelSheet) -> list[GivenLabel]:
    """Return the labels of a sheet in words; for several interviewers each value says on how many it is."""
    total = len(sheet.ids)
    shown = []
    for one in sheet.values:
        count = sheet.counts[one.label, one.value_key]
        note = "" if total == 1 else "on all" if count == total else f"on {count} of {total}"
        shown.append(GivenLabel(id=one.label, name=one.name, value=one.value, note=note))
    return shown


def missing_words(sheet: LabelSheet) -> str:
    """Say which required labels are not set; empty when none is missing."""
    if not sheet.missing:
        return ""
    names = ", ".join(sheet.missing)
    return f"Required and not set{' on all of them' if len(sheet.ids) > 1 else ''}: {names}."


class LabelDialog(rx.State):
    """What the dialog shows, the label being set, and the last change for Undo."""

    is_open: bool = False
    is_busy: bool = False
    title: str = ""
    given: list[GivenLabel] = []
    missing: str = ""
    labels: list[Option] = []
    chosen: str = ""
    kind: str = ""
    help: str = ""
    options: list[Option] = []
    value: str = ""
    problem: str = ""
    can_edit: bool = False
    can_manage: bool = False
    is_archived: bool = False
    can_undo: bool = False
    """The toast lies behind the open dialog, so the dialog has an Undo of its own."""
    _ids: list[str] = []
    _definitions: list[DefinitionRow] = []
    _undo: dict[str, Any] = {}

    @rx.event
    @requires("interviewer:read", "label:read")
    async def open(self, interviewer: str):
        """Open it for one interviewer."""
        await self._show([interviewer])

    @rx.event
    @requires("interviewer:read", "label:read")
    async def open_many(self, interviewers: list[str]):
        """Open it for a selection."""
        await self._show(interviewers)

    async def _show(self, ids: list[str]) -> None:
        self.can_undo = False
        self._ids = list(dict.fromkeys(ids))[: labelling.MOST_AT_ONCE]
        actor = me().actor
        self.can_edit, self.can_manage = actor.can("interviewer:update"), actor.can("label:manage")
        await self._read()
        self._choose("")
        self.is_open = True

    async def _read(self) -> None:
        sheet = await look(labelling.sheet, self._ids)
        self._definitions = list(sheet.definitions)
        self.title, self.is_archived = sheet.title, sheet.is_archived
        self.given, self.missing = given_of(sheet), missing_words(sheet)
        self.labels = [
            Option(value=row.id, label=f"{row.name} (required)" if row.is_required else row.name)
            for row in sheet.definitions
        ]

    def _choose(self, label: str) -> None:
        row = next((each for each in self._definitions if each.id == label), None)
        self.chosen = row.id if row else ""
        self.kind, self.help = (row.kind, row.description) if row else ("", "")
        now = [one["value"] for one in self.given if one["id"] == self.chosen]
        self.value = now[0] if len(now) == 1 else ""
        self.options = options_of(row.allowed, self.value) if row else []
        self.problem = ""

    @rx.event
    @requires("interviewer:read", "label:read")
    async def opened(self, is_open: bool):
        """Follow the dialog as it closes by Escape, by a click outside or by its button."""
        self.is_open = is_open

    @rx.event
    @requires("interviewer:update")
    async def choose(self, label: str):
        """Choose the label to set; its control comes up with the value that it has."""
        self._choose(label)

    @rx.event
    @requires("interviewer:update")
    async def pick_value(self, text: str):
        """Keep the value that is typed or chosen."""
        self.value, self.problem = text, ""

    @rx.event
    @requires("interviewer:update")
    async def apply(self, form: dict[str, str | None]):
        """Set the chosen label; what it does not take is said under the control and nothing changes."""
        if not self.chosen:
            self.problem = "Choose a label first."
            return
        self.value = form.get("label-value") or self.value
        self.is_busy = True
        yield
        try:
            done = await call(labelling.assign, self._ids, self.chosen, self.value)
        except MiloError as error:
            self.problem = error.sentence()
            return
        finally:
            self.is_busy = False
        yield await self._told(done)
        self._choose("")

    @rx.event
    @requires("interviewer:update")
    async def remove(self, label: str):
        """Take a label off, with Undo."""
        done = await call(labelling.unassign, self._ids, label)
        yield await self._told(done)
        self._choose(self.chosen)

    async def _told(self, done: Undo) -> rx.event.EventSpec:
        await self._read()
        if not done.count:
            return rx.toast.info("That was so already.")
        self._undo, self.can_undo = done.as_dict(), True
        return rx.toast.success(done.label, action={"label": "Undo", "on_click": LabelDialog.undo}, duration=8000)

    @rx.event
    @requires("interviewer:update")
    async def undo(self):
        """Restore what the last change in this dialog replaced."""
        if not self._undo:
            return rx.toast.info("There is nothing to undo.")
        taken, self._undo, self.can_undo = Undo.from_dict(self._undo), {}, False
        done = await call(labelling.undo, taken)
        if self._ids:
            await self._read()
            self._choose(self.chosen)
        left = f" {done.skipped} changed since and stayed." if done.skipped else ""
        return rx.toast.success(f"Undone.{left}")
