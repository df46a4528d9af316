"""The activity menu of the top bar, the rows of jobs over a list, and who was passed over."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.activity import act_row, activity_group, activity_menu, job_row
from milo_app.components.primitives import button, link, meta
from milo_app.components.values import when
from milo_app.state.activity import Activity as S


def menu() -> rx.Component:
    """Draw the menu: jobs first, then what can be undone."""
    return activity_menu(
        activity_group("Jobs", rx.foreach(S.jobs, _job), S.jobs.length() > 0),
        activity_group("Can be undone for an hour", rx.foreach(S.acts, _act), S.acts.length() > 0),
        running=S.running,
        is_shown=(S.jobs.length() > 0) | (S.acts.length() > 0),
        on_open=S.opened,
    )


def job_rows() -> rx.Component:
    """Draw the jobs that are under way or waiting to be put away, over a list."""
    rows = rx.el.div(rx.foreach(S.jobs, _job), class_name="m-jobs", role="region", aria_label="Jobs")
    return rx.cond(S.jobs.length() > 0, rows, rx.fragment())


def _job(job: Any) -> rx.Component:
    return job_row(job, on_cancel=S.cancel, on_put_away=S.put_away, on_why=S.ask_why)


def _act(act: Any) -> rx.Component:
    return act_row(act, on_undo=S.undo)


def why_dialog() -> rx.Component:
    """Tell who was passed over by a job, each with the reason."""

    def line(one: Any) -> rx.Component:
        return rx.el.li(
            link(one["name"], href=one["href"], class_name="m-link m-cut m-push"),
            rx.el.span(one["reason"], class_name="m-meta"),
            class_name="m-member",
        )

    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Passed over", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(S.why_title, size="2", margin_bottom="12px", class_name="m-muted"),
            rx.el.ul(rx.foreach(S.why, line), class_name="m-members"),
            when(S.why_more, meta(S.why_more)),
            rx.el.div(rx.dialog.close(button("Close", kind="quiet")), class_name="m-dialog-foot"),
            max_width="480px",
        ),
        open=S.why_title != "",
        on_open_change=S.close_why,
    )
