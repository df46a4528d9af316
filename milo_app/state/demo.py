"""Deleting the demo data, from the strip."""

from __future__ import annotations

import reflex as rx

from milo_app.domain.demo import deletion
from milo_app.state.access import call
from milo_app.state.policy import requires


class Demo(rx.State):
    """Progress of the one click."""

    is_deleting: bool = False

    @rx.event
    @requires("interviewer:delete", "candidate:delete")
    async def delete(self):
        """Delete everything that the demo writer made in this workspace."""
        self.is_deleting = True
        yield
        try:
            gone = await call(deletion.delete_demo)
        finally:
            self.is_deleting = False
        yield rx.toast.success(f"Deleted {gone.interviewers} demo interviewers and {gone.applications:,} applications.")
        yield rx.redirect("/interviewers")
