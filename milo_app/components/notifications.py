"""The bell and its popover: what needs you first, then by day; unread is a tint and a dot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx

from milo_app.components.empty import up_to_date
from milo_app.components.primitives import icon, link
from milo_app.components.values import Flag, Handler, Text, choose, when, yes_no


def bell(unread: Text, panel: rx.Component, *, has_unread: Flag, on_open: Handler = None) -> rx.Component:
    """Draw the bell of the top bar; `unread` is the count as text, read aloud; the dot shows while `has_unread`."""
    props = {"on_open_change": on_open} if on_open is not None else {}
    label: Any = rx.cond(has_unread, f"Notifications, {unread} unread", "Notifications")
    return rx.popover.root(
        rx.popover.trigger(
            rx.el.button(
                icon("bell"),
                when(has_unread, rx.el.span(unread, class_name="m-bell-count", aria_hidden="true")),
                type="button",
                class_name="m-icon-btn is-quiet m-bell",
                aria_label=label,
                title="Notifications",
            )
        ),
        rx.popover.content(
            panel,
            side_offset=10,
            align="end",
            padding="0",
            width="404px",
            max_width="calc(100vw - 24px)",
            on_open_auto_focus=rx.prevent_default,
            aria_label="Notifications",
        ),
        **props,
    )


def notification_panel(
    *groups: Any,
    unread: Text,
    has_unread: Flag,
    is_empty: Flag,
    on_read_all: Handler,
    see_all_href: str = "",
    settings_href: str = "",
    choice: rx.Component | None = None,
    is_unread: Flag = False,
) -> rx.Component:
    """Fill the bell's popover: a head with "Mark all as read", the groups, and a foot with links.

    `choice` is the switch between all and the unread ones, which `is_unread` says are shown.
    """
    nothing = when(is_unread, rx.el.p("Nothing is unread.", class_name="m-muted m-note-none"), up_to_date())
    foot = [
        link("See all", href=see_all_href, class_name="m-quiet-link") if see_all_href else rx.fragment(),
        link(icon("settings", 14), "Notification settings", href=settings_href, class_name="m-quiet-link")
        if settings_href
        else rx.fragment(),
    ]
    return rx.el.div(
        rx.el.div(
            rx.el.h2("Notifications", class_name="m-h2"),
            when(has_unread, rx.el.span(unread, " new", class_name="m-badge is-iris")),
            rx.el.span(class_name="m-push"),
            when(
                has_unread,
                rx.el.button("Mark all as read", type="button", on_click=on_read_all, class_name="m-link m-bare"),
            ),
            class_name="m-note-head",
        ),
        rx.el.div(choice, class_name="m-note-choice") if choice is not None else rx.fragment(),
        rx.el.div(when(is_empty, nothing, rx.fragment(*groups)), class_name="m-note-list"),
        rx.el.div(*foot, class_name="m-note-foot") if see_all_href or settings_href else rx.fragment(),
        class_name="m-notes",
    )


def notification_group(title: Text, *items: Any) -> rx.Component:
    """Head a group: "Needs you", "Today", "Yesterday"."""
    return rx.el.section(rx.el.h3(title, class_name="m-meta m-note-group"), *items)


def notification_item(
    kind: Text,
    text: Text,
    detail: Text,
    when_text: Text,
    *,
    unread: Flag,
    href: Text = "",
    on_open: Handler = None,
    actions: Sequence[Any] = (),
    tools: Sequence[Any] = (),
) -> rx.Component:
    """Show one notification; the text is a link stretched over it, actions lie above, tools show on hover and focus.

    `kind` is completed, scored, pending, failed, budget, deadline, mention, people or sync.
    """
    signs = {
        "completed": icon("circle-check"),
        "scored": icon("gauge"),
        "pending": icon("clock-alert"),
        "failed": icon("circle-alert"),
        "budget": icon("wallet"),
        "deadline": icon("clock"),
        "mention": icon("at-sign"),
        "people": icon("users"),
        "sync": icon("refresh-cw"),
    }
    props = {"on_click": on_open} if on_open is not None else {}
    words: Any = text
    if not isinstance(href, str) or href:
        words = link(text, href=href, class_name="m-row-link", **props)
    return rx.el.div(
        rx.el.span(choose(kind, signs, icon("bell")), class_name=f"m-note-icon is-{kind}"),
        rx.el.div(
            rx.el.p(words),
            when(detail, rx.el.span(detail, class_name="m-meta")),
            rx.el.div(*actions, class_name="m-row m-above") if actions else rx.fragment(),
            class_name="m-two",
        ),
        rx.el.div(
            rx.el.span(when_text, class_name="m-meta"),
            when(unread, rx.el.span(rx.el.span("unread", class_name="m-sr"), class_name="m-unread")),
            rx.el.div(*tools, class_name="m-note-tool m-above") if tools else rx.fragment(),
            class_name="m-note-when",
        ),
        class_name="m-note",
        custom_attrs={"data-unread": yes_no(unread)},
    )
