"""The head of an interviewer's page, the same on each of its tabs: facts, what can be done with it, and the undo of it."""

from __future__ import annotations

from datetime import UTC, datetime

import reflex as rx

from milo_app.core.errors import MiloError, NotFound
from milo_app.core.settings import settings
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.interviewers import lifecycle, muting, queries, service, terms
from milo_app.domain.interviewers.queries import InterviewerView
from milo_app.state.access import call, look, me
from milo_app.state.listing import path_part
from milo_app.state.live import listen
from milo_app.state.policy import requires, signed_in
from milo_app.state.wizard_rules import day_end

LEVELS = {"soon": "soon", "today": "today", "over": "past"}
TABS = ("agent", "settings", "integrations", "plan")


class Heading(rx.State):
    """What stands above the tabs. Every tab's page loads it before its own rows."""

    interviewer: str = ""
    title: str = ""
    slug: str = ""
    link: str = ""
    status: str = ""
    badge: str = ""
    badge_word: str = ""
    created: str = ""
    deadline: str = ""
    deadline_level: str = "none"
    spend: str = ""
    has_budget: bool = False
    spend_percent: int = 0
    spend_tone: str = "fair"
    subscribers: str = ""
    subscriber_initials: list[str] = []
    version: str = ""
    total: str = ""
    has_changes: bool = False
    can_update: bool = False
    can_archive: bool = False
    can_create: bool = False
    can_add: bool = False
    is_allowed: bool = True
    is_missing: bool = False
    is_muted: bool = False
    is_extending: bool = False
    last_day: str = ""
    extend_error: str = ""
    _deadline_at: datetime | None = None
    _undo_deadline: tuple[datetime | None, datetime | None] = (None, None)

    @rx.event
    @signed_in
    async def load(self):
        """Read the interviewer that the address names."""
        chosen = path_part(self, "interviewer_id")
        if chosen != self.interviewer:
            self.title, self.total = "", ""
        self.interviewer = chosen
        actor = me().actor
        self.is_allowed = actor.can("interviewer:read")
        self.can_update, self.can_archive = actor.can("interviewer:update"), actor.can("interviewer:archive")
        self.can_create = actor.can("interviewer:create")
        self.can_add = actor.can("candidate:create")
        if self.is_allowed:
            await self._read()

    @rx.event
    @requires("interviewer:read")
    async def refresh(self):
        """Read it again: something in the workspace changed."""
        if self.interviewer:
            await self._read()

    async def _read(self) -> None:
        try:
            view, self.is_muted = await look(_seen, self.interviewer)
        except NotFound:
            self.is_missing, self.title = True, ""
            return
        self.is_missing = False
        self._show(view)

    def _show(self, view: InterviewerView) -> None:
        row = view.row
        self.title, self.slug, self.status = row.title, row.slug, row.state
        self.link = settings().origin + row.link if row.link else ""
        self.created, self.deadline = row.created_text, row.deadline_text
        self.deadline_level = LEVELS.get(row.deadline_tone, "none")
        self.version = f"v{view.version_number}" if view.version_number else ""
        self.total, self.has_changes = f"{row.invited:,}", view.has_unpublished_changes
        self._deadline_at = view.deadline_at
        self.badge = "paused" if row.is_paused else row.state
        self.badge_word = "Paused: budget used" if row.is_paused else row.state.capitalize()
        self.spend = f"{row.spend_text} / {row.budget_text} spent" if row.budget_text else f"{row.spend_text} spent"
        self.has_budget = row.budget_micros is not None and bool(row.spend_text)
        self.spend_percent = row.spend_percent
        self.spend_tone = "borderline" if row.is_paused else "fair"
        self.subscribers = plural(row.subscribers, "subscriber")
        self.subscriber_initials = list(row.subscriber_initials)

    @rx.event
    @requires("interviewer:archive")
    async def archive(self):
        """Close the interviewer; its data stays."""
        await call(lifecycle.archive, self.interviewer)
        await self._read()
        return rx.toast.success(
            "Archived. Nobody can apply any more.",
            action={"label": "Undo", "on_click": Heading.unarchive},
            duration=8000,
        )

    @rx.event
    @requires("interviewer:archive")
    async def unarchive(self):
        """Bring the interviewer back."""
        await call(lifecycle.unarchive, self.interviewer)
        await self._read()
        if self.status == "expired":
            return rx.toast.info("Back under Expired. Extend the deadline to open it again.")
        return rx.toast.success("Open again.", action={"label": "Undo", "on_click": Heading.archive}, duration=8000)

    @rx.event
    @requires("interviewer:read")
    async def mute(self):
        """Hear nothing of this interviewer any more; undoable, and for this member only."""
        before = await call(muting.set_level, self.interviewer, "muted")
        await self._read()
        return rx.toast.success(
            f"{self.title} is muted for you.",
            description="Mentions and your own exports still come.",
            action={"label": "Undo", "on_click": Heading.hear(before)},
            duration=8000,
        )

    @rx.event
    @requires("interviewer:read")
    async def hear(self, level: str):
        """Hear of this interviewer again: of everything (empty), or as it was before."""
        await call(muting.set_level, self.interviewer, level)
        await self._read()
        return rx.toast.success("You hear of it again.")

    @rx.event
    @requires("interviewer:create")
    async def duplicate(self):
        """Make a draft with the same plan and settings, and open it."""
        copy = await call(service.clone, self.interviewer)
        yield rx.toast.success("Copied. This is a draft with a link of its own; nobody is in it yet.")
        yield rx.redirect(f"/interviewers/{copy}/edit")

    @rx.event
    @requires("interviewer:update")
    async def ask_extend(self, is_open: bool):
        """Open or close the dialog for a new deadline."""
        self.is_extending, self.extend_error = is_open, ""

    @rx.event
    @requires("interviewer:update")
    async def pick_day(self, value: str):
        """Choose the new last day."""
        self.last_day, self.extend_error = value[:10], ""

    @rx.event
    @requires("interviewer:update")
    async def extend(self):
        """Move the deadline to the end of the chosen day in the workspace's zone; an expired interviewer opens again."""
        was, before = self.status, self._deadline_at
        try:
            ends = day_end(self.last_day, me().workspace_tz)
            after = await call(terms.move_deadline, self.interviewer, before, ends)
        except MiloError as error:
            self.extend_error = error.sentence()
            return None
        self.is_extending, self.last_day = False, ""
        await self._read()
        said = ("Open again: " if was == "expired" else "Deadline moved: ") + self.deadline + "."
        self._undo_deadline = (after.deadline_at, before)
        if before is None or before <= datetime.now(UTC):
            return rx.toast.success(said)
        return rx.toast.success(said, action={"label": "Undo", "on_click": Heading.undo_extend}, duration=8000)

    @rx.event
    @requires("interviewer:update")
    async def undo_extend(self):
        """Give the interviewer the deadline back that it had, unless a colleague has moved it since."""
        seen, before = self._undo_deadline
        if before is None:
            return rx.toast.info("There is nothing to undo.")
        self._undo_deadline = (None, None)
        await call(terms.move_deadline, self.interviewer, seen, before)
        await self._read()
        return rx.toast.success("Undone: " + self.deadline + ".")


def _seen(w: Work, public_id: str) -> tuple[InterviewerView, bool]:
    return queries.get(w, public_id), muting.level_of(w, public_id) == "muted"


def is_interviewer_page(path: str) -> bool:
    """Whether a path is one of the tabs of an interviewer, so that a poke refreshes its head."""
    parts = path.strip("/").split("/")
    if len(parts) < 2 or parts[0] != "interviewers" or parts[1] == "new":
        return False
    return len(parts) == 2 or (len(parts) == 3 and parts[2] in TABS)


listen(is_interviewer_page, lambda: Heading.refresh)
