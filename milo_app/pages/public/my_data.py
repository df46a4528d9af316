"""A candidate's own data: what is stored, and a copy to take along."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.public import action_bar, headline, public_notice, public_page, secondary, small_link
from milo_app.components.values import when
from milo_app.state.my_data import MyData as S


def _line(part: Any) -> rx.Component:
    return rx.el.div(
        when(part["section"], rx.el.div(part["section"], class_name="p-h2")),
        rx.el.dt(part["term"]),
        rx.el.dd(part["value"]),
        class_name="p-pair",
    )


def my_data() -> rx.Component:
    """Draw the page."""
    shown = rx.fragment(
        headline("Your data", "Everything that " + S.brand + " keeps about you here."),
        when(
            S.is_partial,
            public_notice(
                "This browser shows this interview only.",
                "Open the link in your mail to see every interview under your email address.",
            ),
        ),
        rx.el.dl(rx.foreach(S.parts, _line), class_name="p-data"),
        rx.el.p("To correct or delete something, write to " + S.brand + ".", class_name="p-muted"),
    )
    nobody = rx.fragment(
        headline("No interview is open in this browser.", "Open your interview with the link in your mail first."),
        small_link("What happens to my data?", "/i/privacy"),
    )
    return public_page(
        rx.match(S.page, ("shown", shown), ("nobody", nobody), rx.el.div(class_name="p-loading")),
        brand=rx.cond(S.brand != "", S.brand, "Interview"),
        letter=rx.cond(S.letter != "", S.letter, "I"),
        action=rx.cond(
            S.page == "shown",
            action_bar(
                secondary("Take a copy (JSON)", href="/api/candidate/my-data", icon_name="download", reload=True)
            ),
            rx.fragment(),
        ),
        footer_links=(("Privacy", "/i/privacy"),),
    )
