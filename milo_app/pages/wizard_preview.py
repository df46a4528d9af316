"""What candidates see, beside every step: their own page drawn from the draft, and what one of them takes and costs."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.people import test_run_button
from milo_app.components.primitives import muted, stack
from milo_app.components.public import eyebrow, facts, facts_line, headline, question_title
from milo_app.components.values import each, when
from milo_app.components.wizard import estimate_card, phone_preview
from milo_app.state.interviewer_agent import Agent
from milo_app.state.session import Shell
from milo_app.state.wizard import Wizard as S
from milo_app.state.wizard_questions import WizardQuestions as Q
from milo_app.state.wizard_stages import WizardStages


def preview() -> rx.Component:
    """Draw the phone and the estimate: the welcome page, or in Questions the question that is open."""
    shown = rx.match(S.step, ("questions", _asked()), ("stages", _path()), _welcome())
    return stack(
        phone_preview(
            shown,
            action=when(
                S.stages.length() > 0,
                test_run_button(S.interviewer, which="draft", text="Take it yourself", kind="quiet"),
            ),
        ),
        when(S.estimate, estimate_card(S.estimate, S.cost, S.covers)),
        gap=16,
    )


def _top(right: Any = "") -> rx.Component:
    return rx.el.div(
        rx.el.strong(Shell.workspace, class_name="m-cut"),
        rx.el.span(right, class_name="m-meta"),
        class_name="m-row is-between",
    )


def _foot(words: Any) -> rx.Component:
    return rx.fragment(
        rx.el.span(class_name="m-push"),
        rx.el.span(words, class_name="m-btn is-solid is-wide", aria_hidden="true"),
    )


def _welcome() -> rx.Component:
    opening = when(Agent.opening, rx.el.p(Agent.opening, class_name="m-preview-said"))
    return rx.fragment(
        _top(),
        eyebrow(S.title),
        headline("You will talk with an AI interviewer.", "A person at " + Shell.workspace + " reads every result."),
        facts_line((("clock", S.estimate), ("list-checks", S.asked))),
        opening,
        facts(
            (
                ("keyboard", "You type your answers.", "No recording."),
                ("sparkles", "AI scores your answers,", "a person decides."),
            )
        ),
        when(
            (Agent.company != "") & (Agent.company_delivery == "exact_delivery"),
            rx.el.p(Agent.company, class_name="p-muted m-preview-clamp"),
        ),
        _foot("Agree and start"),
    )


def _path() -> rx.Component:
    return rx.fragment(
        _top(),
        eyebrow(S.title),
        rx.el.ol(
            rx.foreach(
                WizardStages.rows,
                lambda s: rx.el.li(
                    rx.el.strong(s["title"]),
                    when(s["intro"], rx.el.span(s["intro"], class_name="p-muted m-preview-clamp")),
                    rx.el.span(s["minutes"], class_name="m-meta"),
                    class_name="m-preview-stage",
                ),
            ),
            class_name="m-preview-stages",
        ),
        _foot("Go on"),
    )


def _asked() -> rx.Component:
    return rx.foreach(
        Q.questions,
        lambda q: rx.cond(
            (q["key"] == Q.open_question) | ((Q.open_question == "") & (q["number"] == "1")), _one(q), rx.fragment()
        ),
    )


def _one(q: Any) -> rx.Component:
    resume = stack(
        rx.el.h3("Share your resume", class_name="m-h2"),
        muted("Checked against: " + q["text"]),
        rx.el.div("PDF, Word or text", class_name="m-ghost-area"),
        gap=12,
    )
    asked = stack(
        question_title(q["text"], q["help"], id="preview-question"),
        rx.cond(
            q["option_list"].length() > 0,
            stack(rx.foreach(q["option_list"], lambda word: rx.el.div(word, class_name="m-choice")), gap=6),
            rx.el.div("Your answer", class_name="m-ghost-area"),
        ),
        gap=12,
    )
    return rx.fragment(
        _top(q["number"] + " of " + Q.questions.length().to_string()),
        rx.el.div(
            each(
                Q.questions, lambda other: rx.el.span(class_name=rx.cond(other["number"] == q["number"], "is-now", ""))
            ),
            class_name="m-preview-bar",
            aria_hidden="true",
        ),
        rx.cond(Q.stage_kind == "resume", resume, asked),
        _foot("Save and go on"),
    )
