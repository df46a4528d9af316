"""Search results: a large field, groups with a count, and lines with the part that matched in bold."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import count_badge
from milo_app.components.primitives import button, icon, link, title
from milo_app.components.values import Handler, Items, Text, each, when


def search_form(on_submit: Handler, value: Text, placeholder: str = "A name, an e-mail, a role") -> rx.Component:
    """Draw the search field of the search page; `key` makes it follow the address."""
    return rx.el.form(
        rx.el.div(
            icon("search"),
            rx.el.input(
                type="search",
                name="q",
                default_value=value,
                placeholder=placeholder,
                aria_label="Search people and interviewers",
                auto_complete="off",
                enter_key_hint="search",
                key=value,
            ),
            class_name="m-search is-wide",
        ),
        button("Search", type="submit", kind="outline"),
        on_submit=on_submit,
        class_name="m-search-form",
        role="search",
    )


def matched(pieces: Items) -> rx.Component:
    """Write a text with its matching parts marked; pieces are `{"text", "hit"}`."""
    return rx.el.span(
        each(pieces, lambda piece: when(piece["hit"], rx.el.mark(piece["text"]), rx.el.span(piece["text"]))),
        class_name="m-matched",
    )


def hit_group(name: Text, count: Text, *lines: Any) -> rx.Component:
    """Head a group of results with how many there are."""
    return rx.el.section(
        rx.el.div(title(name), count_badge(count), class_name="m-hit-head"),
        rx.el.div(*lines, class_name="m-table-frame m-hits"),
    )


def match_badge(match: Text) -> rx.Component:
    """Say how well a result fits, from 0 to 100; nothing where it was not measured."""
    return when(
        match,
        rx.el.span(
            rx.el.span("Match ", class_name="m-sr"),
            match,
            class_name="m-match",
            title="How well it fits, from 0 to 100",
        ),
    )


def hit_line(
    lead: rx.Component, name: Items, href: Text, *, detail: Any, more: Any = None, aside: Any = None
) -> rx.Component:
    """Show one result: the name opens it; without an address it is only shown. `more` is a line under the detail."""
    plain = rx.el.span(matched(name), class_name="m-cut")
    words = when(href, link(matched(name), href=href, class_name="m-row-link m-cut"), plain)
    return rx.el.div(
        lead,
        rx.el.div(
            rx.el.div(words, class_name="m-name"),
            rx.el.span(detail, class_name="m-meta m-cut"),
            more if more is not None else rx.fragment(),
            class_name="m-two",
        ),
        aside if aside is not None else rx.fragment(),
        class_name="m-hit",
    )
