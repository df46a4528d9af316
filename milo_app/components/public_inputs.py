"""The form controls of candidate pages: native, 44 px high, uncontrolled where a slow line could eat a letter."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.primitives import icon
from milo_app.components.values import Flag, Handler, Items, Text, each, label_id, when, yes_no


def public_field(
    label: Text, control: rx.Component, *, name: str, help: Text = "", error: Text = "", optional: bool = False
) -> rx.Component:
    """Label a control on a candidate's page; help and error are read with it."""
    extra = rx.el.span(" (optional)", class_name="p-muted") if optional else rx.fragment()
    return rx.el.div(
        rx.el.label(label, extra, html_for=name),
        control,
        rx.el.div(
            when(
                error,
                rx.el.span(icon("circle-alert", 16), rx.el.span(error), class_name="p-error", role="alert"),
                when(help, rx.el.span(help)),
            ),
            id=label_id(name, "help"),
            class_name="p-below",
        ),
        class_name="p-field",
    )


def public_input(
    name: str,
    *,
    type: str = "text",
    default: Text | None = None,
    on_blur: Handler = None,
    invalid: Flag = False,
    **props: Any,
) -> rx.Component:
    """Draw a one-line field, 44 px high; uncontrolled, so that a slow line never eats a letter."""
    if default is not None:
        props["default_value"] = default
    if on_blur is not None:
        props["on_blur"] = on_blur
    attrs = {"aria-describedby": label_id(name, "help"), "aria-invalid": yes_no(invalid, "true", "false")}
    return rx.el.input(id=name, name=name, type=type, class_name="m-input is-large", custom_attrs=attrs, **props)


def public_textarea(
    name: str, *, default: Text | None = None, rows: int = 4, on_blur: Handler = None, **props: Any
) -> rx.Component:
    """Draw a field of several lines; for interview answers use the `autosave_text` island."""
    if default is not None:
        props["default_value"] = default
    if on_blur is not None:
        props["on_blur"] = on_blur
    return rx.el.textarea(
        id=name,
        name=name,
        rows=str(rows),
        class_name="m-input is-area is-large",
        custom_attrs={"aria-describedby": label_id(name, "help")},
        **props,
    )


def public_choices(
    name: Text,
    options: Items,
    value: Text | Items,
    on_pick: Handler,
    *,
    multiple: Flag = False,
    labelled_by: str = "question",
) -> rx.Component:
    """Offer options as large lines; items are `{"value": ..., "label": ...}`; `on_pick` gets the pressed value.

    With `multiple`, `value` is the list of those that hold, and `on_pick` toggles.
    """

    def line(option: Any, many: bool) -> rx.Component:
        if many:
            holds = (
                value.to(list[str]).contains(option["value"]) if isinstance(value, rx.Var) else option["value"] in value
            )
        else:
            holds = option["value"] == value
        return rx.el.label(
            rx.el.input(
                type="checkbox" if many else "radio",
                name=name,
                value=option["value"],
                checked=holds,
                on_change=lambda _picked: on_pick(option["value"]),
                class_name="m-check" if many else "m-radio",
            ),
            rx.el.span(option["label"]),
            class_name="p-choice",
        )

    def group(many: bool) -> rx.Component:
        items = options.to(list[dict[str, str]]) if isinstance(options, rx.Var) else options
        return rx.el.div(
            each(items, lambda option: line(option, many)),
            class_name="p-choices",
            role="group" if many else "radiogroup",
            aria_labelledby=labelled_by,
        )

    if isinstance(multiple, rx.Var):
        return rx.cond(multiple, group(True), group(False))
    return group(multiple)


def public_select(
    name: Text, options: Items, value: Text, on_change: Handler, *, placeholder: str = "Choose one"
) -> rx.Component:
    """Draw the phone's own drop-down; items are `{"value": ..., "label": ...}`."""
    items = options.to(list[dict[str, str]]) if isinstance(options, rx.Var) else options
    return rx.el.span(
        rx.el.select(
            rx.el.option(placeholder, value=""),
            each(items, lambda option: rx.el.option(option["label"], value=option["value"])),
            id=name,
            name=name,
            value=value,
            on_change=on_change,
            class_name="m-select",
        ),
        icon("chevron-down"),
        class_name="m-select-box is-large",
    )


def public_slider(
    name: Text,
    value: Text,
    on_change: Handler,
    *,
    low: Any = 0,
    high: Any = 10,
    step: Any = 1,
    low_word: Text = "",
    high_word: Text = "",
    shown: Text = "",
) -> rx.Component:
    """Draw a slider with its ends named and its value large."""
    return rx.el.div(
        when(shown, rx.el.strong(shown, class_name="p-slider-value")),
        rx.el.input(
            type="range",
            id=name,
            name=name,
            min=low,
            max=high,
            step=step,
            default_value=value,
            on_change=on_change,
            class_name="m-range is-large",
            aria_labelledby="question",
        ),
        rx.el.div(rx.el.span(low_word), rx.el.span(high_word), class_name="p-progress-top"),
        class_name="p-slider",
    )


def consent_check(
    text: Any, *, name: str, checked: Flag | None = None, on_change: Handler = None, required: bool = True
) -> rx.Component:
    """Draw a line that a person must agree to; the whole line can be pressed."""
    props: dict[str, Any] = {} if checked is None else {"checked": checked}
    if on_change is not None:
        props["on_change"] = on_change
    return rx.el.label(
        rx.el.input(type="checkbox", name=name, required=required, class_name="m-check", **props),
        rx.el.span(text),
        class_name="p-consent",
    )


def stars(value: Any, on_rate: Handler, words: Text = "") -> rx.Component:
    """Draw five stars of 44 px; `on_rate` gets 1 to 5, `words` says the choice ("4 of 5, good")."""

    def star(number: int) -> rx.Component:
        lit: Any = value >= number
        sign = when(lit, icon("star", 28, class_name="m-fill"), icon("star", 28))
        chosen: Any = value == number
        return rx.el.button(
            sign,
            type="button",
            on_click=on_rate(number),
            aria_label=f"{number} of 5 stars",
            custom_attrs={"aria-pressed": yes_no(chosen, "true", "false"), "data-lit": yes_no(lit)},
        )

    return rx.el.div(
        rx.el.div(
            *[star(number) for number in range(1, 6)], class_name="p-star-row", role="group", aria_label="Your rating"
        ),
        when(words, rx.el.span(words, role="status")),
        class_name="p-stars",
    )
