"""Inviting people by e-mail, each with a personal link."""

from __future__ import annotations

import reflex as rx

from milo_app.components.forms import field, text_area
from milo_app.components.primitives import button, notice
from milo_app.components.values import when
from milo_app.state.invite import Invite as S


def invite_dialog() -> rx.Component:
    """Draw the button and the dialog behind it."""
    return rx.dialog.root(
        rx.dialog.trigger(button("Add candidates", icon_name="user-plus")),
        rx.dialog.content(
            rx.dialog.title("Add candidates", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description("Each person gets a link of their own by email.", size="2", margin_bottom="12px"),
            field(
                "One person a line: name, email, phone",
                text_area(
                    "people", S.text, S.type_people, rows=6, placeholder="Ada Obi, ada@company.com, +1 503 555 0114"
                ),
                for_="people",
                help="The phone may be left out.",
            ),
            rx.el.div(
                when(S.result, notice(S.result, tone="good")),
                rx.foreach(S.problems, lambda line: notice(line, tone="warn")),
                class_name="m-results",
            ),
            rx.el.div(
                rx.dialog.close(button("Close", kind="quiet")),
                button("Send invitations", S.send, kind="solid", loading=S.is_sending),
                class_name="m-dialog-foot",
            ),
            max_width="560px",
        ),
        on_open_change=S.opened,
    )
