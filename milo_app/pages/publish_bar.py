"""The bar at the foot of a tab that edits the draft: what is not live yet, Discard, and Publish with the comparison."""

from __future__ import annotations

import reflex as rx

from milo_app.components.changes import change_list
from milo_app.components.primitives import button, notice
from milo_app.components.values import when
from milo_app.components.wizard import wizard_footer
from milo_app.state.interviewer_changes import Changes as S


def publish_bar() -> rx.Component:
    """Draw the bar: the save state while nothing waits, else the count of changes with its two buttons."""
    waiting = rx.el.div(
        rx.el.span(
            rx.el.span(class_name="m-dot is-expired", aria_hidden="true"),
            rx.el.span(rx.el.strong(S.summary), " not live yet. ", rx.el.span(S.affects, class_name="m-wide-only")),
            class_name="m-status",
            role="status",
        ),
        rx.el.div(
            button("Discard", S.discard, kind="quiet"),
            button(S.publish_word, S.review(True), kind="solid"),
            class_name="m-row",
        ),
        class_name="m-footer",
    )
    draft = wizard_footer(
        rx.cond(S.saved != "", S.saved, "This interviewer is a draft. Nobody can apply yet."),
        button(
            "Review and publish",
            href="/interviewers/" + S.interviewer + "/edit?step=review",
            kind="solid",
            icon_after="arrow-right",
        ),
    )
    return rx.cond(S.has_changes, waiting, rx.cond((S.status == "draft") & (S.interviewer != ""), draft, rx.fragment()))


def publish_dialog() -> rx.Component:
    """Compare the draft with what is live, before it is published."""
    blocked = S.publish_problems.length() > 0
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title(S.publish_word, class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(S.affects, size="2", margin_bottom="12px", class_name="m-muted"),
            rx.el.div(
                rx.foreach(S.publish_problems, lambda line: notice(line, tone="warn")),
                when(S.error, notice(S.error, tone="bad")),
                class_name="m-results",
            ),
            change_list(S.rows),
            rx.el.div(
                rx.dialog.close(button("Not yet", kind="quiet")),
                button(S.publish_word, S.publish, kind="solid", loading=S.is_going_live, disabled=blocked),
                class_name="m-dialog-foot",
            ),
            max_width="720px",
        ),
        open=S.is_reviewing,
        on_open_change=S.review,
    )
