"""Pages draw: one module per route, layout only. `add_all` is the site map."""

from __future__ import annotations

import reflex as rx

from milo_app.pages import enter, forgot, reset, setup, sign_in
from milo_app.pages.frame import add
from milo_app.state.door import Door


def add_all(app: rx.App) -> None:
    """Register every page."""
    add(app, "/sign-in", "Sign in", sign_in.sign_in, [Door.load], is_framed=False)
    add(app, "/forgot", "Forgotten password", forgot.forgot, is_framed=False)
    add(app, "/reset/[link]", "New password", reset.reset, is_framed=False)
    add(app, "/enter/[link]", "Sign in", enter.enter, is_framed=False)
    add(app, "/setup/[link]", "Set up", setup.setup, is_framed=False)
