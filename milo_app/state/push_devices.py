"""Settings, Notifications: the browsers that a member is pushed to."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.errors import Invalid, Unavailable
from milo_app.core.work import Work
from milo_app.domain.notifications import devices
from milo_app.domain.notifications.ports import PushSender
from milo_app.state.access import call, look, me
from milo_app.state.live import listen
from milo_app.state.policy import signed_in

PATH = "/settings/notifications"


class Device(TypedDict):
    """A browser that is pushed to."""

    id: str
    name: str
    about: str
    error: str


class PushDevices(rx.State):
    """The member's devices."""

    devices: list[Device] = []
    marks: list[str] = []
    public_key: str = ""
    problem: str = ""
    renaming: str = ""
    new_name: str = ""
    rename_error: str = ""

    @rx.event
    @signed_in
    async def load(self):
        """Read them, and the key that this browser subscribes with."""
        self.renaming = ""
        try:
            self.public_key = await look(_public_key)
            self.problem = ""
        except Unavailable as problem:
            self.public_key, self.problem = "", problem.sentence()
        await self._read()

    @rx.event
    @signed_in
    async def refresh(self):
        """Read them again: a push went out, or did not."""
        await self._read()

    async def _read(self) -> None:
        found = await look(devices.mine)
        self.devices = [
            Device(
                id=row.id,
                name=row.name,
                about=f"{row.host}, added {row.added}" + (f", last told {row.told}" if row.told else ""),
                error=row.error,
            )
            for row in found
        ]
        self.marks = [row.mark for row in found]

    @rx.event
    @signed_in
    async def add(self, subscription: str):
        """Keep the subscription of this browser."""
        agent = self.router.headers.raw_headers.get("user-agent", "")
        await call(devices.add, subscription, agent, me().session_id)
        await self._read()
        return rx.toast.success("This browser is told from now on.")

    @rx.event
    @signed_in
    async def remove(self, device: str):
        """Push to a browser no more."""
        await call(devices.remove, device)
        await self._read()

    @rx.event
    @signed_in
    async def test(self, device: str):
        """Push a line that says that it works."""
        await call(devices.test, device)
        return rx.toast.info("A test is on its way.", description="It comes within a few seconds.")

    @rx.event
    @signed_in
    async def begin_rename(self, device: str, name: str):
        """Open the field for another name."""
        self.renaming, self.new_name, self.rename_error = device, name, ""

    @rx.event
    @signed_in
    async def show_rename(self, is_open: bool):
        """Close the field."""
        if not is_open:
            self.renaming = ""

    @rx.event
    @signed_in
    async def rename(self, form: dict[str, str]):
        """Give a browser another name."""
        try:
            await call(devices.rename, self.renaming, form.get("device_name", ""))
        except Invalid as problem:
            self.rename_error = problem.sentence()
            return
        self.renaming = ""
        await self._read()


def _public_key(w: Work) -> str:
    return w.port(PushSender).public_key()


listen(lambda path: path.rstrip("/") == PATH, lambda: PushDevices.refresh)
