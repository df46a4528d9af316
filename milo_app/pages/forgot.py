"""Asking for a link to reset a password."""

from __future__ import annotations

import reflex as rx

from milo_app.components.forms import field, text_input
from milo_app.components.islands import fetch_form
from milo_app.components.primitives import button, muted, text_link
from milo_app.components.signin import sign_in_layout, sign_in_title


def forgot() -> rx.Component:
    """Draw the page of a forgotten password."""
    return sign_in_layout(
        sign_in_title("Forgot your password?", "Get a link by mail. It works once, for one hour."),
        fetch_form(
            field(
                "Work email", text_input("email", type="email", auto_complete="username", auto_focus=True), for_="email"
            ),
            button("Send the link", kind="solid", type="submit", wide=True),
            action="/api/auth/forgot",
            label="Forgotten password",
        ),
        muted("No mail here? Whoever runs this server can make a link with ./milo admin link."),
        text_link("Back to sign in", "/sign-in"),
    )
