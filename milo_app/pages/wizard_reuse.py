"""The Reuse dialog: pick questions of the library or of another interviewer, and copy them into the open stage."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.forms import select, text_input
from milo_app.components.primitives import button, icon_button, meta, muted, notice, row, stack
from milo_app.components.values import when
from milo_app.state.wizard_reuse import WizardReuse as S

_SOURCES = (("library", "Question library"), ("other", "Another interviewer"))


def reuse_dialog() -> rx.Component:
    """Draw the dialog; it is open while the state says so."""
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Reuse questions", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                "What you insert is a copy: changing it later changes nothing elsewhere.",
                margin_bottom="12px",
                class_name="m-muted",
                style={"font_size": "14px", "line_height": "20px"},
            ),
            stack(
                _sources(),
                rx.cond(S.source == "other", _others(), rx.fragment()),
                text_input(
                    "reuse-search",
                    S.look_for,
                    S.search_reuse,
                    icon_name="search",
                    placeholder="Search by words",
                    aria_label="Search questions",
                ),
                when(S.reuse_error, notice(S.reuse_error, tone="bad")),
                rx.cond(
                    S.rows.length() > 0,
                    rx.el.ul(rx.foreach(S.rows, _row), class_name="m-reuse-list", aria_label="Questions"),
                    _nothing(),
                ),
                gap=12,
            ),
            rx.el.div(
                rx.dialog.close(button("Cancel", kind="quiet")),
                rx.cond(
                    S.picked_text != "",
                    button(S.picked_text, S.insert_reused, kind="solid"),
                    button("Insert", kind="solid", disabled=True),
                ),
                class_name="m-dialog-foot",
            ),
            max_width="640px",
        ),
        open=S.is_reusing,
        on_open_change=S.show_reuse,
    )


def _sources() -> rx.Component:
    def tab(key: str, words: str) -> rx.Component:
        return rx.el.button(
            words,
            type="button",
            on_click=S.pick_source(key),
            role="tab",
            aria_selected=rx.cond(S.source == key, "true", "false"),
            class_name="m-tab",
        )

    return rx.el.div(
        rx.el.div(
            *[tab(key, words) for key, words in _SOURCES], class_name="m-tabs-list", role="tablist", aria_label="Source"
        ),
        class_name="m-tabs",
    )


def _others() -> rx.Component:
    return rx.cond(
        S.others.length() > 0,
        select("reuse-other", S.others, S.other, S.pick_other, label="Interviewer"),
        muted("There is no other interviewer yet."),
    )


def _row(one: Any) -> rx.Component:
    pick = rx.el.label(
        rx.el.input(
            type="checkbox",
            checked=one["is_picked"],
            on_change=lambda _: S.toggle_reuse(one["id"]),
            class_name="m-check",
        ),
        rx.el.span(rx.el.span(one["text"]), meta(one["detail"]), class_name="m-two"),
        class_name="m-reuse",
    )
    manage = row(
        icon_button("pencil", "Change its words", S.begin_renaming(one["id"])),
        icon_button("trash-2", "Delete from the library", S.delete_kept(one["id"])),
        gap=2,
    )
    rename = rx.el.form(
        rx.el.input(
            id="kept-text",
            name="kept-text",
            default_value=one["text"],
            aria_label="Words of the question",
            max_length=1000,
            class_name="m-input",
            auto_focus=True,
        ),
        button("Save", kind="soft", type="submit"),
        button("Cancel", S.begin_renaming(""), kind="quiet"),
        on_submit=S.rename_kept,
        class_name="m-row",
    )
    shown = rx.fragment(pick, rx.cond(S.source == "library", manage, rx.fragment()))
    return rx.el.li(rx.cond(S.renaming == one["id"], rename, shown))


def _nothing() -> rx.Component:
    empty = rx.cond(
        S.source == "library",
        "The library holds no question for this kind of stage yet. Use “Save to library” in the menu of a question.",
        "This interviewer has no question that fits here.",
    )
    return muted(rx.cond(S.look_for != "", "No question holds these words.", empty))
