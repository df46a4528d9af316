"""Settings: what is connected, what is built in, and how to change that."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.empty import loading, skeleton_card
from milo_app.components.layout import page_body, page_header
from milo_app.components.primitives import button, stack
from milo_app.components.settings import connection_card
from milo_app.components.values import when
from milo_app.pages.settings_frame import in_settings, no_rights
from milo_app.state.connections import Connections as S
from milo_app.state.session import Shell


def connections() -> rx.Component:
    """Draw the page."""
    skeleton = stack(*[skeleton_card(2) for _ in range(5)])
    return in_settings(
        "connections",
        page_header(
            "Connections",
            lead="What does the work here. Everything runs without any of them; what is simulated says so.",
            actions=[rx.cond(Shell.can_manage, button("Open the mailbox", href="/mailbox"), rx.fragment())],
        ),
        page_body(
            loading(S.is_loading, skeleton, rx.cond(S.is_allowed, _list(), no_rights("connections"))), width="report"
        ),
    )


def _list() -> rx.Component:
    note = rx.el.p("Admins see here how to change each of these.", class_name="m-meta")
    return stack(rx.foreach(S.items, _card), when(~S.is_admin, note))


def _card(item: Any) -> rx.Component:
    return connection_card(
        item["icon"],
        item["title"],
        item["word"],
        item["tone"],
        item["text"],
        item["how"],
        item["rows"].to(list[dict[str, str]]),
    )
