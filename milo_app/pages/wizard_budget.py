"""The step "Budget & notifications": limit, last day, retakes, reminders, mails, required labels."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.forms import date_input, field, fieldset, select, switch, text_input
from milo_app.components.primitives import meta, muted, notice, stack, title
from milo_app.components.values import when
from milo_app.pages.required_labels import required_labels
from milo_app.state.wizard import Wizard
from milo_app.state.wizard_budget import WizardBudget as S

_RETAKES = (
    ("0", "None"),
    ("1", "One more try"),
    ("2", "Two more tries"),
    ("3", "Three more tries"),
    ("5", "Five more tries"),
    ("10", "Ten more tries"),
)
_WAITS = (("0", "No wait"), ("1", "1 day"), ("7", "7 days"), ("30", "30 days"), ("90", "90 days"))
_REMINDERS = (
    ("0", "Never"),
    ("1", "1 day before"),
    ("2", "2 days before"),
    ("3", "3 days before"),
    ("7", "7 days before"),
    ("14", "14 days before"),
)


def budget_step() -> rx.Component:
    """Draw the step."""
    return stack(
        stack(
            title("Budget and notifications", 1),
            muted("These hold at once for everybody. They are no part of a version."),
            gap=4,
        ),
        fieldset("Budget", _limit()),
        fieldset("Last day", _deadline()),
        fieldset("Tries", _tries()),
        fieldset(
            "Mails to your team",
            rx.el.ul(rx.foreach(S.people, _person), class_name="m-people"),
            help="One mail for each completed interview; one for several when many complete at once.",
        ),
        required_labels(Wizard.interviewer),
        gap=28,
    )


def _limit() -> rx.Component:
    return rx.cond(
        S.can_budget,
        field(
            "Limit",
            text_input(
                "budget",
                S.budget,
                S.type_budget,
                wait=700,
                placeholder="No limit",
                input_mode="decimal",
                error=S.budget_error,
            ),
            for_="budget",
            help=rx.cond(
                S.budget_note != "",
                S.budget_note,
                rx.cond(
                    Wizard.covers != "", Wizard.covers, "Reached: nobody new can start, and who is mailed here is told."
                ),
            ),
            error=S.budget_error,
        ),
        muted("Your role does not set budgets. The limit is " + rx.cond(S.budget != "", S.budget, "none") + "."),
    )


def _deadline() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            field(
                "Day",
                date_input("deadline", S.day, S.pick_day, error=S.deadline_error),
                for_="deadline",
            ),
            field(
                "Time (optional)",
                text_input("deadline-time", S.clock, S.pick_time, type="time", wait=500),
                for_="deadline-time",
            ),
            class_name="m-pairs",
        ),
        rx.cond(
            S.deadline_error != "",
            notice(S.deadline_error, tone="bad"),
            meta(
                rx.cond(
                    S.deadline_words != "",
                    S.deadline_words + ", " + S.zone + " time. You can extend it at any time.",
                    "Empty: one month after it goes live. Times are " + S.zone + " time.",
                )
            ),
        ),
        class_name="m-stack",
    )


def _tries() -> rx.Component:
    def number(name: str, label: str, options: Any, help: str = "") -> rx.Component:
        return field(
            label,
            select(name, options, S.numbers[name], lambda v: S.pick_number(name, v), label=label),
            for_=name,
            help=help,
        )

    return rx.el.div(
        rx.el.div(
            number("max_retakes", "Retakes", _RETAKES, "Earlier attempts stay readable."),
            number("retake_cooldown_days", "Wait between attempts", _WAITS),
            class_name="m-pairs",
        ),
        number(
            "remind_days",
            "Remind candidates who have not finished",
            _REMINDERS,
            "By mail, before the last day, within the hours that your workspace allows.",
        ),
        when(S.number_error, notice(S.number_error, tone="bad")),
        class_name="m-stack",
    )


def _person(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(one["initials"], class_name="m-avatar is-small", aria_hidden="true"),
        rx.el.div(rx.el.span(one["name"]), meta(one["email"]), class_name="m-two"),
        rx.el.span(class_name="m-push"),
        switch("mail-" + one["id"], one["is_on"], lambda on: S.mail(one["id"], on), label="Mail " + one["name"]),
        class_name="m-person",
        key=one["id"],
    )
