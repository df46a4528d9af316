"""Cohorts, and the people of one."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import avatar, decision_mark, score_chip
from milo_app.components.empty import empty, empty_frame, loading, not_here, skeleton_table
from milo_app.components.forms import field, form, text_input
from milo_app.components.layout import page_body, page_header, toolbar
from milo_app.components.primitives import button, icon_button, meta
from milo_app.components.table import Column, cell, data_table, paging, table_row, title_cell
from milo_app.components.values import when
from milo_app.pages.activity import job_rows
from milo_app.pages.frame import framed
from milo_app.state.cohorts import CohortPeople as P
from milo_app.state.cohorts import Cohorts as S

_COLUMNS = (
    Column("name", "Cohort"),
    Column("people", "Candidates", "160px", align="right"),
    Column("actions", "Actions", "8px", hidden_label=True),
)
_PEOPLE = (
    Column("pick", "Select", "44px", hidden_label=True),
    Column("name", "Candidate", "30%"),
    Column("role", "Interviewer", ""),
    Column("score", "Overall", "116px"),
    Column("decision", "Decision", "116px"),
    Column("added", "Added", "140px"),
)


def cohorts() -> rx.Component:
    """Draw the list."""
    new = button("New cohort", S.ask_name(""), icon_name="plus")
    return framed(
        page_header(
            "Cohorts",
            lead="People who are followed together, across interviewers.",
            actions=[rx.cond(S.can_change, new, rx.fragment())],
        ),
        page_body(
            loading(S.is_loading, skeleton_table(), rx.cond(S.rows.length() > 0, _table(), _none())), width="report"
        ),
        _name_dialog(),
        _delete_dialog(),
        active="cohorts",
    )


def _table() -> rx.Component:
    def line(one: Any) -> rx.Component:
        acts = rx.fragment(
            icon_button("pencil", "Rename", S.ask_name(one["id"])),
            icon_button("trash-2", "Delete", S.ask_delete(one["id"])),
        )
        return table_row(
            title_cell(one["name"], one["href"]),
            cell(one["people"], align="right", phone="chip", label="Candidates"),
            actions=(rx.cond(S.can_change, acts, rx.fragment()),),
        )

    return data_table(_COLUMNS, rx.foreach(S.rows, line), caption="Cohorts", min_width=480)


def _none() -> rx.Component:
    return empty_frame(
        empty(
            "users-round",
            "No cohort yet",
            "Select candidates in a list and press Cohort to follow them together, or begin with an empty one.",
        )
    )


def _name_dialog() -> rx.Component:
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Name of the cohort", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description("Your team sees it too.", size="2", margin_bottom="12px", class_name="m-muted"),
            form(
                field(
                    "Name",
                    text_input("cohort-name", default=S.name, error=S.error, max_length=80, auto_complete="off"),
                    for_="cohort-name",
                    error=S.error,
                ),
                rx.el.div(
                    rx.dialog.close(button("Cancel", kind="quiet")),
                    button("Save", kind="solid", type="submit"),
                    class_name="m-dialog-foot",
                ),
                on_submit=S.save_name,
            ),
            max_width="400px",
        ),
        open=S.is_naming,
        on_open_change=S.close_name,
    )


def _delete_dialog() -> rx.Component:
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Delete the cohort?", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                S.delete_words + " This cannot be undone.", size="2", margin_bottom="12px", class_name="m-muted"
            ),
            rx.el.div(
                rx.dialog.close(button("Cancel", kind="quiet")),
                button("Delete cohort", S.delete, kind="danger"),
                class_name="m-dialog-foot",
            ),
            max_width="400px",
        ),
        open=S.is_deleting,
        on_open_change=S.close_delete,
    )


def cohort() -> rx.Component:
    """Draw the people of one cohort."""
    export = button("Export CSV", P.export, icon_name="download")
    return framed(
        page_header(
            P.title,
            crumbs=[("Cohorts", "/cohorts")],
            actions=[rx.cond(P.can_export & (P.rows.length() > 0), export, rx.fragment())],
        ),
        page_body(
            job_rows(),
            rx.cond(P.picked.length() > 0, _selection(), toolbar(meta(P.range_text))),
            loading(
                P.is_loading,
                skeleton_table(),
                rx.cond(P.is_missing, not_here("This cohort is not here"), _people()),
            ),
        ),
        active="cohorts",
    )


def _selection() -> rx.Component:
    out = button("Take out of the cohort", P.take_out, icon_name="user-minus")
    return rx.el.div(
        rx.el.div(
            rx.el.strong(P.picked_words, role="status"),
            rx.cond(P.can_change, out, rx.fragment()),
            class_name="m-tools",
        ),
        rx.el.div(icon_button("x", "Select nobody", P.drop_picks), class_name="m-tools is-right"),
        class_name="m-toolbar m-selection",
        role="toolbar",
        aria_label="Selected candidates",
    )


def _people() -> rx.Component:
    table = rx.fragment(
        data_table(_PEOPLE, rx.foreach(P.rows, _person), caption="Candidates of this cohort", min_width=820),
        paging(P.range_text, P.has_previous, P.has_next, P.first, P.previous, P.next, P.last),
    )
    nobody = empty_frame(
        empty("users", "Nobody in this cohort", "Select candidates in a list and press Cohort to add them.")
    )
    return rx.cond(P.rows.length() > 0, table, nobody)


def _person(one: Any) -> rx.Component:
    pick = rx.el.input(
        type="checkbox",
        checked=P.picked.contains(one["id"]),
        on_change=P.toggle(one["id"]),
        aria_label="Select " + one["name"].to(str),
        class_name="m-check",
    )
    chip = rx.cond(
        (one["score"] != "") | (one["failed"] != ""),
        score_chip(one["score"], one["band"], one["percent"], failed=one["failed"]),
        rx.el.span("–", class_name="m-muted"),
    )
    return table_row(
        cell(rx.el.span(pick, class_name="m-above"), phone="side"),
        title_cell(one["name"], one["href"], one["email"], lead=avatar(one["initials"])),
        cell(one["role"], phone="meta", title=one["role"]),
        cell(chip, phone="chip", label="Overall"),
        cell(decision_mark(one["decision"]), phone="chip"),
        cell(one["added"], when(one["by"], " by " + one["by"].to(str)), phone="meta", muted=True, title=one["by"]),
        selected=P.picked.contains(one["id"]),
    )
