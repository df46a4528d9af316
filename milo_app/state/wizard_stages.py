"""The stages of the draft: added, removed with Undo, moved."""

from __future__ import annotations

import reflex as rx

from milo_app.domain.interviewers import plan_edits
from milo_app.domain.interviewers.plan import StageKind
from milo_app.state.policy import requires
from milo_app.state.wizard import Wizard


class WizardStages(Wizard):
    """Which stages there are, in which order."""

    @rx.event
    @requires("interviewer:update")
    async def add_stage(self, kind: str):
        """Add a stage at the end."""
        plan = plan_edits.add_stage(self._now(), StageKind(kind))
        self.open_stage = plan.stages[-1].key
        await self._save(plan)

    @rx.event
    @requires("interviewer:update")
    async def remove_stage(self, key: str):
        """Remove a stage with its questions, with Undo."""
        return await self._remove(key, plan_edits.remove_stage(self._now(), key), "Stage removed.")

    @rx.event
    @requires("interviewer:update")
    async def move_stage(self, key: str, by: int):
        """Move a stage one place up or down."""
        plan = self._now()
        at = [stage.key for stage in plan.stages].index(key)
        await self._save(plan_edits.move_stage(plan, key, max(0, min(len(plan.stages) - 1, at + by))))
