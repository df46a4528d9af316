"""Setting a new password through a mailed link."""

from __future__ import annotations

import reflex as rx

from milo_app.components.forms import field, text_input
from milo_app.components.islands import fetch_form
from milo_app.components.primitives import button, text_link
from milo_app.components.signin import sign_in_layout, sign_in_title


def reset() -> rx.Component:
    """Draw the page behind a reset link."""
    return sign_in_layout(
        sign_in_title("Set a new password", "You are signed out everywhere else."),
        fetch_form(
            field(
                "New password",
                text_input("password", type="password", auto_complete="new-password", auto_focus=True),
                for_="password",
                help="At least 12 characters. A sentence is easy to remember.",
            ),
            button("Save password", kind="solid", type="submit", wide=True),
            action="/api/auth/reset",
            label="New password",
            token_from_path=True,
        ),
        text_link("Ask for a new link", "/forgot"),
    )
