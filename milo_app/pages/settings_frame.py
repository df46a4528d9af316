"""What the settings pages share: the list of them, and what stands there for somebody without the right."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.empty import empty, empty_frame
from milo_app.components.layout import Tab
from milo_app.components.settings import settings_layout
from milo_app.pages.frame import framed

_PAGES = (
    Tab("account", "My account", "/settings/account"),
    Tab("notifications", "Notifications", "/settings/notifications"),
    Tab("connections", "Connections", "/settings/connections"),
    Tab("team", "Team and roles", "/settings/team"),
    Tab("branding", "Branding", "/settings/branding"),
    Tab("credits", "Credits", "/settings/credits"),
    Tab("audit", "Audit log", "/settings/audit"),
)


def in_settings(active: str, *content: Any) -> rx.Component:
    """Frame a settings page with its neighbours at the left."""
    return framed(settings_layout(_PAGES, active, *content), active="settings")


def no_rights(what: str) -> rx.Component:
    """Say that a role does not show this, and who can change that."""
    return empty_frame(
        empty(
            "lock", f"Your role does not show {what}", "An admin of this workspace can see it, and can change roles."
        ),
        ghosts=0,
    )
