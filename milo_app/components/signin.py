"""The sign-in layout: the form at the left, a sample of what Milo shows at the right; one column on narrow screens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx

from milo_app.components.chips import avatar
from milo_app.components.primitives import link
from milo_app.components.values import Text, inline, when


def sign_in_layout(
    *form: Any, foot: Sequence[tuple[Text, Text]] = (), note: Text = "", picture: bool = True
) -> rx.Component:
    """Frame sign-in, set-up, forgotten password and one-time link pages; `form` stands in a 380 px column."""
    links = [link(text, href=href) for text, href in foot]
    return rx.el.div(
        rx.el.div(
            rx.el.span("Milo", class_name="m-logo"),
            rx.el.main(*form, id="content", class_name="m-sign-column"),
            rx.el.footer(*links, when(note, rx.el.span(note)), class_name="m-sign-foot"),
            class_name="m-sign-form",
        ),
        sample_report() if picture else rx.fragment(),
        class_name="m-sign" + ("" if picture else " is-one"),
    )


def sign_in_title(text: Text, sub: Any = "") -> rx.Component:
    """Write the headline of a sign-in page and the line under it."""
    return rx.el.div(rx.el.h1(text, class_name="m-sign-title"), rx.el.p(sub, class_name="m-muted"))


def or_line(text: str) -> rx.Component:
    """Separate two ways to go on ("or with a password")."""
    return rx.el.div(text, class_name="m-or")


_SAMPLE = (
    ("Stays calm with upset customers", "92", "strong", "I said sorry first, then asked what would make it right."),
    ("Keeps lines short", "85", "strong", "I would open the service desk as a second register."),
    ("Learns new products", "71", "fair", "I try it at home before I talk about it."),
)


def sample_report() -> rx.Component:
    """Draw a small made-up report that shows what a score with its words looks like; hidden from screen readers."""
    rows = [
        rx.el.div(
            rx.el.div(rx.el.strong(name), rx.el.strong(score), class_name="m-row is-between"),
            rx.el.span(class_name=f"m-bar is-{band}", custom_attrs=inline(p=f"{score}%")),
            rx.el.q(quote, class_name="m-quote"),
            class_name="m-sample-row",
        )
        for name, score, band, quote in _SAMPLE
    ]
    sample = rx.el.div(
        rx.el.div(
            avatar("AO", size=40, tint=True),
            rx.el.div(
                rx.el.strong("Ada Obi"),
                rx.el.span("Retail Associate · web interview", class_name="m-meta"),
                class_name="m-two",
            ),
            rx.el.strong("84", rx.el.div("strong", class_name="m-meta")),
            class_name="m-sample-head",
        ),
        *rows,
        class_name="m-sign-sample",
        aria_hidden="true",
    )
    words = rx.el.div(
        rx.el.p("Every score comes with the words behind it.", class_name="m-h1"),
        rx.el.p("Same questions and same rubric for everybody. A person reads every result.", class_name="m-muted"),
    )
    return rx.el.aside(sample, words, class_name="m-sign-picture", aria_label="What Milo does")
