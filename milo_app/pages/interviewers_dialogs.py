"""The dialogs of the interviewers' table: extending, deleting a draft, subscribers."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import avatar
from milo_app.components.forms import field, form, switch, text_input
from milo_app.components.primitives import button, dialog_box
from milo_app.state.interviewer_acts import InterviewerActs as A
from milo_app.state.subscribers import Subscribers


def extend_dialog() -> rx.Component:
    """Ask how far to move a deadline, for one interviewer or the selection."""
    return dialog_box(
        "Extend " + A.extend_title,
        "People can apply until the new deadline. An expired interviewer opens again.",
        rx.el.div(
            button("One week longer", A.extend_by(7)),
            button("One month longer", A.extend_by(30)),
            class_name="m-row is-wrap m-choices-line",
        ),
        field(
            "Or choose the last day",
            text_input("last-day", A.last_day, A.pick_day, type="date", error=A.extend_error),
            for_="last-day",
            error=A.extend_error,
        ),
        rx.el.div(
            rx.dialog.close(button("Cancel", kind="quiet")),
            button("Extend to this day", A.extend_to, kind="solid", disabled=A.last_day == ""),
            class_name="m-dialog-foot",
        ),
        is_open=A.is_extending,
        on_open_change=A.close_extend,
    )


def template_dialog() -> rx.Component:
    """Ask for the name of a new template."""
    return dialog_box(
        "Save as template",
        "Keeps the plan, retakes, budget and reminders of " + A.keep_title + ". No candidates.",
        form(
            field(
                "Name",
                text_input(
                    "template-name", default=A.keep_title, error=A.keep_error, max_length=120, auto_complete="off"
                ),
                for_="template-name",
                error=A.keep_error,
            ),
            rx.el.div(
                rx.dialog.close(button("Cancel", kind="quiet")),
                button("Save template", kind="solid", type="submit"),
                class_name="m-dialog-foot",
            ),
            on_submit=A.save_template,
        ),
        is_open=A.is_keeping,
        on_open_change=A.close_template,
    )


def delete_dialog() -> rx.Component:
    """Ask before a draft goes away for good."""
    return dialog_box(
        "Delete the draft?",
        A.delete_title + " was never published, so nobody has seen it. This cannot be undone.",
        rx.el.div(
            rx.dialog.close(button("Cancel", kind="quiet")),
            button("Delete draft", A.delete, kind="danger"),
            class_name="m-dialog-foot",
        ),
        is_open=A.is_deleting,
        on_open_change=A.close_delete,
    )


def subscribers_dialog() -> rx.Component:
    """Choose who is mailed when somebody completes an interviewer."""

    def member(one: Any) -> rx.Component:
        return rx.el.li(
            avatar(one["initials"]),
            rx.el.span(
                rx.el.span(one["name"], class_name="m-cut"),
                rx.el.span(one["detail"], class_name="m-meta m-cut"),
                class_name="m-two",
            ),
            switch(
                "subscribed-" + one["id"].to(str),
                one["is_on"].to(bool),
                lambda on: Subscribers.switch(one["id"], on),
                label="Mail " + one["name"].to(str),
                disabled=~one["is_open"].to(bool),
            ),
            class_name="m-member",
        )

    return dialog_box(
        "Email subscribers of " + Subscribers.title,
        "One mail per completed interview, and word of its deadline and budget.",
        rx.el.ul(rx.foreach(Subscribers.members, member), class_name="m-members"),
        rx.el.div(
            rx.el.span(Subscribers.words, class_name="m-meta m-push", role="status"),
            rx.dialog.close(button("Done", kind="quiet")),
            class_name="m-dialog-foot",
        ),
        is_open=Subscribers.is_open,
        on_open_change=Subscribers.close,
        width="440px",
    )
