"""The list of interviewers: the page that recruiters open in the morning."""

from __future__ import annotations

import reflex as rx

from milo_app.components.empty import empty, empty_frame, loading, skeleton_table
from milo_app.components.forms import select
from milo_app.components.labels import filter_chips, label_filter_menu
from milo_app.components.layout import Tab, filter_box, page_body, page_header, segmented, toolbar
from milo_app.components.primitives import button, icon, icon_button, link
from milo_app.components.values import when
from milo_app.pages.frame import framed
from milo_app.pages.interviewers_dialogs import (
    delete_dialog,
    extend_dialog,
    subscribers_dialog,
    template_dialog,
)
from milo_app.pages.interviewers_table import interviewer_table, shared_by_rows
from milo_app.pages.label_dialog import label_dialog
from milo_app.pages.saved_views import name_dialog, view_buttons, views_dialog, views_menu
from milo_app.pages.share_dialog import share_dialog
from milo_app.state.interviewer_acts import InterviewerActs as A
from milo_app.state.interviewer_tools import ListTools as T
from milo_app.state.interviewers import Interviewers as S
from milo_app.state.label_filter import LabelFilter as L
from milo_app.state.session import Shell

_SORTS = (("recent", "Most recent"), ("oldest", "Oldest"), ("most", "Most candidates"), ("least", "Least candidates"))
_TABS = (("active", "Active"), ("draft", "Drafts"), ("expired", "Expired"), ("archived", "Archived"))


def interviewers() -> rx.Component:
    """Draw the list."""
    return framed(
        page_header("Interviewers", actions=[button("Templates", href="/templates", kind="quiet")]),
        page_body(
            _attention(),
            rx.cond(S.picked_count > 0, _selection(), _tools()),
            rx.cond(
                L.chosen.length() > 0, rx.el.div(filter_chips(L.chosen, L.toggle), class_name="m-chosen"), rx.fragment()
            ),
            loading(S.is_loading, skeleton_table(), _list()),
        ),
        shared_by_rows(),
        share_dialog(),
        label_dialog(),
        extend_dialog(),
        delete_dialog(),
        template_dialog(),
        subscribers_dialog(),
        name_dialog(T, "Keeps tab, search, labels and order under a name."),
        views_dialog(T),
        active="interviewers",
    )


def _attention() -> rx.Component:
    strip = rx.el.div(
        icon("bell-ring", 14),
        rx.el.strong("Needs attention"),
        rx.el.ul(
            rx.foreach(T.alerts, lambda one: rx.el.li(link(one["text"], href=one["href"], class_name="m-alert-link")))
        ),
        icon_button("x", "Put away until something new turns up", T.put_away),
        class_name="m-alerts",
        role="region",
        aria_label="Needs attention",
    )
    return rx.cond(T.alerts.length() > 0, strip, rx.fragment())


def _tools() -> rx.Component:
    tabs = [Tab(key, word, S.tab_hrefs[key], S.counts[key]) for key, word in _TABS]
    return toolbar(
        segmented(tabs, S.tab, label="State", on_go=S.open_tab),
        filter_box(S.q, S.type_name, label="Filter by name or link name"),
        _label_filter(),
        select("sort", _SORTS, S.sort, S.sort_by, label="Order", small=True),
        views_menu(T),
        rx.cond(
            S.need_word != "",
            button(S.need_word, S.clear_need, icon_after="x", kind="soft", title="Show all again"),
            rx.fragment(),
        ),
        right=[
            *view_buttons(T),
            rx.cond(
                S.density == "compact",
                icon_button("rows-2", "Comfortable rows", S.choose_density("comfortable")),
                icon_button("rows-3", "Compact rows", S.choose_density("compact")),
            ),
            icon_button("download", "Export these as CSV", href=S.export, reload=True),
            icon_button("refresh-cw", "Refresh", [S.refresh, T.refresh]),
        ],
    )


def _label_filter() -> rx.Component:
    menu = label_filter_menu(
        L.groups,
        L.chosen.length().to_string(),
        L.search,
        on_search=L.type_search,
        on_toggle=L.toggle,
        on_clear=L.clear,
        on_open=L.opened,
        has_chosen=L.chosen.length() > 0,
        is_open=L.is_open,
    )
    return rx.cond(L.is_shown, menu, rx.fragment())


def _selection() -> rx.Component:
    """Stand in the place of the toolbar while something is selected."""
    return rx.el.div(
        rx.el.div(
            rx.el.strong(S.picked_words, role="status"),
            when(S.all_words, button(S.all_words, S.pick_all, kind="quiet")),
            rx.cond(
                S.tab == "archived",
                button("Unarchive", A.unarchive_picked, icon_name="archive-restore"),
                rx.fragment(),
            ),
            rx.cond(
                (S.tab == "active") | (S.tab == "expired"),
                rx.fragment(
                    button("Extend", A.ask_extend_picked, icon_name="calendar-plus", class_name="for-edit"),
                    button("Archive", A.archive_picked, icon_name="archive", class_name="for-edit"),
                ),
                rx.fragment(),
            ),
            rx.cond(
                S.tab != "archived",
                button("Labels", A.label_picked, icon_name="tag", class_name="for-edit"),
                rx.fragment(),
            ),
            button("Export CSV", href=S.export_picked, icon_name="download", reload=True),
            class_name="m-tools",
        ),
        rx.el.div(icon_button("x", "Select nothing", S.drop_picks), class_name="m-tools is-right"),
        class_name="m-toolbar m-selection " + S.rights,
        role="toolbar",
        aria_label="Selected interviewers",
    )


def _list() -> rx.Component:
    return rx.cond(S.rows.length() > 0, interviewer_table(), rx.cond(S.is_new, _first_use(), _nothing()))


def _first_use() -> rx.Component:
    return empty_frame(
        empty(
            "users",
            "Create your first interviewer",
            "Paste a job description, get a draft in a minute. Nobody is contacted until you share the link.",
            rx.cond(
                Shell.can_create,
                button("Create interviewer", href="/interviewers/new", kind="outline", icon_name="plus"),
                rx.fragment(),
            ),
        )
    )


def _nothing() -> rx.Component:
    places = rx.foreach(S.elsewhere, lambda one: button(one["label"], href=one["href"]))
    searched = empty(
        "search", S.nothing, "The filters look at this tab only.", button("Clear filters", S.clear, kind="soft"), places
    )
    calm = empty("inbox", S.nothing, "Interviewers move between the tabs as their state changes.", places)
    return empty_frame(rx.cond(S.is_filtered, searched, calm), ghosts=2)
