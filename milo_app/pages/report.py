"""A candidate's report: scores with the words behind them, at the left the answers, at the right the scorecard."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import badge, decision_mark, state_badge
from milo_app.components.empty import loading, not_here, skeleton_card
from milo_app.components.layout import breadcrumbs, page_body
from milo_app.components.primitives import button, columns, icon_button, link, menu, menu_item, notice
from milo_app.components.report import report_header, score_block
from milo_app.components.values import when
from milo_app.pages.candidates_bulk import nudge_dialog
from milo_app.pages.frame import framed
from milo_app.pages.report_dialogs import dialogs
from milo_app.pages.report_guests import guest_dialog
from milo_app.pages.report_left import left
from milo_app.pages.report_review import keys_dialog, review_bar, review_keys, reviewed
from milo_app.pages.report_right import right
from milo_app.pages.scheduling import scheduling
from milo_app.state.candidates_bulk import CandidatesBulk
from milo_app.state.report import Candidate as S
from milo_app.state.report_twins import ReportTwins
from milo_app.state.scheduling import Scheduling
from milo_app.state.session import Shell


def report() -> rx.Component:
    """Draw the report as a page."""
    shown = rx.cond(S.is_reviewed, page_body(reviewed()), rx.fragment(shown_report(), review_bar()))
    return framed(shown, nudge_dialog(), keys_dialog(), active="interviewers", hotkeys=review_keys())


def shown_report() -> rx.Component:
    """Draw the report itself, for the page and for the panel over a list."""
    body = rx.fragment(_header(), page_body(_notices(), columns(left(), right())), dialogs(), guest_dialog())
    here = loading(S.is_loading, page_body(skeleton_card(6)), body)
    gone = rx.cond(S.erased, not_here("This person's data was erased"), not_here("There is no such candidate here"))
    return rx.cond(S.missing, gone, here)


def _header() -> rx.Component:
    return report_header(
        S.name,
        S.initials,
        S.facts,
        photo=S.photo,
        status=rx.fragment(
            when(S.is_blind, badge("Blind review", "iris")),
            state_badge(S.status, S.status_word),
            when(S.is_test, badge("Test", "iris")),
            decision_mark(S.decision),
        ),
        score=rx.cond(S.score != "", score_block(S.score, S.band, S.percent, evaluator=S.evaluator), rx.fragment()),
        actions=[rx.cond(Shell.can_decide & ~S.is_test, _decide(), rx.fragment())],
        crumbs=rx.fragment(
            breadcrumbs([(S.interviewer_title, S.back_href)]),
            when(S.view_name, rx.el.span(S.view_name, class_name="m-cut m-strong", title=S.view_name)),
        ),
        position=S.position,
        previous_href=S.previous_href,
        next_href=S.next_href,
        tools=(
            rx.cond(S.can_update & ~S.is_test, icon_button("link", "Copy interview link", S.copy_link), rx.fragment()),
            rx.cond(S.can_export, icon_button("download", "Download", S.open_dialog("paper")), rx.fragment()),
        ),
    )


def _decide() -> rx.Component:
    return rx.fragment(
        rx.cond(
            S.decision == "shortlisted",
            button("Shortlisted", S.clear, icon_name="star", kind="soft", title="Press again to take it back"),
            button("Shortlist", S.shortlist, icon_name="star", kind="soft"),
        ),
        rx.cond(
            S.decision == "dismissed",
            button("Dismissed", S.clear, icon_name="x", kind="soft", title="Press again to take it back"),
            button("Dismiss", S.dismiss, icon_name="x", kind="quiet"),
        ),
        rx.cond((S.decision == "shortlisted") & (Scheduling.link != ""), scheduling(), rx.fragment()),
        _actions(),
    )


def _actions() -> rx.Component:
    return menu(
        button("Actions", icon_after="chevron-down"),
        rx.cond(
            S.decision != "dismissed",
            menu_item("Dismiss with a reason", S.open_dialog("reason"), icon_name="message-square-x"),
            rx.fragment(),
        ),
        rx.cond(
            S.decision != "none",
            menu_item("Move back to undecided", S.clear, icon_name="undo-2"),
            rx.fragment(),
        ),
        rx.cond(
            S.can_mail & ((S.status == "not_started") | (S.status == "in_progress")),
            menu_item("Send a reminder", CandidatesBulk.ask_nudge(S.application), icon_name="bell-ring"),
            rx.fragment(),
        ),
        rx.cond(
            S.can_update,
            rx.fragment(
                menu_item("Allow another attempt", S.ask_retake, icon_name="repeat"),
                menu_item("Copy interview link", S.copy_link, icon_name="link"),
                rx.cond(S.can_mail, menu_item("Mail a new link", S.resend, icon_name="send"), rx.fragment()),
                menu_item("Withdraw links", S.revoke, icon_name="link-2-off"),
            ),
            rx.fragment(),
        ),
        rx.cond(
            S.can_update & ~S.is_blind,
            menu_item("Photo", S.open_dialog("photo"), icon_name="image"),
            rx.fragment(),
        ),
        rx.cond(
            S.can_rescore & (S.scored_by.length() > 0),
            menu_item("Evaluate again", S.open_dialog("rescore"), icon_name="refresh-cw"),
            rx.fragment(),
        ),
        menu_item("Compare", href="/compare?ids=" + S.application, icon_name="columns-2"),
        rx.cond(S.can_export, menu_item("Ask a guest", S.ask_guest, icon_name="user-plus"), rx.fragment()),
        rx.cond(S.can_export, menu_item("Download", S.open_dialog("paper"), icon_name="download"), rx.fragment()),
        rx.cond(
            S.can_erase,
            rx.fragment(
                rx.dropdown_menu.separator(),
                menu_item("Erase this person", S.open_dialog("erase"), icon_name="trash-2", danger=True),
            ),
            rx.fragment(),
        ),
    )


def _notices() -> rx.Component:
    retry = rx.cond(
        S.can_retry & Shell.can_decide, button("Retry the evaluation", S.retry, size="small"), rx.fragment()
    )
    return rx.el.div(
        when(S.is_test, notice("A colleague took this interview as a test. It counts in no figure and no list.")),
        when(ReportTwins.also, rx.el.p(ReportTwins.also, class_name="m-meta")),
        when(
            ReportTwins.words,
            notice(ReportTwins.words, action=button("Look at both", ReportTwins.compare, size="small")),
        ),
        when(S.locked, notice(S.locked, title_text="Rate first, then see the AI score. ")),
        when(S.pending, notice(S.pending, tone="warn", action=retry)),
        when(S.explained, notice(S.explained, tone="bad")),
        when(S.decided, notice(S.decided)),
        when(S.attempts.length() > 0, _attempts()),
        class_name="m-report-notices",
    )


def _attempts() -> rx.Component:
    def one(row: Any) -> rx.Component:
        return link(
            row["text"],
            href=row["href"],
            custom_attrs={"aria-current": rx.cond(row["is_shown"], "page", "false")},
        )

    return rx.el.nav(rx.foreach(S.attempts, one), class_name="m-seg", aria_label="Attempts")
