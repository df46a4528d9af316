"""The table of an interviewer's candidates, what its rows offer, and why there is nobody in it."""

from __future__ import annotations

import reflex as rx

from milo_app.components.empty import empty, empty_frame, loading, skeleton_table
from milo_app.components.islands import copy_button
from milo_app.components.islands.rows import MenuAction
from milo_app.components.primitives import button
from milo_app.pages import people_table
from milo_app.pages.add_candidates import add_candidates_button
from milo_app.state.applications import Applications as S
from milo_app.state.candidates_bulk import CandidatesBulk
from milo_app.state.interviewer_header import Heading

SCOPE = "#candidates"
_MENU = (
    MenuAction("open", "Open the report", "file-text", "/candidates/{id}"),
    MenuAction("shortlist", "Shortlist", "star"),
    MenuAction("nudge", "Send a reminder", "bell-ring"),
    MenuAction("back", "Take the decision back", "undo-2"),
    MenuAction("dismiss", "Dismiss", "x"),
)
_ACTS = (
    ("shortlist", "star", "Shortlist"),
    ("back", "undo-2", "Take the decision back"),
    ("dismiss", "x", "Dismiss"),
    ("nudge", "bell-ring", "Send a reminder"),
)


def candidates_table() -> rx.Component:
    """Draw the table with its foot, or why there is nobody in it."""
    table = people_table.people_table(S, SCOPE, _ACTS)
    return loading(S.is_loading, skeleton_table(), rx.cond(S.rows.length() > 0, table, nobody()))


def shared_by_rows() -> rx.Component:
    """Draw, once, what every row uses: icons, menu, hover card, selection."""
    return people_table.shared_by_rows(
        S,
        SCOPE,
        _MENU,
        lambda what, row: rx.cond(what == "nudge", CandidatesBulk.ask_nudge(row), S.decide(what, row)),
    )


def nobody() -> rx.Component:
    """Say why there is nobody to show, and what to do."""
    first_use = empty_frame(
        empty(
            "users",
            "Nobody here yet",
            "Share the link or add people. Their answers appear here while they give them.",
            rx.cond(Heading.link != "", copy_button(Heading.link, label="Copy link"), rx.fragment()),
            rx.cond(Heading.can_add & (Heading.status == "active"), add_candidates_button(), rx.fragment()),
        )
    )
    filtered = empty_frame(
        empty(
            "search",
            "Nobody matches",
            S.nothing,
            button("Clear filters", S.clear, kind="soft"),
        ),
        ghosts=2,
    )
    all_dismissed = empty_frame(
        empty(
            "inbox",
            "Everybody here was dismissed",
            "Dismissed people stand under Status: Dismissed only.",
            button("Show the dismissed", S.choose("decision", "dismissed"), kind="soft"),
        ),
        ghosts=2,
    )
    return rx.cond(S.is_filtered, filtered, rx.cond(S.counts["dismissed"] != "0", all_dismissed, first_use))
