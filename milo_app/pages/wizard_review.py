"""The step "Review & share": what is left to settle, what goes live, the link, and keeping it as a template."""

from __future__ import annotations

import reflex as rx

from milo_app.components.forms import field, form, text_input
from milo_app.components.islands import copy_button
from milo_app.components.people import test_run_button
from milo_app.components.primitives import button, card, dialog, mono, muted, notice, row, stack, title
from milo_app.components.values import when
from milo_app.components.wizard import settle_line, summary_line
from milo_app.state.share import Share
from milo_app.state.wizard import Wizard as S
from milo_app.state.wizard_review import WizardReview as R


def review_step() -> rx.Component:
    """Draw the step."""
    return stack(
        stack(title("Review and share", 1), muted("Look it over, take it once yourself, then publish."), gap=4),
        when(R.live_link, _live()),
        rx.cond(R.to_settle.length() > 0, _settle(), rx.fragment()),
        when(R.advice, notice(R.advice, tone="warn")),
        when(R.error, notice(R.error, tone="bad")),
        card(
            rx.el.ul(
                rx.foreach(R.summary, lambda line: summary_line(line["title"], line["text"], line["href"])),
                class_name="m-summary-lines",
            ),
            title_text="What goes live",
        ),
        _try(),
        rx.cond(
            S.status == "draft",
            rx.fragment(),
            notice("Publishing makes a new version that affects new candidates only. People who started keep theirs."),
        ),
        row(
            when(R.can_keep & (S.stages.length() > 0), _keep()),
            rx.cond(
                S.status == "draft",
                dialog(
                    button("Delete this draft", kind="quiet", icon_name="trash-2"),
                    "Delete this draft?",
                    "The text and all questions go away. Nobody was interviewed with it.",
                    confirm=button("Delete the draft", R.discard, kind="danger"),
                ),
                rx.fragment(),
            ),
            wrap=True,
        ),
        gap=16,
    )


def _settle() -> rx.Component:
    return card(
        rx.el.ul(
            rx.foreach(R.to_settle, lambda one: settle_line(one["text"], one["where"], one["href"])),
            class_name="m-settle-list",
        ),
        title_text="Before it can go live",
    )


def _live() -> rx.Component:
    return card(
        stack(
            notice("This interviewer is live. Anybody with the link can apply.", tone="good"),
            row(mono(R.live_link), copy_button(R.live_link, label="Copy link"), wrap=True),
            row(
                button("Share: QR code, poster, button", Share.open(S.interviewer), icon_name="share-2"),
                button("See its candidates", href="/interviewers/" + S.interviewer, kind="soft"),
                button("Open the candidate's page", href=R.live_link, icon_name="external-link", reload=True),
                wrap=True,
            ),
            gap=12,
        ),
        title_text="Share",
    )


def _try() -> rx.Component:
    return when(
        S.stages.length() > 0,
        card(
            stack(
                muted("You see what a candidate sees. It is marked as a test and stays out of every figure."),
                row(
                    test_run_button(S.interviewer, which="draft", text="Take it as a test candidate"),
                ),
                gap=12,
            ),
            title_text="Try it",
        ),
    )


def _keep() -> rx.Component:
    return rx.dialog.root(
        rx.dialog.trigger(button("Save as template", icon_name="bookmark")),
        rx.dialog.content(
            rx.dialog.title("Save as template", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                "Stages, questions, settings, retakes and budget are kept. People, link and deadline are not.",
                size="2",
                margin_bottom="12px",
                class_name="m-muted",
            ),
            form(
                field(
                    "Name",
                    text_input("template-name", default=S.title, max_length=200, required=True),
                    for_="template-name",
                    error=rx.cond(R.keep_field == "name", R.keep_error, ""),
                ),
                field(
                    "Code",
                    text_input("template-code", mono=True, max_length=80),
                    for_="template-code",
                    help="Programs name the template by it. Empty: made from the name.",
                    error=rx.cond(R.keep_field == "code", R.keep_error, ""),
                ),
                field(
                    "Description",
                    text_input("template-description", max_length=600),
                    for_="template-description",
                    error=rx.cond(R.keep_field == "description", R.keep_error, ""),
                ),
                when(
                    (R.keep_error != "") & (R.keep_field == ""),
                    notice(R.keep_error, tone="bad"),
                ),
                rx.el.div(
                    rx.dialog.close(button("Cancel", kind="quiet")),
                    button("Save as template", kind="solid", type="submit"),
                    class_name="m-dialog-foot",
                ),
                on_submit=R.keep,
            ),
            max_width="460px",
        ),
        open=R.is_keeping,
        on_open_change=R.ask_keep,
    )
