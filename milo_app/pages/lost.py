"""Addresses that do not exist. Without any state: candidates may come here too."""

from __future__ import annotations

import reflex as rx

from milo_app.components.empty import empty
from milo_app.components.primitives import button, link


def lost() -> rx.Component:
    """Draw the page."""
    return rx.el.main(
        link("Milo", href="/", class_name="m-logo", aria_label="Milo, start page"),
        empty(
            "compass",
            "There is no page here",
            "The address may be old or not whole. If it came in an email, open the whole link from there.",
            button("Go to the start page", href="/"),
        ),
        class_name="m-lost",
    )
