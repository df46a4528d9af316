"""Data: the search indexes, what is in them, and building them anew."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import badge
from milo_app.components.empty import error_panel, loading, skeleton_card
from milo_app.components.forms import switch_row
from milo_app.components.layout import page_body, page_header
from milo_app.components.primitives import (
    button,
    card,
    definition,
    icon,
    meta,
    mono,
    muted,
    notice,
    progress_line,
    row,
    stack,
    title,
)
from milo_app.components.table import Column, cell, data_table, table_row
from milo_app.components.values import when
from milo_app.pages.data_frame import in_data
from milo_app.pages.settings_frame import no_rights
from milo_app.state.indexing import Indexing as S

_FAILURES = (
    Column("name", "What", "26%"),
    Column("kind", "Kind", "112px"),
    Column("engine", "Engine", "120px"),
    Column("reason", "Why"),
    Column("when", "When", "104px"),
    Column("retry", "Retry", "84px", hidden_label=True),
)


def indexing() -> rx.Component:
    """Draw the page."""
    skeleton = stack(*[skeleton_card(lines) for lines in (5, 4, 3)], gap=16)
    return in_data(
        "indexing",
        page_header(
            "Data indexing",
            lead="What the search can find, and how fresh it is.",
            actions=[when(S.is_allowed & ~S.is_loading, _main_action())],
        ),
        page_body(loading(S.is_loading, skeleton, rx.cond(S.is_allowed, _page(), no_rights("the search index")))),
    )


def _main_action() -> rx.Component:
    return rx.cond(
        S.is_running,
        button("Stop building", S.cancel, kind="outline", icon_name="square"),
        button("Reindex", S.reindex, kind="soft", icon_name="refresh-cw"),
    )


def _page() -> rx.Component:
    return stack(
        when(S.problem, error_panel(S.problem, action=button("Try again", S.refresh, icon_name="refresh-cw"))),
        rx.foreach(S.engines, _engine),
        _left_out(),
        _switches(),
        _fields(),
        gap=16,
    )


def _engine(one: Any) -> rx.Component:
    head = row(
        rx.el.span(icon("database"), class_name="m-square is-gray"),
        rx.el.div(
            rx.el.div(
                title(one["name"]),
                when(one["version"], mono(one["version"])),
                badge(one["word"], one["tone"]),
                when(one["is_late"].to(bool), badge("Late", "amber")),
                class_name="m-head-line",
            ),
            meta(one["part"]),
            class_name="m-two",
        ),
        gap=12,
    )
    running = rx.el.div(
        row(
            rx.el.span(one["percent"].to(str) + " %", class_name="m-strong m-num"),
            meta(one["how_far"]),
            justify="between",
        ),
        progress_line(one["percent"].to(int), label="Building the index: " + one["percent"].to(str) + " %"),
        meta("The index from before answers until the new one is whole."),
        class_name="m-stack m-building",
        role="status",
    )
    return rx.el.section(
        stack(
            head,
            when(one["is_running"].to(bool), running),
            when(one["problem"], notice(one["problem"], tone="warn")),
            when(one["warning"], notice(one["warning"])),
            rx.el.dl(rx.foreach(one["facts"].to(list[dict[str, str]]), _fact), class_name="m-fact-grid is-tight"),
            gap=16,
        ),
        class_name="m-card",
        aria_label=one["name"],
    )


def _fact(one: Any) -> rx.Component:
    return definition(one["name"], rx.el.span(one["value"], title=one["title"], class_name="m-num"))


def _left_out() -> rx.Component:
    table = data_table(_FAILURES, rx.foreach(S.failures, _failure), caption="What could not be indexed", min_width=720)
    return card(
        rx.cond(
            S.failures.length() > 0,
            stack(table, when(S.failures_words, meta(S.failures_words)), gap=8),
            row(icon("circle-check"), muted("Everything could be indexed.")),
        ),
        title_text="What could not be indexed",
        note="It is left out of the search until it is tried again. Candidates and interviewers themselves are safe.",
        aside=rx.cond(
            S.failures.length() > 1,
            button("Retry all", S.retry_all, size="small", icon_name="rotate-cw"),
            rx.fragment(),
        ),
    )


def _failure(one: Any) -> rx.Component:
    return table_row(
        rx.el.td(rx.el.span(one["name"], class_name="m-cut"), class_name="on-title", role="cell"),
        cell(one["kind"], phone="meta"),
        cell(one["engine"], phone="line", label="Engine", muted=True),
        cell(one["reason"], phone="line", label="Why", title=one["reason"]),
        cell(one["when"], phone="side", muted=True, title=one["at"]),
        cell(
            button(
                "Retry",
                S.retry(one["id"].to(int)),
                size="small",
                kind="quiet",
                aria_label="Retry " + one["name"].to(str),
            ),
            phone="line",
        ),
    )


def _switches() -> rx.Component:
    return card(
        switch_row(
            "Resume text",
            "On: a skill or employer in a resume finds the person. Off: people are found by name, contact, tags and "
            "city only.",
            S.has_resumes,
            lambda is_on: S.switch("resumes", is_on),
            name="index-resumes",
        ),
        switch_row(
            "Notes",
            "On: words in colleagues' notes find the person they are about. Off: notes are read on the report only.",
            S.has_notes,
            lambda is_on: S.switch("notes", is_on),
            name="index-notes",
        ),
        switch_row(
            "Tags",
            "On: tags such as “Forklift license” find people and narrow the search. Off: tags only show on the report.",
            S.has_tags,
            lambda is_on: S.switch("tags", is_on),
            name="index-tags",
        ),
        title_text="What is indexed",
        note="For this workspace. Switching takes effect within moments, without building anew.",
    )


def _fields() -> rx.Component:
    return card(
        rx.el.dl(rx.foreach(S.fields, _kind), class_name="m-fact-grid is-wide"),
        title_text="Fields that are searched",
        note="E-mail and phone only for those whose role shows contact details. Most important first.",
    )


def _kind(one: Any) -> rx.Component:
    names = rx.foreach(one["names"].to(list[str]), lambda name: badge(name))
    return definition(one["kind"], row(names, gap=6, wrap=True))
