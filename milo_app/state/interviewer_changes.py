"""What a draft changes for new candidates: the bar that says so, the comparison, publishing, discarding, restoring.

A room of the wizard's state, because every step and every tab edits the same draft.
"""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.candidates import versions as use
from milo_app.domain.interviewers import history, publishing, queries, service
from milo_app.domain.interviewers.diff import diff, summary
from milo_app.domain.interviewers.errors import NotPublishable
from milo_app.domain.interviewers.plan import Plan, load_plan
from milo_app.domain.interviewers.queries import DraftView
from milo_app.state.access import call, look
from milo_app.state.change_rows import ChangeRow, change_rows
from milo_app.state.interviewer_header import Heading
from milo_app.state.interviewer_versions import Versions
from milo_app.state.policy import requires
from milo_app.state.wizard import Wizard


class Changes(Wizard):
    """The bar and the dialog."""

    has_changes: bool = False
    summary: str = ""
    affects: str = ""
    live_word: str = ""
    publish_word: str = ""
    rows: list[ChangeRow] = []
    is_reviewing: bool = False
    is_going_live: bool = False
    error: str = ""
    publish_problems: list[str] = []
    _live: dict[str, Any] = {}
    _live_number: int = 0
    _before: dict[str, Any] = {}

    async def _read(self, draft: DraftView) -> None:
        live = await look(_live_plan, draft.id)
        self._live, self._live_number = live.plan, live.number
        self.live_word = f"v{live.number}" if live.number else ""
        self.publish_word = f"Publish v{live.next}"
        self.affects = affects_words(live.under_way)
        self.error = ""

    def _draw(self, plan: Plan) -> None:
        if not self._live:
            self.has_changes, self.rows, self.summary = False, [], ""
            return
        changes = diff(load_plan(self._live), plan)
        self.has_changes, self.summary = bool(changes), summary(changes)
        self.rows = change_rows(changes)
        self.publish_problems = plan.problems()

    @rx.event
    @requires("interviewer:update")
    async def review(self, is_open: bool):
        """Open or close the comparison with what is live."""
        self.is_reviewing, self.error = is_open, ""

    @rx.event
    @requires("interviewer:update")
    async def publish(self):
        """Freeze the draft as the next version; whoever began keeps theirs."""
        self.error, self.is_going_live = "", True
        yield
        try:
            done = await call(publishing.publish, self.interviewer, self._rev)
        except NotPublishable as error:
            self.publish_problems = list(error.problems)
            return
        except MiloError as error:
            self.error = error.sentence()
            return
        finally:
            self.is_going_live = False
        self.is_reviewing = False
        await self._show(await look(queries.draft, self.interviewer))
        yield Heading.refresh
        yield Versions.refresh
        yield rx.toast.success(f"Version {done.version} is live. New candidates get it.")

    @rx.event
    @requires("interviewer:update")
    async def discard(self):
        """Go back to what is live, with Undo."""
        return await self._replaced(await call(history.discard, self.interviewer, self._rev), "Changes discarded.")

    @rx.event
    @requires("interviewer:update")
    async def restore(self, number: int):
        """Take an earlier version up again as the draft, with Undo; nothing is published by it."""
        done = await call(history.restore, self.interviewer, number, self._rev)
        return await self._replaced(done, f"Version {number} is the draft now. Publish it when you are ready.")

    async def _replaced(self, done: history.Restored, said: str) -> rx.event.EventSpec:
        self._before = done.before.model_dump(mode="json")
        self.is_reviewing = False
        await self._show(await look(queries.draft, self.interviewer))
        return rx.toast.success(said, action={"label": "Undo", "on_click": Changes.undo_replacing}, duration=8000)

    @rx.event
    @requires("interviewer:update")
    async def undo_replacing(self):
        """Put the draft back that was replaced, unless a colleague has changed it since."""
        if not self._before:
            return rx.toast.info("There is nothing to undo.")
        before, self._before = load_plan(self._before), {}
        await call(service.save_draft, self.interviewer, before, self._rev)
        await self._show(await look(queries.draft, self.interviewer))
        return rx.toast.success("Undone. Your changes are back.")


class _Live:
    """The live plan as stored, its number, the next one, and how many people are in the middle of which version."""

    def __init__(self) -> None:
        self.plan: dict[str, Any] = {}
        self.number, self.next = 0, 1
        self.under_way: dict[int, int] = {}


def _live_plan(w: Work, public_id: str) -> _Live:
    found = _Live()
    lines = history.versions(w, public_id)
    live = next((line for line in lines if line.is_live), None)
    if live is None:
        return found
    found.number, found.next = live.number, lines[0].number + 1
    found.plan = history.published(w, public_id, live.number).model_dump(mode="json")
    if w.actor.can("candidate:read"):
        numbers = {line.id: line.number for line in lines}
        used = use.use_of(w, public_id)
        found.under_way = {numbers.get(key, 0): one.under_way for key, one in used.items() if one.under_way}
    return found


def affects_words(under_way: dict[int, int]) -> str:
    """Say whom publishing leaves alone; `under_way` counts people in progress by the version that they answer."""
    total = sum(under_way.values())
    if not total:
        return "Affects new candidates only."
    who = f"{plural(total, 'person', 'people')} in progress {'keeps' if total == 1 else 'keep'}"
    kept = f"version {next(iter(under_way))}" if len(under_way) == 1 else "the version they began with"
    return f"Affects new candidates only: {who} {kept}."
