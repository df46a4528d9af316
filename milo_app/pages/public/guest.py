"""The page of a guest: chosen answers of one candidate at the left, four words and a comment at the right."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.islands import fetch_form
from milo_app.components.public import headline, primary, public_card, public_page
from milo_app.components.public_inputs import posted_error, public_textarea
from milo_app.components.values import when
from milo_app.state.guest import Guest as S

_CHOICES = (
    ("definitely", "Definitely", "I would want this person on my team"),
    ("yes", "Yes", "Worth a meeting"),
    ("unsure", "Unsure", "I would ask more first"),
    ("no", "No", "Not for this role"),
)


def guest() -> rx.Component:
    """Draw the page."""
    closed = headline("This link is not open.", S.problem)
    return public_page(
        rx.match(S.page, ("open", _open()), ("closed", closed), rx.el.div(class_name="p-loading")),
        brand=rx.cond(S.brand != "", S.brand, "Milo"),
        letter=rx.cond(S.letter != "", S.letter, "M"),
        brand_color=S.brand_color,
        aside=when(S.guest, _who()),
        width="wide",
    )


def _who() -> rx.Component:
    return rx.el.div(
        rx.el.span("You answer as ", S.guest, class_name="g-guest"),
        rx.el.span("Asked by ", S.asked_by, " · link works until ", S.until, class_name="p-muted g-by"),
        class_name="g-who",
    )


def _open() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                rx.el.p(S.role, class_name="p-eyebrow"),
                rx.el.h1(S.heading, class_name="g-heading"),
                rx.el.p(S.lead, class_name="p-muted"),
            ),
            when(S.message, _message()),
            when(S.score, _scores()),
            rx.foreach(S.answers, _answer),
            class_name="g-read",
        ),
        rx.el.aside(_form(), class_name="g-say"),
        class_name="g-page",
    )


def _message() -> rx.Component:
    return public_card(
        rx.el.p(S.message, class_name="g-words", dir="auto"),
        rx.el.p(S.asked_by, class_name="p-muted"),
    )


def _scores() -> rx.Component:
    def line(one: Any) -> rx.Component:
        return rx.el.div(rx.el.dt(one["name"]), rx.el.dd(one["score"]), class_name="p-pair")

    return public_card(
        rx.el.p("Score ", rx.el.strong(S.score), " of 100, by the AI interviewer."),
        when(S.scorecard.length() > 0, rx.el.dl(rx.foreach(S.scorecard, line), class_name="p-data")),
    )


def _answer(answer: Any) -> rx.Component:
    def turn(one: Any) -> rx.Component:
        return rx.cond(
            one["kind"] == "answer",
            rx.el.p(one["text"], class_name="g-words", dir="auto"),
            rx.el.p(one["text"], class_name="p-muted"),
        )

    return rx.el.section(
        rx.el.span(answer["number"], class_name="g-number", aria_hidden="true"),
        rx.el.div(
            rx.el.h2(answer["question"], class_name="p-h2"),
            rx.foreach(answer["turns"].to(list[dict[str, str]]), turn),
            class_name="g-answer",
        ),
        class_name="p-card g-card",
    )


def _form() -> rx.Component:
    def choice(value: str, word: str, text: str) -> rx.Component:
        return rx.el.label(
            rx.el.input(
                type="radio", name="value", value=value, default_checked=S.verdict == value, class_name="g-radio"
            ),
            rx.el.span(rx.el.strong(word), rx.el.span(text, class_name="p-muted"), class_name="g-choice-words"),
            class_name="p-choice",
        )

    return public_card(
        fetch_form(
            rx.el.fieldset(
                rx.el.legend(S.ask, class_name="p-h2"),
                rx.el.p("One word is enough. A reason helps more.", class_name="p-muted"),
                rx.el.div(*[choice(*one) for one in _CHOICES], class_name="p-choices"),
                posted_error("value"),
                class_name="g-fieldset",
            ),
            rx.el.div(
                rx.el.label("Comment ", rx.el.span("optional", class_name="p-muted"), html_for="comment"),
                public_textarea("comment", default=S.comment, max_length=2000),
                posted_error("comment"),
                class_name="g-field",
            ),
            primary("Send verdict", type="submit"),
            rx.el.p(
                S.asked_by + " and the hiring team read this. You can change it until " + S.until + ".",
                class_name="p-muted",
            ),
            action="/api/guest/verdict",
            label="Verdict",
            token_from_path=True,
        ),
    )
