"""The step "Stages": cards in order, minutes and cost of each, and what they take together."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import stage_icon
from milo_app.components.empty import empty
from milo_app.components.forms import field, slider_input, switch_row, text_area, text_input
from milo_app.components.islands import sortable, sortable_item
from milo_app.components.primitives import button, icon_button, menu, menu_item, meta, muted, notice, row, stack, title
from milo_app.components.values import when, yes_no
from milo_app.state.wizard import Wizard
from milo_app.state.wizard_stages import WizardStages as S

STAGES = (("resume", "Resume"), ("form", "Form"), ("web_interview", "Interview"))


def stages_step() -> rx.Component:
    """Draw the step."""
    return stack(
        row(
            stack(title("Stages", 1), muted("Candidates go through them from top to bottom."), gap=4),
            rx.el.span(class_name="m-push"),
            menu(
                button("Add stage", icon_name="plus"),
                *[menu_item(word, S.add_stage(kind)) for kind, word in STAGES],
            ),
            wrap=True,
        ),
        rx.cond(
            S.rows.length() > 0,
            sortable(S.order, rx.foreach(S.rows, _stage), on_move=S.place_stage),
            empty("layers", "No stages yet", "Add a stage, or draft the interview from a description in Plan."),
        ),
        when(S.warning, notice(S.warning, tone="warn")),
        when(S.total, rx.el.p(rx.el.strong(S.total), " · ", Wizard.cost, class_name="m-muted")),
        gap=16,
    )


def _stage(s: Any) -> rx.Component:
    is_open = S.open_row == s["key"]
    head = rx.el.div(
        rx.el.span(stage_icon(s["kind"], colored=True), class_name="m-square is-gray"),
        rx.el.div(
            rx.el.strong(s["title"]),
            rx.el.span(s["summary"], rx.cond(s["cost"] != "", " · " + s["cost"], ""), class_name="m-meta"),
            class_name="m-two",
        ),
        when(s["share"], meta(s["share"], title="Share of the overall score")),
        rx.el.div(
            icon_button("arrow-up", "Move up", S.move_stage(s["key"], -1)),
            icon_button("arrow-down", "Move down", S.move_stage(s["key"], 1)),
            icon_button("trash-2", "Remove the stage", S.remove_stage(s["key"])),
            icon_button(
                "sliders-horizontal",
                "Edit the stage",
                S.toggle(s["key"]),
                custom_attrs={"aria-expanded": yes_no(is_open, "true", "false")},
            ),
            class_name="m-row",
        ),
        class_name="m-stage-head",
    )
    body = rx.el.section(head, rx.cond(is_open, _body(s), rx.fragment()), class_name="m-stage-row")
    return sortable_item(s["key"], body, label=s["title"])


def _body(s: Any) -> rx.Component:
    def wrong(name: str) -> Any:
        return rx.cond(S.wrong_field == s["key"] + "." + name, S.wrong, "")

    return rx.el.div(
        field(
            "Title",
            text_input("stage-name", s["title"], lambda v: S.change(s["key"], "title", v), wait=600, max_length=120),
            for_="stage-name",
            error=wrong("title"),
        ),
        field(
            "Words before the stage",
            text_area(
                "stage-intro", s["intro"], lambda v: S.change(s["key"], "intro", v), wait=700, rows=2, max_length=1000
            ),
            for_="stage-intro",
            help="Candidates read them when the stage begins. Optional.",
            error=wrong("intro"),
        ),
        rx.cond(
            s["is_scored"],
            field(
                "Weight of this stage in the overall score",
                slider_input(
                    "stage-weight",
                    s["weight"].to(int),
                    lambda v: S.change(s["key"], "weight", v.to_string()),
                    low=1,
                    high=10,
                    label="Weight of the stage",
                    shown=s["share"],
                ),
                for_="stage-weight",
            ),
            rx.fragment(),
        ),
        rx.cond(
            s["is_resume"],
            stack(
                switch_row(
                    "A resume is required",
                    "Off: candidates may go on without one.",
                    s["is_required"],
                    lambda on: S.change(s["key"], "is_required", on.to_string()),
                    name="stage-required",
                ),
                switch_row(
                    "Stop people who miss a must-have",
                    "Off: must-haves are shown to you and stop nobody.",
                    s["enforces"],
                    lambda on: S.change(s["key"], "enforce_rules", on.to_string()),
                    name="stage-enforce",
                ),
            ),
            rx.fragment(),
        ),
        class_name="m-stage-body",
    )
