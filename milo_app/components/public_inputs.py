"""The form controls of candidate pages: native, 44 px high, uncontrolled where a slow line could eat a letter."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.primitives import icon
from milo_app.components.values import Flag, Handler, Items, Text, each, label_id, when, yes_no


def public_field(
    label: Text, control: rx.Component, *, name: str, help: Text = "", error: Text = "", optional: bool = False
) -> rx.Component:
    """Label a control on a candidate's page; help and error are read with it.

    Within a `fetch_form`, what the server says about this field is shown here as well.
    """
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
            posted_error(name),
            id=label_id(name, "help"),
            class_name="p-below",
        ),
        class_name="p-field",
    )


def posted_error(name: str) -> rx.Component:
    """Hold the place where a `fetch_form` writes what the server says about the field of that name."""
    return rx.el.span(class_name="p-error", role="alert", custom_attrs={"data-error-for": name})


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


def consent_check(
    text: Any, *, name: str, checked: Flag | None = None, on_change: Handler = None, required: bool = True
) -> rx.Component:
    """Draw a line that a person must agree to; the whole line can be pressed."""
    props: dict[str, Any] = {} if checked is None else {"checked": checked}
    if on_change is not None:
        props["on_change"] = on_change
    attrs = {"aria-describedby": label_id(name, "help")}
    box = rx.el.input(type="checkbox", name=name, required=required, class_name="m-check", custom_attrs=attrs, **props)
    return rx.el.div(
        rx.el.label(box, rx.el.span(text), class_name="p-consent"),
        rx.el.div(posted_error(name), id=label_id(name, "help")),
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
