"""The page behind a one-time sign-in link: opening it changes nothing, the button uses it up."""

from __future__ import annotations

import reflex as rx

from milo_app.components.islands import fetch_form
from milo_app.components.primitives import button, text_link
from milo_app.components.signin import sign_in_layout, sign_in_title


def enter() -> rx.Component:
    """Draw the page behind a sign-in link."""
    return sign_in_layout(
        sign_in_title("Welcome to Milo", "This link signs you in once, within 15 minutes."),
        fetch_form(
            button("Sign in", kind="solid", type="submit", wide=True),
            action="/api/auth/link",
            label="Sign in",
            token_from_path=True,
        ),
        text_link("Use a password instead", "/sign-in"),
    )
