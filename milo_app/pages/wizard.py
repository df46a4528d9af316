"""Create or edit an interviewer: six steps, a draft that saves itself, a preview beside it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import state_badge
from milo_app.components.islands import saved_ago
from milo_app.components.layout import page_header
from milo_app.components.primitives import button, notice, stack
from milo_app.components.values import when
from milo_app.components.wizard import Step, stepper, wizard, wizard_footer
from milo_app.pages.frame import framed
from milo_app.pages.label_dialog import label_dialog
from milo_app.pages.share_dialog import share_dialog
from milo_app.pages.wizard_basics import basics_step
from milo_app.pages.wizard_budget import budget_step
from milo_app.pages.wizard_plan import found, plan_step
from milo_app.pages.wizard_preview import preview
from milo_app.pages.wizard_questions import questions_step
from milo_app.pages.wizard_review import review_step
from milo_app.pages.wizard_stages import stages_step
from milo_app.state.wizard import Wizard as S
from milo_app.state.wizard_plan import WizardPlan
from milo_app.state.wizard_review import WizardReview
from milo_app.state.wizard_sources import WizardSources

_NAMES = (
    ("plan", "Plan"),
    ("basics", "Basics"),
    ("stages", "Stages"),
    ("questions", "Questions & scoring"),
    ("budget", "Budget & alerts"),
    ("review", "Review & share"),
)


def new() -> rx.Component:
    """Draw the empty first step."""
    steps = [Step(key, name, "Paste or pick" if key == "plan" else "") for key, name in _NAMES]
    return framed(
        page_header("New interviewer", crumbs=[("Interviewers", "/interviewers")], badge=state_badge("draft", "Draft")),
        wizard(stepper(steps, "plan"), plan_step(), found()),
        active="interviewers",
        footer=wizard_footer(
            "",
            when(
                WizardSources.chosen,
                button(
                    "Start from " + WizardSources.chosen_name,
                    WizardSources.start("template", WizardSources.chosen),
                    kind="soft",
                ),
            ),
            button("Start empty", WizardPlan.start_empty, kind="quiet"),
        ),
    )


def edit() -> rx.Component:
    """Draw the step that the address names."""
    main = rx.match(
        S.step,
        ("basics", basics_step()),
        ("stages", stages_step()),
        ("questions", questions_step()),
        ("budget", budget_step()),
        ("review", review_step()),
        plan_step(),
    )
    steps = [
        Step(key, name, S.lines[key], "/interviewers/" + S.interviewer + "/edit?step=" + key) for key, name in _NAMES
    ]
    return framed(
        page_header(
            rx.cond(S.title != "", S.title, "Interviewer"),
            crumbs=[("Interviewers", "/interviewers")],
            badge=state_badge(S.status, S.status.capitalize()),
        ),
        wizard(
            stepper(steps, S.step, done=S.done),
            stack(when(S.conflict, notice(S.conflict, tone="warn")), main, gap=16),
            rx.cond(S.step == "plan", found(), preview()),
        ),
        share_dialog(),
        label_dialog(),
        active="interviewers",
        footer=_footer(),
    )


def _next_of(step: Any) -> Any:
    return rx.match(
        step,
        ("basics", "Next: Basics"),
        ("stages", "Next: Stages"),
        ("questions", "Next: Questions & scoring"),
        ("budget", "Next: Budget & alerts"),
        ("review", "Next: Review & share"),
        "",
    )


def _footer() -> rx.Component:
    publish = button(
        rx.cond(S.status == "draft", "Publish", "Publish new version"),
        WizardReview.publish,
        kind="solid",
        loading=WizardReview.is_publishing,
    )
    # One solid button a screen: drafting is the one of an empty plan.
    onward = rx.cond(
        (S.step == "plan") & (S.stages.length() == 0),
        button("Start without a text", S.go("stages"), kind="quiet"),
        rx.cond(
            S.step == "plan",
            button("Next: Basics", S.go(S.after), kind="soft", icon_after="arrow-right"),
            button(_next_of(S.after), S.go(S.after), kind="solid", icon_after="arrow-right"),
        ),
    )
    return wizard_footer(
        S.saved,
        when(S.before, button("Back", S.go(S.before), kind="quiet")),
        when(S.after, onward, publish),
        said=saved_ago(S.saved_at, S.saved),
    )
