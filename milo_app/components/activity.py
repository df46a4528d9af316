"""Jobs on many candidates and acts that can be undone: the menu of the top bar, and the rows over a list."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.primitives import button, icon, icon_button, progress_line
from milo_app.components.values import Flag, Handler, Text, when


def activity_menu(*parts: Any, running: Text, is_shown: Flag, on_open: Handler) -> rx.Component:
    """Draw the menu; `running` is how many jobs are under way, as text. It is not there while there is nothing in it."""
    label: Any = rx.cond(running != "", f"Activity, {running} under way", "Activity")
    menu = rx.popover.root(
        rx.popover.trigger(
            rx.el.button(
                icon("history"),
                when(running, rx.el.span(running, class_name="m-bell-count", aria_hidden="true")),
                type="button",
                class_name="m-icon-btn is-quiet m-bell",
                aria_label=label,
                title="Activity",
            )
        ),
        rx.popover.content(
            rx.el.div(
                rx.el.div(rx.el.h2("Activity", class_name="m-h2"), class_name="m-note-head"),
                rx.el.div(*parts, class_name="m-note-list m-activity"),
                class_name="m-notes",
            ),
            side_offset=10,
            align="end",
            padding="0",
            width="404px",
            max_width="calc(100vw - 24px)",
            on_open_auto_focus=rx.prevent_default,
            aria_label="Activity",
        ),
        on_open_change=on_open,
    )
    return rx.cond(is_shown, menu, rx.fragment())


def activity_group(title: Text, rows: Any, is_shown: Flag) -> rx.Component:
    """Head a part of the menu, where there is something in it."""
    part = rx.el.section(rx.el.h3(title, class_name="m-meta m-note-group"), rows)
    return rx.cond(is_shown, part, rx.fragment())


def job_row(job: Any, *, on_cancel: Handler, on_put_away: Handler, on_why: Handler) -> rx.Component:
    """Show a job: how far it is, and what can be done about it now."""
    assert on_cancel is not None and on_put_away is not None and on_why is not None
    is_open = (job["state"] == "running") | (job["state"] == "queued")
    return rx.el.div(
        rx.el.div(
            rx.el.strong(job["label"], class_name="m-cut"),
            rx.el.span(
                rx.el.span(job["words"]),
                when(
                    job["skipped"],
                    rx.fragment(
                        " · ",
                        rx.el.button(
                            job["skipped"], type="button", on_click=on_why(job["id"]), class_name="m-link m-bare"
                        ),
                    ),
                ),
                class_name="m-meta",
            ),
            rx.cond(job["state"] == "running", progress_line(job["percent"].to(int)), rx.fragment()),
            class_name="m-two",
        ),
        rx.cond(
            is_open,
            button("Cancel", on_cancel(job["id"]), kind="quiet", size="small"),
            rx.fragment(
                when(
                    job["href"],
                    button("Download", href=job["href"], size="small", icon_name="download", reload=True),
                ),
                icon_button("x", "Put away", on_put_away(job["id"])),
            ),
        ),
        class_name="m-job",
        role="group",
        aria_label=job["label"],
        custom_attrs={"data-state": job["state"]},
    )


def act_row(act: Any, *, on_undo: Handler) -> rx.Component:
    """Show an act that can still be undone."""
    assert on_undo is not None
    return rx.el.div(
        rx.el.div(
            rx.el.strong(act["label"], class_name="m-cut"),
            rx.el.span(act["when"], class_name="m-meta"),
            class_name="m-two",
        ),
        button("Undo", on_undo(act["id"]), kind="quiet", size="small", icon_name="undo-2"),
        class_name="m-job",
    )
