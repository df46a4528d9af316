"""All notifications."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import badge
from milo_app.components.empty import empty, empty_frame, loading, skeleton_table
from milo_app.components.layout import page_body, page_header, segmented_buttons
from milo_app.components.notifications import notification_group
from milo_app.components.primitives import button, icon_button, meta, muted, row, stack
from milo_app.components.values import when
from milo_app.pages.frame import WHICH, framed, notice_line
from milo_app.state.notices import Notices as S


def notifications() -> rx.Component:
    """Draw the page."""
    return framed(
        page_header(
            "Notifications",
            badge=when(S.has_unread, badge(S.unread + " new", "iris")),
            actions=[
                when(S.has_unread, button("Mark all as read", S.read_all, icon_name="check-check")),
                icon_button("settings", "Notification settings", href="/settings/notifications", kind="outline"),
            ],
        ),
        page_body(loading(S.is_loading, skeleton_table(), _list()), width="report"),
        active="",
    )


def _list() -> rx.Component:
    groups = stack(
        rx.el.div(rx.foreach(S.groups, _group), class_name="m-table-frame m-page-notes"),
        when(S.is_full, meta("The latest 100 stand here. Older ones stay with each candidate.")),
    )
    choice = segmented_buttons(WHICH, rx.cond(S.only_unread, "unread", "all"), S.show, "Which")
    none = rx.cond(S.only_unread, muted("Nothing is unread."), _nothing())
    return stack(row(choice), rx.cond(S.groups.length() > 0, groups, none))


def _group(group: Any) -> rx.Component:
    return notification_group(group["title"], rx.foreach(group["lines"].to(list[dict[str, Any]]), _line))


def _line(line: Any) -> rx.Component:
    return notice_line(line, S.open(line["id"].to(int)))


def _nothing() -> rx.Component:
    return empty_frame(
        empty(
            "bell",
            "You are up to date",
            "Completed interviews, scores and what needs a person appear here as they happen.",
        ),
        ghosts=0,
    )
