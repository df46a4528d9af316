"""The one line that stands at the top of every page while the connection to the server is gone."""

from __future__ import annotations

import reflex as rx
from reflex_components_core.core.banner import has_too_many_connection_errors


def connection_banner() -> rx.Component:
    """Say that the connection is being made again and that nothing is lost; shown after the second failed try."""
    return rx.cond(
        has_too_many_connection_errors,
        rx.el.div(
            rx.el.span(class_name="m-spin", aria_hidden="true"),
            rx.el.span("Reconnecting. Your work is kept."),
            class_name="m-offline",
            role="status",
        ),
        rx.fragment(),
    )
