"""The bulk bar of a candidates list: decide, reach out, take out; and the dialogs that ask before a job begins."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.forms import checkbox, field, form, text_input
from milo_app.components.primitives import button, icon, menu, menu_item, notice
from milo_app.components.values import Text, when
from milo_app.state.candidates_bulk import CandidatesBulk as S

LANGUAGES = (("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español"))


def bulk_actions() -> rx.Component:
    """Draw what can be done with the selected, by what the reader may do."""
    return rx.fragment(
        _if(
            S.can_decide,
            button("Shortlist", S.decide("shortlist"), icon_name="star"),
            button("Dismiss", S.ask("dismiss"), icon_name="x"),
        ),
        _if(S.can_mail, button("Nudge", S.ask("nudge"), icon_name="send")),
        _if(
            S.can_export,
            button("Download", S.ask("package"), icon_name="package", class_name="m-wide-only"),
            button("Export", S.ask("export"), icon_name="download", class_name="m-wide-only"),
        ),
        _if(S.can_change, button("Cohort", S.ask("cohort"), icon_name="users-round", class_name="m-wide-only")),
        _if(S.can_decide | S.can_change | S.can_rescore, _more()),
    )


def _if(shown: Any, *parts: Any) -> rx.Component:
    return rx.cond(shown, rx.fragment(*parts), rx.fragment())


def _more() -> rx.Component:
    return menu(
        rx.el.button(
            icon("ellipsis"), type="button", class_name="m-icon-btn is-quiet", aria_label="More", title="More"
        ),
        _if(S.can_decide, menu_item("Clear the decision", S.decide("clear"), icon_name="undo-2")),
        _if(S.can_change, menu_item("Enrich", S.ask("enrich"), icon_name="sparkles")),
        _if(S.can_rescore, menu_item("Evaluate again", S.ask("rescore"), icon_name="refresh-cw")),
        _if(
            S.can_export,
            menu_item("Download a package", S.ask("package"), icon_name="package", class_name="for-narrow"),
            menu_item("Export a table", S.ask("export"), icon_name="download", class_name="for-narrow"),
        ),
        _if(
            S.can_change,
            menu_item("Add to a cohort", S.ask("cohort"), icon_name="users-round", class_name="for-narrow"),
        ),
    )


def bulk_dialogs() -> rx.Component:
    """Draw the dialogs, once per page."""
    return rx.fragment(_dismiss(), nudge_dialog(), _package(), _export(), _cohort(), _enrich(), _rescore())


def _dialog(key: str, title: Text, text: Text, *body: Any, width: str = "440px") -> rx.Component:
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title(title, class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(text, size="2", margin_bottom="12px", class_name="m-muted"),
            *body,
            when(S.error, notice(S.error, tone="bad", margin_top="12px")),
            max_width=width,
        ),
        open=S.dialog == key,
        on_open_change=S.close,
    )


def _foot(confirm: rx.Component) -> rx.Component:
    return rx.el.div(rx.dialog.close(button("Cancel", kind="quiet")), confirm, class_name="m-dialog-foot")


def _dismiss() -> rx.Component:
    return _dialog(
        "dismiss",
        "Dismiss " + S.people,
        "They leave the list and stand under Status: Dismissed. You can undo it for an hour.",
        form(
            field(
                "Reason",
                text_input("reason", max_length=300, auto_complete="off", placeholder="Optional; your team reads it"),
                for_="reason",
            ),
            _foot(button("Dismiss", kind="solid", type="submit")),
            on_submit=S.dismiss,
        ),
    )


def nudge_dialog() -> rx.Component:
    """Say who would get a reminder and who not, before any is sent; a report draws it as well."""
    reasons = rx.el.ul(
        rx.foreach(
            S.reasons,
            lambda one: rx.el.li(rx.el.span(one["words"], class_name="m-push"), rx.el.span(one["count"])),
        ),
        class_name="m-tally",
    )
    send = button(S.send_words, S.send_nudge, kind="solid", icon_name="send", loading=S.is_busy)
    return _dialog(
        "nudge",
        "Remind " + S.people,
        "Each gets a mail with a link to go on with the interview. A mail cannot be taken back.",
        when(S.words, rx.el.p(S.words, class_name="m-strong")),
        rx.cond(S.reasons.length() > 0, reasons, rx.fragment()),
        _foot(when(S.send_words, send, rx.el.span("Nobody would get a reminder now.", class_name="m-meta m-push"))),
    )


def _package() -> rx.Component:
    def part(name: str, words: str, default: bool) -> rx.Component:
        return checkbox(words, name=name, default=default)

    languages = rx.el.span(
        rx.el.select(
            *[rx.el.option(words, value=key) for key, words in LANGUAGES],
            name="language",
            id="language",
            default_value="en",
            class_name="m-select",
        ),
        icon("chevron-down", 14),
        class_name="m-select-box",
    )
    return _dialog(
        "package",
        "Download " + S.people,
        "A ZIP file with a folder for each. It is made in the background and kept for 7 days.",
        form(
            rx.el.fieldset(
                rx.el.legend("In each folder", class_name="m-strong"),
                part("report", "Report as PDF", True),
                part("resume", "Resume", True),
                part("files", "Files of answers", False),
                part("audio", "Audio", False),
                part("video", "Video", False),
                class_name="m-checks",
            ),
            rx.el.fieldset(
                rx.el.legend("In the report", class_name="m-strong"),
                part("chips", "Chips", True),
                part("highlights", "Highlights", True),
                part("lowlights", "Lowlights", True),
                part("transcript", "Transcript", True),
                class_name="m-checks",
            ),
            field("Language of the report", languages, for_="language"),
            _foot(button("Make the package", kind="solid", type="submit", loading=S.is_busy)),
            on_submit=S.start_package,
        ),
        width="480px",
    )


def _radio(name: str, value: str, words: str, *, default: bool = False) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name=name, value=value, default_checked=default, class_name="m-radio"),
        rx.el.span(words),
        class_name="m-check-line",
    )


def _export() -> rx.Component:
    return _dialog(
        "export",
        "Export " + S.people,
        "A table, made in the background and kept for 7 days.",
        form(
            rx.el.fieldset(
                rx.el.legend("File", class_name="m-strong"),
                _radio("form", "csv", "CSV, for spreadsheets", default=True),
                _radio("form", "json", "JSON, for other programs"),
                class_name="m-checks",
            ),
            rx.el.fieldset(
                rx.el.legend("Columns", class_name="m-strong"),
                _radio("columns", "screen", "As on screen", default=True),
                _radio("columns", "all", "All"),
                class_name="m-checks",
            ),
            _foot(button("Export", kind="solid", type="submit", loading=S.is_busy)),
            on_submit=S.start_export,
        ),
    )


def _cohort() -> rx.Component:
    choose = rx.el.span(
        rx.el.select(
            rx.el.option("Choose one", value=""),
            rx.foreach(S.cohorts, lambda one: rx.el.option(one["label"], value=one["value"])),
            name="cohort",
            id="cohort",
            default_value="",
            class_name="m-select",
        ),
        icon("chevron-down", 14),
        class_name="m-select-box",
    )
    return _dialog(
        "cohort",
        "Add " + S.people + " to a cohort",
        "People in a cohort are followed together, across interviewers.",
        form(
            rx.cond(S.cohorts.length() > 0, field("Cohort", choose, for_="cohort"), rx.fragment()),
            field(
                rx.cond(S.cohorts.length() > 0, "Or a new one", "Name of the new cohort"),
                text_input("new-cohort", max_length=80, auto_complete="off"),
                for_="new-cohort",
            ),
            _foot(button("Add", kind="solid", type="submit")),
            on_submit=S.add_to_cohort,
        ),
        width="400px",
    )


def _enrich() -> rx.Component:
    return _dialog(
        "enrich",
        "Enrich " + S.people,
        "Resumes are read again for tags and places, and people with the same phone number or resume get a tag. "
        "Scores and what your team wrote stay as they are.",
        _foot(button("Enrich", S.start_enrich, kind="solid", loading=S.is_busy)),
    )


def _rescore() -> rx.Component:
    go = button(S.send_words, S.start_rescore, kind="solid", loading=S.is_busy)
    return _dialog("rescore", "Evaluate " + S.people + " again", S.words, _foot(when(S.send_words, go)))
