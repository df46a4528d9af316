"""A candidate's own data: what is stored, and a copy to take along."""

from __future__ import annotations

import reflex as rx

from milo_app.components.public import headline, public_page, small_link
from milo_app.state.my_data import MyData as S


def my_data() -> rx.Component:
    """Draw the page."""
    shown = rx.fragment(
        headline("Your data", "Everything that " + S.brand + " keeps about you here."),
        rx.el.dl(
            rx.foreach(
                S.parts, lambda part: rx.el.div(rx.el.dt(part["term"]), rx.el.dd(part["value"]), class_name="p-pair")
            ),
            class_name="p-data",
        ),
        rx.el.a(
            "Take a copy (JSON)", href="/api/candidate/my-data", class_name="m-btn is-large is-outline", download=True
        ),
        rx.el.p("To correct or delete something, write to " + S.brand + ".", class_name="p-muted"),
    )
    nobody = rx.fragment(
        headline("No interview is open in this browser.", "Open your interview with the link in your mail first."),
        small_link("What happens to my data?", "/i/privacy"),
    )
    return public_page(
        rx.match(S.page, ("shown", shown), ("nobody", nobody), rx.el.div(class_name="p-loading")),
        brand=rx.cond(S.brand != "", S.brand, "Interview"),
        letter="I",
        footer_links=(("Privacy", "/i/privacy"),),
    )
