"""What the sign-in page says about how somebody got there."""

from __future__ import annotations

import reflex as rx

from milo_app.state.policy import public


class Door(rx.State):
    """One flag from the address."""

    is_changed: bool = False

    @rx.event
    @public
    async def load(self):
        """Read the address of the sign-in page."""
        self.is_changed = self.router.url.query_parameters.get("changed") == "1"
