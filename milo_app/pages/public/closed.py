"""What a candidate sees when this browser no longer holds their interview."""

from __future__ import annotations

import reflex as rx

from milo_app.components.public import headline, public_page


def closed() -> rx.Component:
    """Draw the page."""
    return public_page(
        headline("Your interview is not open in this browser.", "Nothing that you sent is lost."),
        rx.el.p(
            "Open it again with the link in your mail. If the link was withdrawn, ask whoever invited you.",
            class_name="p-muted",
        ),
        brand="Interview",
        letter="I",
    )
