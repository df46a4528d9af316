"""What holds for an interviewer at once: link name, deadline, budget, retakes, reminders. Each change can be undone.

What was read goes along with every change, so that a colleague's newer value is never overwritten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import reflex as rx

from milo_app.core import money
from milo_app.core.clock import zone
from milo_app.core.errors import Invalid, MiloError, NotFound
from milo_app.core.settings import settings
from milo_app.core.text import full_time
from milo_app.domain.interviewers import publishing, terms
from milo_app.domain.interviewers.terms import StaleTerms
from milo_app.domain.interviewers.terms import Terms as Held
from milo_app.state.access import call, look, me
from milo_app.state.interviewer_header import Heading
from milo_app.state.listing import path_part
from milo_app.state.policy import requires
from milo_app.state.wizard_rules import day_end

_WRITERS: dict[str, Callable[..., Held]] = {
    "slug": terms.rename_link,
    "deadline_at": terms.move_deadline,
    "budget_micros": terms.set_budget,
    "max_retakes": terms.set_retakes,
    "retake_cooldown_days": terms.set_cooldown,
    "remind_days": terms.set_reminder,
}


class Terms(rx.State):
    """The fields as the controls hold them; `_seen` is what was read."""

    slug: str = ""
    slug_note: str = ""
    slug_ok: bool = True
    is_renaming: bool = False
    link_prefix: str = ""
    last_day: str = ""
    deadline_text: str = ""
    budget: str = ""
    budget_text: str = ""
    """The budget as it is read, with the sign of its currency."""
    retakes: str = "0"
    wait_days: str = "0"
    remind_days: str = "2"
    error: str = ""
    error_field: str = ""
    _interviewer: str = ""
    _seen: dict[str, Any] = {}
    _undo: tuple[str, Any, Any] = ("", None, None)

    @rx.event
    @requires("interviewer:read")
    async def load(self):
        """Read what holds now."""
        self._interviewer = path_part(self, "interviewer_id")
        self.link_prefix = f"{settings().origin}/i/{me().workspace_slug}/"
        self.error = self.error_field = self.slug_note = ""
        self.slug_ok, self.is_renaming = True, False
        try:
            self._show(await look(terms.terms, self._interviewer))
        except NotFound:
            self._seen = {}

    def _show(self, held: Held) -> None:
        self._seen = asdict(held)
        tz = me().workspace_tz
        self.slug = held.slug
        # A deadline is the end of its last day, so that the day itself is the one of the moment before.
        self.last_day = _last_day(held.deadline_at, tz)
        self.deadline_text = full_time(held.deadline_at, tz)
        self.budget = (
            "" if held.budget_micros is None else f"{held.budget_micros / money.MICROS:,.2f}".rstrip("0").rstrip(".")
        )
        self.budget_text = "" if held.budget_micros is None else money.exact(held.budget_micros, me().currency)
        self.retakes, self.wait_days = str(held.max_retakes), str(held.retake_cooldown_days)
        self.remind_days = str(held.remind_days)

    async def _change(self, name: str, value: Any, said: str) -> list[Any]:
        """Write one of them; the sentence of a refusal stands beside its field."""
        self.error = self.error_field = ""
        seen = self._seen.get(name)
        try:
            held = await call(_WRITERS[name], self._interviewer, seen, value)
        except StaleTerms as stale:
            self._show(stale.now)
            self.error, self.error_field = stale.sentence(), name
            return []
        except MiloError as error:
            self.error, self.error_field = error.sentence(), name
            return []
        self._show(held)
        if seen == value:
            return []
        self._undo = (name, value, seen)
        can_undo = name != "deadline_at" or (seen is not None and seen > datetime.now(UTC))
        toast = (
            rx.toast.success(said, action={"label": "Undo", "on_click": Terms.undo}, duration=8000)
            if can_undo
            else rx.toast.success(said)
        )
        return [Heading.refresh, toast]

    @rx.event
    @requires("interviewer:update")
    async def undo(self):
        """Give the last changed setting its earlier value back, unless a colleague changed it since."""
        name, value, before = self._undo
        if not name:
            return rx.toast.info("There is nothing to undo.")
        self._undo = ("", None, None)
        held = await call(_WRITERS[name], self._interviewer, value, before)
        self._show(held)
        return [Heading.refresh, rx.toast.success("Undone.")]

    @rx.event
    @requires("interviewer:update")
    async def type_slug(self, value: str):
        """Check a name for the link as it is typed."""
        found = await look(publishing.check_slug, value, self._interviewer)
        self.slug, self.slug_note, self.slug_ok = value, found.sentence, found.is_free
        if found.is_free and found.slug == self._seen.get("slug"):
            self.slug_note = ""

    @rx.event
    @requires("interviewer:update")
    async def ask_rename(self, is_open: bool):
        """Open or close the question before the link changes."""
        self.is_renaming = is_open

    @rx.event
    @requires("interviewer:update")
    async def rename(self):
        """Change the link name; the old link stops at once."""
        self.is_renaming = False
        done = await self._change("slug", self.slug, "The link has changed. Hand out the new one.")
        self.slug_note, self.slug_ok = self.error if self.error_field == "slug" else "", self.error_field != "slug"
        return done

    @rx.event
    @requires("interviewer:update")
    async def pick_day(self, value: str):
        """Move the deadline to the end of a day in the workspace's zone."""
        try:
            ends = day_end(value, me().workspace_tz)
        except Invalid as error:
            self.error, self.error_field = error.sentence(), "deadline_at"
            return []
        return await self._change("deadline_at", ends, "Deadline moved.")

    @rx.event
    @requires("interviewer:budget")
    async def save_budget(self, form: dict[str, str]):
        """Set the limit; an empty field means none."""
        text = form.get("budget", "").strip()
        self.budget = text
        try:
            micros = money.micros_from(text) if text else None
        except ValueError:
            self.error = f"“{text[:40]}” is not an amount. Write it as 250 or 1,000.50."
            self.error_field = "budget_micros"
            return []
        return await self._change("budget_micros", micros, "Budget saved." if micros is not None else "Budget removed.")

    @rx.event
    @requires("interviewer:update")
    async def pick_retakes(self, value: str):
        """Choose how many more attempts a candidate has."""
        return await self._change("max_retakes", _whole(value), "Retakes saved.")

    @rx.event
    @requires("interviewer:update")
    async def pick_wait(self, value: str):
        """Choose how many days lie between two attempts."""
        return await self._change("retake_cooldown_days", _whole(value), "Wait saved.")

    @rx.event
    @requires("interviewer:update")
    async def pick_reminder(self, value: str):
        """Choose how many days before the deadline unfinished candidates are reminded."""
        return await self._change("remind_days", _whole(value), "Reminder saved.")


def _last_day(moment: datetime | None, tz: str) -> str:
    if moment is None:
        return ""
    return datetime.fromtimestamp(moment.timestamp() - 1, zone(tz)).date().isoformat()


def _whole(text: str) -> int:
    """Return a whole number; what is none becomes one that the service refuses with its sentence."""
    return int(text) if text.isdigit() and len(text) < 5 else -1
