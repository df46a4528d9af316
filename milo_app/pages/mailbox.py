"""The mailbox: what was sent to whom, and what became of it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import badge
from milo_app.components.empty import empty, empty_frame, loading, skeleton_table
from milo_app.components.layout import page_body, page_header
from milo_app.components.primitives import button, icon, notice, stack, text_link
from milo_app.components.table import Column, cell, data_table, paging, table_row, title_cell
from milo_app.components.values import when
from milo_app.pages.frame import framed
from milo_app.pages.settings_frame import no_rights
from milo_app.state.mailbox import Mailbox as S

_COLUMNS = (
    Column("subject", "Subject", ""),
    Column("to", "To", "27%"),
    Column("state", "State", "180px"),
    Column("when", "When", "190px"),
)


def mailbox() -> rx.Component:
    """Draw the page."""
    refresh = button("Refresh", S.refresh, icon_name="refresh-cw")
    return framed(
        page_header(
            "Mailbox", lead="Every mail of this workspace, newest first.", actions=[when(S.is_allowed, refresh)]
        ),
        page_body(loading(S.is_loading, skeleton_table(), rx.cond(S.is_allowed, _page(), no_rights("the mailbox")))),
        active="mailbox",
    )


def _page() -> rx.Component:
    simulated = notice(
        "Mail stays here and reaches nobody: no mail server is connected. Links in it work.",
        action=text_link("How to connect", "/settings/connections"),
    )
    table = stack(
        data_table(_COLUMNS, rx.foreach(S.rows, _row), caption="Mails", min_width=920),
        paging(S.range_text, S.has_previous, S.has_next, S.first, S.previous, S.next, S.last),
        gap=0,
    )
    return stack(when(S.is_simulated, simulated), rx.cond(S.rows.length() > 0, table, _nothing()))


def _row(row: Any) -> rx.Component:
    failed = button("Retry", S.retry(row["id"]), size="small", class_name="m-above")
    return table_row(
        title_cell(row["subject"], row["href"], row["error"], lead=icon("mail")),
        cell(row["to"], phone="meta", title=row["to"]),
        cell(
            rx.el.span(badge(row["word"], row["tone"]), when(row["can_retry"].to(bool), failed), class_name="m-row"),
            phone="meta",
        ),
        cell(row["when"], phone="meta", muted=True),
    )


def _nothing() -> rx.Component:
    return empty_frame(
        empty(
            "mail",
            "No mail yet",
            "Invitations, personal links and password resets appear here, each as its reader sees it.",
            button("Invite somebody", href="/interviewers"),
        )
    )
