"""The step "Budget & notifications": limit, last day, retakes, reminders, and who is mailed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict

import reflex as rx

from milo_app.core import money
from milo_app.core.errors import Conflict, MiloError
from milo_app.core.text import full_time
from milo_app.domain.interviewers import launch, queries, subscriptions, terms
from milo_app.domain.interviewers.budgets import budget_from, effect_of
from milo_app.domain.interviewers.deadlines import as_typed, moment_from
from milo_app.domain.interviewers.plan import Plan
from milo_app.domain.interviewers.queries import DraftView
from milo_app.domain.interviewers.subscriptions import Choice
from milo_app.state.access import call, look, me
from milo_app.state.policy import requires
from milo_app.state.wizard import Wizard

_NUMBERS: dict[str, Callable[..., Any]] = {
    "max_retakes": terms.set_retakes,
    "retake_cooldown_days": terms.set_cooldown,
    "remind_days": terms.set_reminder,
}


class Person(TypedDict):
    """A member who can be mailed."""

    id: str
    name: str
    email: str
    initials: str
    is_on: bool


class WizardBudget(Wizard):
    """The fields as the controls hold them; `_seen` is what was read, so that nobody's newer value is overwritten."""

    budget: str = ""
    budget_error: str = ""
    budget_note: str = ""
    can_budget: bool = False
    day: str = ""
    clock: str = ""
    deadline_error: str = ""
    deadline_words: str = ""
    zone: str = ""
    numbers: dict[str, str] = {"max_retakes": "0", "retake_cooldown_days": "0", "remind_days": "2"}
    number_error: str = ""
    people: list[Person] = []
    _seen: dict[str, Any] = {}

    async def _read(self, draft: DraftView) -> None:
        self.zone, self.can_budget = me().workspace_tz, me().actor.can("interviewer:budget")
        self._seen = {name: getattr(draft, name) for name in (*_NUMBERS, "budget_micros", "deadline_at")}
        if not self.budget_error:
            self.budget = _amount(draft.budget_micros)
        if not self.deadline_error:
            self.day, self.clock = as_typed(draft.deadline_at, self.zone)
        self.deadline_words = full_time(draft.deadline_at, self.zone)
        self.numbers = {name: str(self._seen[name]) for name in _NUMBERS}
        self.people = _people(await look(subscriptions.choices, draft.id))

    def _draw(self, plan: Plan) -> None:
        self.number_error = ""

    @rx.event
    @requires("interviewer:budget")
    async def type_budget(self, text: str):
        """Set the limit as it is typed; an empty field means none."""
        self.budget, self.budget_error, self.budget_note = text[:40], "", ""
        try:
            micros = budget_from(text) if text.strip() else None
            await call(terms.set_budget, self.interviewer, self._seen.get("budget_micros"), micros)
        except MiloError as error:
            self.budget_error = error.sentence()
            return
        self.budget_note = await look(effect_of, self.interviewer, micros)
        await self._again()

    @rx.event
    @requires("interviewer:update")
    async def pick_day(self, value: str):
        """Choose the last day; empty is one month after going live."""
        self.day = value
        if not value:
            self.clock = ""
        await self._keep_deadline()

    @rx.event
    @requires("interviewer:update")
    async def pick_time(self, value: str):
        """Choose the time of the last day; empty is its end."""
        self.clock = value
        await self._keep_deadline()

    async def _keep_deadline(self) -> None:
        self.deadline_error = ""
        try:
            moment = moment_from(self.day, self.clock, self.zone)
            await call(launch.choose_deadline, self.interviewer, moment, seen=self._seen.get("deadline_at"))
        except MiloError as error:
            self.deadline_error = error.sentence()
            return
        await self._again()

    @rx.event
    @requires("interviewer:update")
    async def pick_number(self, name: str, value: str):
        """Choose retakes, the wait between them, or the days of the reminder."""
        self.number_error = ""
        if name not in _NUMBERS:
            return
        wanted = int(value) if value.isdigit() and len(value) < 5 else -1
        try:
            await call(_NUMBERS[name], self.interviewer, self._seen.get(name), wanted)
        except Conflict as error:
            await self._again()
            self.number_error = error.sentence()
            return
        except MiloError as error:
            self.number_error = error.sentence()
            return
        await self._again()

    @rx.event
    @requires("interviewer:update")
    async def mail(self, user: str, is_on: bool):
        """Mail a member about this interviewer, or stop."""
        change = subscriptions.subscribe if is_on else subscriptions.unsubscribe
        self.people = _people(await call(change, self.interviewer, user))
        self._note_saved()

    async def _again(self) -> None:
        """Read what stands now, and say that it is kept."""
        await self._show(await look(queries.draft, self.interviewer))
        self._note_saved()


def _amount(micros: int | None) -> str:
    return "" if micros is None else f"{micros / money.MICROS:,.2f}".removesuffix(".00")


def _people(found: list[Choice]) -> list[Person]:
    return [
        Person(
            id=one.id,
            name=one.name + (" (you)" if one.is_me else ""),
            email=one.email,
            initials=one.initials,
            is_on=one.is_subscribed,
        )
        for one in found
    ]
