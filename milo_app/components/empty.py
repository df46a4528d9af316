"""What a page shows when there is nothing to show yet: empty states, skeletons, error panels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx

from milo_app.components.primitives import button, icon, link
from milo_app.components.values import Flag, Text, inline, when


def empty(icon_name: str, title: Text, text: Text, *actions: Any, note: Text = "") -> rx.Component:
    """Say why a list is empty and what to do: an icon, a title, one sentence, one action."""
    return rx.el.div(
        rx.el.span(icon(icon_name, 24), class_name="m-empty-icon"),
        rx.el.h2(title, class_name="m-h2"),
        rx.el.p(text, class_name="m-muted"),
        rx.el.div(*actions, class_name="m-row is-wrap") if actions else rx.fragment(),
        when(note, rx.el.span(note, class_name="m-meta")),
        class_name="m-empty",
    )


def empty_frame(*children: Any, ghosts: int = 3) -> rx.Component:
    """Frame an empty state like the table that will stand there, with ghost rows under it."""
    return rx.el.div(*children, ghost_rows(ghosts) if ghosts else rx.fragment(), class_name="m-table-frame is-empty")


def ghost_rows(rows: int = 3) -> rx.Component:
    """Hint at the rows to come, fading downwards; hidden from screen readers."""
    return rx.el.div(
        *[_ghost_row(0.9 - 0.8 * at / max(rows, 1)) for at in range(rows)], class_name="m-ghosts", aria_hidden="true"
    )


def _ghost_row(strength: float) -> rx.Component:
    widths = ("40%", "56%", "48%", "30%", "44%")
    bars = [rx.el.span(class_name="m-ghost", custom_attrs=inline(w=width)) for width in widths]
    return rx.el.div(*bars, class_name="m-ghost-row", custom_attrs=inline(o=f"{strength:.2f}"))


def loading(is_loading: Flag, skeleton: rx.Component, content: rx.Component) -> rx.Component:
    """Show a skeleton of the same size while data is on its way, then the content."""
    return when(is_loading, skeleton, content)


def skeleton_table(rows: int = 8) -> rx.Component:
    """Stand in for a table; it appears only after 200 ms, so that a fast page never flickers."""
    lines = [
        rx.el.div(
            *[
                rx.el.span(class_name="m-ghost", custom_attrs=inline(w=width))
                for width in ("60%", "40%", "50%", "30%", "44%")
            ],
            class_name="m-ghost-row",
        )
        for _ in range(rows)
    ]
    return rx.el.div(
        rx.el.span("Loading", class_name="m-sr"), *lines, class_name="m-table-frame m-skeleton", role="status"
    )


def skeleton_card(lines: int = 4) -> rx.Component:
    """Stand in for a card of text; it appears only after 200 ms."""
    widths = ("38%", "92%", "84%", "66%", "88%", "52%")
    bars = [rx.el.span(class_name="m-ghost", custom_attrs=inline(w=widths[at % len(widths)])) for at in range(lines)]
    return rx.el.div(
        rx.el.span("Loading", class_name="m-sr"), *bars, class_name="m-card m-skeleton m-stack", role="status"
    )


def error_panel(happened: Text, safe: Text = "", do: Text = "", action: rx.Component | None = None) -> rx.Component:
    """Report a failure: what happened, what is safe, what to do; announced to screen readers."""
    return rx.el.div(
        icon("circle-alert", 20),
        rx.el.div(
            rx.el.strong(happened),
            when(safe, rx.el.p(safe, class_name="m-muted")),
            when(do, rx.el.p(do)),
            action if action is not None else rx.fragment(),
            class_name="m-two is-loose",
        ),
        class_name="m-error",
        role="alert",
    )


def not_here(title: Text) -> rx.Component:
    """Say that an address leads to nothing in this workspace, with a way on."""
    return empty(
        "search-x",
        title,
        "It may have been deleted, or it belongs to another workspace.",
        button("See the interviewers", href="/interviewers"),
    )


def up_to_date(text: Text = "You are up to date.") -> rx.Component:
    """Say that nothing waits."""
    return rx.el.div(icon("circle-check", 20), rx.el.span(text), class_name="m-up-to-date")


def next_cards(cards: Sequence[tuple[str, str, str, str]]) -> rx.Component:
    """Offer what to do meanwhile, as link cards; items are (icon, title, text, href)."""
    return rx.el.div(
        *[
            link(
                rx.el.span(icon(sign), class_name="m-square"),
                rx.el.span(rx.el.strong(title), rx.el.span(text, class_name="m-meta"), class_name="m-two"),
                icon("arrow-right"),
                href=href,
                class_name="m-next-card",
            )
            for sign, title, text, href in cards
        ],
        class_name="m-next-cards",
    )
