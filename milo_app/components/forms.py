"""Labelled form controls for recruiter pages; labels, help and errors are tied to their control."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from milo_app.components.primitives import button, icon
from milo_app.components.values import Flag, Handler, Items, Num, Text, inline, label_id, when


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of radio or checkbox cards."""

    value: str
    title: Text
    text: Text = ""
    icon: str = ""


def field(
    label: Text,
    control: rx.Component,
    *,
    for_: str = "",
    help: Text = "",
    error: Text = "",
    required: bool = False,
    counter: Text = "",
    aside: rx.Component | None = None,
) -> rx.Component:
    """Label a control, with help under the label, an error or a counter under the control, a link beside the label.

    `for_` is the name of the control (its id); help and error get the ids `<name>-help` and `<name>-error`.
    """
    star = rx.el.span(" (required)", class_name="m-meta") if required else rx.fragment()
    below = rx.el.div(
        when(
            error,
            rx.el.span(icon("circle-alert", 14), rx.el.span(error), class_name="m-field-error", role="alert"),
            when(help, rx.el.span(help)),
        ),
        when(counter, rx.el.span(counter, class_name="m-push-end")),
        class_name="m-field-below",
        id=label_id(for_, "help") if for_ else None,
    )
    top: dict[str, Any] = {"html_for": for_} if for_ else {}
    return rx.el.div(
        rx.el.div(
            rx.el.label(label, star, **top), aside if aside is not None else rx.fragment(), class_name="m-field-top"
        ),
        control,
        below,
        class_name="m-field",
    )


def _common(name: str, error: Text, props: dict[str, Any]) -> dict[str, Any]:
    props.setdefault("id", name)
    custom = dict(props.pop("custom_attrs", {}))
    custom.setdefault("aria-describedby", label_id(name, "help"))
    if isinstance(error, rx.Var):
        custom["aria-invalid"] = rx.cond(error, "true", "false")
    elif error:
        custom["aria-invalid"] = "true"
    props["custom_attrs"] = custom
    props["name"] = name
    return props


def _controlled(
    element: Any,
    value: Text | Num | None,
    on_change: Handler,
    default: Text | Num | None,
    wait: int,
    props: dict[str, Any],
) -> rx.Component:
    if value is not None and on_change is not None:
        return rx.debounce_input(element(value=value, on_change=on_change, **props), debounce_timeout=wait)
    if default is not None:
        props["default_value"] = default
    if on_change is not None:
        props["on_change"] = on_change
    return element(**props)


def text_input(
    name: str,
    value: Text | None = None,
    on_change: Handler = None,
    *,
    type: str = "text",
    default: Text | None = None,
    error: Text = "",
    icon_name: str = "",
    mono: bool = False,
    large: bool = False,
    wait: int = 300,
    **props: Any,
) -> rx.Component:
    """Draw a one-line field: controlled with `value` and `on_change` (after `wait` ms), else a plain form field."""
    props = _common(name, error, props) | {"type": type}
    props["class_name"] = "m-input" + (" is-mono" if mono else "") + (" is-large" if large else "")
    control = _controlled(rx.el.input, value, on_change, default, wait, props)
    if not icon_name:
        return control
    return rx.el.div(icon(icon_name), control, class_name="m-input-with-icon")


def text_area(
    name: str,
    value: Text | None = None,
    on_change: Handler = None,
    *,
    rows: int = 4,
    default: Text | None = None,
    error: Text = "",
    wait: int = 400,
    **props: Any,
) -> rx.Component:
    """Draw a field of several lines; controlled with `value` and `on_change` (after `wait` ms)."""
    props = _common(name, error, props) | {"rows": str(rows), "class_name": "m-input is-area"}
    return _controlled(rx.el.textarea, value, on_change, default, wait, props)


def number_input(
    name: str,
    value: Num | None = None,
    on_change: Handler = None,
    *,
    low: int | float | None = None,
    high: int | float | None = None,
    step: int | float = 1,
    unit: Text = "",
    error: Text = "",
    wait: int = 300,
    **props: Any,
) -> rx.Component:
    """Draw a number field with its unit behind it; `on_change` gets the text as typed."""
    props = _common(name, error, props) | {"type": "number", "step": step, "class_name": "m-input is-number"}
    props |= {key: limit for key, limit in (("min", low), ("max", high)) if limit is not None}
    control = _controlled(rx.el.input, value, on_change, None, wait, props)
    return rx.el.span(control, when(unit, rx.el.span(unit, class_name="m-meta")), class_name="m-with-unit")


def date_input(
    name: str, value: Text | None = None, on_change: Handler = None, *, error: Text = "", **props: Any
) -> rx.Component:
    """Draw the browser's own date field; values are "YYYY-MM-DD"."""
    props = _common(name, error, props) | {"type": "date", "class_name": "m-input is-date"}
    if value is not None:
        props["value"] = value
    if on_change is not None:
        props["on_change"] = on_change
    return rx.el.input(**props)


def select(
    name: str,
    options: Sequence[tuple[str, str]] | rx.Var[Any],
    value: Text,
    on_change: Handler,
    *,
    label: str = "",
    disabled: Flag = False,
    small: bool = False,
) -> rx.Component:
    """Draw a drop-down; options are (value, words) or a Var of `{"value", "label"}`; `label` names it alone."""
    if isinstance(options, rx.Var):
        items = rx.foreach(
            options.to(list[dict[str, str]]), lambda option: rx.el.option(option["label"], value=option["value"])
        )
    else:
        items = rx.fragment(*[rx.el.option(words, value=key) for key, words in options])
    named = {"aria_label": label} if label else {}
    return rx.el.span(
        rx.el.select(
            items,
            id=name,
            name=name,
            value=value,
            on_change=on_change,
            disabled=disabled,
            class_name="m-select",
            **named,
        ),
        icon("chevron-down", 14),
        class_name="m-select-box" + (" is-small" if small else ""),
    )


def slider_input(
    name: str,
    value: Num,
    on_change: Handler,
    *,
    low: int = 0,
    high: int = 10,
    step: int = 1,
    label: Text = "",
    shown: Text = "",
    wait: int = 200,
) -> rx.Component:
    """Draw a slider with its value in words at the right (`shown`); arrow keys move it by `step`."""
    percent = (value - low) * 100 / (high - low)
    control = rx.el.input(
        type="range",
        id=name,
        name=name,
        min=low,
        max=high,
        step=step,
        value=value,
        on_change=on_change,
        aria_label=label,
        class_name="m-range",
        custom_attrs=inline(p=f"{percent}%"),
    )
    return rx.el.span(
        rx.debounce_input(control, debounce_timeout=wait),
        when(shown, rx.el.span(shown, class_name="m-range-value")),
        class_name="m-range-box",
    )


def checkbox(
    label: Text, checked: Flag | None = None, on_change: Handler = None, *, name: str = "", default: bool = False
) -> rx.Component:
    """Draw a checkbox with its words; the whole line can be pressed."""
    props: dict[str, Any] = {"name": name, "type": "checkbox", "class_name": "m-check"}
    if checked is not None:
        props["checked"] = checked
    elif default:
        props["default_checked"] = True
    if on_change is not None:
        props["on_change"] = on_change
    return rx.el.label(rx.el.input(**props), rx.el.span(label), class_name="m-check-line")


def switch_row(
    title: Text, text: Text, checked: Flag, on_change: Handler, *, name: str, disabled: Flag = False
) -> rx.Component:
    """Draw a setting that is on or off, with what it does under its name; `on_change` gets a bool."""
    return rx.el.div(
        rx.el.div(
            rx.el.label(title, html_for=name, class_name="m-strong"),
            when(text, rx.el.span(text, class_name="m-meta", id=label_id(name, "help"))),
            class_name="m-two",
        ),
        switch(name, checked, on_change, disabled=disabled),
        class_name="m-switch-row",
    )


def switch(name: str, checked: Flag, on_change: Handler, *, label: Text = "", disabled: Flag = False) -> rx.Component:
    """Draw a bare switch; give it a label where no words stand beside it. `on_change` gets a bool."""
    named = {"aria_label": label} if not isinstance(label, str) or label else {}
    return rx.switch(
        id=name,
        checked=checked,
        on_change=on_change,
        disabled=disabled,
        size="2",
        custom_attrs={"aria-describedby": label_id(name, "help")},
        **named,
    )


def radio_cards(name: str, choices: Sequence[Choice], value: Text, on_change: Handler, *, label: str) -> rx.Component:
    """Offer a few options as cards, one of which holds; `on_change` gets the value."""
    return rx.el.div(
        *[_choice_card("radio", name, choice, _same(value, choice.value), on_change) for choice in choices],
        class_name="m-choices",
        role="radiogroup",
        aria_label=label,
    )


def checkbox_cards(
    name: str, choices: Sequence[Choice], values: Items, on_toggle: Handler, *, label: str
) -> rx.Component:
    """Offer options as cards, any of which hold; `on_toggle` gets the value that was pressed."""

    def holds(key: str) -> Flag:
        return values.to(list[str]).contains(key) if isinstance(values, rx.Var) else key in values

    return rx.el.div(
        *[_choice_card("checkbox", name, choice, holds(choice.value), on_toggle) for choice in choices],
        class_name="m-choices",
        role="group",
        aria_label=label,
    )


def _same(value: Text, key: str) -> Flag:
    return value == key


def _choice_card(kind: str, name: str, choice: Choice, checked: Flag, on_pick: Handler) -> rx.Component:
    props: dict[str, Any] = {"on_change": on_pick(choice.value)} if on_pick is not None else {}
    return rx.el.label(
        rx.el.span(icon(choice.icon), class_name="m-square") if choice.icon else rx.fragment(),
        rx.el.span(
            rx.el.strong(choice.title),
            when(choice.text, rx.el.span(choice.text, class_name="m-meta")),
            class_name="m-two",
        ),
        rx.el.input(
            type=kind,
            name=name,
            value=choice.value,
            checked=checked,
            class_name="m-check" if kind == "checkbox" else "m-radio",
            **props,
        ),
        class_name="m-choice",
    )


def form(*children: Any, on_submit: Handler = None, **props: Any) -> rx.Component:
    """Stack fields 16 px apart; `on_submit` gets `{name: value}`; with `action` it posts to a route."""
    if on_submit is not None:
        props["on_submit"] = on_submit
    return rx.el.form(*children, class_name="m-form", **props)


def fieldset(legend: Text, *children: Any, help: Text = "") -> rx.Component:
    """Group fields under a heading."""
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="m-h2"),
        when(help, rx.el.p(help, class_name="m-muted")),
        *children,
        class_name="m-fieldset",
    )


def save_bar(
    shown: Flag,
    text: Text,
    on_discard: Handler,
    on_save: Handler,
    saving: Flag = False,
    save_label: str = "Save changes",
) -> rx.Component:
    """Stick to the bottom while there are unsaved changes, and say whom they affect."""
    return when(
        shown,
        rx.el.div(
            rx.el.span(
                rx.el.span(class_name="m-dot is-expired", aria_hidden="true"),
                rx.el.span(text),
                class_name="m-status",
                role="status",
            ),
            rx.el.div(
                button("Discard", on_discard, kind="quiet"),
                button(save_label, on_save, kind="solid", loading=saving),
                class_name="m-row",
            ),
            class_name="m-footer",
        ),
    )
