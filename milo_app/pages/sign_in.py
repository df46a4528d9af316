"""Signing in with a password."""

from __future__ import annotations

import reflex as rx

from milo_app.components.forms import checkbox, field, text_input
from milo_app.components.islands import fetch_form
from milo_app.components.primitives import button, notice, text_link
from milo_app.components.signin import sign_in_layout, sign_in_title
from milo_app.components.values import when
from milo_app.state.door import Door


def sign_in() -> rx.Component:
    """Draw the sign-in page."""
    return sign_in_layout(
        sign_in_title("Sign in", "Use your work account."),
        when(Door.is_changed, notice("Your password was changed. Sign in with the new one.", tone="good")),
        fetch_form(
            field(
                "Work email", text_input("email", type="email", auto_complete="username", auto_focus=True), for_="email"
            ),
            field(
                "Password",
                text_input("password", type="password", auto_complete="current-password"),
                for_="password",
                aside=text_link("Forgot it?", "/forgot"),
            ),
            checkbox("Keep me signed in on this device", name="keep", default=True),
            button("Sign in", kind="solid", type="submit", wide=True),
            action="/api/auth/sign-in",
            label="Sign in",
        ),
        note="Interviewing with us? Use the link in your email.",
    )
