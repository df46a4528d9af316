"""Analytics of the workspace: figures beside the window before, two charts, and a table of both."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.charts import as_table, bar_chart, figures
from milo_app.components.empty import empty, empty_frame, loading, skeleton_card, skeleton_table
from milo_app.components.forms import select
from milo_app.components.layout import Tab, page_body, page_header, segmented, toolbar
from milo_app.components.primitives import button, icon_button, meta, notice, stack
from milo_app.components.table import Column, cell, data_table, table_row
from milo_app.components.values import when
from milo_app.pages.frame import framed
from milo_app.pages.settings_frame import no_rights
from milo_app.state.analytics import Analytics as S

_WINDOWS = (("7", "7 days"), ("30", "30 days"), ("90", "90 days"), ("365", "Year"))


def analytics() -> rx.Component:
    """Draw the page."""
    skeleton = stack(skeleton_card(2), skeleton_table(6), gap=16)
    return framed(
        page_header("Analytics", actions=[meta(S.updated, role="status")]),
        page_body(loading(S.is_loading, skeleton, rx.cond(S.is_allowed, _page(), no_rights("analytics")))),
        active="analytics",
    )


def _page() -> rx.Component:
    shown = rx.cond(S.is_missing, _missing(), rx.cond(S.is_empty, _empty(), _figures()))
    return rx.el.div(_tools(), shown)


def _tools() -> rx.Component:
    chosen = rx.cond(S.interviewer == "", "all", S.interviewer)
    windows = [Tab(key, word, S.links[key]) for key, word in _WINDOWS]
    return toolbar(
        select("interviewer", S.options, chosen, S.pick, label="Interviewer"),
        segmented(windows, S.days, label="Window"),
        icon_button("refresh-cw", "Refresh", S.refresh),
        right=[meta(S.window, ", compared with ", S.before)],
    )


def _figures() -> rx.Component:
    return stack(
        when(S.is_behind, notice("Some figures are being counted again. Refresh in a moment.")),
        figures(S.figures),
        rx.el.div(
            _chart("How many interviews finished?", S.completed),
            _chart("How many people came in?", S.entered),
            class_name="m-charts",
        ),
        as_table(_table()),
        gap=16,
    )


def _chart(question: str, chart: Any) -> rx.Component:
    return bar_chart(
        question,
        chart["takeaway"],
        chart["n"],
        chart["before"],
        chart["bars"].to(list[dict[str, str]]),
        chart["axis"].to(list[dict[str, str]]),
        chart["spoken"],
    )


def _table() -> rx.Component:
    columns = [
        Column("label", "Day or week", ""),
        Column("invited", "Came in", "110px", align="right"),
        Column("started", "Started", "110px", align="right"),
        Column("completed", "Completed", "110px", align="right"),
        Column("score", "Mean score", "110px", align="right"),
        Column("spend", "Spend", "110px", align="right"),
    ]
    return data_table(
        columns, rx.foreach(S.lines, _line), caption="Figures by day or week, newest first", min_width=640
    )


def _line(line: Any) -> rx.Component:
    return table_row(
        rx.el.td(line["label"], class_name="on-title", role="cell"),
        cell(line["invited"], align="right", phone="chip", label="Came in"),
        cell(line["started"], align="right", phone="chip", label="Started"),
        cell(line["completed"], align="right", phone="chip", label="Completed"),
        cell(line["score"], align="right", phone="chip", label="Score"),
        cell(rx.cond(S.shows_spend, line["spend"], "–"), align="right", phone="side"),
    )


def _missing() -> rx.Component:
    return empty_frame(
        empty(
            "search",
            "This interviewer does not exist",
            "It may have been deleted, or the address is not whole.",
            button("See all interviewers", S.pick("all")),
        ),
        ghosts=0,
    )


def _empty() -> rx.Component:
    first = empty(
        "chart-column",
        "Charts start with the first candidate",
        "Share an interviewer's link. Figures appear here within a minute of the first application.",
        button("Open interviewers", href="/interviewers"),
    )
    filtered = empty(
        "calendar",
        "Nothing between " + S.window,
        "There are figures at other times.",
        button("Show the last year", href=S.links["365"]),
    )
    return empty_frame(rx.cond(S.is_new, first, filtered), ghosts=3)
