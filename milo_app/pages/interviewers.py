"""The list of interviewers: the page that recruiters open in the morning."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import deadline_badge, stage_icons, status_dot
from milo_app.components.empty import empty, empty_frame, loading, skeleton_table
from milo_app.components.forms import select
from milo_app.components.layout import Tab, filter_box, page_body, page_header, segmented, toolbar
from milo_app.components.primitives import button
from milo_app.components.table import Column, cell, data_table, paging, stat_cell, table_row, title_cell
from milo_app.pages.frame import framed
from milo_app.state.interviewers import Interviewers as S
from milo_app.state.session import Shell

_COLUMNS = (
    Column("name", "Interviewer", "30%"),
    Column("department", "Department", "130px"),
    Column("stages", "Workflow", "120px"),
    Column("stats", "Candidates", "130px"),
    Column("score", "Mean score", "100px", align="right"),
    Column("deadline", "Deadline", "140px"),
    Column("created", "Created", "110px"),
)
_SORTS = (("recent", "Most recent"), ("oldest", "Oldest"), ("most", "Most candidates"), ("least", "Least candidates"))


def interviewers() -> rx.Component:
    """Draw the list."""
    return framed(
        page_header("Interviewers"),
        page_body(_tools(), loading(S.is_loading, skeleton_table(), _list())),
        active="interviewers",
    )


def _tools() -> rx.Component:
    tabs = (
        Tab("active", "Active", "/interviewers", S.n_active),
        Tab("draft", "Drafts", "/interviewers?tab=draft", S.n_draft),
        Tab("expired", "Expired", "/interviewers?tab=expired", S.n_expired),
        Tab("archived", "Archived", "/interviewers?tab=archived", S.n_archived),
    )
    return toolbar(
        segmented(tabs, S.tab, label="State"),
        filter_box(S.q, S.type_name),
        select("sort", _SORTS, S.sort, S.sort_by, label="Order", small=True),
    )


def _list() -> rx.Component:
    table = rx.fragment(
        data_table(_COLUMNS, rx.foreach(S.rows, _row), caption="Interviewers", min_width=920),
        paging(S.range_text, S.has_previous, S.has_next, S.first, S.previous, S.next, S.last),
    )
    return rx.cond(S.rows.length() > 0, table, rx.cond(S.is_new, _first_use(), _nothing()))


def _row(row: Any) -> rx.Component:
    return table_row(
        title_cell(
            row["title"],
            row["href"],
            row["slug"],
            lead=status_dot(row["state"], row["word"], show_word=False),
            mono_sub=True,
        ),
        cell(row["department"], phone="hide", muted=True),
        cell(stage_icons(row["stages"].to(list[dict[str, str]])), phone="line", label=""),
        stat_cell(row["count"], row["completion"], row["percent"], title="Completed of all candidates"),
        cell(row["score"], align="right", phone="chip", label="Mean score"),
        cell(deadline_badge(row["deadline_level"], row["deadline"]), phone="side"),
        cell(row["created"], phone="hide", muted=True),
    )


def _first_use() -> rx.Component:
    return empty_frame(
        empty(
            "users",
            "Create your first interviewer",
            "Paste a job description, get a draft in a minute. Nobody is contacted until you share the link.",
            rx.cond(
                Shell.can_create,
                button("Create interviewer", href="/interviewers/new", kind="solid", icon_name="plus"),
                rx.fragment(),
            ),
        )
    )


def _nothing() -> rx.Component:
    searched = empty(
        "search",
        "No interviewer matches “" + S.q + "” here",
        "The search looks at names in this tab only.",
        button("Clear search", S.clear),
    )
    calm = empty(
        "inbox",
        "Nothing in this tab",
        "Interviewers move here as their state changes.",
        button("See active", href="/interviewers"),
    )
    return empty_frame(rx.cond(S.q != "", searched, calm), ghosts=2)
