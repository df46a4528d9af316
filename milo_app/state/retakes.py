"""How often a candidate may take an interview again: set beside the link, in force at once for everybody."""

from __future__ import annotations

import reflex as rx

from milo_app.domain.interviewers import queries, service
from milo_app.state.access import call, look
from milo_app.state.listing import path_part
from milo_app.state.policy import requires


class Retakes(rx.State):
    """The two choices, as the selects hold them."""

    most: str = "0"
    wait_days: str = "0"

    @rx.event
    @requires("interviewer:read")
    async def load(self):
        """Read what holds for the interviewer of the address."""
        view = await look(queries.get, path_part(self, "interviewer_id"))
        self.most, self.wait_days = str(view.max_retakes), str(view.retake_cooldown_days)

    @rx.event
    @requires("interviewer:update")
    async def allow(self, most: str):
        """Choose how many more attempts a candidate has."""
        await call(service.configure, path_part(self, "interviewer_id"), max_retakes=_whole(most))
        self.most = most

    @rx.event
    @requires("interviewer:update")
    async def wait(self, days: str):
        """Choose how many days lie between two attempts."""
        await call(service.configure, path_part(self, "interviewer_id"), retake_cooldown_days=_whole(days))
        self.wait_days = days


def _whole(text: str) -> int:
    """Return a whole number; what is none becomes one that the service refuses with its sentence."""
    return int(text) if text.isdigit() and len(text) < 5 else -1
