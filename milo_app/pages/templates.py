"""Templates: the workspace's own and the usual roles, looked at before anybody begins with them."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import stage_icon
from milo_app.components.empty import empty, empty_frame, loading, skeleton_table
from milo_app.components.forms import field, form, text_input
from milo_app.components.layout import filter_box, page_body, page_header, toolbar
from milo_app.components.primitives import button, icon_button, meta, mono, notice, row, stack, title
from milo_app.components.values import when
from milo_app.components.wizard import role_icon, template_card
from milo_app.pages.frame import framed
from milo_app.state.templates import Templates as S


def templates() -> rx.Component:
    """Draw the page."""
    lists = stack(_own(), _roles(), gap=32)
    return framed(
        page_header("Templates", crumbs=[("Interviewers", "/interviewers")]),
        page_body(
            toolbar(filter_box(S.q, S.search)),
            loading(S.is_loading, skeleton_table(), rx.cond(S.is_allowed, lists, _denied())),
        ),
        _preview(),
        _rename(),
        active="interviewers",
    )


def _denied() -> rx.Component:
    return empty_frame(empty("lock", "Templates are not part of your role", "Ask an admin of this workspace."))


def _own() -> rx.Component:
    first = empty_frame(
        empty(
            "bookmark",
            "Keep an interviewer as a template",
            "Open one, go to Review & share and press Save as template. The next one begins where that one stands.",
        ),
        ghosts=0,
    )
    none = empty_frame(
        empty("search", "None of your templates matches “" + S.q + "”", "The usual roles below are searched as well."),
        ghosts=1,
    )
    return stack(
        title("Yours", 2),
        rx.cond(
            S.own.length() > 0,
            rx.el.ul(rx.foreach(S.own, _row), class_name="m-template-rows"),
            rx.cond(S.has_own, none, first),
        ),
        gap=12,
    )


def _row(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(role_icon("bookmark"), class_name="m-square is-iris"),
        rx.el.div(
            rx.el.span(
                rx.el.strong(one["name"], class_name="m-cut"),
                mono(one["code"]),
                when(one["is_default"], rx.el.span("Default", class_name="m-badge is-iris")),
                class_name="m-row is-wrap",
            ),
            rx.el.span(
                rx.foreach(one["stages"].to(list[dict[str, str]]), lambda stage: stage_icon(stage["kind"])),
                rx.el.span(one["facts"]),
                class_name="m-meta m-template-line",
            ),
            when(one["description"], meta(one["description"])),
            class_name="m-two",
        ),
        rx.el.span(class_name="m-push"),
        rx.el.div(
            button("Preview", S.preview("template", one["key"]), size="small"),
            rx.cond(
                S.can_manage,
                rx.fragment(
                    icon_button(
                        "star",
                        rx.cond(
                            one["is_default"],
                            "No longer the default of new interviewers",
                            "Let new interviewers begin with it",
                        ),
                        S.choose_default(one["key"]),
                        aria_pressed=rx.cond(one["is_default"], "true", "false"),
                    ),
                    icon_button("pencil", "Rename", S.ask_rename(one["key"])),
                    icon_button("trash-2", "Delete the template", S.delete(one["key"])),
                ),
                rx.fragment(),
            ),
            class_name="m-row",
        ),
        class_name="m-template-row",
        key=one["key"],
    )


def _roles() -> rx.Component:
    card = lambda one: template_card(  # noqa: E731
        one["title"],
        one["family"],
        one["icon"],
        one["stages"].to(list[dict[str, str]]),
        one["minutes"],
        S.preview("role", one["key"]),
        key=one["key"],
    )
    return stack(
        title("Usual roles", 2),
        rx.cond(
            S.roles.length() > 0,
            rx.el.div(rx.foreach(S.roles, card), class_name="m-templates is-wide"),
            empty("search", "No usual role matches", "Try the name of a field, such as sales or care."),
        ),
        gap=12,
    )


def _preview() -> rx.Component:
    part = lambda one: rx.el.section(  # noqa: E731
        row(stage_icon(one["kind"], colored=True), rx.el.strong(one["title"]), meta(one["facts"])),
        rx.el.ol(
            rx.foreach(
                one["questions"].to(list[dict[str, str]]), lambda q: rx.el.li(rx.el.span(q["text"]), meta(q["kind"]))
            ),
            class_name="m-preview-questions",
        ),
    )
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title(S.open_title, class_name="m-h2", margin_bottom="2px"),
            rx.dialog.description(S.open_facts, size="2", margin_bottom="12px", class_name="m-muted"),
            rx.el.div(rx.foreach(S.parts, part), class_name="m-preview-parts"),
            rx.el.div(
                rx.dialog.close(button("Close", kind="quiet")),
                rx.cond(
                    S.can_create,
                    button("Start from this", S.start(S.open_kind, S.open_one), kind="solid"),
                    rx.fragment(),
                ),
                class_name="m-dialog-foot",
            ),
            max_width="600px",
        ),
        open=S.is_open,
        on_open_change=S.shown,
    )


def _rename() -> rx.Component:
    def one(name: str, label: str, value: Any, part: str) -> rx.Component:
        return field(
            label,
            text_input(name, default=value, max_length=600),
            for_=name,
            error=rx.cond(S.error_field == part, S.error, ""),
        )

    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Rename template", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                "Programs name the template by its code.", size="2", margin_bottom="12px", class_name="m-muted"
            ),
            form(
                one("rename-name", "Name", S.rename_name, "name"),
                one("rename-code", "Code", S.rename_code, "code"),
                one("rename-description", "Description", S.rename_description, "description"),
                when((S.error != "") & (S.error_field == ""), notice(S.error, tone="bad")),
                rx.el.div(
                    rx.dialog.close(button("Cancel", kind="quiet")),
                    button("Save", kind="solid", type="submit"),
                    class_name="m-dialog-foot",
                ),
                on_submit=S.rename,
                key=S.renaming,
            ),
            max_width="460px",
        ),
        open=S.is_renaming,
        on_open_change=S.renamed,
    )
