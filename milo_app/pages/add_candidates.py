"""Adding candidates: a dialog with three ways, the look at a list before anybody is added, and what was begun."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import badge
from milo_app.components.forms import checkbox, field, form, switch_row, text_input
from milo_app.components.islands import copy_button, paste_field, upload_box
from milo_app.components.layout import segmented_buttons
from milo_app.components.primitives import button, icon, link, meta, notice, progress_line
from milo_app.components.values import when
from milo_app.state.adding import Adding as S
from milo_app.state.integrations import Integrations

_WAYS = (("one", "One by one"), ("paste", "Paste a list"), ("file", "Upload a CSV"))
_ROLES = (
    ("name", "Name"),
    ("first", "First name"),
    ("last", "Last name"),
    ("email", "Email"),
    ("phone", "Phone"),
    ("ignore", "Leave out"),
)
_UPLOAD = "/api/imports"


def add_candidates_button() -> rx.Component:
    """Draw the button of the head; the dialog stands once on the page."""
    return button("Add candidates", S.show("one"), icon_name="user-plus")


def add_candidates_dialog() -> rx.Component:
    """Draw the dialog; it opens at the way that was asked for."""
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Add candidates", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                "Each person gets a personal link of their own.", size="2", margin_bottom="12px", class_name="m-muted"
            ),
            rx.match(S.step, ("check", _check()), ("done", _done()), _put()),
            max_width="880px",
            class_name="m-adding",
        ),
        open=S.is_open,
        on_open_change=S.set_open,
    )


def _put() -> rx.Component:
    return rx.fragment(
        rx.el.div(segmented_buttons(_WAYS, S.way, S.choose_way, "Way of adding"), class_name="m-adding-ways"),
        rx.match(S.way, ("paste", _paste()), ("file", _file()), _one()),
    )


def _problem() -> rx.Component:
    return when(S.error, rx.el.div(notice(S.error, tone="bad"), class_name="m-results"))


def _mailing() -> rx.Component:
    return switch_row(
        "Send each an invitation e-mail",
        rx.cond(
            S.is_mailed,
            "It holds the personal link.",
            "Nobody is written to. You copy or download the personal links and hand them on.",
        ),
        S.is_mailed,
        S.set_mailed,
        name="mailed",
    )


def _one() -> rx.Component:
    def error(name: str) -> Any:
        return rx.cond(S.error_field == name, S.error, "")

    asked = notice(S.ask, tone="warn", action=button("Add anyway", S.add_anyway, size="small"))
    return rx.fragment(
        _mailing(),
        # A new key empties the form for the next person and leaves what was typed where something is wrong.
        rx.el.div(
            form(
                rx.el.div(
                    field(
                        "Name",
                        text_input("name", error=error("name"), auto_complete="off"),
                        for_="name",
                        error=error("name"),
                    ),
                    field(
                        "Email",
                        text_input("email", type="email", error=error("email"), auto_complete="off"),
                        for_="email",
                        error=error("email"),
                    ),
                    field(
                        "Phone (optional)",
                        text_input("phone", type="tel", error=error("phone"), auto_complete="off"),
                        for_="phone",
                        error=error("phone"),
                    ),
                    class_name="m-adding-person",
                ),
                when(S.ask, rx.el.div(asked, class_name="m-results")),
                rx.cond(S.error_field == "", _problem(), rx.fragment()),
                rx.el.div(
                    rx.dialog.close(button("Close", kind="quiet")),
                    button("Add and next", kind="solid", type="submit"),
                    class_name="m-dialog-foot",
                ),
                on_submit=S.add_one,
                no_validate=True,
            ),
            key=S.turn.to_string(),
        ),
        when(S.added.length() > 0, _added()),
    )


def _added() -> rx.Component:
    def one(row: Any) -> rx.Component:
        return rx.el.li(
            icon("check", 14, class_name="m-good"),
            rx.el.span(rx.el.strong(row["name"]), meta(row["email"]), class_name="m-two"),
            rx.cond(row["link"] != "", copy_button(row["link"], label="Copy link"), meta("Invitation on the way")),
        )

    return rx.el.ul(rx.foreach(S.added, one), class_name="m-added", aria_label="Added just now", aria_live="polite")


def _paste() -> rx.Component:
    return rx.fragment(
        paste_field(
            _UPLOAD,
            S.listed,
            name="Pasted list",
            label="One person a line: name, email, phone",
            button="Look at the list",
            placeholder="Ada Obi, ada@company.com, +1 503 555 0114",
        ),
        meta("Commas, semicolons or tabs between the parts, also straight from a table. The phone may be left out."),
        _problem(),
    )


def _file() -> rx.Component:
    return rx.fragment(
        upload_box(
            _UPLOAD,
            S.listed,
            accept=["csv", "txt", "tsv"],
            max_bytes=5_000_000,
            label="Drop a CSV file here",
            hint="Up to 20,000 lines and 5 MB. Any delimiter and encoding. Spreadsheets save as CSV.",
            many=True,
        ),
        _problem(),
        rx.el.div(rx.dialog.close(button("Close", kind="quiet")), class_name="m-dialog-foot"),
    )


def _check() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.div(rx.el.strong(S.file_name), meta(S.facts), class_name="m-two"),
            checkbox("First line names the columns", S.has_heading, S.set_heading, name="heading"),
            class_name="m-adding-file",
        ),
        rx.el.div(rx.foreach(S.columns, _column), class_name="m-adding-columns", role="group", aria_label="Columns"),
        _problem(),
        when(
            S.counts.length() > 0, rx.el.div(rx.foreach(S.counts, lambda text: badge(text)), class_name="m-row is-wrap")
        ),
        when(S.preview.length() > 0, _preview()),
        when(S.ask_count > 0, checkbox(S.ask_words, S.with_dismissed, S.set_dismissed, name="dismissed")),
        when(S.problems.length() > 0, _problems()),
        _mailing(),
        rx.el.div(
            button("Back", S.choose_way(S.way), kind="quiet"),
            button(S.add_words, S.start, kind="solid", loading=S.is_busy, disabled=~S.can_add),
            class_name="m-dialog-foot",
        ),
    )


def _column(column: Any) -> rx.Component:
    name = "column-" + column["at"].to(str)
    return rx.el.div(
        rx.el.label(column["heading"], html_for=name, class_name="m-cut"),
        rx.el.span(
            rx.el.select(
                *[rx.el.option(words, value=key) for key, words in _ROLES],
                id=name,
                value=column["role"],
                on_change=lambda role: S.choose_role(column["at"], role),
                class_name="m-select",
            ),
            icon("chevron-down", 14),
            class_name="m-select-box is-small",
        ),
        rx.el.span(rx.cond(column["sample"] != "", column["sample"], "empty"), class_name="m-meta m-cut"),
        class_name="m-adding-column",
        custom_attrs={"data-role": column["role"]},
    )


def _preview() -> rx.Component:
    def line(row: Any) -> rx.Component:
        return rx.el.tr(
            rx.el.td(row["number"], class_name="is-number"),
            rx.el.td(row["name"]),
            rx.el.td(row["email"]),
            rx.el.td(row["phone"]),
            rx.el.td(badge(row["word"], row["tone"]), when(row["note"], meta(row["note"]))),
        )

    heads = ("Line", "Name", "Email", "Phone", "")
    return rx.el.div(
        rx.el.table(
            rx.el.caption("The first people as they will be added", class_name="m-sr"),
            rx.el.thead(rx.el.tr(*[rx.el.th(head, scope="col") for head in heads])),
            rx.el.tbody(rx.foreach(S.preview, line)),
        ),
        when(S.more, meta(S.more)),
        class_name="m-adding-preview",
        tab_index=0,
        role="region",
        aria_label="Preview",
    )


def _problems() -> rx.Component:
    return rx.el.div(
        rx.el.strong("These lines are not added"),
        rx.el.ul(rx.foreach(S.problems, rx.el.li)),
        when(S.more_problems, meta(S.more_problems)),
        class_name="m-adding-problems",
        role="status",
    )


def _done() -> rx.Component:
    return rx.fragment(
        notice(S.started, tone="good"),
        rx.el.p(
            "You can close this. They appear in the list while they are added, and you are told when it is done.",
            class_name="m-muted",
        ),
        rx.el.div(
            rx.dialog.close(button("See the progress", href=S.progress_href)),
            rx.dialog.close(button("Close", kind="solid")),
            class_name="m-dialog-foot",
        ),
    )


def way_button(way: str, text: str, icon_name: str) -> rx.Component:
    """Draw a button that opens the dialog at one of its ways."""
    return button(text, S.show(way), icon_name=icon_name)


def imports_strip() -> rx.Component:
    """Say on the other tabs how far the lists are that are being added; it survives a reload."""

    def one(row: Any) -> rx.Component:
        return rx.el.div(
            icon("user-plus", 14),
            rx.el.span("Adding ", rx.el.strong(row["name"]), ": ", row["progress"]),
            rx.el.span(progress_line(row["percent"].to(int)), class_name="m-import-bar"),
            link("See it", href="/interviewers/" + Integrations.interviewer + "/integrations", class_name="m-link"),
            class_name="m-import-strip",
            role="status",
        )

    return rx.fragment(rx.foreach(Integrations.running, one))
