"""The Columns menu over the candidates table, and the drawer in which columns are put in order."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.forms import switch
from milo_app.components.islands import sortable, sortable_item
from milo_app.components.layout import segmented_buttons
from milo_app.components.primitives import button, icon, icon_button
from milo_app.components.values import yes_no
from milo_app.state.applications import Applications
from milo_app.state.candidates_columns import CandidateColumns

_AVATARS = (("initials", "Initials"), ("flag", "Flag"), ("photo", "Photo"))
_DENSITIES = (("comfortable", "Comfortable"), ("compact", "Compact"))


def columns_menu(S: Any = Applications, C: Any = CandidateColumns) -> rx.Component:
    """Draw the button with its menu: which columns, what stands before a name, how high rows are."""
    trigger = rx.el.button(
        icon("columns-3"),
        type="button",
        class_name="m-icon-btn is-outline",
        title="Columns",
        aria_label="Columns",
    )
    return rx.popover.root(
        rx.popover.trigger(trigger),
        rx.popover.content(
            rx.el.div(
                rx.foreach(C.lines, lambda one: _check(C, one)),
                class_name="m-column-checks",
                role="group",
                aria_label="Show columns",
            ),
            _choice("Before the name", segmented_buttons(_AVATARS, C.avatar, C.choose_avatar, "Before the name")),
            _choice("Rows", segmented_buttons(_DENSITIES, S.density, C.choose_density, "Rows")),
            rx.el.div(
                rx.popover.close(
                    button("Arrange columns", C.arrange(True), kind="quiet", size="small", icon_name="list-ordered")
                ),
                class_name="m-row",
            ),
            side_offset=6,
            align="end",
            padding="12px",
            width="280px",
            class_name="m-filter-form",
            aria_label="Columns",
        ),
        on_open_change=C.opened,
    )


def _choice(label: str, control: rx.Component) -> rx.Component:
    return rx.el.div(rx.el.span(label, class_name="m-meta"), control, class_name="m-column-choice")


def _check(C: Any, one: Any) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            class_name="m-check",
            checked=one["is_on"].to(bool),
            on_change=C.toggle(one["key"], ~one["is_on"].to(bool)),
        ),
        rx.el.span(one["label"], class_name="m-cut"),
        class_name="m-check-line m-label-line",
    )


def columns_drawer(C: Any = CandidateColumns, where: str = "for this interviewer") -> rx.Component:
    """Draw the drawer at the right: search, order, switches, and whom the order is for."""
    search = rx.el.div(
        icon("search"),
        rx.debounce_input(
            rx.el.input(
                type="search", value=C.search, on_change=C.type_search, placeholder="Find a column",
                aria_label="Find a column", auto_complete="off",
            ),
            debounce_timeout=120,
        ),
        class_name="m-search is-small m-label-search",
    )  # fmt: skip
    ordered = sortable(C.order, rx.foreach(C.lines, lambda one: _line(C, one)), on_move=C.move)
    found = rx.el.div(rx.foreach(C.lines, lambda one: _plain(C, one)), class_name="m-column-lines")
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Columns", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                f"Their order and which are shown, {where}. Only you see the change.",
                size="2",
                margin_bottom="12px",
                class_name="m-muted",
            ),
            search,
            rx.el.div(
                rx.cond(C.search == "", rx.el.div(ordered, class_name="m-column-lines"), found),
                rx.cond(C.lines.length() == 0, rx.el.p("No column of that name.", class_name="m-muted"), rx.fragment()),
                class_name="m-column-scroll",
            ),
            _foot(C),
            class_name="m-side",
            max_width="440px",
        ),
        open=C.is_open,
        on_open_change=C.arrange,
    )


def _line(C: Any, one: Any) -> rx.Component:
    return sortable_item(
        one["key"],
        rx.el.div(
            *_words(one),
            icon_button("arrow-up", "Move up: " + one["label"].to(str), C.shift(one["key"], -1), size=14),
            icon_button("arrow-down", "Move down: " + one["label"].to(str), C.shift(one["key"], 1), size=14),
            _switch(C, one),
            class_name="m-column-line",
        ),
        label=one["label"],
    )


def _plain(C: Any, one: Any) -> rx.Component:
    return rx.el.div(*_words(one), _switch(C, one), class_name="m-column-line is-plain")


def _words(one: Any) -> list[rx.Component]:
    return [
        rx.el.span(one["label"], class_name="m-cut m-push", title=one["label"]),
        rx.el.span(
            one["kind"], class_name="m-badge is-gray", custom_attrs={"data-stage": yes_no(one["kind"] == "Workflow")}
        ),
    ]


def _switch(C: Any, one: Any) -> rx.Component:
    return switch(
        "column-" + one["key"].to(str),
        one["is_on"].to(bool),
        lambda on: C.toggle(one["key"], on),
        label="Show " + one["label"].to(str),
    )


def _foot(C: Any) -> rx.Component:
    team: Any = rx.fragment()
    if hasattr(C, "share"):
        team = button("Set as team default", C.share, kind="outline", size="small", icon_name="users")
    back = button(
        rx.cond(C.has_team, "Reset to team default", "Reset to the usual"),
        C.go_back,
        kind="quiet",
        size="small",
        icon_name="undo-2",
    )
    return rx.el.div(
        rx.cond(C.is_own, back, rx.fragment()),
        rx.cond(C.can_share, team, rx.fragment()),
        rx.dialog.close(button("Done", kind="solid", size="small")),
        class_name="m-dialog-foot m-row is-wrap",
    )
