"""An interviewer's page with its candidates."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import avatar, deadline_badge, decision_mark, score_chip, stage_cell, state_badge
from milo_app.components.empty import empty, empty_frame, loading, not_here, skeleton_table
from milo_app.components.forms import field, select, text_input
from milo_app.components.islands import copy_button
from milo_app.components.layout import Tab, filter_box, page_body, page_header, tabs, toolbar
from milo_app.components.primitives import button, icon_button, menu, menu_item, mono, notice
from milo_app.components.table import Column, cell, data_table, paging, table_row, title_cell
from milo_app.components.values import inline, when
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
        rx.cond(
            S.missing,
            not_here("There is no such interviewer here"),
            rx.fragment(
                rx.cond(S.title == "", rx.el.div(class_name="m-head-blank"), _header()),
                page_body(_closed(), _tools(), loading(S.is_loading, skeleton_table(), _list())),
            ),
        ),
        _extend_dialog(),
        active="interviewers",
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
    can_extend = (S.status == "active") | (S.status == "expired")
    return menu(
        button("Actions", icon_after="chevron-down"),
        rx.cond(can_extend, menu_item("Edit interview", href=base + "/edit", icon_name="pencil"), rx.fragment()),
        rx.cond(
            S.status == "active",
            menu_item("Open the candidate's page", href=S.link, icon_name="external-link", reload=True),
            rx.fragment(),
        ),
        rx.cond(
            can_extend,
            menu_item("Extend the deadline", S.ask_extend(True), icon_name="calendar-plus"),
            rx.fragment(),
        ),
        rx.cond(
            S.status == "archived",
            menu_item("Unarchive", S.unarchive, icon_name="archive-restore"),
            menu_item("Archive", S.archive, icon_name="archive"),
        ),
    )


def _closed() -> rx.Component:
    """Say why nobody can apply, with the way back."""
    expired = notice(
        "The deadline has passed, so nobody can apply. All results are kept.",
        tone="warn",
        action=rx.cond(
            Shell.can_create, button("Extend the deadline", S.ask_extend(True), size="small"), rx.fragment()
        ),
        margin_bottom="12px",
    )
    archived = notice(
        "This interviewer is archived. All results are kept.",
        action=rx.cond(Shell.can_create, button("Unarchive", S.unarchive, size="small"), rx.fragment()),
        margin_bottom="12px",
    )
    return rx.match(S.status, ("expired", expired), ("archived", archived), rx.fragment())


def _extend_dialog() -> rx.Component:
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Extend the deadline", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                "People can apply until the end of this day.", size="2", margin_bottom="12px", class_name="m-muted"
            ),
            field(
                "Last day",
                text_input("last-day", S.last_day, S.pick_day, type="date", error=S.extend_error),
                for_="last-day",
                error=S.extend_error,
            ),
            rx.el.div(
                rx.dialog.close(button("Cancel", kind="quiet")),
                button("Extend", S.extend, kind="solid"),
                class_name="m-dialog-foot",
            ),
            max_width="400px",
        ),
        open=S.is_extending,
        on_open_change=S.ask_extend,
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
