"""Labels: tags of a row, the filter menu, the control that fits a value, and the lines of dialogs and forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from milo_app.components.forms import field, select, text_input
from milo_app.components.primitives import button, icon, icon_button
from milo_app.components.values import Flag, Handler, Items, Text, choose, each, when


def label_tag(name: Text, value: Text) -> rx.Component:
    """Show a label in a row by its value; which label it is stands on hover and is read aloud."""
    return rx.el.span(
        rx.el.span(name, ": ", class_name="m-sr"), value, class_name="m-tag", title=rx.Var.create(name) + ": " + value
    )


def label_filter_menu(
    groups: Items,
    chosen_count: Text,
    search: Text,
    *,
    on_search: Handler,
    on_toggle: Callable[[Any], Any] | Handler,
    on_clear: Handler,
    on_open: Handler = None,
    has_chosen: Flag = False,
    is_open: Flag | None = None,
) -> rx.Component:
    """Draw the Labels button with its menu of values to check.

    Groups are `{"name", "more", "lines"}`, lines `{"pick", "value", "count", "is_on"}`; `on_toggle` gets the `pick`.
    """
    props: dict[str, Any] = {"on_open_change": on_open} if on_open is not None else {}
    if is_open is not None:
        props["open"] = is_open
    return rx.popover.root(
        rx.popover.trigger(
            rx.el.button(
                icon("tag"),
                rx.el.span("Labels"),
                when(has_chosen, rx.el.span(chosen_count, class_name="m-count")),
                type="button",
                class_name="m-btn is-outline is-normal",
                aria_label=rx.cond(has_chosen, rx.Var.create("Labels, filtered by ") + chosen_count, "Labels")
                if isinstance(has_chosen, rx.Var)
                else "Labels",
            )
        ),
        rx.popover.content(
            rx.el.div(
                icon("search"),
                rx.debounce_input(
                    rx.el.input(
                        type="search",
                        value=search,
                        on_change=on_search,
                        placeholder="Find a label or value",
                        aria_label="Find a label or value",
                        auto_complete="off",
                    ),
                    debounce_timeout=150,
                ),
                class_name="m-search is-small m-label-search",
            ),
            rx.el.div(each(groups, lambda group: _group(group, on_toggle)), class_name="m-label-groups"),
            when(has_chosen, button("Clear labels", on_clear, kind="quiet", size="small")),
            side_offset=6,
            align="start",
            padding="8px",
            width="280px",
            max_width="calc(100vw - 24px)",
            aria_label="Filter by labels",
        ),
        **props,
    )


def _group(group: Any, on_toggle: Callable[[Any], Any] | Handler) -> rx.Component:
    lines = group["lines"].to(list[dict[str, Any]]) if isinstance(group, rx.Var) else group["lines"]
    return rx.el.fieldset(
        rx.el.legend(group["name"], class_name="m-meta"),
        each(lines, lambda line: _value_line(line, on_toggle)),
        when(group["more"], rx.el.span(group["more"], class_name="m-meta m-label-more")),
        class_name="m-label-group",
    )


def _value_line(line: Any, on_toggle: Callable[[Any], Any] | Handler) -> rx.Component:
    is_on = line["is_on"].to(bool) if isinstance(line, rx.Var) else line["is_on"]
    return rx.el.label(
        rx.el.input(type="checkbox", class_name="m-check", checked=is_on, on_change=on_toggle(line["pick"])),
        rx.el.span(line["value"], class_name="m-cut", title=line["value"]),
        rx.el.span(line["count"], class_name="m-count"),
        class_name="m-check-line m-label-line",
    )


def filter_chips(chosen: Items, on_remove: Callable[[Any], Any] | Handler) -> rx.Component:
    """Name each value that filters, with a way to drop it; items are `{"pick", "words"}`."""
    return rx.el.span(
        each(
            chosen,
            lambda one: rx.el.button(
                rx.el.span(one["words"], class_name="m-cut"),
                icon("x", 12),
                type="button",
                on_click=on_remove(one["pick"]),
                class_name="m-filter-chip",
                aria_label=rx.Var.create("Stop filtering by ") + one["words"],
                title=one["words"],
            ),
        ),
        class_name="m-filter-chips",
    )


def label_value_input(
    name: str,
    kind: Text,
    value: Text,
    options: Items,
    on_change: Handler,
    *,
    on_pick: Handler = None,
    label: str = "Value",
    error: Text = "",
) -> rx.Component:
    """Draw the control that fits a label: a text field, a number field, a drop-down, or Yes and No.

    `on_change` gets what was typed, `on_pick` what was chosen (the same handler when it is left out).
    """
    pick = on_pick if on_pick is not None else on_change
    listed = options if isinstance(options, rx.Var) else [(one["value"], one["label"]) for one in options]
    return choose(
        kind,
        {
            "number": text_input(
                name, value, on_change, error=error, wait=200, input_mode="decimal", placeholder="12.5", max_length=60
            ),
            "picklist": select(name, listed, value, pick, label=label),
            "yes_no": _yes_no(value, pick, label),
        },
        text_input(name, value, on_change, error=error, wait=200, max_length=200, auto_complete="off"),
    )


def _yes_no(value: Text, on_pick: Handler, label: str) -> rx.Component:
    def part(word: str) -> rx.Component:
        pressed = rx.cond(value == word, "true", "false") if isinstance(value, rx.Var) else str(value == word).lower()
        press = {"on_click": on_pick(word)} if on_pick is not None else {}
        return rx.el.button(word, type="button", aria_pressed=pressed, **press)

    return rx.el.div(part("Yes"), part("No"), class_name="m-seg", role="group", aria_label=label)


def given_label(name: Text, value: Text, note: Text, on_remove: Handler, can_edit: Flag = True) -> rx.Component:
    """Draw a label that is set, with a button that takes it off."""
    return rx.el.li(
        rx.el.span(name, class_name="m-muted m-cut", title=name),
        rx.el.span(value, class_name="m-cut", title=value),
        when(note, rx.el.span(note, class_name="m-meta")),
        when(can_edit, icon_button("x", rx.Var.create("Remove ") + name, on_remove, size=14)),
        class_name="m-given",
    )


def required_label(
    label_id: Text,
    name: Text,
    help: Text,
    kind: Text,
    value: Text,
    options: Items,
    problem: Text,
    on_set: Callable[[Any, Any], Any],
) -> rx.Component:
    """Draw a required label in a form: its name, what it is for, its control and what is wrong.

    `on_set` gets the label's id and the value, when a text is left or a choice is made.
    """
    listed = options if isinstance(options, rx.Var) else [(one["value"], one["label"]) for one in options]
    name_of = rx.Var.create("label-") + label_id

    def typed(**props: Any) -> rx.Component:
        return rx.el.input(
            id=name_of,
            default_value=value,
            key=value,
            on_blur=lambda text: on_set(label_id, text),
            class_name="m-input",
            aria_label=name,
            auto_complete="off",
            **props,
        )

    def part(word: str) -> rx.Component:
        return rx.el.button(
            word,
            type="button",
            aria_pressed=rx.cond(rx.Var.create(value) == word, "true", "false"),
            on_click=on_set(label_id, word),
        )

    control = choose(
        kind,
        {
            "number": typed(input_mode="decimal", max_length=60),
            "picklist": named_select(name, listed, value, lambda picked: on_set(label_id, picked)),
            "yes_no": rx.el.div(part("Yes"), part("No"), class_name="m-seg", role="group", aria_label=name),
        },
        typed(max_length=200),
    )
    return field(name, control, help=help, error=problem, required=True)


def named_select(name: Text, options: Any, value: Text, on_change: Handler) -> rx.Component:
    """Draw a drop-down of a repeated line: it has a name of its own and no id; options as in `forms.select`."""
    items = (
        rx.foreach(options.to(list[dict[str, str]]), lambda one: rx.el.option(one["label"], value=one["value"]))
        if isinstance(options, rx.Var)
        else rx.fragment(*[rx.el.option(words, value=key) for key, words in options])
    )
    return rx.el.span(
        rx.el.select(items, value=value, on_change=on_change, class_name="m-select", aria_label=name),
        icon("chevron-down", 14),
        class_name="m-select-box",
    )
