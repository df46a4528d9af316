"""Where `/` leads."""

from __future__ import annotations

import reflex as rx

from milo_app.state.access import principal
from milo_app.state.policy import public


class Start(rx.State):
    """Holds nothing: the address alone decides."""

    @rx.event
    @public
    async def go(self):
        """Send members to their interviewers and everybody else to the sign-in page."""
        return rx.redirect("/interviewers" if principal().user is not None else "/sign-in", replace=True)
