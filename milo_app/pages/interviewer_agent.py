"""The Agent tab: who the AI interviewer is and what it knows, with a live try beside it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.forms import form, text_area
from milo_app.components.primitives import button, card, columns, link, meta, muted, notice, row, stack
from milo_app.components.values import when
from milo_app.pages import agent_fields
from milo_app.pages.interviewer_frame import interviewer_page
from milo_app.pages.plan import version_facts
from milo_app.pages.publish_bar import publish_bar, publish_dialog
from milo_app.state.interviewer_changes import Changes
from milo_app.state.interviewer_header import Heading
from milo_app.state.interviewer_settings import SettingsTab as S
from milo_app.state.interviewer_try import Try


def agent() -> rx.Component:
    """Draw the tab."""
    conflict = when(Changes.conflict, notice(Changes.conflict, tone="warn", margin_bottom="12px"))
    editing = columns(
        stack(
            card(agent_fields.who_fields(), title_text="The interviewer"),
            card(agent_fields.knowledge_fields(), title_text="What it knows and says"),
            gap=16,
        ),
        _try(),
    )
    reading = stack(notice("Your role may read this. A recruiter or an admin can change it."), version_facts(), gap=16)
    return interviewer_page(
        "agent",
        conflict,
        rx.cond(S.can_update, editing, reading),
        publish_dialog(),
        footer=rx.cond(S.can_update, publish_bar(), rx.fragment()),
    )


def _try() -> rx.Component:
    start = stack(
        muted("It says its opening line and asks the first questions of the draft, with real follow-ups."),
        when(Try.error, notice(Try.error, tone="warn")),
        row(button("Start the try", Try.begin, icon_name="play")),
        gap=12,
    )
    box = card(
        rx.cond(Try.is_on, _talk(), start),
        rx.el.div(
            meta("Nothing is kept, and it counts in no figure. A model's tokens are booked."),
            link(
                "Take it as a test candidate",
                href="/interviewers/" + Heading.interviewer + "/integrations",
                class_name="m-link",
            ),
            class_name="m-try-foot",
        ),
        title_text="Try it now",
    )
    return rx.el.div(box, class_name="m-try")


def _talk() -> rx.Component:
    answering = form(
        text_area(
            "try-answer",
            rows=3,
            aria_label="Your answer",
            placeholder="Answer as a candidate would",
            max_length=10_000,
            disabled=Try.is_thinking,
        ),
        row(
            button("Answer", type="submit", kind="soft", loading=Try.is_thinking),
            button("Start again", Try.begin, kind="quiet"),
        ),
        on_submit=Try.answer,
        reset_on_submit=True,
    )
    return stack(
        rx.el.div(
            rx.foreach(Try.lines, _line),
            when(Try.is_thinking, rx.el.p("Thinking...", class_name="m-meta")),
            class_name="m-talk",
            role="log",
            aria_label="The try",
        ),
        meta(Try.progress),
        when(Try.error, notice(Try.error, tone="warn")),
        rx.cond(Try.is_over, row(button("Start again", Try.begin)), answering),
        gap=12,
    )


def _line(one: Any) -> rx.Component:
    return rx.el.div(
        rx.el.span(rx.cond(one["who"] == "you", "You", Try.persona), class_name="m-meta"),
        rx.el.p(one["text"]),
        class_name=rx.cond(one["who"] == "you", "m-talk-line is-mine", "m-talk-line"),
    )
