"""The Integrations tab: the ways in, the lists that were added, and the test runs."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import badge, score_chip
from milo_app.components.empty import loading, skeleton_card
from milo_app.components.islands import copy_button
from milo_app.components.people import test_run_button
from milo_app.components.primitives import (
    button,
    card,
    dialog,
    icon,
    link,
    menu,
    menu_item,
    meta,
    mono,
    muted,
    post_button,
    progress_line,
    stack,
)
from milo_app.components.values import when
from milo_app.pages.add_candidates import way_button
from milo_app.pages.interviewer_frame import interviewer_page
from milo_app.state.integrations import Integrations as S
from milo_app.state.interviewer_header import Heading
from milo_app.state.share import Share
from milo_app.state.test_run import TestRuns as T


def integrations() -> rx.Component:
    """Draw the page."""
    body = stack(_ways(), _imports(), _tests(), gap=16)
    return interviewer_page("integrations", loading(S.is_loading, skeleton_card(6), body), width="report")


def _way(sign: str, title: str, text: str, *actions: Any) -> rx.Component:
    return rx.el.div(
        rx.el.span(icon(sign), class_name="m-square"),
        rx.el.div(rx.el.strong(title), meta(text), class_name="m-two"),
        rx.el.div(*actions, class_name="m-row is-wrap"),
        class_name="m-way",
    )


def _ways() -> rx.Component:
    is_open = Heading.status == "active"
    shared = rx.el.div(
        rx.el.span(icon("link"), class_name="m-square"),
        rx.el.div(
            rx.el.strong("Share link"),
            rx.cond(
                Heading.link != "",
                mono(Heading.link),
                meta("It has no link yet. Publish it, and the link stands here."),
            ),
            class_name="m-two",
        ),
        rx.el.div(
            when(Heading.link, copy_button(Heading.link, label="Copy link")),
            when(Heading.link, button("Share", Share.open(Heading.interviewer), icon_name="share-2")),
            class_name="m-row is-wrap",
        ),
        class_name="m-way",
    )
    add = rx.fragment(
        _way(
            "user-plus",
            "Add manually",
            "One person at a time, each with a personal link to mail or to copy.",
            way_button("one", "Add a person", "plus"),
        ),
        _way(
            "clipboard-list",
            "Invite by CSV or paste",
            "A list from a table, a mail or a file; you see it before anybody is added.",
            way_button("paste", "Paste", "clipboard-paste"),
            way_button("file", "Upload", "upload"),
        ),
    )
    closed = muted("People can be added while the interviewer is active.")
    return card(
        shared,
        rx.cond(S.can_add, rx.cond(is_open, add, closed), rx.fragment()),
        title_text="How people come in",
    )


def _imports() -> rx.Component:
    none = muted("No list was added yet. Each one stands here with what became of it.")
    rows = rx.el.div(rx.foreach(S.imports, _import), class_name="m-imports", role="list")
    return card(rx.cond(S.imports.length() > 0, rows, none), title_text="Lists")


def _import(row: Any) -> rx.Component:
    address = "/api/imports/" + row["id"].to(str)
    running = rx.el.div(progress_line(row["percent"].to(int)), meta(row["progress"]), class_name="m-import-bar")
    facts = rx.el.span(
        row["ago"],
        when(row["by"], rx.el.span(" by ", row["by"])),
        rx.cond(row["is_mailed"].to(bool), ", invited by e-mail", ", not mailed"),
        class_name="m-meta",
        title=row["at"],
    )
    return rx.el.div(
        rx.el.div(
            rx.el.span(rx.el.strong(row["name"]), badge(row["state"], row["tone"]), class_name="m-row is-wrap"),
            facts,
            rx.cond(row["is_running"].to(bool), running, rx.el.span(row["words"])),
            when(row["reason"], rx.el.span(row["reason"], class_name="m-warn-text")),
            class_name="m-two is-loose",
        ),
        rx.el.div(
            rx.cond(
                row["has_refused"].to(bool) & S.can_download,
                button(
                    "Not added",
                    href="/api/imports/" + row["id"].to(str) + "/refused.csv",
                    icon_name="download",
                    size="small",
                    reload=True,
                ),
                rx.fragment(),
            ),
            rx.cond(
                row["has_links"].to(bool) & S.can_add & S.can_download,
                post_button("Personal links", address + "/links", icon_name="download"),
                rx.fragment(),
            ),
            rx.cond(row["can_undo"].to(bool), _undo(row), rx.fragment()),
            class_name="m-row is-wrap",
        ),
        class_name="m-import",
        role="listitem",
    )


def _undo(row: Any) -> rx.Component:
    return dialog(
        button("Undo", kind="quiet", size="small", icon_name="undo-2"),
        "Take this list back?",
        "The people it added leave this interviewer, and their links stop working. It works until one of them starts.",
        confirm=button("Take it back", S.take_back(row["id"]), kind="danger"),
    )


def _tests() -> rx.Component:
    none = muted(
        "Nobody has tried this interviewer yet. A test run opens the candidate's page and counts in no figure."
    )
    tools = rx.cond(
        T.can_try,
        rx.el.div(
            test_run_button(T.interviewer),
            when(
                T.rows.length() > 0,
                menu(
                    button("More", icon_after="chevron-down", kind="quiet"),
                    menu_item("Delete all test runs", T.remove_all, icon_name="trash-2", danger=True),
                ),
            ),
            class_name="m-row",
        ),
        rx.fragment(),
    )
    rows = rx.el.div(rx.foreach(T.rows, _test), class_name="m-imports", role="list")
    return card(rx.cond(T.rows.length() > 0, rows, none), title_text="Test runs", aside=tools)


def _test(row: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(
                link(rx.el.strong(row["name"]), href=row["href"], class_name="m-link"),
                badge("Test", "iris"),
                class_name="m-row is-wrap",
            ),
            meta(row["version"], ", ", row["state_word"], ", ", row["ago"]),
            class_name="m-two",
        ),
        rx.el.div(
            rx.cond(row["score"] != "", score_chip(row["score"], row["band"], row["score"].to(int)), rx.fragment()),
            rx.cond(
                T.can_try,
                dialog(
                    button("Delete", kind="quiet", size="small", icon_name="trash-2"),
                    "Delete this test run?",
                    "Its answers, files and scores go. No figure changes.",
                    confirm=button("Delete", T.remove(row["id"]), kind="danger"),
                ),
                rx.fragment(),
            ),
            class_name="m-row",
        ),
        class_name="m-import",
        role="listitem",
    )
