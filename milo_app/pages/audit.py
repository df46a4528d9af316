"""Settings: the audit log and its proof."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.empty import empty, empty_frame, loading, skeleton_table
from milo_app.components.layout import page_body, page_header
from milo_app.components.primitives import button, icon, notice, stack, text_link
from milo_app.components.table import Column, cell, data_table, paging, table_row
from milo_app.components.values import choose, when
from milo_app.pages.settings_frame import in_settings, no_rights
from milo_app.state.audit import Audit as S

_COLUMNS = (
    Column("number", "No.", "72px", align="right"),
    Column("at", "When", "186px"),
    Column("who", "Who", "21%"),
    Column("what", "What", ""),
    Column("about", "About", "25%"),
)


def audit() -> rx.Component:
    """Draw the page."""
    verify = button(
        "Verify the chain", S.verify, icon_name="shield-check", loading=S.is_verifying, disabled=S.rows.length() == 0
    )
    return in_settings(
        "audit",
        page_header(
            "Audit log",
            lead="Who did what. Each entry is chained to the one before, so a changed or missing one is found.",
            actions=[rx.cond(S.is_allowed, verify, rx.fragment())],
        ),
        page_body(loading(S.is_loading, skeleton_table(), rx.cond(S.is_allowed, _page(), no_rights("the audit log")))),
    )


def _page() -> rx.Component:
    good, bad = notice(S.verdict, tone="good"), notice(S.verdict, tone="bad")
    table = stack(
        data_table(_COLUMNS, rx.foreach(S.rows, _entry), caption="Audit log, newest first", min_width=860),
        paging(S.range_text, S.has_previous, S.has_next, S.first, S.previous, S.next, S.last),
        gap=0,
    )
    return stack(
        when(S.verdict, rx.cond(S.is_whole, good, bad)), rx.cond(S.rows.length() > 0, table, _nothing()), gap=12
    )


def _entry(item: Any) -> rx.Component:
    signs = {"user": icon("user", 14), "candidate": icon("message-circle", 14), "system": icon("cog", 14)}
    about = when(item["href"], text_link(item["about"], item["href"]), rx.el.span(item["about"]))
    note = when(item["note"], rx.el.span(", ", item["note"], class_name="m-muted"))
    return table_row(
        cell(item["number"], align="right", phone="hide", muted=True),
        cell(item["at"], phone="meta", muted=True),
        cell(
            rx.el.span(
                choose(item["sign"], signs, icon("user", 14)),
                rx.el.span(item["who"], class_name="m-cut"),
                class_name="m-status",
            ),
            phone="meta",
            title=item["who"],
        ),
        rx.el.td(item["words"], note, class_name="on-title", role="cell", title=item["words"] + " " + item["note"]),
        cell(about, phone="meta", title=item["about"]),
    )


def _nothing() -> rx.Component:
    return empty_frame(empty("scroll-text", "Nothing happened yet", "Entries appear here as people work."))
