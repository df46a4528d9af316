"""The Manage Labels dialog: draw it once on a page, open it with `LabelDialog.open(id)` or `open_many(ids)`."""

from __future__ import annotations

import reflex as rx

from milo_app.components.forms import field, form, select
from milo_app.components.labels import given_label, label_value_input
from milo_app.components.primitives import button, link, notice
from milo_app.components.values import when
from milo_app.state.label_dialog import LabelDialog as S


def label_dialog() -> rx.Component:
    """Draw the dialog; closed until somebody manages labels."""
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Labels of " + S.title, class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                "Labels say what an interviewer is for; the list can be filtered by them.",
                size="2",
                margin_bottom="12px",
                class_name="m-muted",
            ),
            rx.el.div(when(S.missing, notice(S.missing, tone="warn")), _given(), _setting(), class_name="m-stack"),
            rx.el.div(
                rx.cond(
                    S.can_manage,
                    link("Create a new label", href="/data/labels?new=1", class_name="m-quiet-link m-push-start"),
                    rx.fragment(),
                ),
                rx.cond(S.can_undo, button("Undo", S.undo, kind="outline", icon_name="undo-2"), rx.fragment()),
                rx.dialog.close(button("Done", kind="quiet")),
                class_name="m-dialog-foot",
            ),
            max_width="480px",
        ),
        open=S.is_open,
        on_open_change=S.opened,
    )


def _given() -> rx.Component:
    can_edit = S.can_edit & ~S.is_archived
    return rx.cond(
        S.given.length() > 0,
        rx.el.ul(
            rx.foreach(
                S.given,
                lambda one: given_label(one["name"], one["value"], one["note"], S.remove(one["id"]), can_edit),
            ),
            class_name="m-given-list",
            aria_label="Labels that are set",
        ),
        rx.el.p("No labels yet.", class_name="m-meta"),
    )


def _setting() -> rx.Component:
    none = rx.el.p(
        rx.cond(
            S.can_manage,
            "This workspace has no labels. Create the first one under Data.",
            "This workspace has no labels. A recruiter or admin can create them under Data.",
        ),
        class_name="m-muted",
    )
    archived = rx.el.p(
        "An archived interviewer keeps its labels as they are. Unarchive it to change them.", class_name="m-muted"
    )
    return rx.cond(
        S.is_archived, archived, rx.cond(S.labels.length() == 0, none, rx.cond(S.can_edit, _form(), rx.fragment()))
    )


def _form() -> rx.Component:
    options = rx.Var.create([{"value": "", "label": "Choose a label"}]).to(list[dict[str, str]]) + S.labels.to(
        list[dict[str, str]]
    )
    return form(
        field("Label", select("label-chosen", options, S.chosen, S.choose), for_="label-chosen"),
        rx.cond(
            S.chosen != "",
            rx.fragment(
                field(
                    "Value",
                    label_value_input(
                        "label-value", S.kind, S.value, S.options, S.pick_value, error=S.problem, label="Value"
                    ),
                    for_="label-value",
                    help=S.help,
                    error=S.problem,
                ),
                rx.el.div(
                    button("Apply label", type="submit", kind="solid", loading=S.is_busy), class_name="m-row is-end"
                ),
            ),
            rx.fragment(),
        ),
        on_submit=S.apply,
    )
