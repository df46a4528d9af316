"""Making the first admin and their workspace, behind the link that `./milo up --empty` prints."""

from __future__ import annotations

import reflex as rx

from milo_app.components.forms import field, text_input
from milo_app.components.islands import fetch_form
from milo_app.components.primitives import button
from milo_app.components.signin import sign_in_layout, sign_in_title


def setup() -> rx.Component:
    """Draw the set-up page."""
    return sign_in_layout(
        sign_in_title("Set up Milo", "You become the admin of a new workspace."),
        fetch_form(
            field(
                "Company or team",
                text_input("workspace", auto_complete="organization", auto_focus=True),
                for_="workspace",
                help="Candidates see this name.",
            ),
            field("Your name", text_input("name", auto_complete="name"), for_="name"),
            field("Work email", text_input("email", type="email", auto_complete="username"), for_="email"),
            field(
                "Password",
                text_input("password", type="password", auto_complete="new-password"),
                for_="password",
                help="At least 12 characters. A sentence is easy to remember.",
            ),
            button("Create the workspace", kind="solid", type="submit", wide=True),
            action="/api/auth/setup",
            label="Set up",
            token_from_path=True,
        ),
    )
