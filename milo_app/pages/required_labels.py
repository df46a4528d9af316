"""The required labels of an interviewer in the wizard; the page's on_load needs `RequiredLabels.load`."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.labels import label_tag, required_label
from milo_app.components.primitives import button, stack
from milo_app.state.label_dialog import LabelDialog
from milo_app.state.required_labels import RequiredLabels as S


def required_labels(interviewer: Any) -> rx.Component:
    """Ask for the required labels and show the others, with the way to the dialog; nothing where there are no labels."""
    others = rx.el.div(
        rx.foreach(S.others, lambda one: label_tag(one["name"], one["value"])),
        button("Manage labels", LabelDialog.open(interviewer), kind="outline", size="small", icon_name="tag"),
        class_name="m-row is-wrap",
    )
    return rx.cond(
        S.has_labels,
        rx.el.fieldset(
            rx.el.legend("Labels", class_name="m-h2"),
            rx.cond(
                S.lines.length() > 0,
                rx.el.p("The required ones are set before this goes live.", class_name="m-muted"),
                rx.el.p("Labels say what an interviewer is for. None is required here.", class_name="m-muted"),
            ),
            stack(rx.foreach(S.lines, _line), others),
            class_name="m-fieldset",
            id="labels",
        ),
        rx.fragment(),
    )


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
