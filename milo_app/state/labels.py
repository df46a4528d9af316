"""Data, Resource Labels: the table of labels, and the dialogs that create, change and delete them."""

from __future__ import annotations

from typing import Any, TypedDict

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.core.text import fold, plural
from milo_app.domain.interviewers import labelling
from milo_app.domain.labels import queries, service
from milo_app.domain.labels.errors import ValueInUse
from milo_app.domain.labels.models import LabelKind
from milo_app.domain.labels.queries import DefinitionRow
from milo_app.domain.labels.rules import folded, key_of
from milo_app.domain.labels.undoing import Undo
from milo_app.state.access import call, look, me
from milo_app.state.label_dialog import Option
from milo_app.state.listing import go, query_of
from milo_app.state.live import listen
from milo_app.state.policy import requires, signed_in

PATH = "/data/labels"
DEFAULTS = {"q": "", "new": ""}
KINDS = {"text": "Text", "number": "Number", "picklist": "Picklist", "yes_no": "Yes / No"}
_SHOWN = 3
MANY = 8


class Line(TypedDict):
    """A label as the table shows it."""

    id: str
    name: str
    handle: str
    description: str
    kind: str
    allowed: str
    all_allowed: str
    is_required: bool
    used: str
    href: str


class Swap(TypedDict):
    """A value that goes while it is in use, and what replaces it."""

    value: str
    words: str
    to: str


def line_of(row: DefinitionRow) -> Line:
    """Turn a label into words."""
    shown = ", ".join(row.allowed[:_SHOWN])
    more = len(row.allowed) - _SHOWN
    return Line(
        id=row.id,
        name=row.name,
        handle=row.key,
        description=row.description,
        kind=KINDS[row.kind],
        allowed=f"{shown} +{more}" if more > 0 else shown,
        all_allowed=", ".join(row.allowed),
        is_required=row.is_required,
        used=plural(row.used, "interviewer") if row.used else "Not used",
        href="",
    )


class Labels(rx.State):
    """The page."""

    rows: list[Line] = []
    q: str = ""
    count: str = ""
    is_many: bool = False
    is_loading: bool = True
    is_allowed: bool = True
    can_manage: bool = False
    is_new: bool = False
    """The workspace has no label at all: the page teaches what one is."""

    is_open: bool = False
    is_saving: bool = False
    editing: str = ""
    name: str = ""
    handle: str = ""
    handle_words: str = ""
    is_handle_free: bool = True
    description: str = ""
    kind: str = "picklist"
    allowed: str = ""
    allowed_words: str = ""
    is_required: bool = False
    problem: str = ""
    problem_field: str = ""
    swaps: list[Swap] = []
    kept: list[Option] = []

    is_deleting: bool = False
    doomed_name: str = ""
    doomed_words: str = ""
    _doomed: str = ""
    _stamp: str = ""
    _is_handle_typed: bool = False
    _all: list[DefinitionRow] = []
    _undo: dict[str, Any] = {}

    @rx.event
    @signed_in
    async def load(self):
        """Read the labels, and open what the address asks for."""
        actor = me().actor
        self.is_allowed, self.can_manage = actor.can("label:read"), actor.can("label:manage")
        parts = query_of(self, DEFAULTS)
        self.q = parts["q"]
        if self.is_allowed:
            await self._read()
        self.is_loading = False
        if parts["new"] and self.can_manage:
            self._blank()
            return go(PATH, {"q": self.q}, DEFAULTS, replace=True)
        return None

    @rx.event
    @requires("label:read")
    async def refresh(self):
        """Read the same page again: something in the workspace changed."""
        await self._read()

    async def _read(self) -> None:
        self._all = await look(queries.definitions)
        self.is_new, self.is_many = not self._all, len(self._all) > MANY
        self.count = str(len(self._all) or "")
        self._shape()

    def _shape(self) -> None:
        asked = fold(self.q)
        fitting = [
            row
            for row in self._all
            if asked in fold(f"{row.name} {row.key} {row.description}")
            or any(asked in fold(one) for one in row.allowed)
        ]
        self.rows = [line_of(row) for row in fitting]

    @rx.event
    @requires("label:read")
    async def type_search(self, text: str):
        """Narrow the table as somebody types."""
        self.q = text[:100]
        self._shape()
        return go(PATH, {"q": self.q}, DEFAULTS, replace=True)

    @rx.event
    @requires("label:read")
    async def clear(self):
        """Show every label again."""
        self.q = ""
        self._shape()
        return go(PATH, {}, DEFAULTS, replace=True)

    def _blank(self) -> None:
        self.editing, self.name, self.handle, self.description, self._stamp = "", "", "", "", ""
        self.kind, self.allowed, self.is_required, self._is_handle_typed = "picklist", "", False, False
        self._calm()
        self._preview()
        self.is_open = True

    def _calm(self) -> None:
        self.problem, self.problem_field, self.swaps, self.kept = "", "", [], []
        self._count_allowed()

    def _count_allowed(self) -> None:
        values = {folded(part.strip()) for part in self.allowed.replace("\n", ",").split(",") if part.strip()}
        self.allowed_words = plural(len(values), "value") if values else ""

    @rx.event
    @requires("label:manage")
    async def create(self):
        """Open an empty dialog."""
        self._blank()

    @rx.event
    @requires("label:manage")
    async def edit(self, label: str):
        """Open the dialog for a label."""
        row = await look(queries.definition, label)
        self.editing, self._stamp = row.id, row.stamp
        self.name, self.handle, self.description = row.name, row.key, row.description
        self.kind, self.allowed, self.is_required = row.kind, ", ".join(row.allowed), row.is_required
        self._calm()
        self.is_open = True

    @rx.event
    @requires("label:read")
    async def opened(self, is_open: bool):
        """Follow the dialog as it closes."""
        self.is_open = is_open

    @rx.event
    @requires("label:manage")
    async def type_name(self, text: str):
        """Keep the name; until a key is typed it gives the key."""
        self.name = text[:200]
        if not self.editing and not self._is_handle_typed:
            self.handle = key_of(self.name)
        self._preview()

    @rx.event
    @requires("label:manage")
    async def type_handle(self, text: str):
        """Keep the key as typed and say what becomes of it; an empty one follows the name again."""
        self._is_handle_typed = bool(text.strip())
        self.handle = text[:200] if self._is_handle_typed else key_of(self.name)
        self._preview()

    def _preview(self) -> None:
        if self.problem_field in ("name", "key"):
            self.problem, self.problem_field = "", ""
        wanted = key_of(self.handle)
        taken = next((row for row in self._all if row.key == wanted), None)
        self.is_handle_free = taken is None or bool(self.editing)
        if self.editing or not (self.handle or self.name):
            self.handle_words = "Made from the name. It never changes."
        elif not wanted:
            self.handle_words = "Type a key with letters from a to z or digits."
            self.is_handle_free = False
        elif taken is not None:
            self.handle_words = f"The label “{taken.name}” has the key {wanted} already."
        else:
            self.handle_words = f"Saved as {wanted}. It never changes."

    @rx.event
    @requires("label:manage")
    async def type_description(self, text: str):
        """Keep the description."""
        self.description = text[:2000]

    @rx.event
    @requires("label:manage")
    async def pick_kind(self, kind: str):
        """Choose what values the label takes."""
        if not self.editing and kind in KINDS:
            self.kind = kind

    @rx.event
    @requires("label:manage")
    async def type_allowed(self, text: str):
        """Keep the allowed values; what was said about the ones before does not hold any more."""
        self.allowed = text[:20_000]
        self._calm()

    @rx.event
    @requires("label:manage")
    async def pick_required(self, is_on: bool):
        """Keep whether the label has to be set."""
        self.is_required = is_on

    @rx.event
    @requires("label:manage")
    async def pick_swap(self, value: str, to: str):
        """Choose what replaces a value that goes."""
        self.swaps = [
            Swap(value=s["value"], words=s["words"], to=to if s["value"] == value else s["to"]) for s in self.swaps
        ]

    @rx.event
    @requires("label:manage")
    async def save(self, form: dict[str, str | None]):
        """Create the label or save its changes; what is wrong is said under its field."""
        # What stands in a field may be newer than what was told while typing.
        self.name = form.get("label-name") or ""
        self.description = form.get("label-description") or ""
        self.allowed = form.get("label-allowed") or ""
        self.is_saving, self.problem, self.problem_field = True, "", ""
        yield
        try:
            said = await self._saved(form.get("label-key") or "")
        except ValueInUse as error:
            self._ask_swaps(error)
            return
        except MiloError as error:
            self.problem, self.problem_field = error.sentence(), getattr(error, "field", "") or "all"
            return
        finally:
            self.is_saving = False
        self.is_open = False
        await self._read()
        yield said

    async def _saved(self, handle: str) -> rx.event.EventSpec:
        if not self.editing:
            row = await call(
                service.create,
                self.name,
                LabelKind(self.kind),
                key=handle if self._is_handle_typed or handle != self.handle else "",
                description=self.description,
                allowed=self.allowed,
                is_required=self.is_required,
            )
            return rx.toast.success(f"{row.name} created. Set it from the Labels cell of an interviewer.")
        done = await call(
            labelling.edit_label,
            self.editing,
            name=self.name,
            description=self.description,
            allowed=self.allowed,
            is_required=self.is_required,
            replacing={swap["value"]: swap["to"] for swap in self.swaps if swap["to"]},
            seen=self._stamp,
        )
        return self._undo_toast(done)

    def _ask_swaps(self, error: ValueInUse) -> None:
        before = {swap["value"]: swap["to"] for swap in self.swaps}
        self.problem, self.problem_field = error.sentence(), "allowed"
        self.swaps = [
            Swap(value=value, words=f"“{value}” on {plural(len(ids), 'interviewer')}", to=before.get(value, ""))
            for value, ids in error.used.items()
        ]
        kept = dict.fromkeys(part.strip() for part in self.allowed.replace("\n", ",").split(",") if part.strip())
        self.kept = [Option(value="", label="Choose a value"), *(Option(value=one, label=one) for one in kept)]

    @rx.event
    @requires("label:manage")
    async def ask_delete(self, label: str):
        """Say how many interviewers would lose the label."""
        row = await look(queries.definition, label)
        self._doomed, self.doomed_name = row.id, row.name
        self.doomed_words = (
            f"It is set on {plural(row.used, 'interviewer')}; they lose it. The interviewers themselves stay."
            if row.used
            else "No interviewer has it."
        )
        self.is_deleting = True

    @rx.event
    @requires("label:read")
    async def close_delete(self, is_open: bool):
        """Follow the question as it closes."""
        self.is_deleting = is_open

    @rx.event
    @requires("label:manage")
    async def delete(self):
        """Delete the label that was asked about, with Undo."""
        self.is_deleting = False
        if not self._doomed:
            return None
        doomed, self._doomed = self._doomed, ""
        done = await call(service.delete, doomed)
        await self._read()
        return self._undo_toast(done)

    def _undo_toast(self, done: Undo) -> rx.event.EventSpec:
        self._undo = done.as_dict()
        return rx.toast.success(done.label, action={"label": "Undo", "on_click": Labels.undo}, duration=8000)

    @rx.event
    @requires("label:manage")
    async def undo(self):
        """Bring back what the last change or deletion took."""
        if not self._undo:
            return rx.toast.info("There is nothing to undo.")
        taken, self._undo = Undo.from_dict(self._undo), {}
        done = await call(labelling.undo, taken)
        await self._read()
        return rx.toast.success(
            f"Undone, with the value on {plural(done.restored, 'interviewer')}." if done.restored else "Undone."
        )


listen(lambda path: path.rstrip("/") == PATH, lambda: Labels.refresh)
