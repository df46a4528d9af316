"""People who may be one person: the line over the directory, and the pairs side by side."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import badge
from milo_app.components.primitives import button, link, notice
from milo_app.components.values import when
from milo_app.state.people_twins import PeopleTwins as S


def twins_line() -> rx.Component:
    """Say over the directory that some may be there twice."""
    look = button("Look at them", S.set_open(True), size="small")
    return when(S.words, notice(S.words, action=look, margin_bottom="12px"))


def twins_dialog() -> rx.Component:
    """Draw the pairs, each with what can be said about it."""
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("One person or two?", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                "Merging moves interviews, notes, tags, cohorts and files to the person whom you keep. Both addresses stay, "
                "and you can undo it for an hour.",
                size="2",
                margin_bottom="12px",
                class_name="m-muted",
            ),
            when(S.error, notice(S.error, tone="bad", margin_bottom="12px")),
            rx.el.ul(rx.foreach(S.pairs, _pair), class_name="m-twins"),
            rx.el.div(rx.dialog.close(button("Done", kind="quiet")), class_name="m-dialog-foot"),
            max_width="680px",
        ),
        open=S.is_open,
        on_open_change=S.set_open,
    )


def _pair(pair: Any) -> rx.Component:
    first, second = pair["first"].to(dict[str, str]), pair["second"].to(dict[str, str])
    return rx.el.li(
        rx.el.div(
            badge(pair["reason"]),
            rx.cond(
                S.can_merge,
                button("Not the same", S.dismiss(first["id"], second["id"]), kind="quiet", size="small"),
                rx.fragment(),
            ),
            class_name="m-row is-between",
        ),
        rx.el.div(_side(first, second), _side(second, first), class_name="m-twins-sides"),
        key=pair["key"],
    )


def _side(one: Any, other: Any) -> rx.Component:
    keep = button(
        "Keep this one",
        S.merge(one["id"], other["id"]),
        size="small",
        icon_name="merge",
        aria_label="Merge and keep " + one["name"] + ", " + one["email"],
    )
    return rx.el.div(
        link(one["name"], href=one["href"], class_name="m-strong m-cut", title=one["name"]),
        rx.el.span(one["email"], class_name="m-meta m-cut", title=one["email"]),
        rx.el.span(one["facts"], class_name="m-meta m-cut"),
        rx.el.span(one["role"], class_name="m-meta m-cut", title=one["role"]),
        rx.cond(S.can_merge, keep, rx.fragment()),
        class_name="m-twins-side",
    )
