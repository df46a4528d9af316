"""Filters of a list: a button that says what is chosen, with a menu of options or a small form under it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.primitives import icon
from milo_app.components.values import Flag, Handler, Text, when, yes_no


def filter_menu(label: Text, chosen: Text, *items: Any, name: Text = "", is_on: Flag | None = None) -> rx.Component:
    """Draw a filter with one choice: its label, what is chosen, and the `filter_option`s under it."""
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(_button(label, chosen, name, chosen if is_on is None else is_on)),
        rx.dropdown_menu.content(*items, size="2", variant="soft", align="start", class_name="m-filter-menu"),
    )


def filter_option(words: Text, on_select: Handler, is_on: Flag, count: Text = "") -> rx.Component:
    """Draw one option of a `filter_menu`; the one that holds has a check before it."""
    return rx.dropdown_menu.item(
        rx.el.span(when(is_on, icon("check", 14)), class_name="m-check-slot"),
        rx.el.span(words),
        when(count, rx.el.span(count, class_name="m-count")),
        on_select=on_select,
        custom_attrs={"role": "menuitemradio", "aria-checked": yes_no(is_on, "true", "false")},
    )


def filter_form(
    label: Text,
    chosen: Text,
    *body: Any,
    name: Text = "",
    is_on: Flag | None = None,
    sign: str = "",
    width: str = "280px",
    on_open: Handler = None,
) -> rx.Component:
    """Draw a filter whose choice needs more than a line: `body` stands in a small window under the button."""
    props: dict[str, Any] = {"on_open_change": on_open} if on_open is not None else {}
    return rx.popover.root(
        rx.popover.trigger(_button(label, chosen, name, chosen if is_on is None else is_on, sign)),
        rx.popover.content(
            *body,
            side_offset=6,
            align="start",
            padding="12px",
            width=width,
            max_width="calc(100vw - 24px)",
            aria_label=name or label,
            class_name="m-filter-form",
        ),
        **props,
    )


def _button(label: Text, chosen: Text, name: Text, is_on: Any, sign: str = "") -> rx.Component:
    spoken = {"aria_label": name} if not isinstance(name, str) or name else {}
    return rx.el.button(
        icon(sign, 14) if sign else rx.fragment(),
        rx.el.span(label, class_name="m-cut"),
        when(chosen, rx.el.strong(chosen, class_name="m-cut")),
        rx.fragment() if sign else icon("chevron-down", 14),
        type="button",
        class_name="m-btn m-filter " + ("is-bare" if sign else "is-outline"),
        custom_attrs={"data-on": yes_no(rx.Var.create(is_on).bool() if isinstance(is_on, rx.Var) else bool(is_on))},
        **spoken,
    )
