"""`/`: it only leads on."""

from __future__ import annotations

import reflex as rx

from milo_app.components.primitives import link


def start() -> rx.Component:
    """Draw what stands there for the moment until the redirect, and for a browser that does not follow it."""
    return rx.el.main(link("Milo", href="/sign-in", class_name="m-logo"), class_name="m-lost")
