"""The page behind a candidate's personal link: opening it changes nothing, the button goes on."""

from __future__ import annotations

import reflex as rx

from milo_app.components.islands import fetch_form
from milo_app.components.public import facts, headline, primary, public_page


def personal_link() -> rx.Component:
    """Draw the page."""
    return public_page(
        headline("Your interview", "You will talk with an AI interviewer. A person reads every result."),
        facts(
            (
                ("save", "Your answers are still there.", "You go on where you stopped."),
                ("lock", "This link is yours alone.", "Do not pass it on."),
            )
        ),
        fetch_form(
            primary("Open my interview", type="submit"),
            action="/api/candidate/enter",
            label="Open",
            token_from_path=True,
        ),
        brand="Interview",
        letter="I",
        footer_links=(("Privacy", "/i/privacy"),),
    )
