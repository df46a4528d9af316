"""What a candidate is told before the interview, and the box in which they ask about the role."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.public import public_input, public_notice, secondary
from milo_app.components.values import when
from milo_app.state.visit import Visit as S
from milo_app.state.visit_asking import Asking as A


def told_before() -> rx.Component:
    """Draw the overviews that are shown before an interview stage; long ones are folded."""
    return rx.el.div(rx.foreach(A.tellings, _telling), class_name="p-tellings", on_mount=A.brief)


def _telling(one: Any) -> rx.Component:
    body = rx.el.div(
        rx.el.p(one["text"], class_name="p-telling"), when(one["note"], rx.el.span(one["note"], class_name="p-meta"))
    )
    folded = rx.el.details(rx.el.summary(one["title"]), body, class_name="p-card")
    return rx.cond(
        one["is_long"], folded, rx.el.section(rx.el.h2(one["title"], class_name="p-h2"), body, class_name="p-card")
    )


def ask_box() -> rx.Component:
    """Draw the box; its answers come from the texts of the role only."""
    line = lambda one: rx.el.div(  # noqa: E731
        rx.el.p(one["question"], class_name="p-muted"),
        rx.el.blockquote(one["answer"], class_name="p-said"),
        when(one["source"], rx.el.span(one["source"], class_name="p-meta")),
        class_name="p-exchange",
    )
    box = rx.el.details(
        rx.el.summary("Ask about this role"),
        rx.el.div(
            rx.el.div(rx.foreach(A.asked, line), class_name="p-exchanges", aria_live="polite"),
            rx.el.form(
                public_input("role-question", aria_label="Your question about this role", max_length=300),
                secondary("Ask", type="submit", loading=A.is_busy),
                on_submit=A.ask,
                reset_on_submit=True,
                class_name="p-ask",
            ),
            when(A.error, public_notice(A.error, tone="bad")),
            rx.el.p(
                "Answers come from what " + S.brand + " wrote. They never change your result.", class_name="p-meta"
            ),
            class_name="p-ask-body",
        ),
        class_name="p-card",
    )
    return rx.cond(S.can_ask, box, rx.fragment())
