"""The required labels of the interviewer that the address names, set in place while it is being made."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.domain.interviewers import labelling
from milo_app.state.access import call, look, me
from milo_app.state.label_dialog import Option, given_of, options_of
from milo_app.state.listing import path_part
from milo_app.state.live import listen
from milo_app.state.policy import requires


class RequiredLine(TypedDict):
    """A required label: its control, the value it has, and what was wrong with the last one."""

    id: str
    name: str
    help: str
    kind: str
    value: str
    options: list[Option]
    problem: str


class OtherLabel(TypedDict):
    """A label that is set without being required."""

    id: str
    name: str
    value: str


class RequiredLabels(rx.State):
    """The required labels, and in words the others that are set."""

    lines: list[RequiredLine] = []
    others: list[OtherLabel] = []
    missing: str = ""
    has_labels: bool = False
    can_edit: bool = False
    _problems: dict[str, str] = {}

    @rx.event
    @requires("interviewer:read", "label:read")
    async def load(self):
        """Read the labels of the interviewer of this page."""
        self._problems = {}
        self.can_edit = me().actor.can("interviewer:update")
        await self._read()

    @rx.event
    @requires("interviewer:read", "label:read")
    async def refresh(self):
        """Read them again: something in the workspace changed."""
        await self._read()

    async def _read(self) -> None:
        interviewer = path_part(self, "interviewer_id")
        self.lines, self.others, self.missing, self.has_labels = [], [], "", False
        if not interviewer:
            return
        try:
            sheet = await look(labelling.sheet, [interviewer])
        except MiloError:
            return  # the page itself says that there is no such interviewer
        has = {one["id"]: one["value"] for one in given_of(sheet)}
        required = [row for row in sheet.definitions if row.is_required]
        self.has_labels = bool(sheet.definitions)
        self.missing = ", ".join(sheet.missing)
        self.lines = [
            RequiredLine(
                id=row.id,
                name=row.name,
                help=row.description,
                kind=row.kind,
                value=has.get(row.id, ""),
                options=options_of(row.allowed, has.get(row.id, "")),
                problem=self._problems.get(row.id, ""),
            )
            for row in required
        ]
        asked = {row.id for row in required}
        self.others = [
            OtherLabel(id=one["id"], name=one["name"], value=one["value"])
            for one in given_of(sheet)
            if one["id"] not in asked
        ]

    @rx.event
    @requires("interviewer:update")
    async def set_value(self, label: str, value: str):
        """Set a label as soon as its control is left or chosen; an empty text takes it away."""
        interviewer = path_part(self, "interviewer_id")
        try:
            if value.strip():
                await call(labelling.assign, [interviewer], label, value)
            else:
                await call(labelling.unassign, [interviewer], label)
            self._problems = {key: said for key, said in self._problems.items() if key != label}
        except MiloError as error:
            self._problems = self._problems | {label: error.sentence()}
        await self._read()


def _shows_them(path: str) -> bool:
    return path.startswith("/interviewers/") and path.rstrip("/").endswith(("/edit", "/settings"))


listen(_shows_them, lambda: RequiredLabels.refresh)
