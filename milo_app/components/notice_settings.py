"""The parts of Settings, Notifications: the matrix of topics and channels, and the lines of devices and chats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from milo_app.components.chips import badge
from milo_app.components.primitives import icon
from milo_app.components.values import Flag, Items, Text, each, when

Toggle = Callable[[Any, Any, Any], Any]


def notice_matrix(heads: Items, topics: Items, on_toggle: Toggle) -> rx.Component:
    """Show a box for each topic and channel; `on_toggle(topic, channel, is_on)`.

    Topics are `{"key", "label", "words", "cells": [{"channel", "label", "is_on"}]}`, heads the names of the channels.
    """
    return rx.el.div(
        rx.el.table(
            rx.el.caption("What you are told, and how", class_name="m-sr"),
            rx.el.thead(rx.el.tr(rx.el.th("Topic", scope="col", class_name="is-first"), each(heads, _head))),
            rx.el.tbody(each(topics, lambda topic: _topic(topic, on_toggle))),
            class_name="m-matrix is-choices",
        ),
        class_name="m-matrix-frame",
        tab_index=0,
        role="region",
        aria_label="What you are told, and how",
    )


def _head(head: Any) -> rx.Component:
    return rx.el.th(rx.el.span(head, class_name="m-matrix-role"), scope="col")


def _topic(topic: Any, on_toggle: Toggle) -> rx.Component:
    cells = topic["cells"].to(list[dict[str, Any]]) if isinstance(topic, rx.Var) else topic["cells"]
    words = rx.el.div(
        rx.el.span(topic["label"], class_name="m-strong"),
        rx.el.span(topic["words"], class_name="m-meta"),
        class_name="m-two",
    )
    return rx.el.tr(
        rx.el.th(words, scope="row", class_name="is-first"), each(cells, lambda cell: _cell(topic, cell, on_toggle))
    )


def _cell(topic: Any, cell: Any, on_toggle: Toggle) -> rx.Component:
    checked: Any = cell["is_on"].to(bool) if isinstance(cell, rx.Var) else cell["is_on"]
    box = rx.el.input(
        type="checkbox",
        checked=checked,
        on_change=on_toggle(topic["key"], cell["channel"], ~checked if isinstance(checked, rx.Var) else not checked),
        class_name="m-check",
        aria_label=cell["label"],
    )
    return rx.el.td(rx.el.label(box, class_name="m-matrix-box"))


def told_line(
    sign: str, name: Text, about: Text, *actions: Any, error: Text = "", mark: Text = "", extra: Any = None
) -> rx.Component:
    """Show a device or a channel: its name, where it is, what went wrong, and what can be done."""
    return rx.el.div(
        rx.el.span(icon(sign), class_name="m-square is-gray"),
        rx.el.div(
            rx.el.span(
                rx.el.span(name, class_name="m-strong m-cut"), when(mark, badge(mark)), class_name="m-head-line"
            ),
            rx.el.span(about, class_name="m-meta"),
            when(error, rx.el.span(icon("circle-alert", 14), rx.el.span(error), class_name="m-field-error")),
            extra if extra is not None else rx.fragment(),
            class_name="m-two",
        ),
        rx.el.div(*actions, class_name="m-hear-acts"),
        class_name="m-hear",
        role="listitem",
    )


def topic_boxes(boxes: Items, on_toggle: Callable[[Any, Any], Any], *, disabled: Flag = False) -> rx.Component:
    """Show the topics of a channel as small boxes; `on_toggle(topic, is_on)`. Boxes are `{"key", "label", "is_on"}`."""

    def one(box: Any) -> rx.Component:
        checked: Any = box["is_on"].to(bool) if isinstance(box, rx.Var) else box["is_on"]
        control = rx.el.input(
            type="checkbox",
            checked=checked,
            disabled=disabled,
            on_change=on_toggle(box["key"], ~checked if isinstance(checked, rx.Var) else not checked),
            class_name="m-check",
        )
        return rx.el.label(control, rx.el.span(box["label"]), class_name="m-check-line is-small")

    return rx.el.div(each(boxes, one), class_name="m-hear-topics")
