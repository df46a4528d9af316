"""A mail as its reader sees it, drawn from blocks: no HTML of a mail ever reaches the page."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.values import Items, Text, choose, each


def mail_paper(sender: Text, to: Text, subject: Text, when_text: Text, parts: Items) -> rx.Component:
    """Show a mail on its sheet; parts are `{"kind": heading|text|button|note, "text", "href"}`."""
    return rx.el.article(
        rx.el.header(
            rx.el.h2(subject, class_name="m-h2"),
            rx.el.dl(_line("From", sender), _line("To", to), _line("Date", when_text), class_name="m-mail-facts"),
            class_name="m-mail-head",
        ),
        rx.el.div(each(parts, _part), class_name="m-mail-body"),
        class_name="m-card is-flush m-mail",
    )


def _line(term: str, value: Text) -> rx.Component:
    return rx.el.div(rx.el.dt(term), rx.el.dd(value))


def _part(part: Any) -> rx.Component:
    text = part["text"]
    return choose(
        part["kind"],
        {
            "heading": rx.el.h3(text, class_name="m-mail-title"),
            "button": rx.el.a(text, href=part["href"], target="_blank", rel="noopener", class_name="m-mail-button"),
            "note": rx.el.p(text, class_name="m-meta"),
        },
        rx.el.p(text),
    )
