"""An interviewer's page with its candidates: toolbar or selection bar, and the view that the address names."""

from __future__ import annotations

import reflex as rx

from milo_app.components.primitives import button, icon_button, notice
from milo_app.components.values import when
from milo_app.pages.activity import job_rows
from milo_app.pages.candidates_bulk import bulk_actions, bulk_dialogs
from milo_app.pages.candidates_columns import columns_drawer
from milo_app.pages.candidates_filters import candidates_toolbar, filter_line, phone_order
from milo_app.pages.candidates_table import shared_by_rows
from milo_app.pages.candidates_views import shown_view, view_switcher
from milo_app.pages.interviewer_frame import interviewer_page
from milo_app.pages.report_panel import report_panel
from milo_app.pages.saved_views import name_dialog, views_dialog
from milo_app.state.applications import Applications as S
from milo_app.state.candidates_saved import CandidateSaved


def applications() -> rx.Component:
    """Draw the page."""
    return interviewer_page(
        "candidates",
        _misread(),
        rx.cond((S.picked_count > 0) | S.all_picked, _selection(), candidates_toolbar()),
        job_rows(),
        filter_line(),
        rx.cond(S.view == "table", phone_order(), rx.fragment()),
        shown_view(),
        shared_by_rows(),
        bulk_dialogs(),
        columns_drawer(),
        name_dialog(CandidateSaved, "Keeps filters, search, order and view under a name."),
        views_dialog(CandidateSaved),
        report_panel(),
        aside=view_switcher(),
    )


def _misread() -> rx.Component:
    return when(
        S.wrong,
        notice(
            S.wrong,
            tone="warn",
            action=button("Show everybody", S.clear, size="small"),
            margin_bottom="12px",
        ),
    )


def _selection() -> rx.Component:
    """Stand in the place of the toolbar while somebody is selected."""
    return rx.el.div(
        rx.el.div(
            rx.el.strong(S.picked_words, role="status"),
            when(S.all_words, button(S.all_words, S.pick_all, kind="quiet")),
            bulk_actions(),
            rx.cond(
                (S.picked_count >= 2) & (S.picked_count <= 4) & ~S.all_picked,
                button("Compare", S.compare_picked, kind="quiet", icon_name="columns-2"),
                rx.fragment(),
            ),
            class_name="m-tools",
        ),
        rx.el.div(icon_button("x", "Select nobody", S.drop_picks), class_name="m-tools is-right"),
        class_name="m-toolbar m-selection",
        role="toolbar",
        aria_label="Selected candidates",
    )
