"""An interviewer's page with its candidates."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import avatar, decision_mark, score_chip, stage_cell
from milo_app.components.empty import empty, empty_frame, loading, skeleton_table
from milo_app.components.forms import select
from milo_app.components.islands import copy_button
from milo_app.components.layout import filter_box, toolbar
from milo_app.components.primitives import button, icon_button
from milo_app.components.table import Column, cell, data_table, paging, table_row, title_cell
from milo_app.components.values import inline
from milo_app.pages.interviewer_frame import interviewer_page
from milo_app.state.applications import Applications as S
from milo_app.state.interviewer_header import Heading
from milo_app.state.session import Shell

_STATES = (
    ("all", "Any progress"),
    ("pending", "Not started"),
    ("in_progress", "In progress"),
    ("evaluating", "Being scored"),
    ("completed", "Completed"),
    ("knocked_out", "Disqualified"),
)
_DECISIONS = (
    ("all", "Any decision"),
    ("none", "Undecided"),
    ("shortlisted", "Shortlisted"),
    ("dismissed", "Dismissed"),
)


def applications() -> rx.Component:
    """Draw the page."""
    return interviewer_page("candidates", _tools(), loading(S.is_loading, skeleton_table(), _list()))


def _tools() -> rx.Component:
    return toolbar(
        select("state", _STATES, rx.cond(S.state == "", "all", S.state), S.pick_state, label="Progress", small=True),
        select(
            "decision",
            _DECISIONS,
            rx.cond(S.decision == "", "all", S.decision),
            S.pick_decision,
            label="Decision",
            small=True,
        ),
        right=[filter_box(S.q, S.type_name, placeholder="Name or email")],
    )


def _columns() -> list[Any]:
    names = rx.el.div(
        rx.foreach(S.stage_titles, lambda title: rx.el.span(title, class_name="m-cut", title=title)),
        class_name="m-stage-cells",
        custom_attrs=inline(n=S.stage_titles.length().to_string()),
    )
    return [
        Column("name", "Candidate", "26%", sort="name"),
        Column("applied", "Applied", "96px", sort="invited"),
        Column("stages", names, "34%"),
        Column("score", "Overall", "116px", sort="score"),
        Column("decision", "Decision", "116px"),
        Column("engaged", "Last engaged", "112px", sort="engaged"),
        Column("actions", "Actions", "8px", hidden_label=True),
    ]


def _list() -> rx.Component:
    table = rx.fragment(
        data_table(
            _columns(),
            rx.foreach(S.rows, _row),
            caption="Candidates",
            min_width=980,
            sort=S.sort,
            descending=S.is_down,
            on_sort=S.sort_by,
        ),
        paging(S.range_text, S.has_previous, S.has_next, S.first, S.previous, S.next, S.last),
    )
    return rx.cond(S.rows.length() > 0, table, rx.cond(S.total == "0", _nobody(), _filtered()))


def _row(row: Any) -> rx.Component:
    shown = rx.el.div(
        rx.foreach(row["stages"].to(list[dict[str, str]]), _stage),
        class_name="m-stage-cells",
        custom_attrs=inline(n=S.stage_titles.length().to_string()),
    )
    return table_row(
        title_cell(row["name"], row["href"], row["email"], lead=avatar(row["initials"])),
        cell(row["applied"], phone="meta", muted=True),
        cell(shown, phone="line"),
        cell(_overall(row), phone="side"),
        cell(decision_mark(row["decision"]), phone="chip"),
        cell(row["engaged"], phone="hide", muted=True),
        actions=(rx.cond(Shell.can_decide, _decide(row), rx.fragment()),),
    )


def _decide(row: Any) -> rx.Component:
    back = icon_button("undo-2", "Take the decision back", S.take_back(row["id"]))
    return rx.fragment(
        rx.cond(row["decision"] == "shortlisted", back, icon_button("star", "Shortlist", S.shortlist(row["id"]))),
        rx.cond(row["decision"] == "dismissed", back, icon_button("x", "Dismiss", S.dismiss(row["id"]))),
    )


def _overall(row: Any) -> rx.Component:
    return rx.cond(
        (row["score"] != "") | (row["failed"] != ""),
        score_chip(
            row["score"], row["band"], row["percent"], failed=row["failed"], note="Weighted mean of the scored stages"
        ),
        rx.el.span(
            "–", class_name="m-muted", title=rx.cond(row["note"] != "", row["note"], "Scored after the interview")
        ),
    )


def _stage(stage: Any) -> rx.Component:
    return rx.el.span(
        stage_cell(stage["kind"], stage["text"], stage["band"], stage["percent"], title=stage["title"]),
        class_name="m-stage-slot",
        custom_attrs={"data-stage": stage["title"]},
    )


def _nobody() -> rx.Component:
    return empty_frame(
        empty(
            "users",
            "Nobody here yet",
            "Share the link or add people. Their answers appear here while they give them.",
            rx.cond(Heading.link != "", copy_button(Heading.link, label="Copy link"), rx.fragment()),
        )
    )


def _filtered() -> rx.Component:
    return empty_frame(
        empty(
            "search",
            "Nobody matches these filters",
            "0 of " + S.total + " candidates match.",
            button("Clear filters", S.clear),
        ),
        ghosts=2,
    )
