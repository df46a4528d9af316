"""What all tabs of an interviewer share: the head with its facts and actions, the tab bar, and the way back when it is closed.

A tab's page calls `interviewer_page("settings", ...)` and is registered with `[Heading.load, ...]`.
"""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx

from milo_app.components.chips import avatar, deadline_badge, state_badge
from milo_app.components.empty import not_here
from milo_app.components.forms import field, text_input
from milo_app.components.islands import copy_button
from milo_app.components.layout import Tab, page_body, page_header, tabs
from milo_app.components.primitives import button, menu, menu_item, mono, notice, progress_line
from milo_app.components.values import when
from milo_app.pages.add_candidates import add_candidates_button, add_candidates_dialog, imports_strip
from milo_app.pages.frame import framed
from milo_app.pages.interviewers_dialogs import subscribers_dialog, template_dialog
from milo_app.pages.label_dialog import label_dialog
from milo_app.pages.settings_frame import no_rights
from milo_app.pages.share_dialog import share_dialog
from milo_app.state.interviewer_acts import InterviewerActs
from milo_app.state.interviewer_header import Heading as H
from milo_app.state.label_dialog import LabelDialog
from milo_app.state.session import Shell
from milo_app.state.share import Share
from milo_app.state.subscribers import Subscribers


def interviewer_page(
    tab: str,
    *content: Any,
    aside: rx.Component | None = None,
    footer: rx.Component | None = None,
    width: Literal["wide", "report", "form"] = "wide",
) -> rx.Component:
    """Frame one tab of an interviewer; `aside` stands at the right of the tab row, `footer` sticks to the bottom."""
    shown = rx.fragment(
        rx.cond(H.title == "", rx.el.div(class_name="m-head-blank"), _head()),
        _tab_bar(tab, aside),
        page_body(closed(), imports_strip() if tab == "candidates" else rx.fragment(), *content, width=width),
    )
    missing = page_body(not_here("There is no such interviewer here"))
    return framed(
        rx.cond(
            H.is_allowed, rx.cond(H.is_missing, missing, shown), page_body(no_rights("interviewers"), width="report")
        ),
        extend_dialog(),
        share_dialog(),
        subscribers_dialog(),
        label_dialog(),
        template_dialog(),
        add_candidates_dialog(),
        active="interviewers",
        footer=footer,
    )


def _head() -> rx.Component:
    return page_header(
        H.title,
        crumbs=[("Interviewers", "/interviewers")],
        badge=rx.fragment(
            state_badge(H.badge, H.badge_word), when(H.version, rx.el.span(H.version, class_name="m-meta"))
        ),
        meta=[
            rx.el.span(mono(H.slug), copy_button(H.slug, label="Copy the link name", icon_only=True)),
            rx.el.span(
                rx.el.span("Created " + H.created), when(H.deadline, deadline_badge(H.deadline_level, H.deadline))
            ),
            when(Shell.can_see_spend, _spend()),
            when(H.subscribers, _subscribers()),
        ],
        actions=[
            rx.cond(H.link != "", button("Share", Share.open(H.interviewer), icon_name="share-2"), rx.fragment()),
            rx.cond(H.can_add & (H.status == "active"), add_candidates_button(), rx.fragment()),
            _actions(),
        ],
    )


def _spend() -> rx.Component:
    return rx.el.span(
        rx.el.span(H.spend),
        when(H.has_budget, rx.el.span(progress_line(H.spend_percent, H.spend_tone), class_name="m-head-bar")),
    )


def _subscribers() -> rx.Component:
    return rx.el.span(
        rx.cond(
            H.subscriber_initials.length() > 0,
            rx.el.span(rx.foreach(H.subscriber_initials, lambda letters: avatar(letters, 20)), class_name="m-avatars"),
            rx.fragment(),
        ),
        rx.el.button(
            H.subscribers,
            type="button",
            on_click=Subscribers.open(H.interviewer),
            class_name="m-crumb",
            title="Who gets a mail when somebody completes the interview",
        ),
    )


def _tab_bar(tab: str, aside: rx.Component | None) -> rx.Component:
    base = "/interviewers/" + H.interviewer
    row = (
        Tab("candidates", "Candidates", base, H.total),
        Tab("agent", "Agent", base + "/agent"),
        Tab("settings", "Settings", base + "/settings"),
        Tab("integrations", "Integrations", base + "/integrations"),
    )
    return rx.el.div(tabs(row, tab, aside, label="Interviewer"), class_name="m-sticky-tabs")


def _actions() -> rx.Component:
    base = "/interviewers/" + H.interviewer
    can_extend = (H.status == "active") | (H.status == "expired")
    return menu(
        button("Actions", icon_after="chevron-down"),
        rx.cond(
            H.can_update & can_extend,
            menu_item("Edit settings", href=base + "/settings", icon_name="pencil"),
            rx.fragment(),
        ),
        rx.cond(
            H.status == "active",
            menu_item("Open the candidate's page", href=H.link, icon_name="external-link", reload=True),
            rx.fragment(),
        ),
        rx.cond(
            H.version != "",
            menu_item("View configuration", href=base + "/plan", icon_name="list-checks"),
            rx.fragment(),
        ),
        rx.cond(
            H.can_update,
            menu_item("Manage labels", LabelDialog.open(H.interviewer), icon_name="tag"),
            rx.fragment(),
        ),
        rx.cond(
            H.can_update,
            menu_item("Try it, or take it as a test candidate", href=base + "/agent", icon_name="flask-conical"),
            rx.fragment(),
        ),
        rx.cond(
            H.can_create,
            rx.fragment(
                menu_item("Duplicate", H.duplicate, icon_name="copy"),
                menu_item("Save as template", InterviewerActs.ask_template(H.interviewer), icon_name="bookmark-plus"),
            ),
            rx.fragment(),
        ),
        rx.cond(
            H.can_update & can_extend,
            menu_item("Extend the deadline", H.ask_extend(True), icon_name="calendar-plus"),
            rx.fragment(),
        ),
        rx.cond(
            H.is_muted,
            menu_item("Notify me of it again", H.hear(""), icon_name="bell"),
            menu_item("Mute it for me", H.mute, icon_name="bell-off"),
        ),
        rx.cond(H.can_archive & (H.status != "draft"), _archive_item(), rx.fragment()),
    )


def _archive_item() -> rx.Component:
    return rx.cond(
        H.status == "archived",
        menu_item("Unarchive", H.unarchive, icon_name="archive-restore"),
        menu_item("Archive", H.archive, icon_name="archive"),
    )


def closed() -> rx.Component:
    """Say why nobody can apply, with the way back."""
    expired = notice(
        "The deadline has passed, so nobody can apply. All results are kept.",
        tone="warn",
        action=rx.cond(H.can_update, button("Extend the deadline", H.ask_extend(True), size="small"), rx.fragment()),
        margin_bottom="12px",
    )
    archived = notice(
        "This interviewer is archived. All results are kept.",
        action=rx.cond(H.can_archive, button("Unarchive", H.unarchive, size="small"), rx.fragment()),
        margin_bottom="12px",
    )
    paused = notice(
        "The budget is used up, so nobody new can start. Whoever has begun can finish.",
        tone="warn",
        margin_bottom="12px",
    )
    return rx.match(H.badge, ("expired", expired), ("archived", archived), ("paused", paused), rx.fragment())


def extend_dialog() -> rx.Component:
    """Ask for a new last day."""
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Extend the deadline", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                "People can apply until the end of this day.", size="2", margin_bottom="12px", class_name="m-muted"
            ),
            field(
                "Last day",
                text_input("last-day", H.last_day, H.pick_day, type="date", error=H.extend_error),
                for_="last-day",
                error=H.extend_error,
            ),
            rx.el.div(
                rx.dialog.close(button("Cancel", kind="quiet")),
                button("Extend", H.extend, kind="solid"),
                class_name="m-dialog-foot",
            ),
            max_width="400px",
        ),
        open=H.is_extending,
        on_open_change=H.ask_extend,
    )
