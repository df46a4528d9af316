"""Guests of a report: the dialog that makes a link, and what guests said."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import badge
from milo_app.components.forms import checkbox, field, form, text_area, text_input
from milo_app.components.islands import copy_button
from milo_app.components.primitives import button, card, icon_button, meta, notice, row, stack
from milo_app.components.values import when
from milo_app.state.report import Candidate as S


def guests_card() -> rx.Component:
    """Show who was asked and what they said; nothing while nobody was."""
    return rx.cond(
        S.guests.length() > 0,
        card(
            stack(rx.foreach(S.guests, _guest), gap=12), title_text="Guests", note="Asked by link, without an account."
        ),
        rx.fragment(),
    )


def _guest(one: Any) -> rx.Component:
    close = rx.cond(
        one["is_open"].to(bool) & S.can_export,
        icon_button("link-2-off", "Close this link", S.revoke_guest(one["id"]), class_name="m-push-end"),
        rx.fragment(),
    )
    return rx.el.div(
        row(rx.el.strong(one["guest"], class_name="m-cut"), when(one["verdict"], badge(one["verdict"], "iris")), close),
        when(one["comment"], rx.el.p(one["comment"], class_name="m-note-words", dir="auto")),
        meta(one["detail"]),
    )


def guest_dialog() -> rx.Component:
    """Draw the dialog: first what the guest is to see, then the link, this once."""
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Ask a guest", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                "Somebody without an account reads chosen answers and gives one of four words with a comment.",
                class_name="m-muted",
                size="2",
                margin_bottom="12px",
            ),
            rx.cond(S.guest_link != "", _made(), _asking()),
            max_width="520px",
        ),
        open=S.dialog == "guest",
        on_open_change=S.guest_opened,
    )


def _asking() -> rx.Component:
    def question(one: Any) -> rx.Component:
        name: Any = "show-" + one["key"].to(str)
        return rx.el.label(
            rx.el.input(type="checkbox", name=name, default_checked=True, class_name="m-check"),
            rx.el.span(one["text"]),
            class_name="m-check-line",
        )

    return form(
        when(S.guest_error, notice(S.guest_error, tone="bad")),
        field(
            "Name of the guest", text_input("guest", max_length=120, auto_complete="off"), for_="guest", required=True
        ),
        rx.el.fieldset(
            rx.el.legend("Answers to show", class_name="m-strong"),
            rx.el.div(rx.foreach(S.guest_questions, question), class_name="m-stack g-questions"),
            class_name="g-fieldset",
        ),
        field("Message", text_area("message", rows=2, max_length=1000), for_="message"),
        rx.el.div(
            checkbox("Show the overall score", name="score"),
            checkbox("Show the scorecard", name="scorecard"),
            rx.cond(
                S.is_blind,
                meta("The link is blind, because you review blind."),
                checkbox("Blind: without name, addresses and schools", name="blind"),
            ),
            class_name="m-stack",
        ),
        field(
            "Works for how many days",
            text_input("days", type="number", default="7", min="1", max="30"),
            for_="days",
            help="1 to 30. You can close it at any time.",
        ),
        rx.el.div(
            rx.dialog.close(button("Cancel", kind="quiet")),
            button("Make the link", type="submit", kind="solid"),
            class_name="m-dialog-foot",
        ),
        on_submit=S.make_guest_link,
    )


def _made() -> rx.Component:
    return stack(
        notice("This link is shown once. Whoever has it can answer.", tone="good"),
        row(rx.el.span(S.guest_link, class_name="m-mono m-cut"), copy_button(S.guest_link)),
        rx.el.div(rx.dialog.close(button("Done", kind="solid")), class_name="m-dialog-foot"),
    )
