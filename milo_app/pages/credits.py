"""Settings: credits, spend by service, and the ledger."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.charts import figure_card
from milo_app.components.empty import empty, empty_frame, loading, skeleton_table
from milo_app.components.layout import page_body, page_header
from milo_app.components.primitives import button, notice, progress_line, stack, text_link, title
from milo_app.components.table import Column, cell, data_table, paging, table_row
from milo_app.components.values import when
from milo_app.pages.settings_frame import in_settings, no_rights
from milo_app.state.credits import Credits as S

_SERVICES = (
    Column("service", "Service", "40%"),
    Column("entries", "Entries", "100px", align="right"),
    Column("share", "Share", "180px"),
    Column("amount", "Amount", "120px", align="right"),
)
_LEDGER = (
    Column("at", "When", "190px"),
    Column("what", "What", "170px"),
    Column("interviewer", "Interviewer", ""),
    Column("note", "Note", "26%"),
    Column("amount", "Amount", "120px", align="right"),
)


def credits() -> rx.Component:
    """Draw the page."""
    return in_settings(
        "credits",
        page_header("Credits", lead="What was added, what was spent, and on what. Every amount comes from the ledger."),
        page_body(loading(S.is_loading, skeleton_table(6), rx.cond(S.is_allowed, _page(), no_rights("spend")))),
    )


def _page() -> rx.Component:
    return stack(
        when(S.is_low, notice("Less than a tenth of the credits is left. Nothing stops by itself.", tone="warn")),
        rx.el.div(
            figure_card("Left", rx.cond(S.has_credits, S.left, "No limit"), _left_words()),
            figure_card("Used", S.used, "in all"),
            figure_card("This month", S.month, "since the first of the month"),
            class_name="m-figures",
        ),
        rx.cond(S.rows.length() > 0, _figures(), _nothing()),
        gap=24,
    )


def _left_words() -> Any:
    return rx.cond(S.has_credits, S.percent + "% of what was added is used", "No credits were added: spend is counted")


def _figures() -> rx.Component:
    services = stack(
        title("Spend by service"),
        data_table(_SERVICES, rx.foreach(S.services, _service), caption="Spend by service", min_width=560),
        gap=8,
    )
    ledger = stack(
        title("Ledger"),
        data_table(_LEDGER, rx.foreach(S.rows, _entry), caption="Ledger, newest first", min_width=760),
        paging(S.range_text, S.has_previous, S.has_next, S.first, S.previous, S.next, S.last),
        gap=8,
    )
    return stack(when(S.services.length() > 0, services), ledger, gap=24)


def _service(item: Any) -> rx.Component:
    return table_row(
        rx.el.td(item["words"], class_name="on-title", role="cell"),
        cell(item["entries"], align="right", phone="chip", label="Entries"),
        cell(progress_line(item["percent"], label=item["percent"] + "% of the spend"), phone="hide"),
        cell(item["amount"], align="right", phone="side"),
    )


def _entry(item: Any) -> rx.Component:
    role = when(item["href"], text_link(item["interviewer"], item["href"]), rx.el.span(item["interviewer"]))
    return table_row(
        rx.el.td(item["at"], class_name="on-title", role="cell"),
        cell(item["words"], phone="meta"),
        cell(role, phone="meta"),
        cell(item["note"], phone="hide", muted=True, title=item["note"]),
        cell(
            rx.cond(item["is_grant"].to(bool), "+", ""),
            item["amount"],
            align="right",
            phone="side",
        ),
    )


def _nothing() -> rx.Component:
    return empty_frame(
        empty(
            "wallet",
            "Nothing was spent yet",
            "The built-in evaluator is free. With a model, each call is booked here with the price that you set.",
            button("Connect a model", href="/settings/connections"),
        )
    )
