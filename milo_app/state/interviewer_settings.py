"""The Settings tab: which section is open, and who may change what."""

from __future__ import annotations

import reflex as rx

from milo_app.state.access import me
from milo_app.state.interviewer_terms import Terms
from milo_app.state.interviewer_versions import Versions
from milo_app.state.listing import query_of
from milo_app.state.plan import PlanPage
from milo_app.state.policy import signed_in
from milo_app.state.wizard import Wizard

SECTIONS = ("overview", "basics", "stages", "questions", "budget", "retakes", "notifications", "labels", "versions")


class SettingsTab(rx.State):
    """The section stands in the URL."""

    section: str = "overview"
    can_update: bool = False
    can_budget: bool = False

    @rx.event
    @signed_in
    async def load(self):
        """Open the section that the address names, with the draft for those who may edit it."""
        actor = me().actor
        self.can_update, self.can_budget = actor.can("interviewer:update"), actor.can("interviewer:budget")
        asked = query_of(self, {"section": ""})["section"]
        self.section = asked if asked in SECTIONS else SECTIONS[0]
        if not actor.can("interviewer:read"):
            return []
        return [Terms.load, Versions.load, Wizard.load if self.can_update else PlanPage.load]
