"""The required labels of an interviewer in the wizard; the page's on_load needs `RequiredLabels.load`."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.labels import label_tag, required_label
from milo_app.components.primitives import button, stack
from milo_app.components.values import when
from milo_app.state.label_dialog import LabelDialog
from milo_app.state.required_labels import RequiredLabels as S


def required_labels(interviewer: Any) -> rx.Component:
    """Ask for the required labels and show the others, with the way to the dialog; nothing where there are no labels."""
    return rx.cond(
        S.has_labels,
        rx.el.fieldset(
            rx.el.legend("Labels", class_name="m-h2"),
            rx.cond(
                S.lines.length() > 0,
                rx.el.p("The required ones are set before this goes live.", class_name="m-muted"),
                rx.el.p("Labels say what an interviewer is for. None is required here.", class_name="m-muted"),
            ),
            when(S.missing, rx.el.p("Not set yet: " + S.missing + ".", class_name="m-meta", role="status")),
            label_lines(interviewer),
            class_name="m-fieldset",
            id="labels",
        ),
        rx.fragment(),
    )


def label_lines(interviewer: Any) -> rx.Component:
    """Draw a control for each required label, the others as tags, and the button that opens the dialog."""
    others = rx.el.div(
        rx.foreach(S.others, lambda one: label_tag(one["name"], one["value"])),
        button("Manage labels", LabelDialog.open(interviewer), kind="outline", size="small", icon_name="tag"),
        class_name="m-row is-wrap",
    )
    required = rx.cond(
        S.can_edit,
        rx.el.div(rx.foreach(S.lines, _line), class_name="m-stack"),
        rx.el.div(
            rx.foreach(S.lines, lambda one: label_tag(one["name"], rx.cond(one["value"], one["value"], "not set"))),
            class_name="m-row is-wrap",
        ),
    )
    return stack(rx.cond(S.lines.length() > 0, required, rx.fragment()), others)


def _line(line: Any) -> rx.Component:
    return required_label(
        line["id"],
        line["name"],
        line["help"],
        line["kind"],
        line["value"],
        line["options"],
        line["problem"],
        S.set_value,
    )
