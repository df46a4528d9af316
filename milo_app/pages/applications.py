"""An interviewer's page with its candidates."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import avatar, deadline_badge, decision_mark, score_chip, stage_cell, state_badge
from milo_app.components.empty import empty, empty_frame, loading, skeleton_table
from milo_app.components.forms import select
from milo_app.components.islands import copy_button
from milo_app.components.layout import Tab, filter_box, page_body, page_header, tabs, toolbar
from milo_app.components.primitives import button, icon_button, menu, menu_item, mono
from milo_app.components.table import Column, cell, data_table, paging, table_row, title_cell
from milo_app.components.values import when
from milo_app.pages.frame import framed
from milo_app.pages.invite_dialog import invite_dialog
from milo_app.state.applications import Applications as S
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
    return framed(
        _header(), page_body(_tools(), loading(S.is_loading, skeleton_table(), _list())), active="interviewers"
    )


def _header() -> rx.Component:
    base = "/interviewers/" + S.interviewer
    actions = [
        rx.cond(S.link != "", copy_button(S.link, label="Copy link"), rx.fragment()),
        rx.cond(Shell.can_create & (S.status == "active"), invite_dialog(), rx.fragment()),
        rx.cond(Shell.can_create, _actions(base), rx.fragment()),
    ]
    return page_header(
        S.title,
        crumbs=[("Interviewers", "/interviewers")],
        badge=state_badge(S.status, S.status_word),
        meta=[
            mono(S.slug),
            rx.el.span("Created " + S.created),
            deadline_badge(S.deadline_level, S.deadline),
            when(Shell.can_see_spend, rx.el.span(S.spend + " spent")),
            rx.el.span(S.version),
        ],
        actions=actions,
        tabs=tabs(
            (Tab("candidates", "Candidates", base, S.total), Tab("plan", "Interview", base + "/plan")), "candidates"
        ),
    )


def _actions(base: Any) -> rx.Component:
    return menu(
        button("Actions", icon_after="chevron-down"),
        menu_item("Edit interview", href=base + "/edit", icon_name="pencil"),
        menu_item("Open the candidate's page", href=S.link, icon_name="external-link", reload=True),
        rx.cond(
            S.status == "archived",
            menu_item("Unarchive", S.unarchive, icon_name="archive-restore"),
            menu_item("Archive", S.archive, icon_name="archive"),
        ),
    )


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
    return [
        Column("name", "Candidate", "26%", sort="name"),
        Column("applied", "Applied", "96px", sort="invited"),
        Column("stages", "Stages", "30%"),
        Column("score", "Overall", "108px", sort="score"),
        Column("decision", "Decision", "120px"),
        Column("engaged", "Last engaged", "112px", sort="engaged"),
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
    shown = rx.el.div(rx.foreach(row["stages"].to(list[dict[str, str]]), _stage), class_name="m-stage-cells")
    return table_row(
        title_cell(row["name"], row["href"], row["email"], lead=avatar(row["initials"])),
        cell(row["applied"], phone="meta", muted=True),
        cell(shown, phone="line"),
        cell(_overall(row), phone="side"),
        cell(decision_mark(row["decision"]), phone="chip"),
        cell(row["engaged"], phone="hide", muted=True),
        actions=(
            icon_button("star", "Shortlist", S.shortlist(row["id"])),
            icon_button("x", "Dismiss", S.dismiss(row["id"])),
        ),
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
    return stage_cell(stage["kind"], stage["text"], stage["band"], stage["percent"], title=stage["title"])


def _nobody() -> rx.Component:
    return empty_frame(
        empty(
            "users",
            "Nobody here yet",
            "Share the link or add people. Their answers appear here while they give them.",
            rx.cond(S.link != "", copy_button(S.link, label="Copy link"), rx.fragment()),
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
